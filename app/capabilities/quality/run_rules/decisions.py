"""Which points of a chart end a pattern: the rules of Western Electric (1956) and Nelson (1984).

A point is named where the pattern is complete *at* it, so a long pattern names every point from
its length on. Distances are in standard deviations of the charted statistic; a point on the center
line ends a run and begins none. Using all of Nelson's eight raises false alarms: the default is
1, 2, 3 and 5.
"""

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from app.kernel.refused import Refused

RUN_LENGTHS = (7, 8, 9)
"""A run of 7 (AIAG), 8 (Western Electric) or 9 (Nelson) on one side is a signal."""

_NOISE = 1e-9
"""A point this near to a limit, in standard deviations, stands on it: arithmetic, no signal."""


class Rule(StrEnum):
    """One rule of one set."""

    WE1 = "we1"
    WE2 = "we2"
    WE3 = "we3"
    WE4 = "we4"
    N1 = "n1"
    N2 = "n2"
    N3 = "n3"
    N4 = "n4"
    N5 = "n5"
    N6 = "n6"
    N7 = "n7"
    N8 = "n8"


WESTERN_ELECTRIC = (Rule.WE1, Rule.WE2, Rule.WE3, Rule.WE4)
NELSON = (Rule.N1, Rule.N2, Rule.N3, Rule.N4, Rule.N5, Rule.N6, Rule.N7, Rule.N8)
DEFAULT = (Rule.N1, Rule.N2, Rule.N3, Rule.N5)


def violations(
    standings: Sequence[float],
    values: Sequence[float],
    rules: Collection[Rule] = DEFAULT,
    run: int | None = None,
) -> Mapping[Rule, tuple[int, ...]]:
    """Return for each rule the positions (0 = first) of the points that end its pattern.

    `standings` are distances from the center in standard deviations, `values` what is charted (for
    rising, falling, alternating). `run` is the length of a run on one side; None: 8 for Western
    Electric, 9 for Nelson. Refusal: `spc.run_length`.
    """
    check_run(run)
    found: dict[Rule, tuple[int, ...]] = {}
    for rule in rules:
        if rule in (Rule.WE4, Rule.N2):
            found[rule] = runs(standings, run or (8 if rule is Rule.WE4 else 9))
        elif rule in _OF_VALUES:
            found[rule] = _OF_VALUES[rule](values)
        else:
            found[rule] = _OF_STANDINGS[rule](standings)
    return found


def check_run(run: int | None) -> None:
    """Refuse a length of runs nobody uses, as `spc.run_length`."""
    if run is not None and run not in RUN_LENGTHS:
        raise Refused("spc.run_length", run=run, lengths=", ".join(map(str, RUN_LENGTHS)))


def beyond(standings: Sequence[float]) -> tuple[int, ...]:
    """Return the points beyond three standard deviations."""
    return tuple([at for at, z in enumerate(standings) if z > _THREE or z < -_THREE])


def runs(standings: Sequence[float], length: int) -> tuple[int, ...]:
    """Return the points that end a run of `length` or more on one side of the center."""
    return _in_a_row((1 if z > _NOISE else -1 if z < -_NOISE else 0 for z in standings), length)


_THREE = 3 + _NOISE


def _two_of_three(standings: Sequence[float]) -> tuple[int, ...]:
    return _most_of(standings, 2, 3, 2 + _NOISE)


def _four_of_five(standings: Sequence[float]) -> tuple[int, ...]:
    return _most_of(standings, 4, 5, 1 + _NOISE)


def _most_of(standings: Sequence[float], enough: int, window: int, zone: float) -> tuple[int, ...]:
    """Return points beyond `zone` that are, with those before, `enough` of `window` on one side."""
    found = []
    above: list[int] = []  # where the last few beyond the zone stood, on either side
    below: list[int] = []
    for at, z in enumerate(standings):
        if -zone <= z <= zone:
            continue
        side = above if z > 0 else below
        side.append(at)
        del side[:-enough]
        if len(side) == enough and at - side[0] < window:
            found.append(at)
    return tuple(found)


def _steady(values: Sequence[float]) -> tuple[int, ...]:
    """Return points that end six or more rising, or falling, one after the other."""
    return tuple([at + 1 for at in _in_a_row(_directions(values), 5)])


def _alternating(values: Sequence[float]) -> tuple[int, ...]:
    """Return points that end fourteen or more going up and down in turn."""
    found = []
    count = before = 0
    for at, way in enumerate(_directions(values), 1):
        count = 0 if not way else count + 1 if way == -before else 1
        before = way
        if count >= 13:
            found.append(at)
    return tuple(found)


def _hugging(standings: Sequence[float]) -> tuple[int, ...]:
    """Return points that end fifteen or more in a row within one standard deviation."""
    near = 1 - _NOISE
    return _in_a_row((1 if -near < z < near else 0 for z in standings), 15)


def _avoiding(standings: Sequence[float]) -> tuple[int, ...]:
    """Return points that end eight or more, on both sides, none within one standard deviation."""
    far = 1 + _NOISE
    found = []
    count = 0
    last = {1: -1, -1: -1}
    for at, z in enumerate(standings):
        if -far <= z <= far:
            count = 0
            continue
        count += 1
        last[1 if z > 0 else -1] = at
        if count >= 8 and min(last.values()) > at - 8:
            found.append(at)
    return tuple(found)


def _in_a_row(signs: Iterable[int], length: int) -> tuple[int, ...]:
    """Return where `length` or more equal signs other than 0 stand in a row."""
    found = []
    count = before = 0
    for at, sign in enumerate(signs):
        count = 0 if not sign else count + 1 if sign == before else 1
        before = sign
        if count >= length:
            found.append(at)
    return tuple(found)


def _directions(values: Sequence[float]) -> list[int]:
    return [
        1 if after > before else -1 if after < before else 0
        for before, after in itertools.pairwise(values)
    ]


_OF_STANDINGS: dict[Rule, Callable[[Sequence[float]], tuple[int, ...]]] = {
    Rule.WE1: beyond,
    Rule.WE2: _two_of_three,
    Rule.WE3: _four_of_five,
    Rule.N1: beyond,
    Rule.N5: _two_of_three,
    Rule.N6: _four_of_five,
    Rule.N7: _hugging,
    Rule.N8: _avoiding,
}
_OF_VALUES: dict[Rule, Callable[[Sequence[float]], tuple[int, ...]]] = {
    Rule.N3: _steady,
    Rule.N4: _alternating,
}
