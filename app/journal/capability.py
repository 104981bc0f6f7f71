"""The plug: what a capability hands to journal and composition, and what a command is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, ClassVar, overload

import msgspec
from sqlalchemy import Connection

from app.journal.discrepancy import Check
from app.journal.event import Covering, Event, Happened
from app.journal.rows import Row, Rows
from app.kernel.place import Place

Whose = Callable[[str], str]
"""Returns the actor of the event with a hash; empty where it is not held."""

Needs = tuple[str, ...] | Callable[[Any, str, Whose], tuple[str, ...]]
"""The rights of which an event's actor needs any one; or how to tell them from what happened, its
actor, and whose an event it names is."""

NOTE: tuple[str, ...] = ()
"""The station's own note: it needs no right, whoever its actor is."""

SERVERS_OWN: tuple[str, ...] = ("server",)
"""Only the server says this: the name of a right that no role can grant."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What a person or the station may ask; `right` is what the actor needs, empty for none."""

    right: ClassVar[str] = ""
    needs_server: ClassVar[bool] = False
    """Is refused while the server is not in touch: it must not rest on what may be out of date."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of controlled document, plugged in by whoever works by it.

    `check` raises Refused for a body that is not sound; it is told the sha256 of the pictures that
    go with it. `outline` tells a body line by line, as people read and compare it.
    """

    form: str
    body: type[msgspec.Struct]
    icon: str
    check: Callable[[Any, frozenset[str]], None]
    outline: Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Acting:
    """What a command's handler may use: state as committed, who acts when and where, and which
    kinds of document there are."""

    connection: Connection
    actor: str
    station: str
    area: str
    now_ms: int
    new_id: Callable[[], str]
    checks: tuple[Check, ...] = ()
    documents: Mapping[str, DocumentKind] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Return where they act."""
        return Place(self.area, self.station)


Handler = Callable[[Acting, Any], Iterable[Happened | Covering]]
"""Looks up, decides, and returns what happened; raises Refused where a rule says no."""

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns a payload of version v into one of version v + 1; stored bytes are never touched."""


def _fold_nothing(rows: Rows, event: Event) -> None:
    raise LookupError(f"no fold for {event.happened.kind} in {rows}")


@dataclass(frozen=True, slots=True)
class Capability:
    """One capability's plug. Its `fold_version` stands in the roster."""

    name: str
    fold_version: int = 1
    happened: tuple[type[Happened], ...] = ()
    rows: tuple[type[Row], ...] = ()
    fold: Callable[[Rows, Event], None] = _fold_nothing
    commands: Mapping[type[Command], Handler] = field(default_factory=dict)
    upcasts: Mapping[tuple[str, int], Upcast] = field(default_factory=dict)
    documents: tuple[DocumentKind, ...] = ()
    checks: tuple[Check, ...] = ()
    needs: Mapping[type[Happened], Needs] = field(default_factory=dict)
    """What the actor of each kind needs. Any capability may say it of a kind, exactly one does: the
    one whose words the rights are."""

    @property
    def ordered_rows(self) -> tuple[type[Row], ...]:
        """Return the tables keyed by stream: those a fold may read."""
        return tuple(row for row in self.rows if row.key[0] == "stream")


class Roster(Sequence[Capability]):
    """Capabilities by name, each with the version of its fold, imported when first asked for.

    `<package>.<name>.capability` holds a plug as `CAPABILITY`.
    """

    def __init__(self, package: str, versions: Mapping[str, int]) -> None:
        self._package = package
        self.versions = dict(versions)
        self._names = tuple(versions)
        self._plugs: dict[str, Capability] = {}

    def plug(self, name: str) -> Capability:
        """Return one capability's plug."""
        if name not in self._plugs:
            module = import_module(f"{self._package}.{name}.capability")
            self._plugs[name] = replace(module.CAPABILITY, fold_version=self.versions[name])
        return self._plugs[name]

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, place: int) -> Capability: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Capability]: ...

    def __getitem__(self, place: int | slice) -> Capability | Sequence[Capability]:
        if isinstance(place, slice):
            return tuple(self.plug(name) for name in self._names[place])
        return self.plug(self._names[place])
