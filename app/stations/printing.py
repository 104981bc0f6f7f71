"""The station's spool: prints the labels that wait, one after another, and says what came of each.

    spool = Spool(station, bench, write)
    spool.start()
    spool.stop()

One thread prints for every printer of the station. What it is about to do is on disk before the
first byte leaves: whoever pulls the plug at any moment finds a label queued, claimed, uncertain or
settled, and only what is queued or claimed is printed when the station starts again (DRIVERS §4.5).
"""

import logging
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection

from app.capabilities.labels.bodies import LabelTemplate
from app.capabilities.labels.jobs.answers import State
from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkFailed,
    MarkHeldBack,
    MarkSending,
    MarkSent,
    MarkUncertain,
)
from app.capabilities.labels.jobs.events import LabelQueued
from app.capabilities.labels.jobs.queries import in_flight, next_to_print, template_of
from app.capabilities.labels.jobs.tables import LabelRow
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.stations.bench import DeviceState
from app.stations.session import NOBODY
from app.stations.station import Station
from drivers.device import Device, Kind
from drivers.health import Trouble
from drivers.printers.layout import Unprintable
from drivers.printers.printer import LabelPrinter, Outcome
from drivers.printers.printer import State as Printer

LOOK_S = 1.0
"""How often a printer that is not ready is asked again while a label waits for it."""
REST_S = 10.0
"""How long a printer is left alone that said it was well and then took nothing."""
LABEL_S = 15.0
"""How long a printer may take for one label."""
WELL = frozenset({Printer.READY, Printer.PAPER_NEAR_END})

log = logging.getLogger(__name__)

A = TypeVar("A")
Write = Callable[[LabelRow, LabelTemplate], bytes]
"""Returns the bytes that print a label at its printer. Raises Unprintable."""


class Printers(Protocol):
    """Where printers stand by their role: the bench."""

    def of_kind(self, kind: Kind) -> tuple[str, ...]:
        """Return the roles of a kind."""
        ...

    def device(self, role: str) -> Device | None:
        """Return the device in a role."""
        ...

    def states(self) -> tuple[DeviceState, ...]:
        """Return how every device is now."""
        ...


class Spool:
    """Prints one station's labels. `start` and `stop` are called once each."""

    def __init__(self, station: Station, bench: Printers, write: Write) -> None:
        self._station = station
        self._here = station.profile.station
        self._bench = bench
        self._write = write
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._rests: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)
        station.listen(self._heard)

    def start(self) -> None:
        """Begin to print what waits."""
        self._thread.start()

    def stop(self) -> None:
        """End after the label that is on its way. Harmless before `start`, and twice."""
        self._stop.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(LABEL_S + LOOK_S)

    def _heard(self, change: Changes | None) -> None:
        """Look at once where a label was queued; on the writer thread."""
        if change is None or LabelQueued.kind in change.kinds:
            self._wake.set()

    def _run(self) -> None:
        cause = "restart"
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self._doubt_in_flight(cause)
                cause = "printer"
                has_printed = self._round()
            except Exception:  # the spool's edge: what is on its way is uncertain in the next round
                log.exception("spool.failed")
                has_printed = False
            if not has_printed:
                self._wake.wait(LOOK_S)

    def _round(self) -> bool:
        """Print one label at each printer, so that none waits for another's batch."""
        printed = [self._print_next(role) for role in self._bench.of_kind(Kind.PRINTER)]
        return any(printed)

    def _doubt_in_flight(self, cause: str) -> None:
        """Say of every label that was on its way, and is no more, that nobody knows."""
        for row in self._ask(lambda c: in_flight(c, self._here)):
            log.warning("spool.uncertain printer=%s cause=%s", row.printer, cause)
            self._note(MarkUncertain(label=row.label, cause=cause))

    def _print_next(self, role: str) -> bool:
        """Print the next label of a printer; tell whether to look for another one at once."""
        row = self._ask(lambda c: next_to_print(c, self._here, role))
        printer = self._bench.device(role)
        if row is None or printer is None:
            return False
        try:
            if row.state == State.QUEUED:
                self._note(MarkClaimed(label=row.label))
            return self._print(row, cast("LabelPrinter", printer))
        except Refused as refused:  # somebody voided it meanwhile, or the disk is full
            log.info("spool.refused label=%s why=%s", row.label, refused)
            return refused.code == "labels.not_waiting"

    def _print(self, row: LabelRow, printer: LabelPrinter) -> bool:
        if not self._may_take(row.printer, printer):
            return False
        try:
            data = self._write(row, self._ask(lambda c: template_of(c, row)))
        except Unprintable as flaw:
            self._note(MarkFailed(label=row.label, flaw=flaw.flaw, what=flaw.what))
            return True
        rendered = sha256(data).hexdigest()
        self._note(MarkSending(label=row.label, rendered=rendered, size=len(data)))
        outcome = printer.submit(data, LABEL_S)
        if outcome is Outcome.REFUSED:
            self._rests[row.printer] = time.monotonic() + REST_S
            self._note(MarkHeldBack(label=row.label, state=printer.status().state))
            return False
        is_sent = outcome is Outcome.SENT
        said = MarkSent(label=row.label) if is_sent else _unknown(row)
        self._note(said)
        return is_sent

    def _may_take(self, role: str, printer: LabelPrinter) -> bool:
        """Tell whether a printer may be sent a label; one that cannot be asked is sent one."""
        if time.monotonic() < self._rests.get(role, 0.0):
            return False
        is_one_way = any(
            one.role == role and one.reason == Trouble.NO_STATUS for one in self._bench.states()
        )
        return is_one_way or printer.status().state in WELL

    def _note(self, command: Command) -> None:
        """Put the station's own note on disk: when this returns, it will be found again."""
        journal = self._station.journal
        self._station.writer.act(lambda c: journal.carry_out(c, command, NOBODY)).result()

    def _ask(self, query: Callable[[Connection], A]) -> A:
        return self._station.ask(query).result()


def _unknown(row: LabelRow) -> MarkUncertain:
    log.warning("spool.uncertain printer=%s cause=printer", row.printer)
    return MarkUncertain(label=row.label, cause="printer")
