"""The keypad of touch: the number in hand with its unit, its limits and where it stands in them."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal

from app.capabilities.forms.definition.answers import Place
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.said import (
    figure,
    gauge_marks,
    limits_said,
    number_of,
    pad_mode,
    typed_limits,
)

_DIGITS = 12
_NONE = kit.GaugeMarks()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was entered for a place, as text."""

    path: str
    text: str


class KeyPanel(kit.Card):
    """`entered` carries a `Number` that can be read; `typed` one as far as it is typed."""

    entered = Signal(object)
    typed = Signal(object)

    def __init__(self, around: Around) -> None:
        look = around.look
        super().__init__(look, "key-panel")
        self.around = around
        self._place: Place | None = None
        self._title = kit.Text(look, "", "strong", wrap=True)
        self._number = kit.NumberField(look, "", name="form-number")
        self._gauge = kit.LimitGauge(look, name="form-gauge", accessible="")
        self._note = kit.Note(look)
        self._pad = kit.Keypad(look, name="form-keypad", mode="signed-decimal", digits=_DIGITS)
        self._pad.typed.connect(self._type)
        self._pad.entered.connect(self._enter)
        self._enter_key = kit.Button(
            look, look.words("fill.enter"), name="form-enter", kind="primary", icon="check"
        )
        self._enter_key.clicked.connect(self._enter)
        for widget in (self._title, self._number, self._note, self._gauge):
            self.body.addWidget(widget)
        self.body.addWidget(self._pad, 1)
        self.body.addWidget(self._enter_key)

    @property
    def path(self) -> str:
        """Return the path that is filled now; empty for none."""
        return "" if self._place is None else self._place.path

    @property
    def text(self) -> str:
        """Return what is typed so far."""
        return self._pad.text()

    def turn_to(self, place: Place, facts: FillFacts, typed: str = "") -> None:
        """Fill this place from now on; `typed` is what stands half typed of it."""
        self._place = place
        held = facts.filled.held.get(place.path)
        marks = gauge_marks(place.settings)
        label, sample = self.around.said(place.field.label), place.path.partition("/")[2]
        said = f"{label} #{sample.replace('/', ' #')}" if sample else label
        self._title.say(said)
        self._number.show_unit(getattr(place.settings, "unit", ""))
        self._number.show_limits(limits_said(place.settings))
        self._gauge.setVisible(marks is not None)
        self._gauge.show_limits(marks or _NONE)
        self._note.fail("")
        value = None if held is None else number_of(held.value)
        self._number.show_value(typed or figure(value))
        self._gauge.show_value(value)
        self._pad.turn_mode(pad_mode(place.settings))
        self._pad.put(typed)
        if typed:
            self._show_typed(typed)

    def take(self) -> None:
        """Enter what stands typed."""
        self._enter()

    def fail(self, sentence: str) -> None:
        """Say why the number in hand was not taken."""
        self._note.fail(sentence)
        self._number.mark("fail" if sentence else "")

    def _type(self, text: str) -> None:
        if self._place is not None:
            self._show_typed(text)
            self.typed.emit(Number(self._place.path, text))

    def _show_typed(self, text: str) -> None:
        self._number.show_value(text)
        self._note.fail("")
        value = self._read(text)
        self._gauge.show_value(value)
        self._number.mark("fail" if self._gauge.state() == "fail" else "")

    def _read(self, text: str) -> Decimal | None:
        try:
            made = number(text, typed_limits(self._place.settings)) if self._place else ""
        except Refused:
            return None
        return Decimal(made) if made else None

    def _enter(self, _: object = None) -> None:
        place = self._place
        if place is None or not self._pad.text():
            return
        try:
            made = number(self._pad.text(), typed_limits(place.settings))
        except Refused as refused:
            self.fail(self.look.words.refusal(refused))
            return
        self._pad.put("")
        self.entered.emit(Number(place.path, made))
