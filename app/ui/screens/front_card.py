"""What is in front of a list, beside it: a head, why it may not be used, its days, facts, acts.

Controls by name: `<name>-<act>` for every act, `<name>-record`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui import kit
from app.ui.moments import Moments
from app.ui.theme.look import Look

RECORD = "record"


@dataclass(frozen=True, slots=True)
class Front:
    """What a card is about: `name` of its controls; the codes of what it says.

    `acts` are what people do with it, each with its icon, in the order of the buttons; `says` names
    an act, `kinds` are those of the buttons that are no plain ones. `icon` stands where nothing is
    chosen.
    """

    name: str
    icon: str
    nothing: str
    nothing_how: str
    not_yours: str
    acts: Mapping[str, str]
    says: Callable[[Words, str], str]
    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: int = 3


class FrontCard(kit.Card):
    """`asked` carries what a person wants done with it, or `record`."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments, front: Front) -> None:
        super().__init__(look, f"{front.name}-card")
        words, name = look.words, front.name
        self._moments, self._front = moments, front
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "–", name=f"{name}-state")
        self._why = kit.Banner(look, "warn", "", name=f"{name}-why")
        self._left = kit.Text(look, "", "strong")
        self._bar = kit.SpanBar(look, name=f"{name}-days")
        self._pairs = kit.Pairs(look, name=f"{name}-facts", columns=front.columns)
        self._nothing = kit.EmptyState(
            look, front.icon, words(front.nothing), words(front.nothing_how)
        )
        self._buttons = {act: self._button(act, icon) for act, icon in front.acts.items()}
        self._record = self._button(RECORD, "scroll-text")
        self._barred = kit.Text(look, "", "hint", wrap=True)
        self._page = QWidget()

    def show_nothing(self) -> None:
        """Show that none is chosen."""
        self._page.hide()
        self._nothing.show()

    def wait(self) -> None:
        """Take no press until the one asked for is in front."""
        for button in self._buttons.values():
            button.busy(True)

    def show_head(self, title: str, sub: str, chip: tuple[str, str, str]) -> None:
        """Show what is in front; `chip` is its state, the state's text and its icon."""
        self._nothing.hide()
        self._page.show()
        self._title.say(title)
        self._sub.say(sub)
        self._sub.setVisible(bool(sub))
        self._chip.show_state(*chip)

    def show_acts(self, offered: tuple[str, ...], may: frozenset[str]) -> None:
        """Show the acts on offer that whoever is in front may do; say which are not theirs."""
        words, front = self.look.words, self._front
        for act, button in self._buttons.items():
            button.setVisible(act in offered and act in may)
            button.busy(False)
        self._record.setVisible(RECORD in may)
        barred = [front.says(words, act) for act in offered if act not in may]
        self._barred.setVisible(bool(barred))
        self._barred.say(words(front.not_yours, acts=words("orders.comma").join(barred)))

    def show_refused(self, refused: Refused, look: tuple[str, str]) -> None:
        """Say why nobody may use it, in the sentence of whoever would try; state and icon."""
        state, icon = look
        self._why.say(state, self.look.words.refusal(refused), icon=icon)
        self._why.show()

    def show_span(self, span: kit.Span | None, said: str = "") -> None:
        """Show how many of its days are left; None where none are counted."""
        for part in (self._left, self._bar):
            part.setVisible(span is not None)
        if span is not None:
            self._left.say(said)
            self._left.colour(span.role)
            self._bar.show_span(span, said)

    def _button(self, act: str, icon: str) -> kit.Button:
        name, kind = self._front.name, self._front.kinds.get(act, "default")
        text = self._front.says(self.look.words, act)
        made = kit.Button(
            self.look, text, name=f"{name}-{act}", kind=kind, icon=icon, size="normal"
        )
        made.clicked.connect(lambda: self.asked.emit(act))
        return made

    def _lay_out(self, *below: QWidget) -> None:
        """Lay the card out; `below` stand under its facts and scroll with them."""
        look = self.look
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addLayout(self._head())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(2))
        parts: tuple[QWidget, ...] = (self._why, self._left, self._bar, self._pairs)
        for part in (*parts, *below):
            column.addWidget(part)
        column.addStretch(1)
        page.addWidget(kit.Scroller(look, f"{self._front.name}-scroll", inside), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(1))
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        page.addLayout(buttons)
        page.addWidget(self._barred)
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._nothing, 1)
        self.show_nothing()

    def _head(self) -> QHBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addLayout(lines, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._record, 0, Qt.AlignmentFlag.AlignVCenter)
        return head
