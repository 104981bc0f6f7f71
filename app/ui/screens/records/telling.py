"""How entries, people, stations and records are said in one language. No Qt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
from sqlalchemy import Connection

from app.capabilities.documents.queries import body, every_revision
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.bodies import ROUTE, Route
from app.capabilities.quality.nonconformance.records.queries import terms
from app.capabilities.records.entries.answers import Chain, Change, Entry
from app.capabilities.sites.queries import stations
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words

CHAINS = {
    Chain.WHOLE: ("ok", "link"),
    Chain.UNLINKED: ("todo", "fingerprint"),
    Chain.BROKEN: ("fail", ""),
}
"""State and shape of how far a line was checked."""

_HASH = re.compile(r"[0-9a-f]{64}")
_SHORT = 8
"""Signs of a hash that are shown: enough to compare two by eye."""
_EVER_MS = 1 << 53
"""A time by which everything that will be in force is."""
_PEOPLE = ("person", "to", "issued_by", "second")
_PLACES = ("source", "target")
_FAMILIES = {
    "about": ("desk.kind",),
    "affected": ("ncr.affected",),
    "cause": ("flows.cause", "labels.cause"),
    "disposition": ("ncr.disposition",),
    "how": ("desk.how", "people.logout"),
    "meaning": ("signature.meaning",),
    "needs": ("ncr.part",),
    "now": ("people.right",),
    "part": ("ncr.part",),
    "purpose": ("sites.purpose",),
    "reason": (
        "production.call_reason",
        "execute.correction",
        "execute.pause",
        "labels.void",
        "labels.reprint",
        "equipment.reason",
    ),
    "flaw": ("labels.flaw",),
    "found": ("equipment.finding",),
    "left": ("equipment.finding",),
    "risk": ("ncr.risk",),
    "severity": ("ncr.severity", "quality.severity"),
    "sort": ("equipment.gauge_kind", "ncr.cost"),
    "splits": ("ncr.disposition",),
    "status": ("materials.status",),
    "state": ("equipment.state", "devices.reason"),
    "team": ("people.team",),
}
"""Fields whose values are words of the domain, and the families their texts stand in."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who, where, and why something was scrapped, by code, as known here."""

    people: Mapping[str, Bilingual]
    stations: Mapping[str, Bilingual]
    reasons: Mapping[str, Bilingual] = field(default_factory=dict)


def names(connection: Connection) -> Names:
    """Return the names of everybody and of every station."""
    return Names(
        {one.person: one.name for one in people(connection)},
        {one.station: one.name for one in stations(connection)},
        _reasons(connection),
    )


def _reasons(connection: Connection) -> dict[str, Bilingual]:
    """Return the scrap reasons of every revision of the routes whose bodies are held here."""
    found: dict[str, Bilingual] = {}
    for revision in every_revision(connection, 0):
        if revision.form != ROUTE:
            continue
        try:
            route = body(connection, revision.body, Route)
        except Refused:  # its body is still on its way; the code says it for now
            continue
        found |= {one.code: one.name for one in route.scrap_reasons}
    return found | {f"ncr_{one.code}": one.name for one in terms(connection, _EVER_MS).codes}


