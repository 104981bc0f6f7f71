"""The frame of every field of a form: what it is called, its control, how it stands, what it was.

frame = FieldFrame(look, "Seal width", name="seal", required=True, critical=True, unit="mm")
frame.hold(DecimalField(look, "Seal width", name="seal", unit="mm"))
frame.offer((("na", "Not applicable"), ("history", "History")))
frame.asked.connect(...)
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.note import Note
from app.ui.kit.painting import Brush, PaintedWidget
from app.ui.kit.sheet import Sheet, page_of
from app.ui.kit.text import Text
from app.ui.kit.tiles import ReasonTiles, Tile
from app.ui.theme.look import Look

_LINES = {
    "ok": ("ok", "circle-check"),
    "warn": ("warn", "triangle-alert"),
    "fail": ("fail", "octagon-x"),
    "locked": ("off", "lock"),
    "na": ("off", "circle-slash"),
    "busy": ("accent", "loader-circle"),
}
"""How the line below the control looks, by state."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A value that was replaced, as people read it: the value, who, when, and why."""

    value: str
    by: str
    at: str
    why: str


class FieldFrame(HuggingWidget):
    """`asked` carries the key of what was pressed in the small menu; see `offer`."""

    asked = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        required: bool = False,
        critical: bool = False,
        unit: str = "",
    ) -> None:
        super().__init__()
        self.look = look
        self.control: Control[Any] | None = None
        self._label, self._name = label, name
        self._offers: tuple[tuple[str, str], ...] = ()
        self.state, self._before = "", ("", "")
        self.setObjectName(f"{name}-frame")
        self.setAccessibleName(label)
        words = look.words
        self._hint = Note(look)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.space(0))
        self._state = Note(look)
        self._struck = QVBoxLayout()
        self._struck.setSpacing(2)
        self._menu: Button | None = None
        head = self._head = QHBoxLayout()
        head.setSpacing(look.space(1))
        if critical:
            head.addWidget(_Diamond(look, f"{name}-critical"), 0, Qt.AlignmentFlag.AlignVCenter)
        shown = f"{label} ({unit})" if unit else label
        title = Text(look, shown, "label", "ink", wrap=True)
        title.setMinimumHeight(Text(look, words("kit.field.required"), "label").sizeHint().height())
        head.addWidget(title, 1)  # fields beside each other begin at one height
        if required:
            head.addWidget(Text(look, words("kit.field.required"), "hint", "accent"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0))
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addLayout(self._struck)
        column.addLayout(self.body)
        column.addWidget(self._state)

    def hold(self, control: Control[Any]) -> None:
        """Put the control into the frame."""
        self.control = control
        self.body.addWidget(control)
        self.setFocusProxy(control)

    def hint(self, text: str) -> None:
        """Say how to fill it."""
        self._hint.hint(text)

    def offer(self, offers: tuple[tuple[str, str], ...]) -> None:
        """Offer what else can be done with it, as (key, text): `na`, `change`, `history`."""
        self._offers = offers
        if self._menu is None and offers:
            name = f"{self._name}-menu"
            said = self.look.words("kit.field.more", label=self._label)
            menu = Button(self.look, name=name, kind="ghost", icon="ellipsis", size="small")
            self._menu = menu.named(said)
            self._menu.clicked.connect(self._ask)
            self._head.addWidget(self._menu)
        if self._menu is not None:
            self._menu.setVisible(bool(offers))

    def say(self, state: str, text: str = "") -> None:
        """Show how it stands: ok, warn, fail, locked, na or busy with a sentence; empty for none.

        A locked or busy one takes no entry; of one that is not applicable the control is away.
        """
        self.state = state
        ink, icon = _LINES.get(state, ("ink3", ""))
        self._state.show_line(text, ink, icon)
        self.setAccessibleDescription(text)
        if self.control is not None:
            self.control.setVisible(state != "na")
            self.control.setEnabled(state not in ("locked", "busy"))
            self.control.mark(state if state in ("warn", "fail") else "")
        if state != "busy":
            self._before = (state, text)

    def fail(self, text: str) -> None:
        """Say why it was refused; an empty text clears it."""
        self.say("fail" if text else "", text)

    def lock(self, reason: str) -> None:
        """Take no entry and say why; an empty reason sets it free."""
        self.say("locked" if reason else "", reason)

    def busy(self, text: str) -> None:
        """Say what is under way and take no entry; an empty text brings back what stood before."""
        if text:
            self.say("busy", text)
        else:
            self.say(*self._before)

    def strike(self, struck: tuple[Struck, ...]) -> None:
        """Show the values it had before, the latest last."""
        while item := self._struck.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in struck:
            line = _StruckLine(self.look, each)
            self._struck.addWidget(line)
            line.show()

    def _ask(self) -> None:
        if not self.look.density.is_touch:
            menu = QMenu(self)
            menu.setObjectName(f"{self._name}-offers")
            for key, text in self._offers:
                menu.addAction(text).triggered.connect(_Ask(self, key))
            menu.aboutToHide.connect(menu.deleteLater)
            below = self._menu or self
            menu.popup(below.mapToGlobal(QPoint(0, below.height())))
            return
        sheet = Sheet(self.look, page_of(self), self._label, name=f"{self._name}-offers", width=640)
        tiles = ReasonTiles(
            self.look, tuple(Tile(*each) for each in self._offers), name=self._name, columns=1
        )
        tiles.chosen.connect(lambda _: sheet.close_sheet())
        tiles.chosen.connect(self.asked)
        sheet.body.addWidget(tiles)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()


class _Ask:
    def __init__(self, frame: FieldFrame, key: str) -> None:
        self._frame, self._key = frame, key

    def __call__(self) -> None:
        self._frame.asked.emit(self._key)


class _StruckLine(HuggingWidget):
    """An old value struck through, and who replaced it, when and why."""

    def __init__(self, look: Look, struck: Struck) -> None:
        super().__init__()
        old = Text(look, struck.value, "body", "ink3", wrap=True)
        font = old.font()
        font.setStrikeOut(True)
        old.setFont(font)
        said = " · ".join(part for part in (struck.by, struck.at, struck.why) if part)
        old.setAccessibleName(look.words("kit.field.struck", value=struck.value, said=said))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addWidget(old, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(look, said, "hint", wrap=True), 1)


class _Diamond(PaintedWidget):
    """The mark of a characteristic that is critical to quality."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.words("kit.field.critical"))
        self.setToolTip(look.words("kit.field.critical"))

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        side = self.look.density.icon_small
        return QSize(side, side)

    def draw(self, brush: Brush) -> None:
        half = self.width() / 2
        edge = half - 1
        points = [
            QPointF(half, half - edge),
            QPointF(half + edge, half),
            QPointF(half, half + edge),
            QPointF(half - edge, half),
        ]
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(self.look.colour("hold"))
        brush.painter.drawPolygon(QPolygonF(points))
