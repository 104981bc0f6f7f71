"""Cards in columns, one column for each state; a press brings a card to the front.

Nothing is dragged: what moves a card is what people do about it, not where somebody pushed it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.card import Card
from app.ui.kit.iconbox import IconBox
from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedButton, height_of, width_of
from app.ui.kit.scroller import Scroller
from app.ui.kit.states import STATES
from app.ui.kit.text import Text
from app.ui.theme.look import Look

_LEAST_COLUMN = 132


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column: the key its cards name, its title, an icon and the colour role of that."""

    key: str
    title: str
    icon: str
    role: str = "ink2"


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card of `column`: number, title, a line, a figure and an age; `mark` is a chip below.

    `state` is the chip's; a card without a `mark` has none.
    """

    key: str
    column: str
    head: str
    title: str
    sub: str = ""
    figure: str = ""
    age: str = ""
    state: str = ""
    mark: str = ""
    icon: str = ""
    """An icon of the chip instead of its state's own."""

    @property
    def said(self) -> str:
        """Return all of it, for who does not see it."""
        parts = (self.head, self.title, self.sub, self.figure, self.age, self.mark)
        return ", ".join(part for part in parts if part)


class Board(QWidget):
    """`chosen` carries the key of the card that was pressed; arrows go from card to card."""

    chosen = Signal(str)

    def __init__(self, look: Look, columns: Sequence[BoardColumn], *, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self._current = ""
        self._cards: tuple[BoardCard, ...] = ()
        self._columns = {one.key: _Column(look, one, name) for one in columns}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(1) + 2)
        for column in self._columns.values():
            row.addWidget(column, 1)

    def show_cards(self, cards: Iterable[BoardCard], current: str = "") -> None:
        """Show other cards, in the order given; `current` is the one in front."""
        cards, self._current = tuple(cards), current
        if cards != self._cards:
            self._cards = cards
            for key, column in self._columns.items():
                column.show_cards(tuple(one for one in cards if one.column == key), self)
        for button in self._buttons():
            button.mark(button.card.key == current)

    def current(self) -> str:
        """Return the key of the card in front."""
        return self._current

    def choose(self, key: str) -> None:
        """Bring a card to the front, as a press does."""
        self.show_cards(self._cards, key)
        self.chosen.emit(key)

    def go(self, column: str, place: int, key: Qt.Key) -> None:
        """Take the focus to the next card in the direction of an arrow key."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place += 1 if key == Qt.Key.Key_Down else -1
            self._columns[column].focus_card(place)
            return
        keys = list(self._columns)
        step = 1 if key == Qt.Key.Key_Right else -1
        at = keys.index(column) + step
        while 0 <= at < len(keys):
            if self._columns[keys[at]].buttons:
                self._columns[keys[at]].focus_card(place)
                return
            at += step

    def _buttons(self) -> list["_CardButton"]:
        return [one for column in self._columns.values() for one in column.buttons]


class _Column(Card):
    def __init__(self, look: Look, column: BoardColumn, board: str) -> None:
        super().__init__(look, f"{board}-{column.key}", "well")
        self._column = column
        self.buttons: list[_CardButton] = []
        self.setMinimumWidth(_LEAST_COLUMN)
        self._count = Text(look, "0", "label", "ink2")
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        size = look.density.icon_small
        head.addWidget(IconBox(look, column.icon, ink=column.role, ground="", size=size))
        head.addWidget(Text(look, column.title, "strong", elide=True), 1)
        head.addWidget(self._count)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.space(1) + 2)
        margin = look.space(2)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.addLayout(head)
        self._scroller = Scroller(look, f"{board}-{column.key}-cards", inside)
        self.body.addWidget(self._scroller, 1)
        self._rows.addStretch()

    def show_cards(self, cards: tuple[BoardCard, ...], board: Board) -> None:
        self._count.say(f"{len(cards):,}")
        said = f"{self._column.title} {len(cards):,}"
        self.setAccessibleName(said)
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        for place, card in enumerate(cards):
            made = _CardButton(self.look, card, f"{board.objectName()}-card-{card.key}")
            made.clicked.connect(partial(board.choose, card.key))
            made.arrow.connect(partial(board.go, card.column, place))
            self.buttons.append(made)
            self._rows.addWidget(made)
        self._rows.addStretch()

    def focus_card(self, place: int) -> None:
        if not self.buttons:
            return
        button = self.buttons[max(0, min(place, len(self.buttons) - 1))]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroller.ensureWidgetVisible(button)


class _CardButton(PaintedButton):
    arrow = Signal(object)

    def __init__(self, look: Look, card: BoardCard, name: str) -> None:
        super().__init__(look, name, card.said)
        self.card = card
        self._is_current = False
        self.ring_radius = look.density.radius_button
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(card.said)

    def mark(self, yes: bool) -> None:
        """Show the card as the one in front."""
        self._is_current = yes
        self.setAccessibleDescription(self.look.words("kit.board.current") if yes else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.arrow.emit(key)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        chip = self._chip_height() + self.look.space(0) if self.card.mark else 0
        lines = 2 * height_of(self.look.font("strong")) + height_of(self.look.font("hint"))
        head = height_of(self.look.font("label"))
        pad = 2 * self.look.space(2) + self.look.space(0)
        return QSize(_LEAST_COLUMN - 20, head + lines + chip + pad)

    def draw(self, brush: Brush) -> None:
        look, card, pad = self.look, self.card, float(self.look.space(2) + 1)
        edge, width = ("accent", 2) if self._is_current else ("line", 1)
        fill = "sunken" if self.isDown() else "canvas" if self.hovered else "surface"
        brush.box(self.rect(), Coat(fill, edge, look.density.radius_button, width))
        wide = self.width() - 2 * pad
        top = float(look.space(2))
        head, strong, hint = look.font("label", 500), look.font("strong"), look.font("hint")
        ink = "accent" if self._is_current else "ink2"
        for text, font, role in (
            (card.head, head, ink),
            (card.title, strong, "ink"),
            (card.sub, hint, "ink3"),
        ):
            line = height_of(font)
            brush.write(QRectF(pad, top, wide, line), text, Ink(font, role, LEFT, elide=True))
            top += line
        top += look.space(0)
        line, age = height_of(strong), width_of(hint, card.age)
        room = QRectF(pad, top, wide - age - 4, line)
        brush.write(room, card.figure, Ink(strong, "ink", LEFT, elide=True))
        brush.write(QRectF(pad, top, wide, line), card.age, Ink(hint, "ink3", RIGHT))
        if card.mark:
            self._draw_chip(brush, QRectF(pad, top + line + look.space(0), wide, 0))

    def _draw_chip(self, brush: Brush, room: QRectF) -> None:
        """Paint the chip solid: a card is told at a glance from across the table."""
        state, font = STATES[self.card.state or "warn"], self.look.font("hint", 600)
        size, tall = self.look.density.icon_small - 2, self._chip_height()
        wide = min(room.width(), width_of(font, self.card.mark) + size + 26.0)
        chip = QRectF(room.x(), room.y(), wide, tall)
        solid = self.card.state in ("warn", "fail")
        ink = state.on_solid if solid else state.ink
        brush.box(chip, Coat(state.solid if solid else state.soft, radius=99))
        icon = self.card.icon or state.icon
        brush.icon(QPointF(chip.x() + 9, chip.y() + (tall - size) / 2), icon, ink, size)
        words = chip.adjusted(9 + size + 5, 0, -8, 0)
        brush.write(words, self.card.mark, Ink(font, ink, LEFT, elide=True))

    def _chip_height(self) -> int:
        return self.look.density.hint + 11
