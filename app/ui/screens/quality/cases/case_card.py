"""The page of one case: its head, what was said of it part by part, and what can be done now.

Controls by name: `<name>-<act>` for every act on offer, `<name>-state`, `<name>-scroll`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody can do: a primary one is what is to be done next, and stands last."""

    key: str
    text: str
    icon: str
    kind: str = "default"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head: title and line below, and the chip: state, text, icon."""

    title: str
    sub: str
    chip: tuple[str, str, str]


class CaseCard(kit.Card):
    """`asked` carries the key of what somebody wants done."""

    asked = Signal(str)

    def __init__(self, look: Look, name: str, empty: tuple[str, str, str]) -> None:
        """`empty` is icon, title and text of the page while nothing is chosen."""
        super().__init__(look, f"{name}-card")
        self._name = name
        self._title = kit.Text(look, "", "title", wrap=True)
        self._sub = kit.Text(look, "", "hint", wrap=True)
        self._chip = kit.StatusChip(look, "todo", "–", name=f"{name}-state")
        self._nothing = kit.EmptyState(look, *empty)
        self._page = QWidget()
        self._scroller = kit.Scroller(look, f"{name}-scroll")
        self._acts = HuggingWidget()
        self._flow = kit.Flow(self._acts, look.space(1), is_right=True)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addLayout(self._head())
        page.addWidget(self._scroller, 1)
        page.addWidget(self._acts)
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._nothing, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that none is chosen."""
        self._page.hide()
        self._nothing.show()

    def show_case(self, head: Head, sections: Sequence[QWidget], acts: Sequence[Act]) -> None:
        """Show a case; it stays scrolled as it was."""
        at = self._scroller.verticalScrollBar().value()
        self._nothing.hide()
        self._page.show()
        self._title.say(head.title)
        self._sub.say(head.sub)
        self._sub.setVisible(bool(head.sub))
        self._chip.show_state(*head.chip)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.look.space(1), 0)
        column.setSpacing(self.look.space(3))
        for section in sections:
            column.addWidget(section)
        column.addStretch(1)
        self._scroller.setWidget(inside)
        self._scroller.verticalScrollBar().setValue(at)
        self._show_acts(acts)

    def _show_acts(self, acts: Sequence[Act]) -> None:
        while item := self._flow.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.setObjectName("")
                old.deleteLater()
        shown = sorted(acts, key=lambda act: act.kind == "primary")  # what is next by the thumb
        for act in shown:
            button = kit.Button(
                self.look,
                act.text,
                name=f"{self._name}-{act.key}",
                kind=act.kind,
                icon=act.icon,
                size="normal",
            )
            button.clicked.connect(_Ask(self, act.key))
            self._flow.addWidget(button)
        self._acts.setVisible(bool(acts))
        self._acts.updateGeometry()

    def _head(self) -> QHBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addLayout(lines, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        return head


class _Ask:
    def __init__(self, card: CaseCard, act: str) -> None:
        self._card, self._act = card, act

    def __call__(self) -> None:
        self._card.asked.emit(self._act)


def section(look: Look, title: str, *parts: QWidget) -> QWidget:
    """Return parts of a case below a title."""
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1))
    column.addWidget(kit.Text(look, title, "label", "ink2"))
    for part in parts:
        column.addWidget(part)
    return made


def told(look: Look, text: str, by: str = "") -> QWidget:
    """Return what somebody said, and who did when below it."""
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    if text:
        column.addWidget(kit.Text(look, text, "body", wrap=True))
    if by:
        column.addWidget(kit.Text(look, by, "hint", "ink2", wrap=True))
    return made


def photos(look: Look, name: str, pictures: Sequence[bytes], said: str) -> QWidget:
    """Return pictures that go with a case, to be looked at."""
    strip = kit.PhotoStrip(look, name=name, readonly=True)
    strip.show_photos(tuple(kit.Photo(data, said) for data in pictures))
    return strip
