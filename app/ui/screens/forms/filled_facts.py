"""What the list of filled forms shows, asked in one go, and how it is narrowed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.forms.filling.queries import forms_of
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.people.accounts.queries import people
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

MOST = 5_000
"""Forms shown; what is older is found by its order or lot in the records."""
PARTS = ("open", "failed", "passed", "completed", "voided")
"""What the list can be narrowed to; the words are `filled.part.<part>`."""
SPANS_DAYS = (1, 7, 30)
"""How many days back the list can be narrowed to; the words are `filled.days`."""
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class InForce:
    """A form that may be begun, and the right whoever fills it needs."""

    pin: Pin
    right: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; whatever is empty narrows nothing. `part` is applied last."""

    form: str = ""
    person: str = ""
    since_ms: int = 0

    def has(self, row: FilledRow) -> bool:
        """Tell whether a form is among what is wanted."""
        people = (row.started_by, row.completed_by)
        return (
            self.form in ("", row.form)
            and (not self.person or self.person in people)
            and row.started_ms >= self.since_ms
        )


@dataclass(frozen=True, slots=True)
class FilledFacts:
    """Filled forms, the newest first, the forms in force, and what people are called."""

    rows: tuple[FilledRow, ...]
    in_force: tuple[InForce, ...]
    names: dict[str, Bilingual]

    def narrowed(self, wanted: Wanted) -> tuple[FilledRow, ...]:
        """Return what is wanted of the forms, of every part."""
        return tuple(row for row in self.rows if wanted.has(row))

    def forms(self) -> dict[str, Bilingual]:
        """Return the forms that were ever filled here, by code, each with its newest title."""
        found: dict[str, Bilingual] = {}
        for row in self.rows:
            found.setdefault(row.form, row.title)
        return dict(sorted(found.items()))

    def filled_by(self) -> tuple[str, ...]:
        """Return who began or completed any of them."""
        found = {one for row in self.rows for one in (row.started_by, row.completed_by) if one}
        return tuple(sorted(found))


def filled_facts(connection: Connection, now_ms: int) -> FilledFacts:
    """Return what the list shows."""
    pins = all_in_force(connection, FORM, now_ms)
    return FilledFacts(
        rows=forms_of(connection, limit=MOST),
        in_force=tuple(found for pin in pins if (found := _in_force(connection, pin))),
        names={one.person: one.name for one in people(connection)},
    )


def of_part(rows: Iterable[FilledRow], part: str) -> tuple[FilledRow, ...]:
    """Return the forms of one part; all for any other word."""
    return tuple(row for row in rows if part not in PARTS or part in parts_of(row))


def counts(rows: Iterable[FilledRow]) -> Counter[str]:
    """Return how many forms each part holds."""
    return Counter(part for row in rows for part in parts_of(row))


def parts_of(row: FilledRow) -> tuple[str, ...]:
    """Return the parts of the list a form stands in."""
    verdicts = {"fail": "failed", "pass": "passed"}
    judged = verdicts.get(row.verdict) if row.state == "completed" else None
    return (row.state, judged) if judged else (row.state,)


def since_ms(days: int, midnight_ms: int) -> int:
    """Return when so many days, today among them, began; 0 for all."""
    return midnight_ms - (days - 1) * _DAY_MS if days else 0


def _in_force(connection: Connection, pin: Pin) -> InForce | None:
    """Return a form that may be begun; None where its body has not come here yet."""
    try:
        return InForce(pin, body(connection, pin.body, Form).right)
    except Refused:
        return None
