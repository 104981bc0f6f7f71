"""A section of a form on its card: fields below each other, at the bench beside each other too."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui import kit
from app.ui.screens.forms.pages import Page
from app.ui.theme.look import Look

_SIDE_BY_SIDE = {"touch": 1, "glove": 1, "bench": 2}


class SectionCard(kit.Card):
    """Takes blocks one by one (`put`), in reading order."""

    def __init__(self, look: Look, page: Page, title: str, name: str) -> None:
        super().__init__(look, name)
        self.hug()
        self.page = page
        self._across = _across(look, page.section.columns)
        self._row = self._column = 0
        self.body.addWidget(kit.Text(look, title, "title", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(4))
        self._grid.setVerticalSpacing(look.space(4))
        for column in range(self._across):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)

    def put(self, block: QWidget, *, is_wide: bool) -> None:
        """Put a block in the next free place; a wide one takes a line of its own."""
        alone = is_wide or self._across == 1
        if alone and self._column:
            self._row, self._column = self._row + 1, 0
        top = Qt.AlignmentFlag(0) if alone else Qt.AlignmentFlag.AlignTop
        span = self._across if alone else 1
        self._grid.addWidget(block, self._row, self._column, 1, span, top)
        block.show()
        self._column = 0 if alone or self._column + 1 == self._across else self._column + 1
        self._row += self._column == 0


def _across(look: Look, columns: int) -> int:
    """Return how many fields stand beside each other: as the form says, 1 for what is usual."""
    usual = _SIDE_BY_SIDE[look.density.name]
    return usual if usual == 1 or columns <= 1 else columns
