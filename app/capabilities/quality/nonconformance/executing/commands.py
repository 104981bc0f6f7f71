"""What one may ask to carry out what was decided, and to inspect again what was mended."""

from decimal import Decimal
from typing import ClassVar

from app.capabilities.forms.filling.queries import head, subject
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.labels.jobs import decisions as labels
from app.capabilities.labels.jobs.answers import State, VoidReason
from app.capabilities.labels.jobs.queries import serials_of
from app.capabilities.quality.nonconformance.dispositions.queries import (
    check_signed,
    ground,
    uncounted,
)
from app.capabilities.quality.nonconformance.executing import decisions
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Picture
from app.capabilities.quality.nonconformance.records.queries import known
from app.capabilities.quality.nonconformance.reviewing.queries import (
    check_turn,
    open_acts,
    take_turn,
)
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

EXECUTE, VERIFY, VOID = "quality.execute", "quality.verify", "labels.void"
_FILLED = "filled/"
_MINUTE_MS = 60_000


class BeginRework(Command, frozen=True, kw_only=True):
    """Begin to rework or repair so many pieces, by the instruction that was approved.

    `place` is the operation the pieces are at in their order, where it was found if empty.
    """

    right: ClassVar[str] = EXECUTE
    name: str
    quantity: Decimal
    disposition: Disposition = Disposition.REWORK
    place: str = ""


class ExecuteDisposition(Command, frozen=True, kw_only=True):
    """Say that a disposition was done to so many pieces.

    `second` saw it, and signs it in the same act (`Signing.act_witnessed`); scrapping takes one.
    """

    right: ClassVar[str] = EXECUTE
    name: str
    disposition: Disposition
    quantity: Decimal
    place: str = ""
    second: str = ""
    remark: str = ""
    serials: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def witness(self) -> str:
        """Return the second person, who signs too."""
        return self.second


class VoidScrappedLabels(Command, frozen=True, kw_only=True):
    """Void the labels of scrapped pieces that were printed at this station."""

    right: ClassVar[str] = VOID
    name: str


class VerifyRework(Command, frozen=True, kw_only=True):
    """Say what the re-inspection of mended pieces found; `inspection` is its filled form."""

    right: ClassVar[str] = VERIFY
    name: str
    accepted: Decimal
    rejected: Decimal = Decimal(0)
    disposition: Disposition = Disposition.REWORK
    inspection: str = ""
    remark: str = ""


def begin_rework(acting: Acting, command: BeginRework) -> list[Happened]:
    """Answer BeginRework, by the rules of `decisions.begin`."""
    it = known(acting.connection, command.name)
    _is_turn(acting, it, "execute")
    check_signed(acting.connection, it, command.disposition)
    here = ground(acting.connection, it, acting.now_ms)
    return decisions.begin(it, command.disposition, command.quantity, here, command.place.strip())


def execute(acting: Acting, command: ExecuteDisposition) -> list[Happened]:
    """Answer ExecuteDisposition, by `decisions.execute`; the flow's step ends with the last of it.

    The labels of scrapped pieces that were printed here are void with it; those of other stations
    wait for theirs.
    """
    it = known(acting.connection, command.name)
    check_signed(acting.connection, it, command.disposition)
    here = ground(acting.connection, it, acting.now_ms)
    done = decisions.execute(
        it,
        command.disposition,
        command.quantity,
        here,
        actor=acting.actor,
        place=command.place.strip(),
        second=command.second,
        remark=command.remark,
        serials=command.serials,
        pictures=command.pictures,
    )
    is_turn = _is_turn(acting, it, "execute")
    others = sum((it.left(one) for one in Disposition), Decimal(0)) - command.quantity
    is_last = is_turn and others <= 0 and not it.missing
    turn = take_turn(acting, it, "execute", "executed", {}) if is_last else []
    return [*done, *_voided(acting, it, command.serials), *turn]


def verify(acting: Acting, command: VerifyRework) -> list[Happened]:
    """Answer VerifyRework, by `decisions.verify`; the flow's step ends with the last of it."""
    it = known(acting.connection, command.name)
    name = command.inspection.removeprefix(_FILLED)
    form = head(acting.connection, name) if name else None
    seen = decisions.verify(
        it,
        command.disposition,
        command.accepted,
        command.rejected,
        actor=acting.actor,
        inspection=name,
        is_inspected=form is not None and form.state == "completed",
        is_passed=form is not None and form.verdict != "fail",
        is_of_this=form is not None
        and name != it.row.filled
        and _is_of(it, command.disposition, subject(form), form.started_ms),
        remark=command.remark,
    )
    is_turn = _is_turn(acting, it, "verify")
    left = it.pieces.to_verify + it.pieces.mending - command.accepted - command.rejected
    if left > 0 or not it.is_carried_out or not is_turn:
        return seen
    again = it.pieces.held + command.rejected > 0
    outcome = "rejected" if again else "accepted"
    return [*seen, *take_turn(acting, it, "verify", outcome, {"again": again})]


def void_scrapped(acting: Acting, command: VoidScrappedLabels) -> list[Happened]:
    """Answer VoidScrappedLabels. Refusal: `ncr.no_labels_here`."""
    it = known(acting.connection, command.name)
    voided = _voided(acting, it, uncounted(acting.connection, it).get(acting.station, ()))
    if not voided:
        raise Refused("ncr.no_labels_here")
    return voided


def _is_of(it: Nonconformance, disposition: Disposition, about: Subject, begun_ms: int) -> bool:
    """Tell whether a filled form is of the pieces of this one, and was begun once some were mended.

    Clocks of stations apart may differ a little: what was begun in the same minute will do.
    """
    row = it.row
    is_its = about.order == row.order if row.order else about.lot == row.lot
    mended = [
        one.at_ms
        for one in it.done
        if one.what == "executed" and one.disposition == disposition and not one.is_back
    ]
    since_ms = min(mended, default=0) - _MINUTE_MS
    return is_its and begun_ms >= since_ms


def _is_turn(acting: Acting, it: Nonconformance, act: str) -> bool:
    """Tell whether an act has its turn in the flow. Refuses as `check_turn`.

    What was taken back is done again, or by the other station, after its turn has gone by.
    """
    waits = open_acts(acting.connection, it)
    if it.was_taken_back and waits is not None and act not in waits:
        return False
    check_turn(acting, it, act)
    return True


def _voided(acting: Acting, it: Nonconformance, serials: tuple[str, ...]) -> list[Happened]:
    here = (
        one
        for one in serials_of(acting.connection, it.row.order)
        if one.serial in serials and one.station == acting.station and one.state != State.SENDING
    )
    return [labels.void(one, acting.station, VoidReason.SCRAPPED) for one in here]
