"""What can be done with a number beside measuring it, under "…": history, not applicable, …"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.offers import APPLIES, GAUGE, Asked, offers
from app.ui.screens.quality.inspecting.items import Item, title_of
from app.ui.screens.quality.inspecting.tools import Tools


def more_of(tools: Tools, fill: FillFacts, item: Item) -> tuple[tuple[str, str], ...]:
    """Return what is offered, each with its text; nothing for fields: they have their own menu."""
    if not item.is_number:
        return ()
    found = offers(tools.around, item.field, fill)
    return tuple(one for one in found if one[0] not in (GAUGE, APPLIES))


class MoreSheet(kit.Sheet):
    """`asked` carries an `Asked` for `path`. Controls: `more-<what>`."""

    asked = Signal(object)

    def __init__(self, tools: Tools, host: QWidget, fill: FillFacts, item: Item, path: str) -> None:
        look = tools.look
        title = title_of(item, look.words)
        super().__init__(look, host, title, name="more-sheet", side="centre", width=520)
        for key, text in more_of(tools, fill, item):
            button = kit.Button(look, text, name=f"more-{key}")
            button.clicked.connect(_Ask(self, Asked(path, key)))
            self.body.addWidget(button)
        self.closed.connect(self.deleteLater)

    def ask(self, asked: Asked) -> None:
        """Close with what was pressed."""
        self.close_sheet()
        self.asked.emit(asked)


class _Ask:
    def __init__(self, sheet: MoreSheet, asked: Asked) -> None:
        self._sheet, self._asked = sheet, asked

    def __call__(self) -> None:
        self._sheet.ask(self._asked)
