"""Whether parameters stand inside their windows. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.capabilities.equipment.machines.answers import Limits, Parameter, Trace
from app.capabilities.equipment.machines.events import Series
from app.capabilities.equipment.windows.answers import Last, Outside


def outside(
    windows: Iterable[Parameter],
    last: Mapping[str, Last],
    crossed: Mapping[str, Last],
    since_ms: int,
) -> tuple[Outside, ...]:
    """Return the parameters that stand outside the window they have now, in the order given.

    `last` is what each was measured to be last, `crossed` each one's last crossing: whichever is
    the later one says where it stands, unless that was before `since_ms`. A limit itself is inside.
    """
    found = []
    for one in windows:
        crossing = crossed.get(one.parameter)
        is_lately = crossing is not None and crossing.at_ms >= since_ms
        known = later(last.get(one.parameter), crossing if is_lately else None)
        limit = None if known is None else one.limits.crossed(known.value)
        if known is None or limit is None:
            continue
        found.append(
            Outside(
                equipment=one.equipment,
                parameter=one.parameter,
                value=known.value,
                limit=limit,
                low=one.limits.low,
                high=one.limits.high,
                unit=one.unit,
                at_ms=known.at_ms,
                said=known.said if crossing is None else crossing.said,
            )
        )
    return tuple(found)


def later(one: Last | None, other: Last | None) -> Last | None:
    """Return the later of two; the first where they are of the same time."""
    if one is None or other is None:
        return one or other
    return other if other.at_ms > one.at_ms else one


def last_point(traces: Iterable[Trace], parameter: str) -> tuple[int, Decimal] | None:
    """Return when a parameter last had a value its source vouches for, and which."""
    points = (
        (point.at_ms, place, point.value)
        for trace in traces
        if trace.parameter == parameter
        for place, point in enumerate(trace.points)
        if point.value is not None and point.quality != "b"
    )
    found = max(points, default=None)
    return None if found is None else (found[0], found[2])


def in_short(series: Iterable[Series], parameter: str, limits: Limits) -> Decimal | None:
    """Return one value that says where every sample of a segment lies; None where they differ.

    So most segments need not be unpacked. Samples that nobody vouches for say nothing.
    """
    mine = [one for one in series if one.parameter == parameter]
    if any(one.bad for one in mine):
        return None
    ends = _ends(mine)
    if not ends or any(limits.crossed(end) is not None for end in ends):
        return None
    return ends[-1]


def worst(series: Iterable[Series], parameter: str, limits: Limits) -> Decimal | None:
    """Return the value farthest out of a segment whose samples are not here; None within limits."""
    ends = _ends(one for one in series if one.parameter == parameter)
    crossed = ((limits.crossed(end), end) for end in ends)
    beyond = [(abs(end - limit), end) for limit, end in crossed if limit is not None]
    return max(beyond)[1] if beyond else None


def _ends(series: Iterable[Series]) -> list[Decimal]:
    """Return the least and greatest values of series; what is no number (forged) says nothing."""
    ends = (end for one in series for end in (one.least, one.greatest))
    return [end for end in ends if end is not None and end.is_finite()]
