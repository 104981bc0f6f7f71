"""The commissioning scan of a scanner that is bound already: is it still byte-exact?"""

from PySide6.QtWidgets import QWidget

from app.kernel.symbols.matrix import gs1_datamatrix
from app.stations.bench import DeviceState, Scan
from app.stations.commissioning import ELEMENTS, verdict
from app.ui.kit import Sheet
from app.ui.news import News
from app.ui.scans import WEDGE
from app.ui.screens.sites.device_life import show_scan
from app.ui.screens.sites.hex_frame import HexFrame
from app.ui.screens.sites.symbol_view import SymbolView
from app.ui.screens.sites.verdict_banner import VerdictBanner
from app.ui.theme.look import Look


class CommissionSheet(Sheet):
    """Shows the symbol, then what came of it."""

    def __init__(self, look: Look, host: QWidget, state: DeviceState, news: News) -> None:
        words = look.words
        self._name = state.name(words)
        title = words("commission.title", device=self._name)
        super().__init__(look, host, title, name="commission-sheet", side="centre", width=640)
        self._source = WEDGE if state.address == WEDGE else state.role
        self._banner = VerdictBanner(look)
        self._frame = HexFrame(look)
        self._frame.hide()
        symbol = SymbolView(
            look, gs1_datamatrix(ELEMENTS), words("commission.symbol"), name="symbol"
        )
        self.body.addWidget(symbol, 1)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._frame)
        news.scanned.connect(self._scanned)
        self.closed.connect(self.deleteLater)

    def _scanned(self, scan: Scan) -> None:
        if scan.source == self._source:
            self._banner.judge(verdict(scan), self._name)
            show_scan(self._frame, scan)
            self._frame.show()
            self._settle()
