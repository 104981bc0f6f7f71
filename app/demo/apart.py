"""What went on elsewhere while nobody saw it: two stations without a cable, then one journal.

contradict(station, {LEAD: pin})     # a task started twice, too many pieces, a late entry
"""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Connection, select

from app.capabilities.flows.moves.events import Cause, Moved, node_stream
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.records.discrepancies.commands import (
    ExplainDiscrepancy,
    ResolveDiscrepancy,
    TakeDiscrepancy,
)
from app.capabilities.records.discrepancies.queries import discrepancies
from app.demo.day_work import HOUR_MS, LEAD, MINUTE_MS, REVIEWER
from app.demo.plant import area
from app.journal.capability import Command
from app.journal.discrepancy import Discrepancy
from app.journal.event import Happened, Sealed, stored
from app.journal.journal import Arrival, Author, Journal
from app.journal.ledger import ledger_of
from app.journal.upgrade import make_ready
from app.kernel.clock import Clock
from app.stations.signing import Credentials, Signing
from app.stations.station import Station
from app.store.engine import open_writer
from app.store.tables import event

SIGNED = node_stream("WO-2611-0163", "B20")
"""A finished operation whose record an inspector reviews and signs."""
_DOUBLE = OperationStarted(order="WO-2611-0191", operation="B10")
_BEGUN = OperationStarted(order="WO-2611-0190", operation="B40")


class _Earlier:
    """A clock some time behind another: what happened elsewhere happened before it was heard of."""

    def __init__(self, clock: Clock, behind_ms: int) -> None:
        self._clock, self._behind_ms = clock, behind_ms

    def now_ms(self) -> int:
        return self._clock.now_ms() - self._behind_ms

    def offset_min(self) -> int:
        return self._clock.offset_min()

    def monotonic_s(self) -> float:
        return self._clock.monotonic_s()


class Apart:
    """A station on its own, with everything another one held when they parted."""

    def __init__(self, station: Station, name: str, behind_ms: int) -> None:
        self._engine = open_writer(None)
        vocabulary = station.journal.vocabulary
        make_ready(self._engine, vocabulary)
        clock = _Earlier(station.clock, behind_ms)
        author = Author(name, f"{name}-apart", area().area)
        self._journal = Journal(author, vocabulary, clock, lambda *_: True)
        self._made: list[Sealed] = []
        held = station.ask(_everything).result()
        with self._engine.begin() as connection:
            self._journal.take_in(connection, [Arrival(one) for one in held])

    def note(self, actor: str, *happened: Happened) -> tuple[str, ...]:
        """Let something happen here; return its hashes."""
        with self._engine.begin() as connection:
            changes = self._journal.record(connection, happened, actor)
        self._made += changes.events
        return tuple(one.hash for one in changes.events)

    def bring_to(self, station: Station) -> None:
        """Bring everything that happened here to another station, and end."""
        arrivals = [Arrival(one) for one in self._made]
        station.writer.act(lambda c: station.journal.take_in(c, arrivals)).result()
        self._engine.dispose()


def contradict(station: Station, pins: dict[str, str]) -> None:
    """Let two stations act apart, bring both here, and let the line lead begin to settle it."""
    lathe = Apart(station, "ST-LT", 90 * MINUTE_MS)
    packing = Apart(station, "ST-PK", 2 * HOUR_MS)
    lathe.note("P-0102", _DOUBLE, _BEGUN, _good("WO-2611-0181", "B30", "B40", 80))
    packing.note("P-0107", _DOUBLE, _BEGUN, _good("WO-2611-0181", "B30", "B40", 120))
    (first, *_) = [one for one in station.ask(_everything).result() if _is_report(one)]
    packing.note("P-0107", _correction(first))
    _sign(station, pins)
    for each in (lathe, packing):
        each.bring_to(station)
    _settle(station, pins)


def _sign(station: Station, pins: dict[str, str]) -> None:
    """An inspector reviews a record, not knowing that an entry is on its way."""
    seen = frozenset(station.ask(lambda c: ledger_of(c, SIGNED).entries).result())
    who = Credentials(REVIEWER, pins[REVIEWER], REVIEWER)
    Signing(station).sign((Ask(SIGNED, "reviewed", seen=seen),), who)


def _settle(station: Station, pins: dict[str, str]) -> None:
    """Take and explain one, resolve another."""
    checks = station.journal.vocabulary.checks
    found = station.ask(lambda c: discrepancies(c, checks)).result()
    starts = [one for one in found if one.kind == "double_start"]
    who = Credentials(LEAD, pins[LEAD], LEAD)
    open_one, done = _named(starts, "WO-2611-0191"), _named(starts, "WO-2611-0190")
    for one in (open_one, done):
        take = TakeDiscrepancy(about=one.kind, subjects=one.subjects)
        _as_lead(station, take)
    text = "包装线网线中断，两处都按派工单开工。"
    explain = ExplainDiscrepancy(about=open_one.kind, subjects=open_one.subjects, text=text)
    Signing(station).act_signed(explain, "resolved", who)
    resolve = ResolveDiscrepancy(
        about=done.kind,
        subjects=done.subjects,
        how="one_stands",
        text="由车床继续加工，包装工位误扫。",
        looked_at=done.looked_at,
    )
    Signing(station).act_signed(resolve, "resolved", who)


def _as_lead(station: Station, command: Command) -> None:
    station.writer.act(lambda c: station.journal.carry_out(c, command, LEAD)).result()


def _named(found: Iterable[Discrepancy], order: str) -> Discrepancy:
    return next(one for one in found if one.facts["order"] == order)


def _good(order: str, source: str, target: str, quantity: int) -> Moved:
    return Moved(
        case=order,
        source=source,
        target=target,
        quantity=Decimal(quantity),
        unit="个",
        cause=Cause.GOOD,
    )


def _is_report(sealed: Sealed) -> bool:
    return sealed.envelope.stream == SIGNED and sealed.envelope.kind == Moved.kind


def _correction(sealed: Sealed) -> Moved:
    """Return a counter-move of two pieces."""
    return Moved(
        case="WO-2611-0163",
        source="B20",
        target="B30",
        quantity=Decimal(-2),
        unit="个",
        cause=Cause.GOOD,
        reason="miscounted",
        corrects=sealed.hash,
    )


def _everything(connection: Connection) -> list[Sealed]:
    rows = connection.execute(select(event.c.hash, event.c.bytes).order_by(event.c.ordinal))
    return [stored(row.hash, bytes(row.bytes)) for row in rows]
