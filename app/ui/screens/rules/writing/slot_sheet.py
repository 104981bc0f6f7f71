"""A sheet that asks what stands in a slot: choices in groups, one of them or several."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look

_WIDTH, _TALL = 620, 8
_LOW, _AROUND = 120, 260
"""The least height of the list, and what stands around it, in px."""
_SEARCHED = 12
"""A longer list has a search."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One that may be chosen; `blocked` says why it may not."""

    key: str
    text: str
    sub: str = ""
    icon: str = ""
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices under a heading; an empty one has none."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet asks: its title, what may be chosen, what is held, and whether it takes many."""

    title: str
    groups: tuple[Choices, ...]
    held: tuple[str, ...] = ()
    many: bool = False


class SlotSheet(kit.Sheet):
    """`picked` carries the key of one, `picked_all` the keys of many once they are taken.

    Controls by name: `<name>-<key>`, `<name>-search`, `<name>-done`.
    """

    picked = Signal(str)
    picked_all = Signal(object)

    def __init__(self, look: Look, host: QWidget, asked: Asked, *, name: str) -> None:
        super().__init__(look, host, asked.title, name=name, side="centre", width=_WIDTH)
        groups = asked.groups
        self._name, self._many = name, asked.many
        self._held = list(asked.held)
        self._rows: list[tuple[kit.TapCard, Choice]] = []
        self._titles: list[tuple[kit.Text, tuple[kit.TapCard, ...]]] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(0))
        for group in groups:
            self._add_group(column, group)
        column.addStretch()
        if len(self._rows) > _SEARCHED:
            search = kit.SearchBox(look, look.words("kit.search"), name=f"{name}-search")
            search.searched.connect(self._find)
            self.body.addWidget(search)
        scroller = kit.Scroller(look, f"{name}-scroller", inside)
        shown = min(_TALL, max(3, len(self._rows)) + len(groups) // 2)
        tall = shown * (look.density.row + look.space(1))
        scroller.setMinimumHeight(max(_LOW, min(tall, host.height() - _AROUND)))
        self.body.addWidget(scroller, 1)
        if asked.many:
            done = kit.Button(
                look, look.words("kit.done"), name=f"{name}-done", kind="primary", icon="check"
            )
            done.clicked.connect(self._take_all)
            self.buttons.addStretch()
            self.buttons.addWidget(done)
        self.closed.connect(self.deleteLater)

    def choose(self, key: str) -> None:
        """Take one; of many, take it or let it go."""
        if not self._many:
            self.close_sheet()
            self.picked.emit(key)
            return
        if key in self._held:
            self._held.remove(key)
        else:
            self._held.append(key)
        for row, choice in self._rows:
            row.become(self._kind(choice))

    def _add_group(self, column: QVBoxLayout, group: Choices) -> None:
        rows = tuple(self._row(one) for one in group.choices)
        if group.title and rows:
            title = kit.Text(self.look, group.title, "label")
            column.addWidget(title)
            self._titles.append((title, rows))
        for row in rows:
            column.addWidget(row)

    def _row(self, choice: Choice) -> kit.TapCard:
        look = self.look
        said = ", ".join(part for part in (choice.text, choice.sub, choice.blocked) if part)
        row = kit.TapCard(look, f"{self._name}-{choice.key}", said, self._kind(choice))
        line = QHBoxLayout()
        line.setSpacing(look.space(2))
        if choice.icon:
            size = 40 if look.density.is_touch else 30
            line.addWidget(kit.IconBox(look, choice.icon, size=size))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(kit.Text(look, choice.text, "strong", wrap=True))
        for text, colour in ((choice.sub, ""), (choice.blocked, "warn")):
            if text:
                texts.addWidget(kit.Text(look, text, "hint", colour, wrap=True))
        line.addLayout(texts, 1)
        if choice.key in self._held and not self._many:
            box = kit.IconBox(look, "check", ink="accent", ground="", size=look.density.icon)
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignVCenter)
        row.body.addLayout(line)
        row.seal()
        row.setMinimumHeight(look.density.row)
        row.clicked.connect(_Choose(self, choice.key))
        self._rows.append((row, choice))
        return row

    def _kind(self, choice: Choice) -> str:
        return "chosen" if choice.key in self._held else "plain"

    def _find(self, text: str) -> None:
        parts = text.casefold().split()
        for row, choice in self._rows:
            held = f"{choice.key} {choice.text} {choice.sub}".casefold()
            row.setVisible(all(part in held for part in parts))
        for title, rows in self._titles:
            title.setVisible(any(row.isVisibleTo(self) for row in rows))

    def _take_all(self) -> None:
        order = [choice.key for _, choice in self._rows]
        unknown = [key for key in self._held if key and key not in order]
        self.close_sheet()
        self.picked_all.emit(tuple(key for key in (*order, *unknown) if key in self._held))


class _Choose:
    def __init__(self, sheet: SlotSheet, key: str) -> None:
        self._sheet, self._key = sheet, key

    def __call__(self) -> None:
        self._sheet.choose(self._key)
