"""The people to pick from at a login: a face each, and a tile for everybody else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.capabilities.people.accounts.queries import Seen
from app.ui.kit import Avatar, TapCard, Text, hue_of, initials
from app.ui.moments import Moments
from app.ui.theme.look import Look

COLUMNS, MOST = 3, 5
"""Five faces, the sixth place leads to everybody."""


class Faces(QWidget):
    """`chosen` carries a person's id; `all_asked` that somebody else is meant."""

    chosen = Signal(str)
    all_asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("faces")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._look, self._moments = look, moments
        self._cards: dict[str, tuple[TapCard, Text]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)

    def show_people(self, seen: tuple[Seen, ...], count: int) -> None:
        """Show these people, and how many there are in all."""
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._cards = {}
        for place, one in enumerate(seen):
            self._put(place, self._face(one))
        words = self._look.words
        everybody = self._card(
            "everybody", Avatar(self._look, icon="users", size=52), words("login.everybody")
        )
        card = everybody[0]
        self._under(card, words("login.count", n=count))
        card.clicked.connect(self.all_asked)
        card.seal()
        self._put(len(seen), card)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def choose(self, person: str) -> None:
        """Mark a person, without a signal."""
        for other, (card, name) in self._cards.items():
            chosen = other == person
            card.become("chosen" if chosen else "plain")
            name.colour("accent" if chosen else "ink")

    def _face(self, seen: Seen) -> TapCard:
        person = seen.person
        name = str(self._look.words.of(person.name))
        avatar = Avatar(self._look, initials(name), hue=hue_of(person.person), size=52)
        card, label = self._card(f"person-{person.person}", avatar, name)
        never = self._look.words("login.not_yet_here")
        self._under(card, self._moments.when(seen.at_ms) if seen.at_ms else never)
        card.clicked.connect(lambda: self.chosen.emit(person.person))
        card.seal()
        self._cards[person.person] = (card, label)
        return card

    def _card(self, name: str, avatar: Avatar, text: str) -> tuple[TapCard, Text]:
        card = TapCard(self._look, name, text)
        card.body.addStretch()
        card.body.addWidget(avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addSpacing(6)
        label = Text(self._look, text, "label", "ink", elide=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(label)
        return card, label

    def _under(self, card: TapCard, text: str) -> None:
        hint = Text(self._look, text, "hint").aligned(Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(hint)
        card.body.addStretch()
        card.setFixedHeight(150 if self._look.density.is_touch else 128)

    def _put(self, place: int, card: TapCard) -> None:
        self._grid.addWidget(card, place // COLUMNS, place % COLUMNS)
