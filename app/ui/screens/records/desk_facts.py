"""What the desk of discrepancies shows, asked in one go on the reader. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection

from app.capabilities.records.discrepancies.answers import Case, Standing
from app.capabilities.records.discrepancies.queries import able, cases
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.entries.queries import entries_named
from app.journal.upcast import Vocabulary
from app.ui.screens.records.telling import Names, Teller, names

DESK = "desk"
"""The screen's name."""
SIDES = 6
"""Records of one discrepancy that are shown side by side; its record holds them all."""


class Part(StrEnum):
    """The filters of the desk."""

    OPEN = "open"
    MINE = "mine"
    RETURNED = "returned"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Every case, and of the chosen one the records that contradict, latest first where many.

    `able` are those who may settle; `me` is who looks.
    """

    me: str
    cases: tuple[Case, ...]
    names: Names
    able: tuple[str, ...]
    sides: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def case(self, key: str) -> Case | None:
        """Return one case."""
        return next((case for case in self.cases if case.key == key), None)

    def part(self, part: Part) -> tuple[Case, ...]:
        """Return the cases of one filter: what came back first, then the oldest."""
        chosen = [case for case in self.cases if _is_in(case, part, self.me)]
        return tuple(sorted(chosen, key=lambda c: c.standing is not Standing.RETURNED))


def desk_facts(
    connection: Connection, vocabulary: Vocabulary, me: str, chosen: str = ""
) -> DeskFacts:
    """Return the desk as this node knows it; `chosen` is the key of the case shown in full."""
    found = cases(connection, vocabulary.checks)
    sides = {}
    for case in found:
        if case.key == chosen:
            sides[chosen] = entries_named(connection, vocabulary, _hashes(case))
    return DeskFacts(me, found, names(connection), able(connection), sides)


FEW = 2
"""More stations than these are counted in a line; the case names them all."""


def sentence(teller: Teller, case: Case, code: str) -> str:
    """Return `desk.<code>.<kind>` with its gaps filled: people and stations by name."""
    facts = {"quantity": 0, **({} if case.found is None else case.found.facts)}
    places = () if case.found is None else case.found.stations
    said = {name: _said(teller, name, value) for name, value in facts.items()}
    said["stations"] = teller.words("home.and").join(teller.where(one) for one in places)
    return teller.words(f"desk.{code}.{case.about}", **said)


def subject(teller: Teller, case: Case) -> str:
    """Return what a case is about, in a line: the record and its stations."""
    if case.found is None:
        return ""
    here = case.found.stations
    places = teller.words("orders.comma").join(here)
    if len(here) > FEW:
        places = teller.words("desk.so_many_stations", n=len(here))
    return " · ".join(part for part in (teller.record(case.found.stream), places) if part)


def _said(teller: Teller, name: str, value: object) -> object:
    if name == "person":
        return teller.who(str(value))
    if name == "station":
        return teller.where(str(value))
    if name == "reason" and teller.words.knows(f"sync.reason.{value}"):
        return teller.words(f"sync.reason.{value}")
    return value


def _hashes(case: Case) -> tuple[str, ...]:
    if case.found is not None:
        return case.found.looked_at
    return case.resolutions[-1].looked_at if case.resolutions else ()


def _is_in(case: Case, part: Part, me: str) -> bool:
    if part is Part.RESOLVED:
        return not case.standing.is_open
    if part is Part.RETURNED:
        return case.standing is Standing.RETURNED
    return case.standing.is_open and (part is Part.OPEN or case.owner == me)
