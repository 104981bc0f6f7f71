"""One row of a document: a line of the old revision, the number of the difference, the new one."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.capabilities.documents.answers import Line, Mark
from app.capabilities.documents.comparison.answers import Change, Pair, What
from app.capabilities.documents.comparison.decisions import stretches
from app.ui import kit
from app.ui.screens.documents.says import line_text
from app.ui.theme.look import Look

_PICTURE_HEIGHT = 250
_NUMBER_WIDTH = 64
_GUTTER = 48

Pictures = dict[str, bytes]


class LineCell(kit.Card):
    """One line of one revision, or the place where the other one has a line."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, "clear")
        self._kind = "clear"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        side, above = look.space(2), look.space(1)
        self.body.setContentsMargins(side, above, side, above)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.space(2))
        self.body.addLayout(self._row)
        self.body.addStretch()

    def show_line(self, line: Line, other: Line | None, pictures: Pictures, kind: str) -> None:
        """Show a line; `other` is what the other revision says in its place."""
        self._become(kind)
        look = self.look
        role = "title" if line.level == 0 else "body"
        if line.number:
            number = kit.Text(look, line.number, "title" if line.level == 0 else "body", "ink3")
            number.setMinimumWidth(_NUMBER_WIDTH)
            self._row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        if line.picture:
            self._row.addWidget(_picture(look, line, pictures), 1)
            return
        text = kit.MarkedText(look, role)
        text.show_pieces(_pieces(look, line, other, kind), kind)
        self._row.addWidget(text, 1)
        if line.critical:
            chip = kit.StatusChip(look, "warn", look.words("library.critical"), name="critical")
            self._row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)

    def show_absent(self) -> None:
        """Show that this revision has no such line."""
        self._become("absent")
        self._row.addWidget(kit.Text(self.look, self.look.words("library.absent"), "hint"))

    def add_note(self, said: str) -> None:
        """Add what the line itself does not say."""
        if said:
            self.body.insertWidget(1, kit.Text(self.look, said, "hint", "ink2", wrap=True))

    def choose(self, chosen: bool) -> None:
        """Show the line as the one looked at."""
        if self._kind in ("ok", "fail"):
            self.become(f"{self._kind}-chosen" if chosen else self._kind)

    def _become(self, kind: str) -> None:
        self._kind = kind
        self.become(kind)


class PairRow(QWidget):
    """`looked` carries the number of the difference somebody pressed."""

    looked = Signal(int)

    def __init__(self, look: Look, pair: Pair, pictures: Pictures, *, both: bool) -> None:
        super().__init__()
        self.pair = pair
        self._dot: kit.NumberDot | None = None
        self._cells: list[LineCell] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if both:
            row.addWidget(self._cell(look, pair.old, pair.new, pictures, "fail"), 1)
            row.addLayout(self._gutter(look))
        if both or pair.new is not None:
            row.addWidget(self._cell(look, pair.new, pair.old, pictures, "ok" if both else ""), 1)
        if both and pair.old is not None and pair.new is not None:
            self._tell_unseen(look, pair)

    def _tell_unseen(self, look: Look, pair: Pair) -> None:
        """Say what differs where both lines read the same: nobody signs what they cannot see."""
        if pair.number and line_text(look.words, pair.old) == line_text(look.words, pair.new):  # type: ignore[arg-type]  # both are there
            for cell, is_new in zip(self._cells, (False, True), strict=True):
                for change in pair.changes:
                    cell.add_note(_note(change, is_new=is_new))

    def mark(self, state: str) -> None:
        """Show the difference as `current`, `done` or `todo`."""
        if self._dot is not None:
            self._dot.mark(state)
        for cell in self._cells:
            cell.choose(state == "current")

    def _cell(
        self, look: Look, line: Line | None, other: Line | None, pictures: Pictures, kind: str
    ) -> LineCell:
        cell = LineCell(look, f"line-{'new' if kind != 'fail' else 'old'}")
        self._cells.append(cell)
        if line is None:
            cell.show_absent()
        else:
            cell.show_line(line, other, pictures, kind if self.pair.number and kind else "clear")
        return cell

    def _gutter(self, look: Look) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setFixedWidth(_GUTTER)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        if self.pair.number:
            said = look.words("library.difference", n=self.pair.number)
            name = f"difference-{self.pair.number}"
            self._dot = kit.NumberDot(look, self.pair.number, name=name, accessible=said)
            self._dot.clicked.connect(self._look)
            inside.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(holder, 1)
        return column

    def _look(self) -> None:
        self.looked.emit(self.pair.number)


def difference_text(look: Look, pair: Pair) -> str:
    """Return what a difference is about, in a line of a list."""
    line = pair.new or pair.old
    if line is None:
        return ""
    said = look.words("library.picture") if line.picture else line_text(look.words, line)
    return f"{line.number} {said}".strip()


def what_words(pair: Pair) -> What:
    """Return what became of a line that differs."""
    return pair.what or What.SET


def _note(change: Change, *, is_new: bool) -> str:
    """Return one side of a change as it is written in the body: `icon: "box"`."""
    path, value = (change.at, change.after) if is_new else (change.path, change.before)
    if not path or change.what is What.MOVED:
        return ""
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path[-2:])
    return f"{name}: {msgspec.json.encode(value).decode()}"


def _pieces(look: Look, line: Line, other: Line | None, kind: str) -> tuple[tuple[str, bool], ...]:
    mine = line_text(look.words, line)
    if kind not in ("ok", "fail"):
        return ((mine, False),)
    if other is None or other.picture:
        return ((mine, True),)
    found = stretches(mine, line_text(look.words, other))
    return tuple((piece.text, piece.is_own) for piece in found)


def _picture(look: Look, line: Line, pictures: Pictures) -> kit.Picture:
    picture = kit.Picture(look, name="document-picture")
    picture.setFixedHeight(_PICTURE_HEIGHT)
    data = pictures.get(line.picture, b"")
    callouts = tuple(_callout(place + 1, mark) for place, mark in enumerate(line.marks))
    picture.show_picture(data, callouts if data else ())
    return picture


def _callout(number: int, mark: Mark) -> kit.Callout:
    at = (mark.label_x / 1000, mark.label_y / 1000, mark.x / 1000, mark.y / 1000)
    return kit.Callout(number, *at, "fail" if mark.critical else "accent")
