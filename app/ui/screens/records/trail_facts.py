"""What the audit trail shows: a page of it, and what it can be filtered by. No Qt."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.records.audit.answers import Filters, Page
from app.capabilities.records.audit.queries import kinds, page
from app.journal.upcast import Vocabulary
from app.ui.screens.records.telling import Names, names


@dataclass(frozen=True, slots=True)
class TrailFacts:
    """One page of the trail, and every kind of event held here."""

    page: Page
    names: Names
    kinds: tuple[str, ...]


def trail_facts(
    connection: Connection, vocabulary: Vocabulary, filters: Filters, start: int
) -> TrailFacts:
    """Return a page of the trail with everybody's names."""
    found = page(connection, vocabulary, filters, start)
    return TrailFacts(found, names(connection), kinds(vocabulary))
