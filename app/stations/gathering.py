"""Gathers what the station's equipment says: into segments, states and crossed limits, recorded.

The bench hands samples over on its devices' threads and waits for nothing; one thread of its own
takes them in turn. What one machine says while one operation is in hand becomes a segment; it ends
after five minutes, 10,000 samples, a change of what is in hand, a stop, or when a value comes back
inside its limits, and only then counts as recorded. Open ones are kept over a power cut
(`segment.py`). Memory is bounded everywhere.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.equipment.machines.answers import Limits, Point, QualityLetter
from app.capabilities.equipment.machines.commands import NoteCrossing, NoteEquipmentState
from app.capabilities.equipment.machines.events import EquipmentState, LimitCrossed, SegmentRecorded
from app.capabilities.equipment.machines.queries import parameters
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.stations.bench import Binding
from app.stations.in_hand import NOTHING, InHand, in_hand
from app.stations.inbox import Inbox
from app.stations.measured import Gathered, LimitWatch, Listener, Measured
from app.stations.segment import SHELF, OpenSegment, left_open
from app.stations.session import NOBODY
from app.stations.station import Station
from app.store import local
from drivers.equipment.sample import Quality, Sample, StateSample, Told, Working

log = logging.getLogger(__name__)

SPAN_S = 300.0
MOST_SAMPLES = 10_000
KEEP_EVERY_S = 3.0
BELIEVED_MS = 60_000
"""A source's clock is believed this near ours; else a sample has the time it was heard."""
LEARN_EVERY_S = 1.0
"""How often limits and work in hand are looked up again while events arrive in swarms."""
_MATTERS = ("equipment.", "production.")
_OWN = frozenset({SegmentRecorded.kind, LimitCrossed.kind})
_LETTERS: dict[Quality, QualityLetter] = {
    Quality.GOOD: "g",
    Quality.UNCERTAIN: "u",
    Quality.BAD: "b",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the journal says of the equipment: limits by (equipment, parameter), work in hand."""

    limits: dict[tuple[str, str], Limits] = field(default_factory=dict)
    work: dict[str, InHand] = field(default_factory=dict)


class Gathering:
    """Takes from the inbox on its own thread. `bindings` tell which role is which machine."""

    def __init__(
        self, station: Station, bindings: Callable[[], tuple[Binding, ...]], inbox: Inbox
    ) -> None:
        self._station = station
        self._bindings = bindings
        self._inbox = inbox
        self._is_closing = threading.Event()
        self._known = _Known()
        self._open: dict[str, OpenSegment] = {}
        self._watch = LimitWatch()
        self._kept_s = 0.0
        self._learned_s = 0.0
        self._arrivals = threading.Event()
        self._listeners: tuple[Listener, ...] = ()
        self._thread = threading.Thread(target=self._run, name="gathering", daemon=True)
        station.listen(self._committed)

    def start(self) -> None:
        """Begin; first of all what a crash left open is recorded."""
        self._thread.start()

    def close(self) -> None:
        """Record what is open and end the thread. Harmless twice."""
        self._is_closing.set()
        self._inbox.call()
        if self._thread.ident is not None:
            self._thread.join()

    def listen(self, listener: Listener) -> None:
        """Tell `listener` of every sample from now on."""
        self._listeners = (*self._listeners, listener)

    def _committed(self, change: Changes | None) -> None:
        """Note what may change limits or the work in hand: acts at once, arrivals in their time."""
        if change is None:
            self._arrivals.set()
        elif any(kind.startswith(_MATTERS) for kind in change.kinds - _OWN):
            self._inbox.call()

    def _run(self) -> None:
        try:
            self._recover()
            while not self._is_closing.is_set():
                self._turn(KEEP_EVERY_S)
            self._turn(0)
            for segment in tuple(self._open.values()):
                self._record(segment)
        except Exception:  # the edge of the thread: the station goes on without its equipment
            log.exception("gathering.died")

    def _turn(self, wait_s: float) -> None:
        """Take what waits, then look what has become of it."""
        taken = self._inbox.take(wait_s)
        if taken.lost:
            log.warning("gathering.lost samples=%d", taken.lost)
        self._take(taken.told)
        now_s = self._station.clock.monotonic_s()
        is_due = self._arrivals.is_set() and now_s - self._learned_s >= LEARN_EVERY_S
        if taken.called or is_due:
            self._learn(now_s)
        for segment in tuple(self._open.values()):
            is_over = segment.count >= MOST_SAMPLES or now_s - segment.began_s >= SPAN_S
            if is_over or segment.work != self._work(segment.equipment):
                self._record(segment)
        if now_s - self._kept_s >= KEEP_EVERY_S:
            self._kept_s = now_s
            self._keep()

    def _take(self, told: Iterable[Told]) -> None:
        machines = {one.role: one.asset for one in self._bindings() if one.asset}
        measured = []
        for one in told:
            equipment = machines.get(one.source)
            if equipment is None:
                continue
            if isinstance(one, StateSample):
                self._take_state(equipment, one)
            else:
                measured.append(self._take_sample(equipment, one))
        if measured:
            gathered = Gathered(tuple(measured))
            for listener in self._listeners:
                listener(gathered)

    def _take_sample(self, equipment: str, sample: Sample) -> Measured:
        near = abs(sample.source_ms - sample.at_ms) <= BELIEVED_MS
        at_ms = sample.source_ms if near else sample.at_ms
        point = Point(at_ms, sample.value, _LETTERS[sample.quality])
        segment = self._open.get(equipment)
        if segment is None:
            segment = self._open[equipment] = OpenSegment(
                new_id(self._station.clock),
                equipment,
                self._work(equipment),
                min(at_ms, sample.at_ms),
                self._station.clock.monotonic_s(),
            )
        segment.add(sample.tag, sample.unit, point, max(at_ms, sample.at_ms))
        if segment.count >= MOST_SAMPLES:
            self._record(segment)
        if sample.value is not None:
            self._judge(equipment, sample, sample.value, at_ms)
        return Measured(equipment, sample.tag, sample.unit, point)

    def _judge(self, equipment: str, sample: Sample, value: Decimal, at_ms: int) -> None:
        """Note a limit crossed, once until the value is calm again, which is recorded at once."""
        limits = self._known.limits.get((equipment, sample.tag), Limits())
        segment = self._open.get(equipment)
        if segment is not None and self._watch.is_back(equipment, sample.tag, value, limits):
            self._record(segment)
        limit = self._watch.crossed(equipment, sample.tag, value, limits)
        if limit is not None:
            work = self._work(equipment)
            self._note(
                NoteCrossing(
                    equipment=equipment,
                    parameter=sample.tag,
                    at_ms=at_ms,
                    value=value,
                    limit=limit,
                    unit=sample.unit,
                    order=work.order,
                    operation=work.operation,
                    lot=work.lot,
                )
            )

    def _take_state(self, equipment: str, told: StateSample) -> None:
        work = self._work(equipment)
        near = abs(told.source_ms - told.at_ms) <= BELIEVED_MS
        self._note(
            NoteEquipmentState(
                equipment=equipment,
                state=EquipmentState(told.working.value),
                reason=told.reason,
                at_ms=told.source_ms if near else told.at_ms,
                order=work.order,
                operation=work.operation,
                lot=work.lot,
            )
        )
        segment = self._open.get(equipment)
        if segment is not None and told.working is not Working.RUNNING:
            self._record(segment)

    def _work(self, equipment: str) -> InHand:
        return self._known.work.get(equipment, NOTHING)

    def _learn(self, now_s: float) -> None:
        self._arrivals.clear()
        self._learned_s = now_s
        here = self._station.profile.station

        def query(connection: Connection) -> _Known:
            limits = {(p.equipment, p.parameter): p.limits for p in parameters(connection)}
            return _Known(limits, in_hand(connection, here))

        self._known = self._station.ask(query).result()

    def _note(self, command: Command) -> None:
        journal = self._station.journal
        self._settled(
            self._station.writer.act(lambda c: journal.carry_out(c, command, NOBODY)), command
        )

    def _record(self, segment: OpenSegment) -> None:
        """Record a segment; one that cannot be stays on the shelf until the next start."""
        del self._open[segment.equipment]
        journal, command = self._station.journal, segment.recorded(self._known.limits)

        def work(connection: Connection) -> Changes:
            changes = journal.carry_out(connection, command, NOBODY)
            segment.forget(connection)
            return changes

        self._settled(self._station.writer.act(work), command)

    def _settled(self, done: "Future[Changes]", command: Command) -> None:
        """Wait until it is on disk: a slow disk slows this thread, and nobody else."""
        try:
            done.result()
        except Refused as refused:
            log.warning("gathering.refused what=%s code=%s", type(command).__name__, refused.code)

    def _keep(self) -> None:
        pieces = [piece for one in self._open.values() if (piece := one.piece()) is not None]
        if not pieces:
            return

        def work(connection: Connection) -> None:
            for key, value in pieces:
                local.put(connection, SHELF, key, value)

        try:
            self._station.writer.act(work).result()
        except Refused as refused:
            log.warning("gathering.not_kept code=%s", refused.code)

    def _recover(self) -> None:
        self._learn(self._station.clock.monotonic_s())
        for segment in self._station.ask(left_open).result():
            log.info("gathering.recovered equipment=%s n=%d", segment.equipment, segment.count)
            self._open[segment.equipment] = segment
            self._record(segment)
