"""Boxes of samples: each has its number, value and mark; one is current; a retried one keeps both.

A value measured again stands beside the older one, which is struck through and never gone.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, height_of, struck, width_of
from app.ui.kit.states import STATES
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Sample:
    """One box: its label, the value as people read it, a state of the kit, the struck value.

    `state` is empty for an ordinary box, else ok, warn, fail, running (being measured) or hold.
    """

    label: str
    value: str = ""
    state: str = ""
    old: str = ""


class SampleStrip(QWidget):
    """`chosen` carries the place of the box a person tapped, from 0."""

    chosen = Signal(int)

    def __init__(self, look: Look, *, name: str, columns: int = 4) -> None:
        super().__init__()
        self.look, self._columns = look, max(1, columns)
        self._boxes: list[_Box] = []
        self._current = -1
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space(1))

    def show_samples(self, samples: tuple[Sample, ...], current: int = -1) -> None:
        """Show the boxes; `current` is the place of the one being measured, -1 for none."""
        for box in self._boxes[len(samples) :]:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        del self._boxes[len(samples) :]
        while len(self._boxes) < len(samples):
            self._add_box()
        self._current = current
        for place, (box, sample) in enumerate(zip(self._boxes, samples, strict=True)):
            box.show_sample(sample, place == current)

    def current(self) -> int:
        """Return the place of the box being measured; -1 for none."""
        return self._current

    def _add_box(self) -> None:
        place = len(self._boxes)
        box = _Box(self.look, f"{self.objectName()}-{place}")
        box.clicked.connect(partial(self._tell, place))
        self._boxes.append(box)
        self._grid.addWidget(box, place // self._columns, place % self._columns)

    def _tell(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(place)


class _Box(PaintedButton):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._sample, self._is_current = Sample(""), False
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sample(self, sample: Sample, is_current: bool) -> None:
        self._sample, self._is_current = sample, is_current
        words = self.look.words
        state = words(f"kit.state.{sample.state}") if sample.state else ""
        struck = words("kit.sample.was", value=sample.old) if sample.old else ""
        said = (sample.label, sample.value, state, struck)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        tall = height_of(self.look.font("hint")) + height_of(self._font()) + self.look.space(2)
        return QSize(self._content() + self.look.space(3), max(tall, density.target))

    def draw(self, brush: Brush) -> None:
        sample = self._sample
        brush.box(self.rect(), self._coat())
        hint, font = self.look.font("hint", 500), self._font()
        upper, lower = height_of(hint), height_of(font)
        top = (self.height() - upper - lower) / 2
        ink = "fail" if sample.state == "fail" else "ink2"
        brush.write(QRectF(0, top, self.width(), upper), sample.label, Ink(hint, ink, CENTRE))
        self._draw_value(brush, QRectF(0, top + upper, self.width(), lower))

    def _draw_value(self, brush: Brush, room: QRectF) -> None:
        sample, font, hint = self._sample, self._font(), self._struck()
        left = (room.width() - self._content()) / 2
        shape = STATES.get(sample.state)
        if shape is not None:
            size = self.look.density.icon_small
            brush.icon(QPointF(left, room.center().y() - size / 2), shape.icon, shape.ink, size)
            left += size + 6
        if sample.old:
            wide = width_of(hint, sample.old)
            brush.write(
                QRectF(left, room.y(), wide, room.height()), sample.old, Ink(hint, "ink3", CENTRE)
            )
            left += wide + 6
        text = sample.value or "—"
        wide = width_of(font, text)
        ink = shape.ink if sample.state in ("fail", "warn") and shape is not None else "ink"
        role = ink if sample.value else "ink3"
        brush.write(QRectF(left, room.y(), wide, room.height()), text, Ink(font, role, CENTRE))

    def _coat(self) -> Coat:
        radius, state = self.look.density.radius_button, self._sample.state
        if state in ("fail", "warn"):
            edge = "fail" if state == "fail" else "warn_solid"
            return Coat(f"{state}_soft", edge, radius, 2 if self._is_current else 1)
        if self._is_current:
            return Coat("accent_soft", "accent", radius, 2)
        if not self._sample.value:
            return Coat("surface", "line", radius)
        return Coat("sunken" if self.isDown() else "canvas", "", radius)

    def _content(self) -> int:
        sample = self._sample
        icon = self.look.density.icon_small + 6 if sample.state in STATES else 0
        old = width_of(self._struck(), sample.old) + 6 if sample.old else 0
        return icon + old + width_of(self._font(), sample.value or "—")

    def _font(self) -> QFont:
        return self.look.sized(self.look.density.title + 3, 700)

    def _struck(self) -> QFont:
        return struck(self.look.sized(self.look.density.hint, 500))
