"""Where everything stands on the canvas of a form that is drawn: plain rectangles. No Qt.

All lengths are px. A section is a heading and its fields, `columns` beside each other.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from app.ui.screens.forms.design.body import Plain, Spot

EDGE, GAP, FIELD, HEAD, EMPTY, FOOT = 16, 10, 60, 56, 64, 52
BETWEEN = 20
HEADING = -1
"""`Spot.at` of a section's heading."""
_LEAST_WIDTH = 170


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `spot` says of what. An empty section has one at 0 to drop a field into."""

    x: int
    y: int
    width: int
    height: int
    spot: Spot
    is_empty: bool = False

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Guide:
    """Where a field would land: the line to draw, from (x, y) to (to_x, to_y)."""

    spot: Spot
    x: int
    y: int
    to_x: int
    to_y: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Every box from top to bottom. `cards` are the frames of whole sections."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    cards: tuple[Box, ...]
    foot: Box

    def at(self, x: int, y: int) -> Box | None:
        """Return what lies at a point."""
        near = (box for box in self.between(y, y) if box.holds(x, y))
        return next(near, None)

    def box(self, spot: Spot) -> Box | None:
        """Return the box of a field or a heading."""
        return next((one for one in self.boxes if one.spot == spot and not one.is_empty), None)

    def between(self, top: int, bottom: int) -> tuple[Box, ...]:
        """Return the boxes a strip touches; what is out of sight is never painted."""
        first = bisect_left(self.boxes, top - HEAD - FIELD, key=lambda box: box.y)
        found = []
        for box in self.boxes[first:]:
            if box.y > bottom:
                break
            if box.y + box.height >= top:
                found.append(box)
        return tuple(found)

    def guide(self, x: int, y: int) -> Guide | None:
        """Return where what is dropped at a point would land."""
        if not self.boxes:
            return None
        box = min(self.between(y - 4 * FIELD, y + 4 * FIELD) or self.boxes, key=_far(x, y))
        if box.spot.at == HEADING:
            at = Spot(box.spot.section, 0)
            low = box.y + box.height - GAP // 2
            return Guide(at, box.x, low, box.x + box.width, low)
        is_wide = box.width > (self.width - 4 * EDGE) // 2
        after = y > box.y + box.height // 2 if is_wide else x > box.x + box.width // 2
        at = Spot(box.spot.section, box.spot.at + (after and not box.is_empty))
        if is_wide:
            line = box.y + box.height + GAP // 2 if after else box.y - GAP // 2
            return Guide(at, box.x, line, box.x + box.width, line)
        line = box.x + box.width + GAP // 2 if after else box.x - GAP // 2
        return Guide(at, line, box.y, line, box.y + box.height)

    def next_to(self, spot: Spot | None, by: int) -> Spot | None:
        """Return what comes before (−1) or after (+1) in reading order."""
        order = [box.spot for box in self.boxes if not box.is_empty]
        if spot not in order:
            return order[0] if order else None
        return order[max(0, min(order.index(spot) + by, len(order) - 1))]


def plan(body: Plain, width: int) -> Plan:
    """Lay a form out in a width."""
    boxes: list[Box] = []
    cards: list[Box] = []
    y = EDGE
    inside = width - 2 * EDGE
    for number, section in enumerate(body["sections"]):
        top = y
        boxes.append(Box(2 * EDGE, y, inside - 2 * EDGE, HEAD, Spot(number, HEADING)))
        y += HEAD
        fields = len(section["fields"])
        across = _across(section.get("columns", 1), inside - 2 * EDGE)
        if not fields:
            boxes.append(Box(2 * EDGE, y, inside - 2 * EDGE, EMPTY, Spot(number, 0), is_empty=True))
            y += EMPTY + GAP
        wide = (inside - 2 * EDGE - (across - 1) * GAP) // across
        for at in range(fields):
            row, column = divmod(at, across)
            left, line = 2 * EDGE + column * (wide + GAP), y + row * (FIELD + GAP)
            boxes.append(Box(left, line, wide, FIELD, Spot(number, at)))
        y += -(-fields // across) * (FIELD + GAP)
        y += EDGE - GAP
        cards.append(Box(EDGE, top, inside, y - top, Spot(number, HEADING)))
        y += BETWEEN
    foot = Box(EDGE, y, inside, FOOT, Spot(len(body["sections"]), HEADING))
    return Plan(width, y + FOOT + EDGE, tuple(boxes), tuple(cards), foot)


def _across(columns: object, width: int) -> int:
    """Return how many fields stand beside each other: as asked, where there is room to read."""
    asked = columns if isinstance(columns, int) and columns > 0 else 1
    return max(1, min(asked, width // _LEAST_WIDTH))


def _far(x: int, y: int) -> Callable[[Box], int]:
    """Return how far boxes lie from a point; up and down counts more than aside."""

    def far(box: Box) -> int:
        aside = max(box.x - x, 0, x - box.x - box.width)
        away = max(box.y - y, 0, y - box.y - box.height)
        return aside + 4 * away

    return far
