"""A tile for one part of a whole: what it is, what it needs, and how much of it.

At the bench the amount is typed or stepped; on touch a press on the number opens the number pad.
"""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.keypad import Keypad
from app.ui.kit.numberfield import NumberField
from app.ui.kit.numbersheet import NumberSheet
from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedButton, height_of
from app.ui.kit.sheet import page_of
from app.ui.kit.states import STATES
from app.ui.kit.typed import Limits, number
from app.ui.theme.look import Look

_DIGITS = 9
_LINES = 3
"""Lines of words on a tile; what needs more is said in full by its tip and to a screen reader."""
_NONE = Decimal(0)


class AmountTile(Card):
    """`changed` carries the `Decimal` a person made it; `opened` asks for what the part needs.

    Controls: `<name>-open`, `<name>-less`, `<name>-number`, `<name>-more`.
    """

    changed = Signal(object)
    opened = Signal()

    def __init__(
        self, look: Look, icon: str, title: str, *, name: str, unit: str = "", places: int = 0
    ) -> None:
        super().__init__(look, name)
        self._limits = Limits(low=_NONE, places=places)
        self._title, self._unit = title, unit
        self._amount = _NONE
        self._reason, self._is_locked = "", False
        self._head = _Head(look, icon, title, f"{name}-open")
        self._head.clicked.connect(self.opened)
        self._less = self._step("minus", "less", -1)
        self._more = self._step("plus", "more", 1)
        row = QHBoxLayout()
        row.setSpacing(0 if not look.density.is_touch else look.space(0))
        self._edit = _Number(look, f"{name}-number", title)
        self._edit.clicked.connect(self._ask)
        self._edit.line.editingFinished.connect(self._typed)
        for part, stretch in ((self._less, 0), (self._edit, 1), (self._more, 0)):
            row.addWidget(part, stretch)
        margin = look.space(2) if look.density.is_touch else look.space(1) + 1
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(look.space(1))
        self.body.addWidget(self._head)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.put(_NONE)

    def amount(self) -> Decimal:
        """Return how much."""
        return self._amount

    def put(self, amount: Decimal) -> None:
        """Show an amount without a signal."""
        self._amount = amount
        self._edit.show_number(plain(amount), f"{self._title} {plain(amount)} {self._unit}".strip())
        self._less.setEnabled(self._is_free and amount > _NONE)
        if not self._reason:
            self.become("chosen" if amount else "plain")
        self._head.mark(bool(amount))

    def say(self, sub: str, state: str = "") -> None:
        """Say what the part is, or needs, or has; `state` is the shape beside it."""
        self._head.say(sub, state)

    def block(self, reason: str, short: str = "") -> None:
        """Take no amount and say why; an empty reason sets the tile free. It still opens.

        `short` stands on the tile where the whole reason has no room.
        """
        self._reason = reason
        self._head.block(reason, short or reason)
        self._free()

    def lock(self, yes: bool) -> None:
        """Only show: what is decided is not changed."""
        self._is_locked = yes
        self._free()

    @property
    def _is_free(self) -> bool:
        return not self._reason and not self._is_locked

    def _free(self) -> None:
        for part in (self._edit, self._more):
            part.setEnabled(self._is_free)
        self.become("sunken" if self._reason and not self._amount else self.kind)
        self.put(self._amount)

    def _step(self, icon: str, name: str, by: int) -> Button:
        look = self.look
        made = Button(look, name=f"{self.objectName()}-{name}", kind="ghost", icon=icon)
        made.size_name = "small"
        made.say("", look.words(f"kit.amount.{name}", what=self._title))
        made.setAutoRepeat(True)
        made.clicked.connect(lambda: self._take(max(_NONE, self._amount + by)))
        return made

    def _ask(self) -> None:
        look, name = self.look, self.objectName()
        shown = NumberField(look, self._title, self._unit, name=f"{name}-shown")
        keypad = Keypad(
            look,
            name=f"{name}-keypad",
            mode="decimal" if self._limits.places else "integer",
            digits=_DIGITS,
        )
        sheet = NumberSheet(look, page_of(self), shown, keypad, name=f"{name}-sheet")
        sheet.entered.connect(self._read)
        typed = f"{self._amount:f}" if self._amount else ""
        sheet.ask(typed, lambda text: number(text, self._limits))

    def _typed(self) -> None:
        self._read(self._edit.line.text())

    def _read(self, typed: str) -> None:
        try:
            made = Decimal(number(typed, self._limits) or "0")
        except Refused as refused:
            self._edit.fail(self.look.words.refusal(refused))
            return
        self._edit.fail("")
        self._take(made)

    def _take(self, amount: Decimal) -> None:
        if amount != self._amount and self._is_free:
            self.put(amount)
            self.changed.emit(amount)
        else:
            self.put(self._amount)


