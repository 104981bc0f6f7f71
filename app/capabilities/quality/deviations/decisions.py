"""What is allowed with deviations. Pure.

IL-08: no work goes on past a parameter's that is open; CN-14: no batch is received past any other.
"""

from collections.abc import Iterable

from app.capabilities.quality.deviations.answers import Deviation
from app.capabilities.quality.deviations.events import (
    DeviationAcknowledged,
    DeviationAssessed,
    DeviationClosed,
    DeviationDecided,
    DeviationReported,
    Ruling,
    Weight,
)
from app.capabilities.quality.deviations.tables import ASSESSED, CLOSED, DECIDED, ReportRow
from app.kernel.refused import Refused

_MINUTE_MS = 60_000


def acknowledge(found: Deviation | None, reason: str) -> DeviationAcknowledged:
    """Say what of it. Refusals: `deviation.unknown`, `deviation.acknowledged`, `deviation.why`."""
    if found is None:
        raise Refused("deviation.unknown")
    if not found.is_open:
        raise Refused("deviation.acknowledged", person=found.by)
    if not reason.strip():
        raise Refused("deviation.why")
    return DeviationAcknowledged(
        crossing=found.crossing,
        order=found.order,
        operation=found.operation,
        equipment=found.equipment,
        parameter=found.parameter,
        value=found.value,
        limit=found.limit,
        unit=found.unit,
        reason=reason.strip(),
    )


def check_none_open(deviations: Iterable[Deviation]) -> None:
    """Refuse `parameters.outside` while a deviation of this operation waits for an answer."""
    waiting = [one for one in deviations if one.is_open]
    if waiting:
        one = waiting[0]
        raise Refused(
            "parameters.outside",
            equipment=one.equipment,
            parameter=one.parameter,
            value=f"{one.value} {one.unit}".strip(),
            limit=f"{one.limit} {one.unit}".strip(),
            count=len(waiting),
        )


def check_inside(standing: Iterable[Deviation], now_ms: int) -> None:
    """Refuse `parameters.stand_outside`: no work begins on a machine that is outside its window.

    It opens by itself once the value is back inside, and by the answer of whoever may give one.
    """
    waiting = [one for one in standing if one.is_open]
    if waiting:
        one = waiting[0]
        raise Refused(
            "parameters.stand_outside",
            equipment=one.equipment,
            parameter=one.parameter,
            value=f"{one.value} {one.unit}".strip(),
            window=f"{one.window.said} {one.unit}".strip(),
            minutes=max(0, now_ms - one.at_ms) // _MINUTE_MS,
            count=len(waiting),
        )


# ---------------------------------------------------------------------- what people told (CN-14)
def report(said: DeviationReported, row: ReportRow | None) -> DeviationReported:
    """Tell one. Refusals: `deviation.told` (of that name), `.planned_missing`, `.actual_missing`,
    `.about_missing` where it names neither work, lot, equipment nor form.
    """
    if row is not None:
        raise Refused("deviation.told")
    if not said.planned.strip():
        raise Refused("deviation.planned_missing")
    if not said.actual.strip():
        raise Refused("deviation.actual_missing")
    about = said.matter
    if not any((about.order, about.lot, about.equipment, about.filled, about.material)):
        raise Refused("deviation.about_missing")
    return said


def assess(row: ReportRow | None, weight: Weight, impact: str) -> DeviationAssessed:
    """Say what it means. Refusals: `deviation.unknown`, `.decided_already`, `.impact_missing`."""
    row = _known(row)
    if row.state in (DECIDED, CLOSED):
        raise Refused("deviation.decided_already")
    if not impact.strip():
        raise Refused("deviation.impact_missing")
    return DeviationAssessed(deviation=row.deviation, weight=weight, impact=impact.strip())


def decide(
    row: ReportRow | None, ruling: Ruling, reason: str, *, actor: str, is_signed: bool
) -> DeviationDecided:
    """Decide. `is_signed`: the actor's signature as reviewed stands on all that was told.

    Who reported or assessed it does not decide it; a critical one is not simply accepted.
    Refusals: `deviation.unknown`, `.decided_already`, `.not_assessed`, `.own`, `.why`,
    `.critical`, `.unsigned`.
    """
    row = _known(row)
    check_decidable(row, ruling, reason, actor=actor)
    if not is_signed:
        raise Refused("deviation.unsigned")
    return DeviationDecided(deviation=row.deviation, ruling=ruling, reason=reason.strip())


def check_decidable(row: ReportRow, ruling: Ruling, reason: str, *, actor: str) -> None:
    """Refuse what `decide` refuses before a signature."""
    if row.state in (DECIDED, CLOSED):
        raise Refused("deviation.decided_already")
    if row.state != ASSESSED:
        raise Refused("deviation.not_assessed")
    if actor in (row.reported_by, row.assessed_by):
        raise Refused("deviation.own")
    if not reason.strip():
        raise Refused("deviation.why")
    if row.weight == Weight.CRITICAL and ruling is Ruling.ACCEPT:
        raise Refused("deviation.critical")


def close(row: ReportRow | None, remarks: str, reference: str) -> DeviationClosed:
    """Close. Refusals: `deviation.unknown`, `.closed`, `.undecided`, `.reference_missing` where it
    was handed on and nothing says to which record.
    """
    row = _known(row)
    if row.state == CLOSED:
        raise Refused("deviation.closed")
    if row.state != DECIDED:
        raise Refused("deviation.undecided")
    if not row.is_accepted and not reference.strip():
        raise Refused("deviation.reference_missing")
    return DeviationClosed(
        deviation=row.deviation,
        decision=row.decided,
        remarks=remarks.strip(),
        reference=reference.strip(),
    )


def check_batch(waiting: Iterable[ReportRow], order: str) -> None:
    """Refuse `deviation.open` while a deviation of a batch is open: no right gets past it."""
    names = [row.deviation for row in waiting]
    if names:
        raise Refused("deviation.open", order=order, count=len(names), first=number(names[0]))


def number(name: str) -> str:
    """Return a deviation's name as people read it."""
    return f"DEV-{name[-6:].upper()}"


def _known(row: ReportRow | None) -> ReportRow:
    if row is None:
        raise Refused("deviation.unknown")
    return row
