"""Marks on a picture and the way back: every step can be undone and done again; pure."""

from dataclasses import dataclass, replace

Marks = tuple["MapMark", ...]


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark at (x, y), shares of the picture from 0 to 1; its code, and a note of the owner's."""

    x: float
    y: float
    code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkSteps:
    """The marks now, those before and those undone. Moves of one mark in a row are one step."""

    now: Marks = ()
    past: tuple[Marks, ...] = ()
    undone: tuple[Marks, ...] = ()
    moving: int = -1

    def placed(self, mark: MapMark) -> "MarkSteps":
        """Return the steps with another mark at the end."""
        return self._step((*self.now, _inside(mark)))

    def moved(self, place: int, x: float, y: float) -> "MarkSteps":
        """Return the steps with a mark moved by so much."""
        if not 0 <= place < len(self.now):
            return self
        mark = self.now[place]
        there = _inside(replace(mark, x=mark.x + x, y=mark.y + y))
        if there == mark:
            return self
        made = _with(self.now, place, there)
        if place == self.moving:
            return replace(self, now=made, undone=())
        return replace(self._step(made), moving=place)

    def coded(self, place: int, code: str) -> "MarkSteps":
        """Return the steps with a mark of another code."""
        if not 0 <= place < len(self.now) or self.now[place].code == code:
            return self
        return self._step(_with(self.now, place, replace(self.now[place], code=code)))

    def removed(self, place: int) -> "MarkSteps":
        """Return the steps without a mark; those behind it take its number."""
        if not 0 <= place < len(self.now):
            return self
        return self._step(self.now[:place] + self.now[place + 1 :])

    def back(self) -> "MarkSteps":
        """Return the steps with the last one undone."""
        if not self.past:
            return self
        return MarkSteps(self.past[-1], self.past[:-1], (*self.undone, self.now))

    def again(self) -> "MarkSteps":
        """Return the steps with the one undone last done again."""
        if not self.undone:
            return self
        return MarkSteps(self.undone[-1], (*self.past, self.now), self.undone[:-1])

    def _step(self, marks: Marks) -> "MarkSteps":
        return MarkSteps(marks, (*self.past, self.now))


def _inside(mark: MapMark) -> MapMark:
    return replace(mark, x=min(1.0, max(0.0, mark.x)), y=min(1.0, max(0.0, mark.y)))


def _with(marks: Marks, place: int, mark: MapMark) -> Marks:
    return (*marks[:place], mark, *marks[place + 1 :])
