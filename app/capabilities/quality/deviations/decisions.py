"""What is allowed with deviations. Pure. IL-08: nobody goes on past one that is open."""

from collections.abc import Iterable

from app.capabilities.quality.deviations.answers import Deviation
from app.capabilities.quality.deviations.events import DeviationAcknowledged
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