class _Number(PaintedButton):
    """The number: a line to type in at the bench, a large button that asks on touch."""

    def __init__(self, look: Look, name: str, title: str) -> None:
        super().__init__(look, name, title)
        self._title, self._shown = title, "0"
        self.ring_radius = look.density.radius_field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line = QLineEdit(self)
        self.line.setObjectName(f"{name}-line")
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(self._font())
        self.line.setProperty("compact", True)
        self.line.setVisible(not look.density.is_touch)
        if not look.density.is_touch:
            self.setFocusProxy(self.line)

    def show_number(self, text: str, said: str) -> None:
        self._shown = text
        self.line.setText(text)
        self.line.setAccessibleName(said)
        self.setAccessibleName(said)
        self.update()

    def fail(self, said: str) -> None:
        self.line.setProperty("state", "fail" if said else "")
        self.line.setToolTip(said)
        self.line.style().polish(self.line)
        self.setAccessibleDescription(said)

    def resizeEvent(self, _event: object) -> None:  # noqa: N802  # Qt's name
        self.line.setGeometry(self.rect())

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(64 if self.look.density.is_touch else 44, self.look.density.target)

    def draw(self, brush: Brush) -> None:
        if not self.look.density.is_touch:
            return
        fill = "sunken" if self.isDown() else "surface"
        brush.box(self.rect(), Coat(fill, "line_strong", self.ring_radius))
        ink = "ink" if self._shown != "0" and self.isEnabled() else "ink3"
        font = self._font()
        brush.write(QRectF(self.rect()).adjusted(2, 0, -2, 0), self._shown, Ink(font, ink, CENTRE))

    def _font(self) -> QFont:
        return self.look.sized(24 if self.look.density.is_touch else 16, 700)


class _Head(PaintedButton):
    def __init__(self, look: Look, icon: str, title: str, name: str) -> None:
        super().__init__(look, name, title)
        self._icon, self._title = icon, title
        self._sub = self._state = self._reason = self._short = ""
        self._is_used = False
        self.ring_radius = look.density.radius_field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, sub: str, state: str) -> None:
        self._sub, self._state = sub, state
        self._name()

    def block(self, reason: str, short: str) -> None:
        self._reason, self._short = reason, short
        self._name()

    def mark(self, used: bool) -> None:
        self._is_used = used
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        lines = height_of(self._strong()) + _LINES * height_of(self._hint())
        return QSize(100, max(self.look.density.target, lines + 2))

    def draw(self, brush: Brush) -> None:
        look, blocked = self.look, bool(self._reason)
        if self.isDown() or self.hovered:
            brush.box(self.rect(), Coat("sunken", radius=self.ring_radius))
        strong, hint = self._strong(), self._hint()
        size, upper = look.density.icon, height_of(strong)
        ink = "ink3" if blocked else "accent" if self._is_used else "ink2"
        icon = "lock" if blocked else self._icon
        brush.icon(QPointF(2, (upper - size) / 2 + 1), icon, ink, size)
        left = size + look.space(1) + 2.0
        room = QRectF(left, 0, self.width() - left - 2, upper)
        title = "ink3" if blocked else "ink"
        brush.write(room, self._title, Ink(strong, title, LEFT, elide=True))
        text, role = self._line()
        below = QRectF(2, upper, self.width() - 4, self.height() - upper)
        if self._state and not blocked:
            state = STATES[self._state]
            brush.icon(below.topLeft() + QPointF(0, 2), state.icon, state.ink, 14)
            below.setLeft(below.left() + 18)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        brush.write(below, _fitting(text, hint, below), Ink(hint, role, top, wrap=True))

    def _line(self) -> tuple[str, str]:
        if self._reason:
            return self._short, "ink2"
        return self._sub, STATES[self._state].ink if self._state else "ink3"

    def _name(self) -> None:
        said = (self._title, self._reason or self._sub)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(self._reason or self._sub)
        self.update()

    def _strong(self) -> QFont:
        return self.look.font("strong")

    def _hint(self) -> QFont:
        return self.look.font("hint")


def _fitting(text: str, font: QFont, room: QRectF) -> str:
    """Return as much of a text as wraps into `room`, with an ellipsis where it is cut."""
    metrics, flags = QFontMetricsF(font), int(Qt.TextFlag.TextWordWrap)
    tall = QRectF(room.x(), room.y(), room.width(), 10_000)

    def fits(said: str) -> bool:
        return metrics.boundingRect(tall, flags, said).height() <= room.height() + 1

    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(f"{text[:middle]}…") else (low, middle - 1)
    return f"{text[:low].rstrip()}…"
