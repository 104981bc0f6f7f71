"""How the device speaks: its protocol, by the names its makers gave it."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from app.stations.protocols import LINE, line_of, protocols, written
from app.stations.wanted import Wanted
from app.ui.kit import Text
from app.ui.screens.sites.bind.choice_list import Choice, ChoiceList
from app.ui.screens.sites.bind.page import Page
from app.ui.signs import device_icon
from app.ui.theme.look import Look


class ProtocolPage(Page):
    """A list of every protocol of the kind; nothing is guessed from what a device sends."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bind-protocol")
        self._list = ChoiceList(look, "protocol", columns=2)
        self._list.chosen.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setSpacing(look.space(2))
        column.addWidget(Text(look, look.words("bind.protocol.ask"), "title"))
        column.addWidget(Text(look, look.words("bind.protocol.how"), "hint", wrap=True))
        column.addWidget(self._list, 1)

    def enter(self, wanted: Wanted) -> None:
        assert wanted.kind is not None
        icon, words = device_icon(wanted.kind), self.look.words
        offered = sorted(protocols(wanted.kind), key=lambda one: one.name(words).casefold())
        self._list.show_choices(
            tuple(
                Choice(one.word, icon, one.name(words), written(line_of(one.word)))
                for one in offered
            )
        )
        self._list.choose(wanted.driver)

    def chosen(self, wanted: Wanted) -> Wanted:
        if self._list.value == wanted.driver:
            return wanted
        own = line_of(self._list.value)
        return replace(wanted, driver=self._list.value, line={key: own[key] for key in LINE})

    def why_not(self) -> str:
        return "" if self._list.value else "bind.why.protocol"
