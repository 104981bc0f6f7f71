"""The plug: what a capability hands to journal and composition, and what a command is given."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from typing import Any, ClassVar, overload

import msgspec
from sqlalchemy import Connection

from app.journal.discrepancy import Check
from app.journal.event import Covering, Event, Happened
from app.journal.rows import Row, Rows
from app.journal.ruling import Fact, Fired, Seen
from app.journal.todo import Todo
from app.kernel.days import Moment
from app.kernel.place import Place

Whose = Callable[[str], str]
"""Returns the actor of the event with a hash; empty where it is not held."""

Judging = Callable[[Any, str, Whose], tuple[str, ...]]
Needs = tuple[str, ...] | Judging
"""The rights of which an event's actor needs any one; or how to tell them from what happened, its
actor, and whose an event it names is."""

NOTE: tuple[str, ...] = ()
"""The station's own note: it needs no right, whoever its actor is."""

SERVERS_OWN: tuple[str, ...] = ("server",)
"""Only the server says this: the name of a right that no role can grant."""


_FIRING = re.compile("[0-9a-f]{64}")
"""How a firing's key begins: a sha256, as no name that is given to what people make."""


def or_a_rule(*rights: str, named: str = "") -> Judging:
    """Return what is needed of a kind that rules make too: any of these, or to be a rule's own.

    A rule's own has no actor and names its `firing`. It only restricts, asks or tells, so that
    nothing is got by forging one. Where its field `named` names a thing for ever, that name begins
    with the firing: what people name no forged first word can stand in for.
    """

    def needed(happened: Any, actor: str, whose: Whose) -> tuple[str, ...]:  # noqa: ANN401  # any kind with a `firing`
        del whose
        name = getattr(happened, named) if named else happened.firing
        is_named = _FIRING.match(happened.firing) and name.startswith(happened.firing)
        return NOTE if is_named and not actor else rights

    return needed


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """What a person or the station may ask; `right` is what the actor needs, empty for none."""

    right: ClassVar[str] = ""
    needs_server: ClassVar[bool] = False
    """Is refused while the server is not in touch: it must not rest on what may be out of date."""

    @property
    def witness(self) -> str:
        """Return the second person who signs what it makes, in the same act; empty for nobody."""
        return ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of controlled document, plugged in by whoever works by it.

    `check` raises Refused for a body that is not sound; it is told the sha256 of the pictures that
    go with it, and what is plugged in. `outline` tells a body line by line, as people read and
    compare it.
    """

    form: str
    body: type[msgspec.Struct]
    icon: str
    check: Callable[[Any, frozenset[str], "Plugs"], None]
    outline: Callable[[Any], tuple[Any, ...]]


def _sound(settings: Any) -> None:  # noqa: ANN401  # as the kind's own
    del settings


def _as_given(settings: Any, value: Any) -> Any:  # noqa: ANN401  # as the kind's own
    del settings
    return value


def _unjudged(settings: Any, value: Any) -> bool | None:  # noqa: ANN401  # as the kind's own
    del settings, value
    return None


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A kind of field of a form, plugged in by whoever owns what it holds.

    A field's own definition is a `settings` Struct, a filled value is of the type `value`; both lie
    in bodies and events as plain JSON. `sound` refuses settings that make no sense; `accept` makes
    of a value what is kept of it, or refuses it in words; `passes` judges it (None: nothing to
    judge); `said` tells it as people read it; `worth` is what expressions see; `admit` refuses what
    the state of the plant forbids (a lot on hold, a machine out of order), it is given (acting,
    settings, value). `parts` names the parts of a kind that is filled in many places, the cells of
    a table, the samples of a measurement; it is given (settings, kinds). `is_entered` is False for
    what nobody fills: formulas, signatures; `is_test` is True where a failed value is investigated
    before it is tried again.
    """

    code: str
    group: str
    icon: str
    settings: type[msgspec.Struct]
    value: Any
    sound: Callable[[Any], None] = _sound
    accept: Callable[[Any, Any], Any] = _as_given
    passes: Callable[[Any, Any], bool | None] = _unjudged
    said: Callable[[Any, Any], Any] = lambda settings, value: str(value)
    worth: Callable[[Any, Any], Any] = _as_given
    admit: Callable[["Acting", Any, Any], None] | None = None
    parts: Callable[[Any, Mapping[str, Any]], Any] | None = None
    pictures: Callable[[Any], tuple[str, ...]] = lambda value: ()
    is_entered: bool = True
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured value about to be recorded: what it is checked by is plugged in (IL-04, P11-09).

    `value` is None where a gauge only tells go from no-go. `gauge` is the number of the measuring
    equipment, `serial` what the device itself said it is; `sort` is the kind of gauge that is
    wanted, `limits` what it has to tell apart.
    """

    value: Decimal | None
    unit: str
    gauge: str = ""
    serial: str = ""
    sort: str = ""
    limits: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class GateAsk:
    """Work that asks to pass a gate of its route: `moment` is "start" or "report".

    `good` is how many pieces are about to be reported.
    """

    order: str
    operation: str
    moment: str
    equipment: str = ""
    good: Decimal = Decimal(0)


Gate = Callable[["Acting", GateAsk], None]
"""Refuses where work may not begin or be reported; code, which no rule and no role switches off."""

LotGate = Callable[["Acting", str, str], None]
"""Refuses a lot, of a material, that may not be released yet; as little to be switched off."""

LabelGate = Callable[["Acting", str], None]
"""Refuses labels of an order whose pieces may not be labelled now; as little to be switched off."""

ReadingCheck = Callable[["Acting", Reading], None]
"""Refuses a reading: an overdue gauge, a value beyond its range, a device that is another."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of event that rules may start from; its words are `rules.when.<kind>`.

    `look` returns None for one that is no rule's business (a move of no order). It is asked of
    events of the past too (dry run): what it tells is as of the event's own time.
    """

    happened: type[Happened]
    facts: tuple[Fact, ...]
    look: Callable[["Acting", Event], Seen | None]


@dataclass(frozen=True, slots=True)
class Watch:
    """What rules look at by the clock (days left, hours run); its words are `rules.when.<code>`."""

    code: str
    facts: tuple[Fact, ...]
    look: Callable[["Acting"], Iterable[Seen]]


@dataclass(frozen=True, slots=True)
class RuleAction:
    """What a rule may do; its words are `rules.then.<code>`, its settings' `rules.setting.<name>`.

    `sound` refuses settings that make no sense. `needs` names what the matter must hold for it to
    be done at all (`lot`, `equipment`): a rule whose occasion has none says so when it is checked.
    `do` returns what follows; nothing where it is so already. `makes` are the kinds of event it
    makes: no rule listens to what rules made, and a list of rules says which ones do in vain.
    """

    code: str
    icon: str
    settings: type[msgspec.Struct]
    do: Callable[["Acting", Fired, Any], Iterable[Happened]]
    sound: Callable[[Any, "Plugs"], None] = lambda settings, plugs: None
    needs: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()


TodoSource = Callable[["Acting"], Iterable[Todo]]
"""Returns everything of its kind that waits for anybody in the area, whoever asks.

