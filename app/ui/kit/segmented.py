"""A switch between a few choices, all in sight: good or scrap, one language or the other."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.painting import CENTRE, Brush, Coat, Ink, PaintedButton, width_of
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value it stands for, its text, the colour role when chosen, an icon."""

    key: str
    text: str
    role: str = "ink"
    icon: str = ""


class Segmented(QWidget):
    """`chosen` carries the key of the choice a person made."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        options: tuple[Option, ...],
        *,
        name: str,
        value: str = "",
        kind: str = "light",
    ) -> None:
        """`kind` dark is for the dark panel of the login."""
        super().__init__()
        self.look, self.kind = look, kind
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        for option in options:
            segment = _Segment(look, option, f"{name}-{option.key}", kind)
            segment.clicked.connect(self._pressed)
            self._group.addButton(segment)
            self._segments[option.key] = segment
            row.addWidget(segment)
        self.choose(value or options[0].key)

    def value(self) -> str:
        """Return the key of the present choice."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def choose(self, key: str) -> None:
        """Set the choice without a signal."""
        self._segments[key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        radius = self.look.density.radius_button
        ground = Coat("sunken", radius=radius)
        if self.kind == "dark":
            ground = Coat("top_raised", "top_line", radius)
        Brush(painter, self.look).box(self.rect(), ground)
        painter.end()

    def _pressed(self) -> None:
        self.chosen.emit(self.value())


class _Segment(PaintedButton):
    def __init__(self, look: Look, option: Option, name: str, kind: str) -> None:
        super().__init__(look, name, option.text)
        self.option, self.kind = option, kind
        self.setText(option.text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if look.density.is_touch:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        height = density.target if density.is_touch else density.target - 4
        return QSize(width_of(self._ink("ink").font, self.text()) + 2 * self.look.space(3), height)

    def draw(self, brush: Brush) -> None:
        if self.isChecked():
            fill = "top_ink" if self.kind == "dark" else "surface"
            edge = "" if self.kind == "dark" else "line"
            brush.box(self.rect(), Coat(fill, edge, self.look.density.radius_button - 2))
        brush.write(self.rect(), self.text(), self._ink(self._colour()))

    def _colour(self) -> str:
        if self.kind == "dark":
            return "on_warn" if self.isChecked() else "top_ink2"
        return self.option.role if self.isChecked() else "ink2"

    def _ink(self, colour: str) -> Ink:
        return Ink(
            self.look.font("strong" if self.look.density.is_touch else "label"), colour, CENTRE
        )
