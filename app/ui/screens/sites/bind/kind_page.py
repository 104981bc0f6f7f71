"""What is bound: a scanner, a scale, a gauge, a printer, or equipment."""

from PySide6.QtWidgets import QVBoxLayout

from app.stations.bench import Kind
from app.stations.protocols import LINE, line_of, protocols
from app.stations.trial import SCANNER
from app.stations.wanted import Wanted
from app.ui.kit import Text
from app.ui.screens.sites.bind.choice_list import Choice, ChoiceList
from app.ui.screens.sites.bind.page import Page
from app.ui.signs import device_icon
from app.ui.theme.look import Look


class KindPage(Page):
    """Only kinds there is a driver for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bind-kind")
        words = look.words
        self._list = ChoiceList(look, "kind")
        self._list.show_choices(
            tuple(
                Choice(
                    kind.value,
                    device_icon(kind),
                    words(f"devices.kind.{kind}"),
                    words(f"bind.kind.{kind}"),
                )
                for kind in Kind
                if protocols(kind)
            )
        )
        self._list.chosen.connect(self._chose)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(3))
        column.addWidget(Text(look, words("bind.kind.ask"), "title"))
        column.addWidget(self._list, 1)

    def enter(self, wanted: Wanted) -> None:
        self._list.choose(wanted.kind.value if wanted.kind else "")

    def chosen(self, wanted: Wanted) -> Wanted:
        kind = Kind(self._list.value)
        if kind is wanted.kind:
            return wanted
        driver = SCANNER if kind is Kind.SCANNER else ""
        own = line_of(driver)
        return Wanted(kind, driver, line={key: own[key] for key in LINE})

    def why_not(self) -> str:
        return "" if self._list.value else "bind.why.kind"

    def _chose(self, _: str) -> None:
        self.changed.emit()
        self.done.emit()
