"""What the screen of holds shows, asked in one go on the reader thread. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.equipment.machines.queries import machines
from app.capabilities.materials.lots.answers import Hold as LotHold
from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.events import lot_stream
from app.capabilities.materials.lots.queries import in_stock, lots_with
from app.capabilities.production.holds.answers import Hold, ListAge
from app.capabilities.production.holds.decisions import said
from app.capabilities.production.holds.events import hold_stream
from app.capabilities.production.holds.queries import freed_holds, list_age, standing_holds
from app.capabilities.production.orders.queries import known
from app.capabilities.production.progress.queries import held_tasks, order_lines
from app.capabilities.quality.nonconformance.records.queries import numbers
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.entries.queries import entries_of
from app.capabilities.sites.queries import stations
from app.journal.upcast import Vocabulary
from app.kernel.place import Place
from app.kernel.words import Bilingual
from app.ui.screens.records.telling import Names, names

ALL, WORK, LOTS, FREED = "all", "work", "lots", "freed"
PARTS = ((ALL, "hold"), (WORK, "hold"), (LOTS, "hold"), (FREED, "ok"))
"""The parts of the list and the colour of each part's dot."""
MOST_FREED = 200
_NOTHING, _NO_UNIT = Decimal(0), Bilingual("", "")
_LIVE = ListAge(has_server=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One hold, on work or on a lot of material.

    `ncr` is the number of the nonconformance that holds, its name where it is not known here.
    `pieces` stand there, in `unit`, at the stations of `where`: what must be put aside.
    """

    key: str
    part: str
    title: str
    about: Bilingual
    reason: Bilingual
    by: str
    since_ms: int
    stream: str
    ncr: str = ""
    rule: Bilingual | None = None
    pieces: Decimal = _NOTHING
    unit: Bilingual = _NO_UNIT
    where: tuple[str, ...] = ()
    hold: Hold | None = None
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Holdable:
    """Something that may be put on hold; `sort` is order, operation, equipment, station or lot."""

    sort: str
    name: str
    operation: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """Everything that is held, the one in front with its record, and how old the list is."""

    lines: tuple[Line, ...] = ()
    front: Line | None = None
    entries: tuple[Entry, ...] = ()
    names: Names = field(default_factory=lambda: Names({}, {}))
    age: ListAge = _LIVE

    def part(self, key: str) -> tuple[Line, ...]:
        """Return one part of the list; `all` is what stands."""
        if key == ALL:
            return tuple(one for one in self.lines if one.part != FREED)
        return tuple(one for one in self.lines if one.part == key)


def hold_facts(
    connection: Connection, vocabulary: Vocabulary, here: tuple[Place, int], chosen: str
) -> HoldFacts:
    """Return what the screen shows at a place and time; `chosen` falls back to the oldest hold."""
    place, now_ms = here
    standing = standing_holds(connection)
    freed = freed_holds(connection, MOST_FREED)
    heads = known(connection, {one.scope.order for one in (*standing, *freed)} - {""})
    about = {
        number: Bilingual(head.product_name_zh, head.product_name_en)
        for number, head in heads.items()
    }
    lines = (
        *sorted(
            (*_work(connection, standing, about), *_material(connection)),
            key=lambda one: (one.since_ms, one.key),
        ),
        *(_line(one, FREED, about) for one in freed),
    )
    said = numbers(connection, (one.ncr for one in lines))
    lines = tuple(replace(one, ncr=said.get(one.ncr, one.ncr)) for one in lines)
    front = next((one for one in lines if one.key == chosen), next(iter(lines), None))
    return HoldFacts(
        lines=lines,
        front=front,
        entries=() if front is None else entries_of(connection, vocabulary, front.stream),
        names=names(connection),
        age=list_age(connection, place, now_ms),
    )


def holdable(connection: Connection, today: str) -> tuple[Holdable, ...]:
    """Return what may be put on hold: orders and where they are, machines, stations, lots."""
    orders = [one for one in order_lines(connection, today) if one.phase.value != "finished"]
    return (
        *(Holdable("order", one.order, "", one.product_name) for one in orders),
        *(
            Holdable("operation", one.order, one.current_code, one.current)
            for one in orders
            if one.current is not None
        ),
        *(Holdable("equipment", one.equipment, "", one.name) for one in machines(connection)),
        *(Holdable("station", one.station, "", one.name) for one in stations(connection)),
        *(
            Holdable("lot", one.lot, "", one.material_name)
            for one in in_stock(connection)
            if one.status is not Status.REJECTED
        ),
    )


def hold_count(connection: Connection, vocabulary: Vocabulary) -> int:
    """Return how many holds stand, on work and on lots."""
    del vocabulary
    return len(standing_holds(connection)) + len(lots_with(connection, Status.HELD))


def _work(
    connection: Connection, standing: Iterable[Hold], about: Mapping[str, Bilingual]
) -> Iterable[Line]:
    each = tuple(standing)
    tasks = held_tasks(connection, each)
    for one in each:
        there = tasks[one.hold]
        units = {task.unit for task in there}
        pieces = sum((max(_NOTHING, task.tally.here) for task in there), _NOTHING)
        where = dict.fromkeys(task.started_at or task.station for task in there)
        yield _line(
            one,
            WORK,
            about,
            pieces=pieces,
            unit=next(iter(units)) if len(units) == 1 else _NO_UNIT,
            where=tuple(place for place in where if place),
        )


def _line(one: Hold, part: str, about: Mapping[str, Bilingual], **there: object) -> Line:
    return Line(
        key=one.hold,
        part=part,
        title=said(one.scope),
        about=about.get(one.scope.order, Bilingual("", "")),
        reason=one.because,
        by=one.by,
        since_ms=one.at_ms,
        stream=hold_stream(one.hold),
        ncr=one.ncr,
        rule=one.title,
        hold=one,
        **there,  # type: ignore[arg-type]  # what stands there, by the names above
    )


def _material(connection: Connection) -> Iterable[Line]:
    for lot in lots_with(connection, Status.HELD):
        for one in lot.holds:
            yield _of_lot(lot, one)


def _of_lot(lot: Lot, one: LotHold) -> Line:
    return Line(
        key=one.name,
        part=LOTS,
        title=lot.lot,
        about=lot.material_name,
        reason=Bilingual(one.reason, one.reason),
        by=one.by,
        since_ms=one.at_ms,
        stream=lot_stream(lot.lot),
        ncr=one.ncr,
        pieces=lot.quantity,
        unit=lot.unit,
        where=(lot.place,) if lot.place else (),
        lot=lot.lot,
    )
