"""The demo panel: the plant around the stations, in one window. One press is one scan.

    panel = Panel(look, columns)
    panel.scanned.connect(...)      # a Scanned; cabled, reopened and server_switched alike

It knows no process and no scanner: it tells what somebody wants.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.demo.panel_column import ColumnFacts, PanelColumn
from app.demo.watch import Sight
from app.ui.kit import PageHeader, StatusChip, Switch
from app.ui.theme.look import Look

SIZE = (1280, 800)


class Panel(QWidget):
    """It is the demo's last window: closing it ends the demo."""

    scanned = Signal(object)
    cabled = Signal(object)
    reopened = Signal(str)
    server_switched = Signal(bool)

    def __init__(self, look: Look, columns: Sequence[ColumnFacts]) -> None:
        super().__init__()
        words = look.words
        self.look = look
        self.setObjectName("demo-panel")
        self.setWindowTitle(words("panel.window"))
        self.resize(*SIZE)
        self._columns: dict[str, PanelColumn] = {}
        self._server = Switch(look, words("panel.server"), name="server", on=True)
        self._server.switched.connect(self.server_switched)
        self._server_state = StatusChip(look, "ok", words("panel.server.on"), name="server-state")
        header = PageHeader(look, words("panel.title"), words("panel.sub"))
        header.add(self._server_state)
        header.add(self._server)
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        for facts in columns:
            row.addWidget(self._column(facts), 1)
        page = QVBoxLayout(self)
        edge = look.space(3)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look.space(2))
        page.addWidget(header)
        page.addLayout(row, 1)

    def show_sight(self, sight: Sight) -> None:
        """Offer what can be scanned at a station now."""
        self._columns[sight.station].show_sight(sight)

    def show_running(self, station: str, is_running: bool) -> None:
        """Show whether a station's window is open."""
        self._columns[station].show_running(is_running)

    def server_is_changing(self) -> None:
        """Take no press on the switch until `server_is` says how it is."""
        self._server.setEnabled(False)

    def server_is(self, on: bool) -> None:
        """Show whether the server runs."""
        self._server.setEnabled(True)
        self._server.setChecked(on)
        state, code = ("ok", "panel.server.on") if on else ("offline", "panel.server.off")
        self._server_state.show_state(state, self.look.words(code))

    def _column(self, facts: ColumnFacts) -> PanelColumn:
        column = PanelColumn(self.look, facts)
        column.scanned.connect(self.scanned)
        column.cabled.connect(self.cabled)
        column.reopened.connect(self.reopened)
        self._columns[facts.profile.station] = column
        return column
