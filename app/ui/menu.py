"""The menu behind the person's name: other pages, another person, language and density."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.words import LANGUAGES
from app.ui.kit import Button, CountBadge, ListRow, Option, Scroller, Segmented, Sheet, Text
from app.ui.screens.kind import ScreenKind
from app.ui.theme.look import Look
from app.ui.theme.tokens import DENSITIES, THEMES


class Menu(Sheet):
    """`left` carries how the person goes: switched or left; `turned` a choice of look by name."""

    chosen = Signal(str)
    """The name of a screen."""
    left = Signal(str)
    secret_asked = Signal()
    turned = Signal(object)
    """A `(what, value)`: language, density or theme."""

    def __init__(
        self,
        look: Look,
        host: QWidget,
        person: str,
        kinds: tuple[ScreenKind, ...],
        waiting: Mapping[str, int],
    ) -> None:
        """`waiting` is how many things wait on a screen, by its name."""
        super().__init__(look, host, person, name="menu", side="right", width=440)
        words = look.words
        self._waiting = waiting
        self.body.addWidget(Scroller(look, "menu-pages", self._pages(kinds)), 1)
        self.body.addLayout(self._choices())
        switch = Button(
            look, words("window.menu.switch"), name="menu-switch", icon="users", kind="default"
        )
        switch.clicked.connect(lambda: self._leave("switched"))
        lock = Button(look, words("window.menu.lock"), name="menu-lock", icon="lock")
        lock.clicked.connect(lambda: self._leave("left"))
        self.buttons.addWidget(switch, 1)
        self.buttons.addWidget(lock, 1)

    def _pages(self, kinds: tuple[ScreenKind, ...]) -> QWidget:
        """Return a row for each page, and one's own secret; more than fit are scrolled."""
        look, words = self.look, self.look.words
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        for kind in kinds:
            count = self._waiting.get(kind.name, 0)
            badge = CountBadge(look, f"{count:,}", name=f"waits-{kind.name}") if count else None
            name = f"menu-{kind.name}"
            row = ListRow(look, kind.icon, words(kind.text), name=name, end=badge)
            row.clicked.connect(lambda _=False, name=kind.name: self._open(name))
            column.addWidget(row)
        secret = ListRow(look, "key-round", words("window.menu.secret"), name="menu-secret")
        secret.clicked.connect(self._ask_secret)
        column.addWidget(secret)
        column.addStretch()
        return pages

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.look.space(2))
        languages = tuple((each, self.look.words(f"kernel.language.{each}")) for each in LANGUAGES)
        self._add(column, "language", languages, self.look.words.language)
        densities = tuple((e, self.look.words(f"window.density.{e}")) for e in DENSITIES)
        self._add(column, "density", densities, self.look.density.name)
        if not self.look.density.is_touch:  # touch stations stay light: bright rooms, glare
            themes = tuple((each, self.look.words(f"window.theme.{each}")) for each in THEMES)
            self._add(column, "theme", themes, self.look.theme)
        return column

    def _add(
        self, column: QVBoxLayout, what: str, options: tuple[tuple[str, str], ...], value: str
    ) -> None:
        made = tuple(Option(key, text) for key, text in options)
        choice = Segmented(self.look, made, name=what, value=value)
        choice.chosen.connect(lambda key: self.turned.emit((what, key)))
        row = QHBoxLayout()
        row.addWidget(Text(self.look, self.look.words(f"window.menu.{what}"), "label"))
        column.addLayout(row)
        column.addWidget(choice)

    def _ask_secret(self) -> None:
        self.close_sheet()
        self.secret_asked.emit()

    def _open(self, name: str) -> None:
        self.close_sheet()
        self.chosen.emit(name)

    def _leave(self, how: str) -> None:
        self.close_sheet()
        self.left.emit(how)
