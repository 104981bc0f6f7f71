"""Numbers: a line at the bench, a face the keypad fills on touch; samples as boxes in a strip."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import ANY, Place
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import (
    FieldControl,
    Heard,
    OneValue,
    ValueControl,
    name_for,
)
from app.ui.screens.forms.fields.said import (
    figure,
    gauge_marks,
    limits_said,
    number_of,
    typed_limits,
)

_COLUMNS = 5
MOST_MORE = 200
"""Samples taken where the form does not say how many."""


def _line(around: Around, place: Place) -> kit.Control[str]:
    make = kit.WholeField if place.kind.code == "integer" else kit.DecimalField
    made = make(
        around.look,
        around.label(place),
        name=name_for(place),
        unit=getattr(place.settings, "unit", ""),
        limits=typed_limits(place.settings),
    )
    made.hint("")  # the frame says the limits above it
    return made


def _typed(place: Place, value: str) -> object:
    """Return a number as JSON has it: an integer, or a decimal as text."""
    if not value:
        return None
    return int(value) if place.kind.code == "integer" else value


class _Face(kit.Control[str]):
    """A number on touch: its value, or that it is to be typed; a press turns the keypad to it."""

    def __init__(self, around: Around, place: Place) -> None:
        look, label = around.look, around.label(place)
        super().__init__(look, name_for(place), label, "")
        self._unit = getattr(place.settings, "unit", "")
        self.face = kit.ValueButton(
            look,
            name=name_for(place),
            accessible=label,
            placeholder=look.words("fill.tap_to_type"),
            icon="grid-3x3",
        )
        self.body.addWidget(self.face)
        self.setFocusProxy(self.face)

    def show_value(self, value: str) -> None:
        self.face.show_text(f"{value} {self._unit}".strip() if value else "")

    def show_mark(self, state: str) -> None:
        self.face.mark(state)


class NumberControl(ValueControl):
    """Fills one number, with a gauge of its limits below where it has any."""

    def __init__(self, around: Around, place: Place) -> None:
        touch = around.look.density.is_touch
        make = _Face if touch else _line
        super().__init__(around, place, OneValue(make, _typed, lambda _, value: figure(value)))
        if isinstance(self.control, _Face):
            self.control.face.clicked.connect(lambda: self.turned.emit(place.path))
        self._gauge = _gauge(around, place)
        if self._gauge is not None:
            self.widget = _stacked(self.control, self._gauge)

    def show_facts(self, facts: FillFacts) -> None:
        super().show_facts(facts)
        held = facts.filled.held.get(self.place.path)
        if self._gauge is not None:
            self._gauge.show_value(None if held is None else number_of(held.value))

    def numbers(self) -> tuple[str, ...]:
        return (self.place.path,)

    def turn_to(self, path: str) -> None:
        if isinstance(self.control, _Face):
            self.control.face.mark("accent" if path == self.place.path else "")

    def retype(self, path: str, text: str) -> None:
        if isinstance(self.control, _Face):
            self.turned.emit(path)
        else:
            super().retype(path, text)

    def hear(self, heard: Heard) -> bool:
        return hear_number(self, self.place, heard)


class StripControl(FieldControl):
    """Fills samples: a strip of boxes; the one being measured is blue, one tapped comes next."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self.widget = HuggingWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        self._rows = tuple(_Row(around, row) for row in sample_rows(around, place))
        for row in self._rows:
            row.chosen.connect(self.turned)
            row.made.connect(self.made)
            for widget in row.widgets():
                column.addWidget(widget)

    def show_facts(self, facts: FillFacts) -> None:
        for row in self._rows:
            row.show_facts(facts)

    def numbers(self) -> tuple[str, ...]:
        return tuple(path for row in self._rows for path in row.paths)

    def turn_to(self, path: str) -> None:
        for row in self._rows:
            row.turn_to(path)

    def retype(self, path: str, text: str) -> None:
        self.turned.emit(path)

    def hear(self, heard: Heard) -> bool:
        """Take a reading into the sample in hand, else into the first that is empty."""
        return any(row.hear(heard) for row in sorted(self._rows, key=lambda row: not row.is_turned))


