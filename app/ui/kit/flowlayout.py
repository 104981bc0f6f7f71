"""Where the steps of a flow stand in a picture from top to bottom. Pure, knows no Qt.

Ranks follow the longest way from the beginning; a way over several ranks gets a lane of its own in
each, so that no line runs behind a step.
"""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

Spot = tuple[int, float]
"""Rank from the top, and the middle of a lane from the left edge, in widths of a step."""
_Pass = tuple[int, int]
"""A way that runs by, in one rank: which way, which rank."""
_Key = str | _Pass
_NARROW = 0.3
"""How wide the lane of a way is that only runs by."""


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """`spots` of every step, and of each way the spots it runs through, ends included."""

    spots: dict[str, Spot]
    paths: tuple[tuple[Spot, ...], ...]
    ranks: int
    lanes: float


def lay_out(keys: Sequence[str], ways: Sequence[tuple[str, str]]) -> FlowLayout:
    """Lay out steps and the ways between them; those that turn back are not among `ways`."""
    ranks = _ranks(keys, ways)
    chains = [_chain(number, way, ranks) for number, way in enumerate(ways)]
    lanes = _lanes(ranks, chains)
    least = min((lane - _width(key) / 2 for key, lane in lanes.items()), default=0.0)
    spots = {key: (ranks[key], lanes[key] - least) for key in keys}
    at: dict[_Key, Spot] = dict(spots.items())
    for key, lane in lanes.items():
        if not isinstance(key, str):
            at[key] = (key[1], lane - least)
    return FlowLayout(
        spots=spots,
        paths=tuple(tuple(at[key] for key in chain) for chain in chains),
        ranks=max(ranks.values(), default=-1) + 1,
        lanes=max((lane - least + _width(key) / 2 for key, lane in lanes.items()), default=1.0),
    )


def _ranks(keys: Sequence[str], ways: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the longest way from the beginning to each step; a circle ends where it closes."""
    ranks = dict.fromkeys(keys, 0)
    for _ in keys:
        changed = False
        for source, target in ways:
            if ranks[target] <= ranks[source] < len(keys):
                ranks[target] = ranks[source] + 1
                changed = True
        if not changed:
            break
    return ranks


def _chain(number: int, way: tuple[str, str], ranks: dict[str, int]) -> tuple[_Key, ...]:
    source, target = way
    between = tuple((number, rank) for rank in range(ranks[source] + 1, ranks[target]))
    return (source, *between, target)


def _lanes(ranks: dict[str, int], chains: Sequence[tuple[_Key, ...]]) -> dict[_Key, float]:
    """Put each below what leads to it, side by side where several would stand in one place."""
    into: defaultdict[_Key, list[tuple[_Key, float]]] = defaultdict(list)
    out: defaultdict[_Key, list[_Key]] = defaultdict(list)
    by_rank: defaultdict[int, list[_Key]] = defaultdict(list)
    for key, rank in ranks.items():
        by_rank[rank].append(key)
    for chain in chains:
        for passed in chain[1:-1]:
            by_rank[_rank_of(passed, ranks)].append(passed)
        for above, below in itertools.pairwise(chain):
            out[above].append(below)
    for above, belows in out.items():
        left = -sum(map(_width, belows)) / 2
        for below in belows:
            into[below].append((above, left + _width(below) / 2))
            left += _width(below)
    lanes: dict[_Key, float] = {}
    for rank in sorted(by_rank):
        wanted = {key: _wanted(into[key], lanes) for key in by_rank[rank]}
        lanes |= _apart(wanted)
    return lanes


def _rank_of(key: _Key, ranks: dict[str, int]) -> int:
    return ranks[key] if isinstance(key, str) else key[1]


def _wanted(above: list[tuple[_Key, float]], lanes: dict[_Key, float]) -> float:
    found = [lanes[key] + beside for key, beside in above if key in lanes]
    return sum(found) / len(found) if found else 0.0


def _apart(wanted: dict[_Key, float]) -> dict[_Key, float]:
    """Let no two overlap, and keep the middle of all where it was."""
    lanes: dict[_Key, float] = {}
    edge = None
    for key in sorted(wanted, key=lambda key: wanted[key]):
        half = _width(key) / 2
        lanes[key] = wanted[key] if edge is None else max(wanted[key], edge + half)
        edge = lanes[key] + half
    shift = (sum(wanted.values()) - sum(lanes.values())) / max(1, len(lanes))
    return {key: lane + shift for key, lane in lanes.items()}


def _width(key: _Key) -> float:
    return 1.0 if isinstance(key, str) else _NARROW
