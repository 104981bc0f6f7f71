"""A list and what is in front of it side by side, and how one is found: typed, searched, scanned.

Controls by name: `<name>-search` (bench), `<name>-scan` (touch), those of the sheet `<name>-find`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look

_TOUCH_SHARES = (11, 12)
"""How list and card share the width on a touch panel; on a bench each screen says."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a finder says: over the search, on the sheet to type in, on the bar that is scanned."""

    search: str
    find: str
    scan: str
    scan_how: str


class Finder:
    """Finds in a table: by a search at the bench, by a scan on touch, where it may be typed too."""

    def __init__(
        self, look: Look, host: QWidget, name: str, table: kit.DataTable[Any], says: Sought
    ) -> None:
        self.search = kit.SearchBox(look, says.search, name=f"{name}-search")
        self.scan = kit.ScanBar(look, says.scan, says.scan_how, name=f"{name}-scan")
        self._find = kit.TypeSheet(
            look,
            host,
            says.find,
            name=f"{name}-find",
            label=says.search,
            action=says.find,
        )
        self.search.searched.connect(table.search)
        self.scan.by_hand.connect(self._find.open)
        is_touch = look.density.is_touch
        self.shown: QWidget = self.scan if is_touch else self.search
        hidden = self.search if is_touch else self.scan
        hidden.setParent(host)
        hidden.hide()

    def when_typed(self, then: Callable[[str], None]) -> None:
        """Call `then` with what is typed by hand."""
        self._find.entered.connect(then)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands where: `over` above the table, `above` over both; `act` begins something new."""

    header: kit.PageHeader
    act: kit.Button
    over: tuple[QWidget, ...]
    table: QWidget
    card: QWidget
    shares: tuple[int, int] = (19, 10)
    above: tuple[QWidget, ...] = ()


def lay_beside(screen: QWidget, look: Look, parts: Beside) -> None:
    """Lay a screen out: what begins something new is at the head, on touch below by the thumb."""
    is_touch = look.density.is_touch
    left = QVBoxLayout()
    left.setSpacing(look.space(2))
    for part in parts.over:
        left.addWidget(part)
    left.addWidget(parts.table, 1)
    row = QHBoxLayout()
    row.setSpacing(look.space(3))
    of_list, of_card = _TOUCH_SHARES if is_touch else parts.shares
    row.addLayout(left, of_list)
    row.addWidget(parts.card, of_card)
    column = QVBoxLayout(screen)
    margin = look.space(3 if is_touch else 5)
    column.setContentsMargins(margin, look.space(3), margin, look.space(3))
    column.setSpacing(look.space(2))
    if is_touch:  # its top bar says the title
        left.addWidget(parts.act)
    else:
        parts.header.add(parts.act)
        column.addWidget(parts.header)
    for part in parts.above:
        column.addWidget(part)
    column.addLayout(row, 1)