class _Row(FieldControl):
    """One characteristic: its name where it is one of several, its boxes, its gauge."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self.chosen = self.turned
        self.paths: tuple[str, ...] = ()
        self._path = ""
        self._facts: FillFacts | None = None
        name, look = name_for(place), around.look
        self._title = kit.Text(look, "", "label", wrap=True)
        if place.path != place.field.key:
            said = limits_said(place.settings)
            self._title.say(" · ".join(one for one in (around.said(place.label), said) if one))
        self._title.setVisible(bool(self._title.full()))
        self._strip = kit.SampleStrip(look, name=name, columns=_COLUMNS)
        self._strip.chosen.connect(lambda at: self.turned.emit(self.paths[at]))
        self._gauge = _gauge(around, place)

    def widgets(self) -> Iterator[QWidget]:
        """Return what stands below each other."""
        if self._title.full():
            yield self._title
        yield self._strip
        if self._gauge is not None:
            yield self._gauge

    def show_facts(self, facts: FillFacts) -> None:
        self._facts = facts
        self.paths = sample_paths(facts, self.place)
        self._draw()

    def turn_to(self, path: str) -> None:
        self._path = path
        self._draw()

    @property
    def is_turned(self) -> bool:
        """Tell whether the sample in hand is one of these."""
        return self._path in self.paths

    def hear(self, heard: Heard) -> bool:
        held = {} if self._facts is None else self._facts.filled.held
        empty = [path for path in self.paths if path not in held]
        wanted = [self._path] if self.is_turned else empty[:1]
        layout = self.around.layout
        places = [place for path in wanted if (place := layout.place(path)) is not None]
        return any(hear_number(self, place, heard) for place in places)

    def _draw(self) -> None:
        facts = self._facts
        if facts is None:
            return
        boxes = tuple(self._box(facts, path) for path in self.paths)
        current = self.paths.index(self._path) if self._path in self.paths else -1
        self._strip.show_samples(boxes, current)
        if self._gauge is not None:
            held = facts.filled.held.get(self._path)
            self._gauge.show_value(None if held is None else number_of(held.value))

    def _box(self, facts: FillFacts, path: str) -> kit.Sample:
        label = f"#{path.rpartition('/')[2]}"
        held = facts.filled.held.get(path)
        if held is None:
            return kit.Sample(label)
        before = facts.tried.get(path, ())
        old = before[-2].said if len(before) > 1 else ""
        state = "warn" if held.awaits_retest else "fail" if held.passes is False else ""
        return kit.Sample(label, figure(held.value) or "—", state, old.split(" ")[0])


def sample_rows(around: Around, place: Place) -> tuple[Place, ...]:
    """Return the characteristics of a field: itself for samples, its rows for a matrix."""
    if place.kind.code != "matrix":
        return (place,)
    found = (around.layout.step(place, part.key) for part in around.layout.parts(place))
    return tuple(one for one in found if one is not None)


def sample_paths(facts: FillFacts, place: Place) -> tuple[str, ...]:
    """Return where the samples of a characteristic go; one more than taken where any number is."""
    layout = facts.filled.layout
    parts = layout.parts(place)
    if not any(part.key == ANY for part in parts):
        return tuple(f"{place.path}/{part.key}" for part in parts)
    ahead = f"{place.path}/"
    taken = [int(path[len(ahead) :]) for path in facts.filled.held if path.startswith(ahead)]
    count = min(max(taken, default=0) + 1, MOST_MORE)
    return tuple(f"{ahead}{at + 1}" for at in range(count))


def hear_number(control: FieldControl, place: Place, heard: Heard) -> bool:
    """Take a reading for a place: in its unit, with what the device sent."""
    unit = getattr(place.settings, "unit", "")
    if not heard.value or (heard.unit and unit and heard.unit != unit):
        return False
    value: object = heard.value
    if place.kind.code == "integer":
        value = int(Decimal(heard.value))
    control.hand_in(
        value,
        place.path,
        source="device",
        device=heard.device,
        serial=heard.serial,
        raw=heard.raw,
        read_ms=heard.at_ms,
    )
    return True


def _gauge(around: Around, place: Place) -> kit.LimitGauge | None:
    marks = gauge_marks(place.settings)
    if marks is None:
        return None
    made = kit.LimitGauge(
        around.look, name=f"{name_for(place)}-gauge", accessible=around.label(place)
    )
    made.show_limits(marks)
    return made


def _stacked(*widgets: QWidget) -> QWidget:
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    made.setFocusProxy(widgets[0])
    return made
