"""Field kinds that name something else: a scan, a UDI, a person, another record."""

import re
from datetime import date

from sqlalchemy import select

from app.capabilities.forms.references.bodies import (
    Code,
    Device,
    Identified,
    Linked,
    Record,
    Scanned,
    Somebody,
)
from app.capabilities.people.accounts.queries import person
from app.capabilities.people.qualifications.decisions import check_qualified
from app.capabilities.people.qualifications.queries import grants_of
from app.capabilities.people.qualifications.queries import names as qualification_names
from app.journal.capability import Acting, FieldKind
from app.kernel.refused import Refused
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.udi import Udi
from app.store.tables import event

_PI = ("lot", "serial", "expiry", "mfg_date")
_PIVOT = date(2026, 1, 1)
"""Two-figure years of a symbol are read in the century around this day: the same on every node."""


def _scanned(settings: Code, value: Scanned) -> Scanned:
    if not value.text.strip():
        raise Refused("field.empty")
    if settings.pattern and not re.fullmatch(settings.pattern, value.text):
        raise Refused("field.pattern", value=value.text, pattern=settings.pattern)
    return value


def _identified(settings: Device, value: Identified) -> Identified:
    """Read a UDI out of what was scanned; what it names is told by its own bytes alone."""
    found = decode(value.text, _PIVOT)
    if not found.valid:
        raise Refused("field.no_udi", why=found.errors[0])
    udi = Udi(found, value.text)
    said = {
        "lot": udi.lot,
        "serial": found.elements.get("21", found.elements.get("serial", "")),
        "expiry": found.elements.get("17", found.elements.get("expiry", "")),
        "mfg_date": found.elements.get("11", found.elements.get("mfg_date", "")),
    }
    pi = {name: said[name] for name in _PI if said[name]}
    if not udi.di:
        raise Refused("field.no_udi", why="DI")
    if settings.of and udi.di not in settings.of:
        raise Refused("field.other_device", di=udi.di, wanted=", ".join(settings.of))
    if missing := [name for name in settings.needs if name not in pi]:
        raise Refused("field.udi_lacks", what=missing[0])
    return Identified(text=value.text, di=udi.di, pi=pi)


def _admit_person(acting: Acting, settings: Somebody, value: str) -> None:
    """Refusals: `people.unknown`, `field.other_role`, `operation.not_qualified`."""
    found = person(acting.connection, value)
    if found is None or not found.is_active:
        raise Refused("people.unknown", person=value)
    if settings.roles and not set(settings.roles) & set(found.roles):
        raise Refused("field.other_role", person=found.name, roles=", ".join(settings.roles))
    if settings.qualification:
        check_qualified(
            found.name,
            "—",
            (settings.qualification,),
            grants_of(acting.connection, value),
            qualification_names(acting.connection),
            acting.now_ms,
        )


def _admit_record(acting: Acting, settings: Record, value: Linked) -> None:
    """Refusal: `field.no_record`."""
    query = select(event.c.hash).where(event.c.stream == value.record).limit(1)
    if not value.record.startswith(settings.of) or not acting.connection.execute(query).first():
        raise Refused("field.no_record", record=value.record)


def _sound_code(settings: Code) -> None:
    try:
        re.compile(settings.pattern)
    except re.error as error:
        raise Refused("form.settings_unsound", setting="pattern") from error


KINDS = (
    FieldKind(
        "scan",
        "references",
        "scan-line",
        Code,
        Scanned,
        sound=_sound_code,
        accept=_scanned,
        said=lambda settings, value: value.text,
        worth=lambda settings, value: value.text,
    ),
    FieldKind(
        "udi",
        "references",
        "scan-barcode",
        Device,
        Identified,
        accept=_identified,
        said=lambda settings, value: " ".join((value.di, *value.pi.values())),
        worth=lambda settings, value: value.di,
    ),
    FieldKind("person", "references", "user", Somebody, str, admit=_admit_person),
    FieldKind(
        "linked_record",
        "references",
        "link",
        Record,
        Linked,
        said=lambda settings, value: value.title or value.record,
        worth=lambda settings, value: value.record,
        admit=_admit_record,
    ),
)
