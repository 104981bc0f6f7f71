"""How labels are said and shown: their state as colour, shape and word, and what follows from it.

No widget here; the codes are the catalogue's.
"""

from app.capabilities.labels.jobs.answers import ON_PAPER, State
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.decisions import UNPROVEN, standing
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui.kit import Chip

_LOOKS = {
    State.QUEUED: ("todo", "hourglass"),
    State.CLAIMED: ("running", "loader"),
    State.SENDING: ("running", "printer"),
    State.SENT: ("ok", "printer"),
    State.VERIFIED: ("ok", "circle-check"),
    State.UNCERTAIN: ("warn", "circle-help"),
    State.FAILED: ("fail", "octagon-x"),
    State.VOIDED: ("todo", "ban"),
}
"""State of the chip and its shape: never told by colour alone."""


def chip(words: Words, row: LabelRow) -> Chip:
    """Return a label's state as a chip; what somebody has to settle is solid."""
    if standing(row) == UNPROVEN:
        return Chip("warn", words("labels.unproven"), icon="scan-barcode")
    state, icon = _LOOKS[State(row.state)]
    if row.state == State.CLAIMED and row.note:
        state, icon = "warn", "printer"
    code = "labels.held" if row.state == State.CLAIMED and row.note else f"labels.state.{row.state}"
    return Chip(state, words(code), solid=row.state == State.UNCERTAIN, icon=icon)


def serial(words: Words, row: LabelRow) -> str:
    """Return a label's serial number, with its copy where it is not the first."""
    if row.copy_number == 1:
        return row.serial
    return words("labels.copy", serial=row.serial, n=row.copy_number)


def why(words: Words, row: LabelRow) -> str:
    """Return what is to be known of a label's state, as a sentence; empty where all is said."""
    match State(row.state):
        case State.UNCERTAIN:
            return words(f"labels.cause.{row.note}")
        case State.FAILED:
            return words.refusal(Refused(f"labels.flaw.{row.note}", what=row.what))
        case State.VOIDED:
            return words("labels.voided_for", reason=words(f"labels.void.{row.note}"))
        case State.CLAIMED if row.note:
            return words("labels.held_back")
    return ""


def can_reprint(row: LabelRow) -> bool:
    """Tell whether a label may be printed once more."""
    return row.state in (*ON_PAPER, State.FAILED)


def can_void(row: LabelRow) -> bool:
    """Tell whether a label may be voided now."""
    return row.state not in (State.SENDING, State.VOIDED)


def to_scan(row: LabelRow) -> bool:
    """Tell whether a scan of the label would prove it."""
    return row.state in (State.SENT, State.UNCERTAIN)
