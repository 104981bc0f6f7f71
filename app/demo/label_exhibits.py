"""The queue of labels for the gallery: a batch half printed, one label uncertain, paper out."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkHeldBack,
    MarkSending,
    MarkSent,
    MarkUncertain,
    PrintLabels,
    ReprintLabel,
    VerifyLabel,
    VoidLabel,
)
from app.capabilities.labels.jobs.decisions import expected_scan
from app.capabilities.labels.jobs.queries import template_of
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.queries import queue
from app.capabilities.production.orders.queries import released_order
from app.demo.exhibits import BOTH
from app.demo.settling import press, seen, until
from app.demo.shift import FIRST, HERE, LEAD, NOW_MS, OPERATOR
from app.demo.shift_stage import ShiftStage
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.bench import Condition, DeviceState, Kind, heard
from app.stations.recogniser import recognise
from app.ui.exhibits.exhibit import Exhibit
from app.ui.kit import ScanBar
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

PRINTER = "LB-01"
_DI = "09521234560029"
_NAME = Bilingual("316L鲁尔接头", "Luer adaptor, 316L")


class LabelStage(ShiftStage):
    """The shift's station, with a label printer on its bench and what it has printed."""

    def printing(self, look: Look, person: str, reason: str = "") -> Window:
        """Return the window with the printer well, or in trouble for a reason."""
        window = self.told(look, person)
        condition = Condition.DEGRADED if reason else Condition.READY
        window.news.note_device(
            DeviceState(
                PRINTER, Kind.PRINTER, "tcp:192.0.2.7:9100", condition, reason, since_ms=NOW_MS
            )
        )
        return window

    def _tell(self) -> None:
        """Let a dozen labels have been asked for, and most of them printed."""
        self.do(_asked(self._lot(), 12), OPERATOR)
        rows = self.rows()
        for row in rows[:9]:
            self._begin(row)
        for row in (*rows[:7], rows[8]):
            self.do(MarkSent(label=row.label), "")
        self.do(MarkUncertain(label=rows[7].label, cause="printer"), "")
        for row in rows[:6]:
            self.do(VerifyLabel(label=row.label, scanned=self.scan(row), aim="]d2"), OPERATOR)
        self.do(VoidLabel(label=rows[2].label, reason="damaged"), OPERATOR)
        self.do(ReprintLabel(label=rows[4].label, reason="unreadable"), LEAD)
        copy = next(row for row in self.rows() if row.copy_number == 2)
        self._begin(copy)
        self.do(MarkSent(label=copy.label), "")
        self._begin(rows[9])
        self.do(MarkHeldBack(label=rows[9].label, state="paper_out"), "")

    def scan(self, row: LabelRow) -> str:
        """Return what a scanner sends for a label."""
        station = self.station()
        return station.ask(lambda c: expected_scan(row, template_of(c, row))).result()

    def _begin(self, row: LabelRow) -> None:
        self.do(MarkClaimed(label=row.label), "")
        self.do(MarkSending(label=row.label, rendered="5f" * 32, size=3_136), "")

    def _lot(self) -> str:
        return self.station().ask(lambda c: released_order(c, FIRST)).result().lot

    def rows(self) -> tuple[LabelRow, ...]:
        found = self.station().ask(lambda c: queue(c, HERE)).result().jobs
        return tuple(sorted(found, key=lambda row: row.number or 10**6))


def _asked(lot: str, count: int) -> PrintLabels:
    return PrintLabels(
        template="LB-UNIT",
        printer=PRINTER,
        count=count,
        product="LA-316",
        product_name=_NAME,
        di=_DI,
        order=FIRST,
        lot=lot,
        expiry="2031-11-30",
    )


def _queue(*names: str, sign: str) -> Callable[[QWidget], None]:
    """Return what opens the queue, waits for its picture, presses things there."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("labels"))
        until(lambda: seen(window, "label-preview-picture"))
        press(window, *names)
        until(lambda: seen(window, sign))

    return settle


def _differs(stage: LabelStage) -> Callable[[QWidget], None]:
    """Return what scans another label than the uncertain one in front."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        _queue(sign="label-scan")(window)
        other = stage.rows()[0]
        text = "]d2" + stage.scan(other)
        with suppress(Refused):  # a window says it aloud and at its foot
            window.screen_in_front.takes(recognise(heard(text, "SCAN-1", NOW_MS)))
        bar = window.findChild(ScanBar, "label-scan")
        until(lambda: bar is not None and bar.state() == "rejected")

    return settle


def _print_sheet(window: QWidget) -> None:
    _queue("labels-print", sign="print-keypad")(window)
    expiry = window.findChild(QLineEdit, "print-expiry")
    assert expiry is not None
    expiry.setText("2031-11-30")
    press(window, "key-2", "key-4")
    until(lambda: seen(window, "print-preview-picture"))


def _exhibits(stage: LabelStage) -> tuple[Exhibit, ...]:
    def work(look: Look) -> QWidget:
        return stage.printing(look, OPERATOR)

    def lead(look: Look) -> QWidget:
        return stage.printing(look, LEAD)

    def paper_out(look: Look) -> QWidget:
        return stage.printing(look, OPERATOR, "paper_out")

    return (
        Exhibit("labels", BOTH, work, settle=_queue(sign="label-scan")),
        Exhibit("labels-paper-out", BOTH, paper_out, settle=_queue(sign="printer-card")),
        Exhibit("labels-differs", BOTH, work, settle=_differs(stage)),
        Exhibit("labels-print", BOTH, lead, settle=_print_sheet),
        Exhibit("labels-void", BOTH, work, settle=_queue("label-void", sign="void-next")),
    )


EXHIBITS = _exhibits(LabelStage())
