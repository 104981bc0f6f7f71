"""What the list of filled forms shows, asked in one go."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.queries import forms_of
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.people.accounts.queries import people
from app.kernel.words import Bilingual

MOST = 500
"""Forms shown; what is older is found by its order or lot in the records."""
PARTS = ("open", "failed", "passed", "completed", "voided")
"""What the list can be narrowed to; the words are `filled.part.<part>`."""


@dataclass(frozen=True, slots=True)
class FilledFacts:
    """Filled forms, the newest first, the forms in force, and what people are called."""

    rows: tuple[FilledRow, ...]
    in_force: tuple[Pin, ...]
    names: dict[str, Bilingual]

    def part(self, part: str) -> tuple[FilledRow, ...]:
        """Return the forms of one part; all for any other word."""
        return tuple(row for row in self.rows if part not in PARTS or _is_in(row, part))


def filled_facts(connection: Connection, now_ms: int) -> FilledFacts:
    """Return what the list shows."""
    return FilledFacts(
        rows=forms_of(connection, limit=MOST),
        in_force=all_in_force(connection, FORM, now_ms),
        names={one.person: one.name for one in people(connection)},
    )


def _is_in(row: FilledRow, part: str) -> bool:
    if part == "failed":
        return row.state == "completed" and row.verdict == "fail"
    if part == "passed":
        return row.state == "completed" and row.verdict == "pass"
    return row.state == part
