"""The board's columns: the operations of different routes side by side, no more than have room.

Neighbours of one work centre share a column; routes are laid over one another so that what is
alike (work centre, icon or name) falls into one column and every route keeps its order; and
where that is still too many, the slightest neighbours are put together. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Stop:
    """One operation of a route as the board needs it."""

    code: str
    name: Bilingual
    icon: str
    work_centre: str

    def likeness(self, other: "Stop") -> int:
        """Return how much people would look for both in one column; 0 for not at all."""
        same_name = self.name.zh == other.name.zh or self.name.en == other.name.en
        return (
            4 * same_name + 2 * (self.work_centre == other.work_centre) + (self.icon == other.icon)
        )


Route = tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: per route the stops that fall into it, in the order of the route."""

    parts: tuple[Route, ...]

    @property
    def icon(self) -> str:
        """Return the icon of the first operation in it."""
        return next(stop.icon for part in self.parts for stop in part)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every operation in it."""
        return tuple(stop.code for part in self.parts for stop in part)

    def title(self, language: str) -> str:
        """Return the names of what is done there, each once."""
        names = (stop.name.of(language) for part in self.parts for stop in part)
        return " · ".join(dict.fromkeys(names))

    def range(self) -> str:
        """Return `OP20–30 · B20`: first and last operation of each route."""
        said = (_range(part) for part in self.parts if part)
        return " · ".join(dict.fromkeys(said))

    def of(self, route: int) -> Route:
        """Return the stops of one route."""
        return self.parts[route]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column while it is being made; `parts` has one entry for each route laid so far."""

    parts: tuple[Route, ...]

    def likeness(self, stops: Route) -> int:
        pairs = ((one, other) for part in self.parts for one in part for other in stops)
        return max((one.likeness(other) for one, other in pairs), default=0)

    def weight(self) -> int:
        return max(len(part) for part in self.parts)

    def routes(self) -> int:
        return sum(bool(part) for part in self.parts)


def board_columns(routes: Sequence[Route], most: int) -> tuple[BoardColumn, ...]:
    """Return at most `most` columns (and never fewer than one) for `routes`, the longest first."""
    slots: list[_Slot] = []
    for place, route in enumerate(routes):
        slots = _laid_over(slots, _grouped(route), place)
    while len(slots) > max(1, most):
        slots = _with_one_less(slots)
    return tuple(BoardColumn(slot.parts) for slot in slots)


def _grouped(route: Route) -> list[Route]:
    """Put neighbours of one work centre together."""
    found: list[Route] = []
    for stop in route:
        if found and found[-1][-1].work_centre == stop.work_centre:
            found[-1] = (*found[-1], stop)
        else:
            found.append((stop,))
    return found


def _laid_over(slots: list[_Slot], groups: list[Route], done: int) -> list[_Slot]:
    """Lay one more route over `slots`, sharing as many columns as its order allows."""
    shared = _best_shared(slots, groups)
    found: list[_Slot] = []
    at = 0
    for place, slot in enumerate(slots):
        partner = shared.get(place)
        if partner is None:
            found.append(_Slot((*slot.parts, ())))
            continue
        found += [_Slot((*((),) * done, group)) for group in groups[at:partner]]
        found.append(_Slot((*slot.parts, groups[partner])))
        at = partner + 1
    return found + [_Slot((*((),) * done, group)) for group in groups[at:]]


def _best_shared(slots: list[_Slot], groups: list[Route]) -> dict[int, int]:
    """Return which slot shares with which group: the likest pairs that keep both orders."""
    like = [[slot.likeness(group) for group in groups] for slot in slots]
    best = [[0] * (len(groups) + 1) for _ in range(len(slots) + 1)]
    for i in reversed(range(len(slots))):
        for j in reversed(range(len(groups))):
            together = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found: dict[int, int] = {}
    i = j = 0
    while i < len(slots) and j < len(groups):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _with_one_less(slots: list[_Slot]) -> list[_Slot]:
    """Put the two neighbours together that make the slightest column, shared ones last."""
    pairs = [_together(slots[at], slots[at + 1]) for at in range(len(slots) - 1)]
    costs = [
        (pair.weight(), max(slots[at].routes(), slots[at + 1].routes()), at)
        for at, pair in enumerate(pairs)
    ]
    _, _, at = min(costs)
    return [*slots[:at], pairs[at], *slots[at + 2 :]]


def _together(one: _Slot, other: _Slot) -> _Slot:
    return _Slot(tuple(a + b for a, b in zip(one.parts, other.parts, strict=True)))


def _range(part: Route) -> str:
    first, last = part[0].code, part[-1].code
    if first == last:
        return first
    number = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ-")
    return f"{first}–{number or last}"