One that costs much may leave out what whoever acts could never do.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Plugs:
    """What capabilities plugged in for those below them to use. One is made of each roster."""

    field_kinds: Mapping[str, FieldKind] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    reading_checks: tuple[ReadingCheck, ...] = ()
    lot_gates: tuple[LotGate, ...] = ()
    no_work: frozenset[str] = frozenset()
    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    watches: Mapping[str, Watch] = field(default_factory=dict)
    rule_actions: Mapping[str, RuleAction] = field(default_factory=dict)
    todos: tuple[TodoSource, ...] = ()
    label_gates: tuple[LabelGate, ...] = ()


@dataclass(frozen=True, slots=True)
class Acting:
    """What a command's handler may use: state as committed, who acts when and where, which kinds
    of document there are, and what was plugged in."""

    connection: Connection
    actor: str
    station: str
    area: str
    now_ms: int
    new_id: Callable[[], str]
    checks: tuple[Check, ...] = ()
    documents: Mapping[str, DocumentKind] = field(default_factory=dict)
    plugs: Plugs = field(default_factory=Plugs)
    offset_min: int = 0

    @property
    def now(self) -> Moment:
        """Return when they act, by the clock of where they do."""
        return Moment(self.now_ms, self.offset_min)

    @property
    def place(self) -> Place:
        """Return where they act."""
        return Place(self.area, self.station)


Handler = Callable[[Acting, Any], Iterable[Happened | Covering]]
"""Looks up, decides, and returns what happened; raises Refused where a rule says no."""

Reaction = Callable[[Acting, Sequence[Event]], Iterable[Happened]]
"""Returns what follows from what just happened, in its transaction, as nobody's own act.

It runs once for each act, on what that act made and never on what reactions made of it: so no set
of rules goes round in circles. It never refuses.
"""

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
    field_kinds: tuple[FieldKind, ...] = ()
    gates: Mapping[str, Gate] = field(default_factory=dict)
    reading_checks: tuple[ReadingCheck, ...] = ()
    lot_gates: tuple[LotGate, ...] = ()
    label_gates: tuple[LabelGate, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    watches: tuple[Watch, ...] = ()
    rule_actions: tuple[RuleAction, ...] = ()
    todos: tuple[TodoSource, ...] = ()
    no_work: tuple[type[Happened], ...] = ()
    """Kinds that only ask for work or call it off: whoever did may sign as a second person."""
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
