"""What people do with labels: ask for them, void one, print one again; each in its own sheet."""

from PySide6.QtCore import QObject, Signal

from app.capabilities.labels.jobs.commands import PrintLabels, ReprintLabel, VoidLabel
from app.capabilities.labels.jobs.tables import LabelRow
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.stations.bench import DeviceState
from app.ui.screens.kind import Parts
from app.ui.screens.labels.label_words import serial
from app.ui.screens.labels.pictures import Pictures
from app.ui.screens.labels.print_sheet import Draft, PrintSheet
from app.ui.screens.labels.queue_facts import OrderFacts, QueueFacts, order_facts
from app.ui.screens.labels.reason_sheet import Given, ReprintSheet, VoidSheet
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Notice, Screen


class LabelActs(QObject):
    """`told` carries a `Notice` of what was done, `refused` why something was not."""

    told = Signal(object)
    refused = Signal(object)

    def __init__(self, parts: Parts, screen: Screen, pictures: Pictures) -> None:
        super().__init__(screen)
        look = parts.look
        self._floor, self._words = parts.floor, look.words
        self._pictures = pictures
        self._row: LabelRow | None = None
        self._print = PrintSheet(look, screen)
        self._void = VoidSheet(look, screen)
        self._reprint = ReprintSheet(look, screen)
        self._signing = SignatureSheet(parts, screen)
        self._print.order_chosen.connect(self._find_order)
        self._print.drafted.connect(self._draw)
        self._print.confirmed.connect(self._queue)
        self._void.given.connect(self._do_void)
        self._reprint.given.connect(self._do_reprint)

    def print_labels(
        self, facts: QueueFacts, printers: tuple[DeviceState, ...], order: str
    ) -> None:
        """Ask what is to be printed, for an order where one is in hand."""
        self._print.show_facts(facts, printers, order)

    def void(self, row: LabelRow) -> None:
        """Ask why a label is voided."""
        self._void.show_label(row)

    def reprint(self, row: LabelRow) -> None:
        """Ask why a label is printed once more."""
        self._row = row
        self._reprint.show_label(row)

    def _find_order(self, order: str) -> None:
        self._floor.ask(self, lambda c: order_facts(c, order), self._show_order)

    def _show_order(self, found: OrderFacts | Refused) -> None:
        if isinstance(found, Refused):
            self.refused.emit(found)
        else:
            self._print.show_order(found)

    def _draw(self, draft: Draft) -> None:
        self._pictures.draft(draft, self._print.preview)

    def _queue(self, command: PrintLabels) -> None:
        self._act(command, self._words("label_queue.queued", n=command.count))

    def _do_void(self, given: Given) -> None:
        command = VoidLabel(label=given.label, reason=given.reason, print_next=given.print_next)
        self._act(command, self._words("label_queue.voided"))

    def _do_reprint(self, given: Given) -> None:
        """Let the reprint be signed: the same number will stand on two labels."""
        row, words = self._row, self._words
        if row is None:
            return
        self._signing.ask(
            Subject(
                words("label_queue.reprint"),
                "performed",
                f"{serial(words, row)} · {row.product_name.of(words.language)}",
                words("label_queue.reprint_says"),
                commands=(ReprintLabel(label=given.label, reason=given.reason),),
                reason=words(f"labels.reprint.{given.reason}"),
            )
        )

    def _act(self, command: Command, done: str) -> None:
        self._floor.act(self, command, lambda _: self.told.emit(Notice(done)), self.refused.emit)
