"""What the screen and the paper of one record show, asked in one go on the reader. No Qt."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.records.pages.answers import Record
from app.capabilities.records.pages.queries import record
from app.journal.upcast import Vocabulary
from app.ui.screens.records.telling import Names, names

RECORD = "record"
"""The screen's name."""


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One record as known at `at_ms`; `as_signed` is the signature it is shown as of, or empty."""

    record: Record
    names: Names
    at_ms: int
    as_signed: str = ""


def record_facts(
    connection: Connection, vocabulary: Vocabulary, stream: str, now_ms: int, as_signed: str = ""
) -> RecordFacts:
    """Return a record with the names of everybody in it."""
    page = record(connection, vocabulary, stream, as_signed=as_signed)
    return RecordFacts(page, names(connection), now_ms, as_signed)
