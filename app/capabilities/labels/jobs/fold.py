"""From what happened to a label to how it stands. Total: every order of events folds."""

from msgspec.structs import replace

from app.capabilities.labels.jobs.answers import ON_PAPER, State
from app.capabilities.labels.jobs.events import (
    LabelClaimed,
    LabelFailed,
    LabelHeldBack,
    LabelQueued,
    LabelSending,
    LabelSent,
    LabelUncertain,
    LabelVerified,
    LabelVoided,
)
from app.capabilities.labels.jobs.tables import LabelRow
from app.journal.event import Event
from app.journal.rows import Rows

STEPS: dict[type, tuple[frozenset[State], State]] = {
    LabelClaimed: (frozenset({State.QUEUED}), State.CLAIMED),
    LabelSending: (frozenset({State.CLAIMED}), State.SENDING),
    LabelHeldBack: (frozenset({State.SENDING}), State.CLAIMED),
    LabelSent: (frozenset({State.SENDING}), State.SENT),
    LabelUncertain: (frozenset({State.SENDING}), State.UNCERTAIN),
    LabelFailed: (frozenset({State.CLAIMED}), State.FAILED),
    LabelVerified: (ON_PAPER | {State.UNCERTAIN}, State.VERIFIED),
    LabelVoided: (frozenset(State) - {State.VOIDED}, State.VOIDED),
}
"""From which states each leads, and where to."""


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; what was voided stays void, and what cannot follow changes nothing."""
    happened = event.happened
    row = rows.get(LabelRow)
    if isinstance(happened, LabelQueued) and row is None:
        rows.put(_queued(happened, event))
    elif row is not None and type(happened) in STEPS:
        before, after = STEPS[type(happened)]
        if row.state in before:
            rows.put(_turned(replace(row, state=after.value, changed_ms=event.wall), event))


def _turned(row: LabelRow, event: Event) -> LabelRow:
    """Note beside the new state what is to be said of it."""
    match event.happened:
        case LabelSending(rendered=rendered):
            return replace(row, rendered=rendered, note="")
        case LabelHeldBack(state=note) | LabelUncertain(cause=note):
            return replace(row, note=note)
        case LabelFailed(flaw=note, what=what):
            return replace(row, note=note, what=what)
        case LabelVoided(reason=note):
            return replace(row, note=note, settled_by=event.actor)
        case LabelVerified():
            return replace(row, note="", settled_by=event.actor)
    return row


def _queued(queued: LabelQueued, event: Event) -> LabelRow:
    return LabelRow(
        stream=event.stream,
        label=queued.label,
        batch=queued.batch,
        station=event.station,
        printer=queued.printer,
        state=State.QUEUED.value,
        template=queued.template,
        template_revision=queued.template_revision,
        template_pin=queued.template_pin,
        product=queued.product,
        product_zh=queued.product_name.zh,
        product_en=queued.product_name.en,
        order=queued.order,
        di=queued.di,
        udi=queued.udi,
        lot=queued.lot,
        expiry=queued.expiry,
        made=queued.made,
        serial=queued.serial,
        block=queued.block,
        number=queued.number,
        copy_number=queued.copy_number,
        first_label=queued.first_label or queued.label,
        reason=queued.reason,
        queued=event.hash,
        requested_by=event.actor,
        queued_ms=event.wall,
        changed_ms=event.wall,
        to_prove=queued.to_prove,
    )
