"""The spool over a real pty: every label once, in its order, and the paper agrees."""

import re
import sys
import threading
from contextlib import contextmanager, nullcontext

import pytest

from app.capabilities.labels.jobs.commands import MarkClaimed, MarkSending, ReprintLabel, VoidLabel
from app.capabilities.labels.jobs.decisions import expected_scan
from app.capabilities.labels.jobs.queries import template_of
from app.kernel.words import Bilingual
from drivers.printers.languages import LANGUAGES
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.stage import PtyStage
from tests.drivers.printers.labels import FACES, seen
from tests.stations.printing import PrintingStation

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
PAPER = (400, 240)
SERIAL = re.compile(rb"21(S1-\d{6})")
PATIENCE_S = 20
LONG = Bilingual("很长的名称" * 8, "A very long name " * 8)


class Changed:
    """Waits until a station's labels are as wanted, waking with every commit."""

    def __init__(self, at: PrintingStation) -> None:
        self._at = at
        self.news = threading.Semaphore(0)
        at.station.listen(lambda _: self.news.release())

    def until(self, *states: str) -> tuple[str, ...]:
        """Return once the labels' states, in the order of their numbers, are these."""
        while (found := tuple(row.state for row in self._at.labels())) != states:
            assert self.news.acquire(timeout=PATIENCE_S), f"labels stay {found}"
        return found


class Fickle(SimulatedPrinter):
    """Says that it is well when first asked while a label waits, and pauses before it takes it."""

    is_waiting = False

    def answer(self, request):
        yield from super().answer(request)
        if self.is_waiting:
            self.play("shape paused")


@contextmanager
def at_work(folder, language="zpl", kind=SimulatedPrinter):
    with kind(PtyStage("printer"), LANGUAGES[language], paper=PAPER) as printer:
        at = PrintingStation(folder, printer.open(), language)
        try:
            yield at, printer, Changed(at)
        finally:
            at.close()


def serials(printer) -> list[bytes]:
    return [number for label in printer.tray for number in SERIAL.findall(label)]


def test_labels_are_printed_one_by_one_in_the_order_of_their_numbers(tmp_path):
    with at_work(tmp_path) as (at, printer, labels):
        at.start()
        at.print_labels(3)
        labels.until("sent", "sent", "sent")
        assert serials(printer) == [b"S1-000001", b"S1-000002", b"S1-000003"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_reads_back_as_what_will_be_scanned(tmp_path, language):
    with at_work(tmp_path, language) as (at, printer, labels):
        at.start()
        at.print_labels()
        labels.until("sent")
        (row,) = at.labels()
        expected = at.station.ask(lambda c: expected_scan(row, template_of(c, row))).result()
        assert seen(printer.picture(printer.tray[0], FACES)) == [("]d2", expected.encode())]


def test_a_label_waits_claimed_while_the_printer_is_out_of_paper(tmp_path):
    with at_work(tmp_path) as (at, printer, labels):
        printer.play("shape paper_out")
        at.start()
        at.print_labels()
        labels.until("claimed")
        printer.play("shape well")
        labels.until("sent")
        assert len(printer.tray) == 1


def test_a_label_whose_end_nobody_heard_is_uncertain_and_never_sent_again(tmp_path, warnings):
    with at_work(tmp_path) as (at, printer, labels), warnings.expected("spool.uncertain"):
        printer.play("mishap pulled_after")
        at.start()
        at.print_labels(2)
        labels.until("uncertain", "claimed")
        printer.plug()
        labels.until("uncertain", "sent")
        assert serials(printer) == [b"S1-000001", b"S1-000002"]


def test_paper_that_runs_out_in_the_middle_leaves_the_label_uncertain(tmp_path, warnings):
    with at_work(tmp_path) as (at, printer, labels), warnings.expected("spool.uncertain"):
        printer.play("mishap paper_out")
        at.start()
        at.print_labels()
        labels.until("uncertain")
        assert printer.tray == ()
        (row,) = at.labels()
        at.do(VoidLabel(label=row.label, reason="not_printed", print_next=True))
        printer.play("shape well")
        labels.until("voided", "sent")
        assert serials(printer) == [b"S1-000002"]


def test_a_label_voided_while_it_waits_is_not_printed(tmp_path):
    with at_work(tmp_path) as (at, printer, labels):
        printer.play("shape paused")
        at.start()
        at.print_labels(2)
        labels.until("claimed", "queued")
        at.do(VoidLabel(label=at.labels()[0].label, reason="not_needed"))
        printer.play("shape well")
        labels.until("voided", "sent")
        assert serials(printer) == [b"S1-000002"]


def test_a_label_the_printer_took_nothing_of_is_held_back_and_still_waits(tmp_path):
    with at_work(tmp_path, kind=Fickle) as (at, printer, labels):
        at.start()
        printer.play("shape paper_out")
        at.print_labels()
        labels.until("claimed")
        printer.is_waiting = True
        printer.play("shape well")
        while not at.labels()[0].note:
            assert labels.news.acquire(timeout=PATIENCE_S)
        (row,) = at.labels()
        assert (row.state, row.note) == ("claimed", "paused")
        assert printer.tray == ()


def test_a_label_that_does_not_fit_fails_and_the_next_one_is_printed(tmp_path):
    with at_work(tmp_path) as (at, printer, labels):
        at.start()
        at.print_labels(lot="L" * 20, product_name=LONG)
        at.print_labels()
        labels.until("failed", "sent")
        failed = at.labels()[0]
        assert failed.note == "too_wide"
        assert serials(printer) == [b"S1-000002"]


@pytest.mark.parametrize(("trust", "state"), [("", "uncertain"), ("one-way", "sent")])
def test_what_cannot_answer_is_sent_a_label_blind(tmp_path, warnings, trust, state):
    way = tmp_path / "lp0"
    way.touch()
    at = PrintingStation(tmp_path / "station", f"file:{way}", trust=trust)
    labels = Changed(at)
    with warnings.expected("spool.uncertain") if not trust else nullcontext():
        at.start()
        at.print_labels()
        labels.until(state)
    at.close()
    assert SERIAL.findall(way.read_bytes()) == [b"S1-000001"]


def test_a_reprint_is_the_same_number_once_more(tmp_path):
    with at_work(tmp_path) as (at, printer, labels):
        at.start()
        at.print_labels()
        labels.until("sent")
        at.do(ReprintLabel(label=at.labels()[0].label, reason="damaged"))
        labels.until("sent", "sent")
        assert serials(printer) == [b"S1-000001", b"S1-000001"]


def test_labels_in_flight_when_a_station_was_cut_off_are_uncertain_at_its_start(tmp_path, warnings):
    with at_work(tmp_path) as (at, printer, labels):
        at.print_labels(2)
        first = at.labels()[0].label
        at.do(MarkClaimed(label=first))
        at.do(MarkSending(label=first, rendered="ab" * 32, size=9))
        with warnings.expected("spool.uncertain"):
            at.start()
            labels.until("uncertain", "sent")
        assert at.labels()[0].note == "restart"
        assert serials(printer) == [b"S1-000002"]
