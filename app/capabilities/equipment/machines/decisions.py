"""What is allowed with equipment, and what a segment says in short. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from msgspec.structs import replace

from app.capabilities.equipment.machines.answers import Limits, Trace
from app.capabilities.equipment.machines.events import (
    EquipmentState,
    EquipmentStateChanged,
    ParameterDefined,
    Series,
)
from app.kernel.quantity import PLACES, is_exact
from app.kernel.refused import Refused

_STEP = Decimal(1).scaleb(-PLACES)
_DIGITS = 27
"""A mean that would need more of them is left as it was worked out."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The state a machine was last known to be in, and since when (ms since 1970 UTC)."""

    state: str
    reason: str
    at_ms: int


def define_parameter(wanted: ParameterDefined, *, is_known: bool) -> ParameterDefined:
    """Define a parameter. Refusals: `equipment.unknown`, `equipment.limits_crossed`.

    Limits go outwards: low ≤ warn low ≤ warn high ≤ high, those that are set.
    """
    if not is_known:
        raise Refused("equipment.unknown", equipment=wanted.equipment)
    limits = (wanted.low, wanted.warn_low, wanted.warn_high, wanted.high)
    stated = [limit for limit in limits if limit is not None]
    if not all(is_exact(limit) for limit in stated) or any(a > b for a, b in pairwise(stated)):
        raise Refused("equipment.limits_crossed", parameter=wanted.parameter)
    return wanted


def change_state(
    wanted: EquipmentStateChanged, *, is_known: bool, now: Seen | None
) -> EquipmentStateChanged | None:
    """Change a machine's state; None where it is in it already.

    It never sorts before the state its author had seen, whatever a clock says. Refusals:
    `equipment.unknown`, `equipment.reason_missing`: a person who stops a machine says why.
    """
    if not is_known:
        raise Refused("equipment.unknown", equipment=wanted.equipment)
    if wanted.state is EquipmentState.STOPPED and not wanted.reason and not wanted.by_machine:
        raise Refused("equipment.reason_missing")
    if now is None:
        return wanted
    if (wanted.state.value, wanted.reason) == (now.state, now.reason):
        return None
    return replace(wanted, at_ms=max(wanted.at_ms, now.at_ms + 1))


def in_short(trace: Trace, limits: Limits) -> Series:
    """Return what a trace says in short, against the limits of its parameter."""
    values = [point.value for point in trace.points if point.value is not None]
    return Series(
        parameter=trace.parameter,
        unit=trace.unit,
        count=len(values),
        bad=sum(point.value is None or point.quality == "b" for point in trace.points),
        beyond=sum(limits.crossed(value) is not None for value in values),
        least=min(values, default=None),
        greatest=max(values, default=None),
        mean=_mean(values),
    )


def overlapping(spans: Iterable[tuple[int, int, str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of segments of one machine that two stations recorded for the same time.

    Each span is (from ms, to ms, station, name); segments that only touch do not overlap.
    """
    found: list[tuple[str, str]] = []
    open_: list[tuple[int, int, str, str]] = []
    for span in sorted(spans):
        from_ms, _, station, name = span
        open_ = [one for one in open_ if one[1] > from_ms]
        found += [(one[3], name) for one in open_ if one[2] != station]
        open_.append(span)
    return tuple(found)


def _mean(values: list[Decimal]) -> Decimal | None:
    """Return the mean of exact values, rounded half to even at six decimals."""
    if not values:
        return None
    mean = sum(values, Decimal(0)) / len(values)
    fits = mean.adjusted() + PLACES < _DIGITS
    return mean.quantize(_STEP, ROUND_HALF_EVEN) if fits else mean
