"""From what happened to secrets to which one counts."""

import msgspec

from app.capabilities.people.secrets.events import (
    KeyParcelled,
    ResetApproved,
    ResetAsked,
    SecretSet,
)
from app.capabilities.people.secrets.tables import EditionRow, ParcelRow, SecretRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event; an answer for every (state, event) pair."""
    match event.happened:
        case SecretSet() as happened:
            _set(rows, event, happened)
        case KeyParcelled() as happened:
            _parcelled(rows, event, happened)
        case ResetAsked() as happened:
            row = rows.get(SecretRow) or _none_yet(event, happened.person)
            asked = {
                "reset_asked_by": event.actor,
                "reset_asked_at_ms": event.wall,
                "reset_why": happened.why,
            }
            rows.put(msgspec.structs.replace(row, **asked))
        case ResetApproved() as happened:
            row = rows.get(SecretRow) or _none_yet(event, happened.person)
            agreed = event.actor not in ("", row.reset_asked_by) and row.reset_asked_by != ""
            rows.put(
                msgspec.structs.replace(row, reset_asked_by="", reset_why="", reset_agreed=agreed)
            )


def _set(rows: Rows, event: Event, happened: SecretSet) -> None:
    """Let the latest count, whichever it was to replace; both stay on record."""
    row = rows.get(SecretRow) or _none_yet(event, happened.person)
    if not _may_count(row, event, happened):
        return
    now = {
        "edition": happened.edition,
        "way": happened.way,
        "public_key": happened.public_key,
        "station": happened.station,
        "set_by": event.actor,
        "set_at_ms": event.wall,
        "to_change": happened.to_change,
        "reset_agreed": False,
    }
    rows.put(msgspec.structs.replace(row, **now))
    rows.put(
        EditionRow(
            stream=event.stream,
            person=happened.person,
            edition=happened.edition,
            before=happened.before,
            station=happened.station,
            set_by=event.actor,
            set_at_ms=event.wall,
        )
    )


def _may_count(row: SecretRow, event: Event, happened: SecretSet) -> bool:
    """Tell whether this may count: another's secret never signs, and no key goes by one person."""
    if event.actor == happened.person:
        return row.to_change or row.public_key in ("", happened.public_key)
    return happened.to_change and (row.public_key == "" or row.reset_agreed)


def _parcelled(rows: Rows, event: Event, happened: KeyParcelled) -> None:
    rows.put(
        ParcelRow(
            stream=event.stream,
            person=happened.person,
            to=happened.to,
            edition=happened.edition,
            public_key=happened.public_key,
            parcel=happened.parcel,
        )
    )


def _none_yet(event: Event, person: str) -> SecretRow:
    return SecretRow(
        stream=event.stream,
        person=person,
        edition="",
        way="",
        public_key="",
        station="",
        set_by="",
        set_at_ms=0,
        to_change=False,
        reset_asked_by="",
        reset_asked_at_ms=0,
        reset_why="",
        reset_agreed=False,
    )
