"""A filled form with all that goes out with it: for paper, spreadsheets, the command line."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection

from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.queries import filled, head, tried
from app.capabilities.forms.workbooks.book import FormCopy
from app.capabilities.people.accounts.queries import people
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.records.pages.queries import record
from app.journal.upcast import Vocabulary
from app.store import content


def form_copy(
    connection: Connection, name: str, vocabulary: Vocabulary, offset_min: int, printed: str
) -> FormCopy:
    """Return a copy of a filled form. `offset_min`: the plant's time ahead of UTC; `printed` who
    takes it out, where and when, in words. Refusals as `forms.filling.queries.filled`."""
    now = filled(connection, name, vocabulary.plugs)
    row = head(connection, name)
    assert row is not None  # it was found a line ago
    page = record(connection, vocabulary, now.stream)
    return FormCopy(
        filled=now,
        form=row.form,
        title=row.title,
        names={one.person: one.name for one in people(connection)},
        tried=tried(connection, name),
        signatures=signatures(connection, now.stream),
        when=stamp(offset_min),
        printed=printed,
        unsent=page.unsent,
        reason=row.reason,
        fingerprint=page.fingerprint,
        pictures=_pictures(connection, now),
    )


def stamp(offset_min: int) -> Callable[[int], str]:
    """Return how moments are told: `2026-11-26 14:30:05 +0800`."""
    zone = timezone(timedelta(minutes=offset_min))

    def said(at_ms: int) -> str:
        at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)
        return f"{at:%Y-%m-%d %H:%M:%S %z}"

    return said


def _pictures(connection: Connection, now: Filled) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path, held in now.held.items():
        place = now.place(path)
        if place is None or held.value is None or place.kind.code == "file":
            continue
        for name in place.kind.pictures(held.value):
            data = content.fetch(connection, name)
            if data is not None:
                found[name] = data
    return found
