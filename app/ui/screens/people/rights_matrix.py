"""Who may what: one line per right, one column per role; what is not ticked is denied."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Role
from app.ui import kit
from app.ui.kit.painting import CENTRE, LEFT, Brush, Coat, Ink, PaintedWidget
from app.ui.screens.people.users_facts import UsersFacts, group_name, grouped, right_name
from app.ui.theme.look import Look

_HEAD, _GROUP, _LINE = 70, 36, 32
_NAME = 0.26
"""Share of the width that the names of rights take."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the matrix; a group's title where `right` is empty."""

    text: str
    right: str = ""


class RightsMatrix(kit.Card):
    """`search` keeps the rights and roles whose name holds a word."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "rights-matrix")
        self._facts: UsersFacts | None = None
        self._word, self._held = "", frozenset[str]()
        self._head = _Head(look)
        self._lines = _Lines(look)
        self._search = kit.SearchBox(look, look.words("users.search_right"), name="rights-search")
        self._search.searched.connect(self._searched)
        self._search.setMaximumWidth(320)
        self.body.addWidget(self._search)
        self.body.addWidget(self._head)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lines)
        column.addStretch()
        self.body.addWidget(kit.Scroller(look, "rights-scroll", inside), 1)
        note = kit.Text(look, look.words("users.matrix_note"), "hint", wrap=True)
        self.body.addWidget(note)

    def show_facts(self, facts: UsersFacts) -> None:
        """Show the matrix as it stands."""
        self._facts = facts
        self._fill()

    def show_held(self, roles: tuple[str, ...]) -> None:
        """Point out the columns of the roles somebody has."""
        self._held = frozenset(roles)
        self._fill()

    def _searched(self, word: str) -> None:
        self._word = word.casefold().strip()
        self._fill()

    def _fill(self) -> None:
        if self._facts is None:
            return
        words, matrix = self.look.words, self._facts.matrix
        roles = [one for one in matrix.roles if self._word in _of_role(one, words.language)]
        by_role = bool(self._word) and bool(roles)
        lines: list[_Line] = []
        for group, rights in grouped(matrix.rights):
            kept = [_Line(right_name(words, right), right) for right in rights]
            if not by_role:
                kept = [line for line in kept if self._word in line.text.casefold()]
            if kept:
                lines += [_Line(group_name(words, group)), *kept]
        shown = tuple(roles) if by_role else matrix.roles
        self._head.show_roles(shown, self._held)
        self._lines.show_lines(tuple(lines), shown, self._held)


class _Head(PaintedWidget):
    """The roles, each with how many people have it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "rights-head")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._roles: tuple[Role, ...] = ()
        self._held: frozenset[str] = frozenset()

    def show_roles(self, roles: tuple[Role, ...], held: frozenset[str]) -> None:
        self._roles, self._held = roles, held
        language = self.look.words.language
        self.setAccessibleName(", ".join(one.name.of(language) for one in roles))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(600, _HEAD)

    def draw(self, brush: Brush) -> None:
        brush.box(self.rect(), Coat("canvas", radius=10))
        words, language = self.look.words, self.look.words.language
        for role, room in zip(self._roles, _columns(self, self._roles), strict=True):
            is_held = role.role in self._held
            if is_held:
                brush.painter.fillRect(room, self.look.colour("accent_soft"))
            colour = "accent" if is_held else "ink"
            name = QRectF(room.x() + 1, 5, room.width() - 2, 38)
            strong = Ink(self.look.sized(11, 700), colour, CENTRE, wrap=True)
            brush.write(name, role.name.of(language), strong)
            count = words("users.people_count", n=role.people)
            quiet = "accent" if is_held else "ink3"
            below = Ink(self.look.font("hint"), quiet, CENTRE, elide=True)
            brush.write(QRectF(room.x() + 1, 44, room.width() - 2, 20), count, below)


class _Lines(PaintedWidget):
    """The rights in their groups."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "rights-lines")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: tuple[_Line, ...] = ()
        self._roles: tuple[Role, ...] = ()
        self._held: frozenset[str] = frozenset()

    def show_lines(
        self, lines: tuple[_Line, ...], roles: tuple[Role, ...], held: frozenset[str]
    ) -> None:
        self._lines, self._roles, self._held = lines, roles, held
        self.setAccessibleName(self._said())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(600, sum(_LINE if line.right else _GROUP for line in self._lines))

    def draw(self, brush: Brush) -> None:
        columns = _columns(self, self._roles)
        for role, room in zip(self._roles, columns, strict=True):
            if role.role in self._held:
                brush.painter.fillRect(room, self.look.colour("accent_soft"))
        top = 0.0
        for line in self._lines:
            if line.right:
                self._draw_right(brush, line, top, columns)
            else:
                self._draw_group(brush, line, top)
            top += _LINE if line.right else _GROUP

    def _draw_group(self, brush: Brush, line: _Line, top: float) -> None:
        if top:
            brush.line(QPointF(0, top + 0.5), QPointF(self.width(), top + 0.5), "line")
        room = QRectF(10, top, self.width() * _NAME, _GROUP)
        brush.write(room, line.text, Ink(self.look.font("label", 700), "ink2", LEFT, elide=True))

    def _draw_right(self, brush: Brush, line: _Line, top: float, columns: list[QRectF]) -> None:
        room = QRectF(26, top, self.width() * _NAME - 32, _LINE)
        brush.write(room, line.text, Ink(self.look.font("label", 500), "ink", LEFT, elide=True))
        for role, column in zip(self._roles, columns, strict=True):
            centre = QPointF(column.center().x(), top + _LINE / 2)
            if line.right in role.rights:
                pill = QRectF(centre.x() - 19, centre.y() - 12, 38, 24)
                brush.box(pill, Coat("ok_soft", radius=12))
                brush.icon_in(pill, "check", "ok", 15)
            else:
                brush.disc(centre, 2, Coat("line_strong"))

    def _said(self) -> str:
        """Return the matrix in words, right by right."""
        language = self.look.words.language
        return "; ".join(
            f"{line.text}: "
            + ", ".join(role.name.of(language) for role in self._roles if line.right in role.rights)
            for line in self._lines
            if line.right
        )


def _columns(widget: QWidget, roles: tuple[Role, ...]) -> list[QRectF]:
    left = widget.width() * _NAME
    each = (widget.width() - left) / max(1, len(roles))
    return [QRectF(left + each * at, 0, each, widget.height()) for at in range(len(roles))]


def _of_role(role: Role, language: str) -> str:
    return f"{role.role} {role.name.of(language)}".casefold()
