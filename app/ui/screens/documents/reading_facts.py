"""Who must have read what, for my readings, the training matrix and the notice at home. No Qt."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Due, Pin
from app.capabilities.documents.queries import readings, training
from app.capabilities.people.accounts.queries import Person, Role, people, person, roles
from app.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Training:
    """People by documents: which readings each must have, and when they were done."""

    people: tuple[Person, ...]
    roles: tuple[Role, ...]
    dues: tuple[Due, ...]

    @property
    def documents(self) -> tuple[Pin, ...]:
        """Return the revisions somebody must have read, by code."""
        pins = dict.fromkeys(one.pin for one in self.dues)
        return tuple(sorted(pins, key=lambda pin: (pin.code, pin.revision)))

    def due(self, person: str, pin: Pin) -> Due | None:
        """Return what one person must do about a document; None where it is nothing to them."""
        found = (one for one in self.dues if one.person == person and one.pin == pin)
        return next(found, None)


def my_readings(connection: Connection, who: str, now_ms: int) -> tuple[Due, ...]:
    """Return what somebody must have read, what is still to be read first."""
    found = person(connection, who)
    return () if found is None else readings(connection, found, now_ms)


def training_facts(connection: Connection, now_ms: int) -> Training:
    """Return the training matrix of the plant: those who must have read something."""
    everybody = people(connection)
    dues = training(connection, everybody, now_ms)
    concerned = {one.person for one in dues}
    return Training(
        tuple(one for one in everybody if one.person in concerned), roles(connection), dues
    )


def as_csv(facts: Training, shown: Iterable[Person], words: Words, states: Sequence[str]) -> str:
    """Return the matrix for a spreadsheet: one line a person, one column a document.

    `states` are the words for read and for still to be read.
    """
    file = io.StringIO()
    lines = csv.writer(file)
    documents = facts.documents
    head = [f"{pin.code} {pin.revision} {words.of(pin.title)}" for pin in documents]
    lines.writerow(["", "", "", *head])
    for one in shown:
        cells = [_cell(facts.due(one.person, pin), states) for pin in documents]
        lines.writerow([one.person, words.of(one.name), one.team, *cells])
    return file.getvalue()


def _cell(due: Due | None, states: Sequence[str]) -> str:
    if due is None:
        return ""
    return states[0] if due.read_ms is not None else states[1]