class Teller:
    """Says records in one language, times in the author's own zone."""

    def __init__(self, words: Words, named: Names) -> None:
        self.words = words
        self._names = named

    def who(self, person: str) -> str:
        """Return a person's name; their id where nobody of that id is known here."""
        if not person:
            return self.words("record.itself")
        found = self._names.people.get(person)
        return person if found is None else found.of(self.words.language)

    def where(self, station: str) -> str:
        """Return a station's name with its code, the code alone where it has none."""
        found = self._names.stations.get(station)
        name = "" if found is None else found.of(self.words.language)
        return name if station in name else f"{station} {name}".strip()

    def title(self, entry: Entry) -> str:
        """Return what happened, in a few words."""
        code = f"event.{entry.kind}"
        what = self.words(code) if self.words.knows(code) else entry.kind
        return self.words("record.correction", what=what) if entry.corrects else what

    def facts(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return what an entry says, each as (name, value)."""
        if not entry.is_readable:
            return ((entry.kind, self.words("record.unreadable")),)
        said = {fact.name: self.value(fact.name, fact.value) for fact in entry.facts}
        if "quantity" in said and "unit" in said:
            said["quantity"] = f"{said['quantity']} {said.pop('unit')}"
        return tuple((self.field(name), value) for name, value in said.items())

    def changes(self, entry: Entry) -> tuple[tuple[str, str, str], ...]:
        """Return what an entry changed, each as (name, old, new)."""
        return tuple(self._change(change) for change in entry.changes)

    def line(self, entry: Entry) -> str:
        """Return an entry's facts and changes in one line."""
        said = [self.words("record.fact", name=n, value=v) for n, v in self.facts(entry)]
        for name, old, new in self.changes(entry):
            said.insert(0, self.words("record.change", name=name, old=old, new=new))
        return " · ".join(said)

    def why(self, entry: Entry) -> str:
        """Return a person's reason, a known one by its name."""
        known = self._names.reasons.get(entry.why)
        return self.value("reason", entry.why) if known is None else known.of(self.words.language)

    def record(self, stream: str) -> str:
        """Return the name of a record: `Operation B10 of WO-2611-0187`."""
        prefix, _, rest = stream.partition("/")
        a, b, c = (*rest.split("/", 2), "", "")[:3]
        code = f"record.of.{prefix}"
        if not self.words.knows(code):
            return stream
        if prefix in _NAMED_BY_KEY:
            a = a[:_SHORT]
        if prefix in ("person", "access", "station", "clock"):
            a = self.who(a) if prefix == "person" else self.where(a)
        return self.words(code, a=_shortened(a), b=b, c=c)

    def at(self, at_ms: int, offset_min: int) -> str:
        """Return `2026-11-22 16:26:03` in a zone."""
        return _local(at_ms, offset_min).strftime("%Y-%m-%d %H:%M:%S")

    def stamp(self, at_ms: int, offset_min: int) -> str:
        """Return date, time and zone: `2026-11-22 16:26:03 (UTC+08:00)`."""
        sign, minutes = "-" if offset_min < 0 else "+", abs(offset_min)
        zone = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        return self.words("record.signature.at", time=self.at(at_ms, offset_min), zone=zone)

    def quality(self, quality: str) -> str:
        """Return how far the author's clock could be trusted."""
        code = f"time.quality.{quality}"
        return self.words(code) if self.words.knows(code) else quality

    def clock(self, quality: str) -> str:
        """Return the same where nothing beside it says that it is about time."""
        return self.words("record.time", quality=self.quality(quality))

    def field(self, name: str) -> str:
        """Return the word of a field; its code where a newer program named it."""
        code = f"entry.field.{name}"
        return self.words(code) if self.words.knows(code) else name

    def value(self, name: str, value: object) -> str:
        """Return a field's value as people read it."""
        if isinstance(value, str):
            return self._text(name, value)
        if isinstance(value, bool):
            return self.words("record.yes" if value else "record.no")
        if isinstance(value, Decimal):
            return plain(value)
        if isinstance(value, int) and name.endswith("_ms"):
            return datetime.fromtimestamp(value / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
        return self._composed(name, value)

    def _composed(self, name: str, value: object) -> str:
        """Say a value made of others."""
        if isinstance(value, Bilingual):
            return value.of(self.words.language)
        if isinstance(value, msgspec.Struct):
            value = msgspec.structs.asdict(value)
        if isinstance(value, Mapping):
            if name == "series":
                return _series(value)
            parts = [self.value(name, part) for part in value.values() if part not in ("", ())]
            return " ".join(parts[:2])
        if isinstance(value, tuple | list):
            comma = self.words("orders.comma")
            return comma.join(self.value(name, part) for part in value)
        return "" if value is None else str(value)

    def _text(self, name: str, value: str) -> str:
        if name in _PEOPLE:
            return self.who(value)
        if name == "station":
            return self.where(value)
        if name == "record":
            return self.record(value)
        if name in _PLACES and value.startswith("@"):
            return self.words(f"record.place.{value[1:]}")
        for family in _FAMILIES.get(name, ()):
            if self.words.knows(f"{family}.{value}"):
                return self.words(f"{family}.{value}", quantity=Decimal(0))
        return _shortened(value)

    def _change(self, change: Change) -> tuple[str, str, str]:
        nothing = self.words("record.none_before")
        old, new = (self.value(change.name, value) for value in (change.old, change.new))
        return self.field(change.name), old or nothing, new or nothing


def _series(series: Mapping[str, object]) -> str:
    """Return what a machine measured of one parameter: `melt 223.4–226.1 °C (300)`."""
    least, greatest = series.get("least"), series.get("greatest")
    span = "–" if least is None else f"{least}–{greatest} {series.get('unit', '')}".strip()
    return f"{series.get('parameter', '')} {span} ({series.get('count', 0)})"


def _local(at_ms: int, offset_min: int) -> datetime:
    zone = timezone(timedelta(minutes=offset_min))
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)


_NAMED_BY_KEY = frozenset(
    [
        "call",
        "label",
        "serials",
        "capa",
        "complaint",
        "deviation",
        "case",
        "case_end",
        "hold",
        "nonconformance",
        "notice",
        "task",
        "firing",
        "inspection",
        "filled",
    ]
)
"""Records whose name is a key nobody reads out: its first characters tell them apart."""


def _shortened(value: str) -> str:
    return f"{value[:_SHORT]}…" if _HASH.fullmatch(value) else value
