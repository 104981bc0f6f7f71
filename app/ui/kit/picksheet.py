"""A list to search and pick one of, in a sheet; what may not be picked says why."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.card import TapCard
from app.ui.kit.chip import StatusChip
from app.ui.kit.emptystate import EmptyState
from app.ui.kit.keyboard import Keyboard
from app.ui.kit.scroller import Scroller
from app.ui.kit.searchbox import SearchBox
from app.ui.kit.sheet import Sheet
from app.ui.kit.text import Text
from app.ui.theme.look import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TALL, _LOW = 6, 2
"""Rows in sight, and beside the letters."""
SHOWN = 60
"""Rows built at once; whoever wants another one searches."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One that may be picked: title, a second line, a state with its word, and why it may not.

    `icon` stands on the state's chip in the place of the state's own.
    """

    key: str
    title: str
    sub: str = ""
    state: str = ""
    said: str = ""
    blocked: str = ""
    icon: str = ""

    def matches(self, word: str) -> bool:
        """Tell whether every part of `word` stands in its key or texts."""
        held = " ".join((self.key, self.title, self.sub, self.said)).casefold()
        return all(part in held for part in word.casefold().split())


class PickSheet(Sheet):
    """`picked` carries the key. Keys: type to search, arrows to walk, Enter to pick."""

    picked = Signal(str)

    def __init__(
        self, look: Look, host: QWidget, title: str, picks: tuple[Pick, ...], *, name: str
    ) -> None:
        width = 980 if look.density.is_touch else 760  # letters for gloves need as much
        super().__init__(look, host, title, name=name, side="centre", width=width)
        self._picks, self._name = picks, name
        self._rows: list[PickRow] = []
        self._search = SearchBox(look, look.words("kit.search"), name=f"{name}-search")
        self._search.searched.connect(self._find)
        self._search.edit.installEventFilter(self)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0))
        self._foot = Text(look, "", "hint")
        words = look.words
        self._none = EmptyState(
            look,
            "search",
            words("kit.table.nothing_found"),
            words("kit.table.nothing_found_hint"),
            name=f"{name}-none",
        )
        head = QHBoxLayout()
        head.addWidget(self._search, 1)
        self.body.addLayout(head)
        self._scroller = Scroller(look, f"{name}-scroller", self._list)
        self._scroller.setMinimumHeight(_TALL * look.density.row)
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self._foot)
        if look.density.is_touch:
            self._add_keyboard(head)
        self.closed.connect(self.deleteLater)
        self._find("")

    def open(self) -> None:
        """Show the list, ready to search."""
        super().open()
        self._search.edit.setFocus()

    def offer(self, key: str) -> bool:
        """Pick `key` where it may be picked, as a scan does; else show why not."""
        found = next((each for each in self._picks if each.key == key), None)
        if found is None or found.blocked:
            self._search.edit.setText(key)
            return False
        self._take(key)
        return True

    def turn_letters(self) -> None:
        """Show the letters to touch, or put them away; the list is lower beside them."""
        shows = self._keyboard.isHidden()
        self._scroller.setMinimumHeight((_LOW if shows else _TALL) * self.look.density.row)
        self._keyboard.setVisible(shows)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            free = [row for row in self._rows if row.isEnabled()]
            if event.key() == Qt.Key.Key_Down and free:
                free[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in _ENTER and len(free) == 1:
                free[0].click()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        free = [row for row in self._rows if row.isEnabled()]
        here = next((place for place, row in enumerate(free) if row.hasFocus()), -1)
        if step and free and here + step >= 0:
            free[min(here + step, len(free) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif step:
            self._search.edit.setFocus()
        elif here >= 0 and event.key() in _ENTER:
            free[here].click()
        else:
            super().keyPressEvent(event)

    def _add_keyboard(self, head: QHBoxLayout) -> None:
        keyboard = Keyboard(self.look, name=f"{self._name}-keys")
        keyboard.key.connect(self._press)
        keyboard.hide()
        self._keyboard = keyboard
        turn = Button(
            self.look, name=f"{self._name}-letters", kind="icon", icon="keyboard", size="small"
        )
        turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        turn.clicked.connect(self.turn_letters)
        head.addWidget(turn.named(self.look.words("kit.letters")))
        self.body.addWidget(keyboard)

    def _press(self, key: str) -> None:
        edit = self._search.edit
        edit.backspace() if key == "delete" else edit.insert(key)

    def _find(self, word: str) -> None:
        found = [each for each in self._picks if each.matches(word)]
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None and old is not self._none:
                old.hide()
                old.deleteLater()
        self._rows = [PickRow(self.look, each, self._name) for each in found[:SHOWN]]
        for row in self._rows:
            row.clicked.connect(_Take(self, row.pick.key))
            self._column.addWidget(row)
        self._none.setVisible(not found)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        words, total = self.look.words, len(found)
        said = words("kit.table.shown", shown=len(self._rows), total=total)
        self._foot.say(said if total > SHOWN else "")
        self._foot.setVisible(total > SHOWN)

    def _take(self, key: str) -> None:
        self.close_sheet()
        self.picked.emit(key)


class PickRow(TapCard):
    """One line of the list; a blocked one shows its reason and takes no press."""

    def __init__(self, look: Look, pick: Pick, name: str) -> None:
        said = (pick.title, pick.sub, pick.said, pick.blocked)
        accessible = ", ".join(part for part in said if part)
        super().__init__(look, f"{name}-{pick.key}", accessible, "plain")
        self.pick = pick
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(Text(look, pick.title, "strong", "ink2" if pick.blocked else "", wrap=True))
        if pick.sub:
            lines.addWidget(Text(look, pick.sub, "hint", wrap=True))
        if pick.blocked:
            lines.addWidget(Text(look, pick.blocked, "hint", "fail", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addLayout(lines, 1)
        if pick.state:
            row.addWidget(
                StatusChip(look, pick.state, pick.said, icon=pick.icon),
                0,
                Qt.AlignmentFlag.AlignVCenter,
            )
        self.body.addLayout(row)
        self.seal()
        if pick.blocked:
            self.become("sunken")
            self.setEnabled(False)


class _Take:
    def __init__(self, sheet: PickSheet, key: str) -> None:
        self._sheet, self._key = sheet, key

    def __call__(self) -> None:
        self._sheet._take(self._key)
