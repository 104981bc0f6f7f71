"""The observer: remembers every "saved" that a screen showed, and counts it in the raw journals.

It knows nothing of folds or sync: it opens the databases as files and looks for hashes.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.capabilities.flows.cases.events import is_of_a_case
from app.capabilities.flows.moves.bodies import ASIDE
from app.capabilities.flows.moves.events import Moved
from app.ui.screens.screen import Saved


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the journals say of what the screens said.

    `lost`: said saved, and missing at some node that should hold it. `doubled`: held twice in a
    journal, or a quantity moved that no screen had said was saved.
    """

    saved: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]


class Observer:
    """Watches screens while the demo plays."""

    def __init__(self) -> None:
        self.hashes: list[str] = []

    def note(self, saved: Saved) -> None:
        """Remember what a screen has just said is saved."""
        self.hashes.extend(saved.hashes)

    def verdict(self, journals: Mapping[str, Path]) -> Verdict:
        """Compare with the raw journals of all nodes, by node."""
        said = Counter(self.hashes)
        lost: set[str] = set()
        doubled: set[str] = {name for name, times in said.items() if times > 1}
        for path in journals.values():
            held = _rows(path)
            counted = Counter(name for name, _ in held)
            lost |= set(said) - set(counted)
            doubled |= {name for name, times in counted.items() if times > 1}
            doubled |= {name for name, is_report in held if is_report} - set(said)
        return Verdict(len(said), tuple(sorted(lost)), tuple(sorted(doubled)))


class _Payload(msgspec.Struct, frozen=True):
    cause: str = ""
    case: str = ""
    reason: str = ""


class _Bytes(msgspec.Struct, frozen=True):
    payload: _Payload = _Payload()


def _rows(path: Path) -> list[tuple[str, bool]]:
    """Return the hash of every event in a database, and whether it is a report."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = database.execute("SELECT hash, kind, bytes FROM event").fetchall()
    database.close()
    return [(name, kind == Moved.kind and _is_report(data)) for name, kind, data in rows]


def _is_report(data: bytes) -> bool:
    """Tell whether a move is a quantity somebody reported.

    A release is the house's own move. What a flow's case or a nonconformance moves is no report
    either: their screens say it in words of their own.
    """
    moved = msgspec.json.decode(data, type=_Bytes).payload
    is_order = not is_of_a_case(moved.case) and not moved.case.startswith(ASIDE)
    return is_order and moved.cause != "release" and not moved.reason.startswith("ncr_")
