"""Asking for labels: which template, for which order, what stands on them, how many.

Controls by name: `print-template`, `print-order`, `print-printer`, `print-lot`, `print-expiry`,
`print-keypad`, `print-do`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.labels.bodies import LabelTemplate
from app.capabilities.labels.jobs.commands import PrintLabels
from app.capabilities.labels.jobs.decisions import MOST
from app.stations.bench import DeviceState
from app.ui import kit
from app.ui.screens.labels.preview import Preview
from app.ui.screens.labels.queue_facts import OrderFacts, QueueFacts
from app.ui.theme.look import Look

FIELDS_WIDTH, KEYS_WIDTH = 300, 320


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be printed, as far as it is filled in."""

    template: LabelTemplate
    command: PrintLabels


class PrintSheet(kit.Sheet):
    """`order_chosen` asks for an order's facts, `drafted` for a picture; `confirmed` prints."""

    order_chosen = Signal(str)
    drafted = Signal(object)
    """A `Draft`."""
    confirmed = Signal(object)
    """A `PrintLabels`."""

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        title = words("label_queue.print")
        super().__init__(look, host, title, name="print-sheet", side="centre", width=1120)
        self._facts: QueueFacts | None = None
        self._order: OrderFacts | None = None
        self._template = kit.SelectField(
            look, words("label_queue.template"), (), name="print-template"
        )
        self._orders = kit.SelectField(look, words("label_queue.order"), (), name="print-order")
        self._printer = kit.SelectField(
            look, words("label_queue.printer"), (), name="print-printer"
        )
        self._lot = kit.Field(look, words("label_queue.lot"), name="print-lot")
        self._expiry = kit.Field(
            look, words("label_queue.expiry"), name="print-expiry", placeholder="2028-11-30"
        )
        self.preview = Preview(look, "print-preview")
        self._number = kit.NumberField(
            look,
            words("label_queue.count"),
            words("label_queue.pieces"),
            name="print-count",
            limits=words("label_queue.count_most", n=MOST),
        )
        self._keypad = kit.Keypad(look, name="print-keypad", digits=3)
        self._do = kit.Button(look, title, name="print-do", kind="primary", icon="printer")
        self._lay_out()
        self._connect()

    def show_facts(self, facts: QueueFacts, printers: tuple[DeviceState, ...], order: str) -> None:
        """Open it, with what there is to choose from, about an order where one is in hand."""
        language = self.look.words.language
        self._facts = facts
        self._template.show_options(
            tuple((pin.code, pin.title.of(language)) for pin, _ in facts.templates),
            self._template.value(),
        )
        self._orders.show_options(
            tuple((one.order, f"{one.order} · {one.product}") for one in facts.orders),
            order or self._orders.value(),
        )
        named = tuple((one.role, one.name(self.look.words)) for one in printers)
        self._printer.show_options(named, self._printer.value())
        self._keypad.put("")
        self._choose_order(self._orders.value())
        self.open()

    def show_order(self, order: OrderFacts) -> None:
        """Fill in what an order's labels say."""
        self._order = order
        self._lot.put(order.head.lot)
        self._changed()

    def _choose_order(self, order: str) -> None:
        self._order = None
        self._changed()
        if order:
            self.order_chosen.emit(order)

    def _changed(self, _: str = "") -> None:
        """Show the number, why it cannot be printed yet, and ask for the picture."""
        words = self.look.words
        self._number.show_value(self._keypad.text())
        self._number.mark("" if self._count() <= MOST else "fail")
        self._do.say(words("label_queue.print_n", n=self._count()))
        self._do.block(self._missing())
        draft = self._draft()
        if draft is None:
            self.preview.say_nothing()
        else:
            self.drafted.emit(draft)

    def _missing(self) -> str:
        words = self.look.words
        if not self._template.value():
            return words("label_queue.no_template")
        if not self._printer.value():
            return words("label_queue.no_printer")
        if self._order is None:
            return words("label_queue.choose_order")
        if not 1 <= self._count() <= MOST:
            return words("label_queue.count_most", n=MOST)
        return ""

    def _count(self) -> int:
        return int(self._keypad.text() or "0")

    def _draft(self) -> Draft | None:
        order, template = self._order, self._body()
        if order is None or template is None:
            return None
        command = PrintLabels(
            template=template.code,
            printer=self._printer.value(),
            count=self._count(),
            product=order.product.code,
            product_name=order.product.name,
            di=order.product.di,
            order=order.head.order,
            lot=self._lot.text().strip(),
            expiry=self._expiry.text().strip(),
        )
        return Draft(template, command)

    def _body(self) -> LabelTemplate | None:
        found = () if self._facts is None else self._facts.templates
        code = self._template.value()
        return next((body for pin, body in found if pin.code == code), None)

    def _confirm(self) -> None:
        draft = self._draft()
        if draft is not None:
            self.close_sheet()
            self.confirmed.emit(draft.command)

    def _lay_out(self) -> None:
        fields, keys = QWidget(), QWidget()
        left, right = QVBoxLayout(fields), QVBoxLayout(keys)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self.look.space(2))
        for part in (self._template, self._orders, self._lot, self._expiry, self._printer):
            left.addWidget(part)
        left.addStretch()
        right.addWidget(self._number)
        right.addWidget(self._keypad, 1)
        fields.setFixedWidth(FIELDS_WIDTH)
        keys.setFixedWidth(KEYS_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        row.addWidget(fields)
        row.addWidget(self.preview, 1)
        row.addWidget(keys)
        self.body.addLayout(row, 1)
        self.buttons.addWidget(self._do, 1)

    def _connect(self) -> None:
        self._template.chosen.connect(self._changed)
        self._printer.chosen.connect(self._changed)
        self._orders.chosen.connect(self._choose_order)
        self._lot.changed.connect(self._changed)
        self._expiry.changed.connect(self._changed)
        self._keypad.typed.connect(self._changed)
        self._do.clicked.connect(self._confirm)
