"""Where the device hangs: a port of this computer, or a host; and how its line is set."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.stations.protocols import LINE, choices, written
from app.stations.trial import Connected, FoundPort, free
from app.stations.wanted import Wanted, given, said_settings
from app.ui.kit import Button, Card, Field, SelectField, Text, TypeSheet
from app.ui.screens.sites.bind.choice_list import Choice, ChoiceList
from app.ui.screens.sites.bind.page import Bound, Page
from app.ui.screens.sites.bind.trial_desk import TrialDesk
from app.ui.theme.look import Look


class PlacePage(Page):
    """Free ports by their words, and a way to name one that is not listed."""

    def __init__(self, look: Look, desk: TrialDesk, bound: Bound) -> None:
        super().__init__(look, "bind-place")
        words = look.words
        self._desk, self._bound = desk, bound
        self._wanted = Wanted()
        self._found: tuple[FoundPort, ...] = ()
        self._named: tuple[FoundPort, ...] = ()
        self._list = ChoiceList(look, "place")
        self._list.chosen.connect(self._chose)
        self._note = Text(look, "", "hint", wrap=True)
        self._type = Button(look, words("bind.place.type"), name="place-type", icon="keyboard")
        self._type.clicked.connect(self._ask)
        self._again = Button(look, words("bind.place.again"), name="place-again", icon="refresh-cw")
        self._again.clicked.connect(self._look)
        self._line = QWidget()
        self._line_text = Text(look, "", "strong")
        self._selects: dict[str, SelectField] = {}
        self._more = Field(look, words("bind.line.more"), name="line-more")
        self._more.hint(words("bind.line.more_how"))
        self._lay_out()

    def enter(self, wanted: Wanted) -> None:
        self._wanted = wanted
        for key, field in self._selects.items():
            value = wanted.line.get(key, "")
            offered = tuple((one, self._said(key, one)) for one in choices(key, value))
            field.show_options(offered, value)
        self._line_text.say(written(wanted.line))
        self._more.put(" ".join(f"{key}={value}" for key, value in wanted.more.items()))
        self._desk.clear()
        self._look()

    def chosen(self, wanted: Wanted) -> Wanted:
        line = {key: field.value() for key, field in self._selects.items()} or wanted.line
        more = said_settings(self._more.text())
        return replace(wanted, address=self._list.value, line=line, more=more)

    def why_not(self) -> str:
        return "" if self._list.value else "bind.why.place"

    def _look(self) -> None:
        self._note.say(self.look.words("bind.place.looking"))
        self._desk.look(self._show_found)

    def _show_found(self, found: Connected) -> None:
        words = self.look.words
        self._found = free(found.ports, self._bound())
        note = "" if self._found else words("bind.place.none")
        self._note.say(note if found.can_list else words("bind.place.cannot_list"))
        self._show()

    def _show(self) -> None:
        every = {port.address: port for port in (*self._found, *self._named)}
        self._list.show_choices(tuple(choice_of(port) for port in every.values()))
        if not self._list.value and self._wanted.address in every:
            self._list.choose(self._wanted.address)
        self._chose("")

    def _ask(self) -> None:
        words = self.look.words
        sheet = TypeSheet(
            self.look,
            self,
            words("bind.place.type"),
            name="place-sheet",
            label=words("bind.place.type_how"),
            action=words("bind.place.take"),
        )
        sheet.entered.connect(self._take)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _take(self, text: str) -> None:
        port = given(text, self._wanted.kind)
        if port is not None:
            self._show_named(port)
            return
        self._note.say(self.look.words("bind.place.looking"))
        self._desk.look_at(text, lambda found: self._show_looked(text, found))

    def _show_looked(self, text: str, port: FoundPort | None) -> None:
        if port is None:
            self._note.say(self.look.words("bind.place.nothing", place=text))
            return
        self._show_named(port)

    def _show_named(self, port: FoundPort) -> None:
        self._note.say("")
        self._named = (*self._named, port)
        self._show()
        self._list.choose(port.address)
        self._chose("")

    def _chose(self, _: str) -> None:
        has_line = replace(self._wanted, address=self._list.value).has_line
        self._line.setVisible(has_line)
        self._card.setVisible(has_line or not self.look.density.is_touch)
        self.changed.emit()

    def _said(self, key: str, value: str) -> str:
        return self.look.words(f"bind.parity.{value}") if key == "parity" else value

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._card = self._line_card()
        left = QVBoxLayout()
        left.setSpacing(look.space(2))
        left.addWidget(Text(look, words("bind.place.ask"), "title"))
        left.addWidget(self._note)
        left.addWidget(self._list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._type, 1)
        foot.addWidget(self._again)
        left.addLayout(foot)
        row = QHBoxLayout(self)
        row.setSpacing(look.space(4))
        row.addLayout(left, 3)
        right = QVBoxLayout()
        right.addWidget(self._card)
        right.addStretch()
        row.addLayout(right, 2)

    def _line_card(self) -> Card:
        look, words = self.look, self.look.words
        card = Card(look, "line-card", "well").hug()
        inside = QVBoxLayout(self._line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space(2))
        inside.addWidget(Text(look, words("bind.line"), "strong"))
        if look.density.is_touch:
            inside.addWidget(self._line_text)
            self._more.hide()
        else:
            grid = QGridLayout()
            for place, key in enumerate(LINE):
                field = SelectField(look, words(f"bind.line.{key}"), (), name=f"line-{key}")
                self._selects[key] = field
                grid.addWidget(field, place // 2, place % 2)
            inside.addLayout(grid)
        inside.addWidget(Text(look, words("bind.line.how"), "hint", wrap=True))
        card.body.addWidget(self._line)
        card.body.addWidget(self._more)
        return card


def choice_of(port: FoundPort, state: str = "", said: str = "") -> Choice:
    """Return a port as a row: what it says of itself, then its name of today and its address."""
    icon = "usb" if port.usb else "network" if port.address.startswith("tcp:") else "cable"
    title = port.words or port.port
    sub = " · ".join(dict.fromkeys(part for part in (port.port, port.address) if part != title))
    return Choice(port.address, icon, title, sub, state, said)
