"""Filter chips: which part of a list is shown, with how many lie in each part."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.flow import Flow
from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Filter:
    """One part of a list; `role` colours its dot, empty for none."""

    key: str
    text: str
    count: int
    role: str = ""


class FilterChips(HuggingWidget):
    """`chosen` carries the key of the part to show."""

    chosen = Signal(str)

    def __init__(self, look: Look, filters: tuple[Filter, ...], *, name: str = "filters") -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self._flow = Flow(self, look.space(1))
        self._chips: dict[str, _FilterChip] = {}
        self.show_filters(filters)

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Show other parts or counts; the choice stays where it can."""
        value = self.value()
        if tuple(self._chips) != tuple(made.key for made in filters):
            self._rebuild(filters)
        for made in filters:
            self._chips[made.key].show_filter(made)
        if filters:
            self.choose(value if value in self._chips else filters[0].key)

    def value(self) -> str:
        """Return the key of the part shown."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a part without a signal."""
        for other, chip in self._chips.items():
            chip.setChecked(other == key)

    def _rebuild(self, filters: tuple[Filter, ...]) -> None:
        while item := self._flow.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._chips = {}
        for made in filters:
            chip = _FilterChip(self.look, made)
            chip.clicked.connect(_Choose(self, made.key))
            self._chips[made.key] = chip
            self._flow.addWidget(chip)


class _Choose:
    def __init__(self, chips: FilterChips, key: str) -> None:
        self._chips, self._key = chips, key

    def __call__(self) -> None:
        self._chips.choose(self._key)
        self._chips.chosen.emit(self._key)


class _FilterChip(PaintedButton):
    def __init__(self, look: Look, made: Filter) -> None:
        super().__init__(look, f"filter-{made.key}")
        self.setCheckable(True)
        self.ring_radius = 99
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_filter(made)

    def show_filter(self, made: Filter) -> None:
        self.filter = made
        self.setText(f"{made.text}  {made.count:,}")
        self.setAccessibleName(f"{made.text} {made.count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        dot = 15 if self.filter.role else 0
        height = self.look.density.target if self.look.density.is_touch else 34
        return QSize(width_of(self.look.font("label"), self.text()) + dot + 28, height)

    def draw(self, brush: Brush) -> None:
        chosen = self.isChecked()
        coat = Coat("ink", radius=99) if chosen else Coat("surface", "line", radius=99)
        brush.box(self.rect(), coat)
        left = 14.0
        if self.filter.role:
            brush.disc(QPointF(left + 4, self.height() / 2), 4, Coat(self.filter.role))
            left += 15
        room = QRectF(left, 0, self.width() - left - 12, self.height())
        ink = "surface" if chosen else "ink"
        brush.write(room, self.text(), Ink(self.look.font("label"), ink, LEFT))
