"""What a comparison tells."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.capabilities.documents.answers import Line, Path


class What(StrEnum):
    """What became of one part of a body; its words are `documents.what.<value>`."""

    SET = "set"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs. `path` leads to it in the old body, `at` in the new one.

    Of what was added only `at` leads anywhere, of what was removed only `path`. `before` and
    `after` are plain JSON values.
    """

    what: What
    path: Path
    at: Path
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two bodies compared: the changes that make the one of the other, and which parts of them
    are the same part, as (path in the old body, path in the new one)."""

    changes: tuple[Change, ...]
    same: tuple[tuple[Path, Path], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of two documents side by side; None where one has no such line.

    `number` counts the rows that differ from 1, 0 where both say the same; `moved` tells that the
    old line stood elsewhere, `changes` are those of the parts it speaks of.
    """

    old: Line | None
    new: Line | None
    number: int = 0
    moved: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def what(self) -> What | None:
        """Return what became of the line; None where it is as it was."""
        if not self.number:
            return None
        if self.old is None:
            return What.ADDED
        if self.new is None:
            return What.REMOVED
        return What.MOVED if self.moved else What.SET


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text: the same in both, or only in this one."""

    text: str
    is_own: bool
