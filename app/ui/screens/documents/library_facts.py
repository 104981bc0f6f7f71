"""Everything the list of documents shows, asked in one go on the reader. No Qt."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from app.capabilities.documents.answers import Revision, State
from app.capabilities.documents.queries import every_revision
from app.capabilities.people.accounts.queries import people, roles
from app.kernel.words import Bilingual

SIGNS = {
    State.DRAFT: ("todo", "pencil"),
    State.IN_REVIEW: ("hold", "pen-line"),
    State.APPROVED: ("running", "calendar-clock"),
    State.EFFECTIVE: ("ok", "circle-check"),
    State.SUPERSEDED: ("todo", "history"),
    State.WITHDRAWN: ("fail", "ban"),
}
"""State and shape of each standing of a revision."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document with its revisions, the oldest first."""

    form: str
    code: str
    revisions: tuple[Revision, ...]

    @property
    def shown(self) -> Revision:
        """Return the revision a list speaks of: the one in force, else the latest."""
        standing = [one for one in self.revisions if one.state is State.EFFECTIVE]
        return standing[-1] if standing else self.revisions[-1]

    @property
    def open(self) -> Revision | None:
        """Return the revision somebody is at work on."""
        return next((one for one in self.revisions if one.is_open), None)

    @property
    def coming(self) -> Revision | None:
        """Return the revision that follows: being worked on, or approved for a day to come."""
        later = (one for one in self.revisions if one.state is State.APPROVED)
        return self.open or next(later, None)

    @property
    def states(self) -> frozenset[State]:
        """Return under which states a list finds it."""
        states = {self.shown.state, *(one.state for one in self.revisions if one.is_open)}
        return frozenset(states | {s.state for s in self.revisions if s.state is State.APPROVED})


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """Every document as it stands, and how people and roles are named."""

    lines: tuple[DocumentLine, ...]
    names: dict[str, Bilingual]
    roles: dict[str, Bilingual]

    def waiting_for(self, person: str) -> tuple[DocumentLine, ...]:
        """Return the documents one person has to do something about."""
        return tuple(
            line for line in self.lines if line.open is not None and line.open.next_to_act == person
        )


def library_facts(connection: Connection, now_ms: int) -> LibraryFacts:
    """Return the documents of the plant."""
    every = every_revision(connection, now_ms)
    grouped = groupby(every, key=lambda one: (one.form, one.code))
    return LibraryFacts(
        lines=tuple(DocumentLine(form, code, tuple(of)) for (form, code), of in grouped),
        names=names(connection),
        roles={one.role: one.name for one in roles(connection)},
    )


def names(connection: Connection) -> dict[str, Bilingual]:
    """Return how everybody is called, by id."""
    return {one.person: one.name for one in people(connection)}
