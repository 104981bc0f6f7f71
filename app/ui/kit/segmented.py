"""A switch between a few choices, all in sight: good or scrap, one language or the other."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
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
        """`kind`: light; dark for the dark panel of the login; big shows each icon, for a verdict.

        Without a `value` a big one starts with nothing chosen, any other with its first.
        """
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
        if kind == "big" and options:
            self.setFocusProxy(self._segments[options[0].key])
        self.choose(value or ("" if kind == "big" else options[0].key))

    def value(self) -> str:
        """Return the key of the present choice; empty where none was made."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Set the choice without a signal; an empty key takes it away."""
        if key:
            self._segments[key].setChecked(True)
            return
        self._group.setExclusive(False)  # an exclusive group lets nobody take a choice away
        for segment in self._segments.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

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
        self.ring_radius = look.density.radius_button - 2
        self.setText(option.text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if look.density.is_touch:
            is_form = kind == "big"  # a form is filled by keys alone too: Tab comes here, a tap not
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_form else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        density = self.look.density
        height = density.target if density.is_touch or self.kind == "big" else density.target - 4
        wide = width_of(self._ink("ink").font, self.text()) + self._icon_room()
        return QSize(wide + 2 * self.look.space(2 if self.kind == "big" else 3), height)

    def draw(self, brush: Brush) -> None:
        if self.isChecked():
            brush.box(self.rect(), self._ground())
        colour, icon = self._colour(), self._icon_room()
        if not icon:
            brush.write(self.rect(), self.text(), self._ink(colour))
            return
        wide = width_of(self._ink(colour).font, self.text())
        left, size = (self.width() - wide - icon) / 2, self.look.density.icon
        brush.icon(QPointF(left, (self.height() - size) / 2), self.option.icon, colour, size)
        room = QRectF(left + icon, 0, wide, self.height())
        brush.write(room, self.text(), self._ink(colour))

    def _ground(self) -> Coat:
        radius = self.look.density.radius_button - 2
        if self.kind == "dark":
            return Coat("top_ink", "", radius)
        if self.kind == "big" and f"{self.option.role}_soft" in self.look.tokens.roles():
            return Coat(f"{self.option.role}_soft", self.option.role, radius, 2)
        return Coat("surface", "line", radius)

    def _colour(self) -> str:
        if not self.isEnabled():
            return "ink3"
        if self.kind == "dark":
            return "on_warn" if self.isChecked() else "top_ink2"
        return self.option.role if self.isChecked() else "ink2"

    def _icon_room(self) -> int:
        shows = self.kind == "big" and self.option.icon
        return self.look.density.icon + self.look.space(1) if shows else 0

    def _ink(self, colour: str) -> Ink:
        return Ink(
            self.look.font("strong" if self.look.density.is_touch else "label"), colour, CENTRE
        )
