"""Scan to bind: every free port listens, and the scanner that reads the symbol is the one."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.kernel.symbols.matrix import gs1_datamatrix
from app.stations.bench import Condition, DeviceState, Scan
from app.stations.commissioning import ELEMENTS, verdict
from app.stations.trial import Connected, FoundPort, free
from app.stations.wanted import Wanted, given
from app.ui.kit import Button, Text, TypeSheet
from app.ui.news import News
from app.ui.scans import WEDGE
from app.ui.screens.sites.bind.choice_list import ChoiceList
from app.ui.screens.sites.bind.page import Bound, Page
from app.ui.screens.sites.bind.place_page import choice_of
from app.ui.screens.sites.bind.trial_desk import TrialDesk
from app.ui.screens.sites.device_life import show_scan
from app.ui.screens.sites.hex_frame import HexFrame
from app.ui.screens.sites.symbol_view import SymbolView
from app.ui.screens.sites.verdict_banner import VerdictBanner
from app.ui.signs import device_chip
from app.ui.theme.look import Look


class ScanPage(Page):
    """Two scanners that hear the symbol are never guessed between: a person presses one."""

    def __init__(self, look: Look, desk: TrialDesk, bound: Bound, news: News) -> None:
        super().__init__(look, "bind-scan")
        words = look.words
        self._desk, self._bound, self._news = desk, bound, news
        self._ports: tuple[FoundPort, ...] = ()
        self._heard: dict[str, Scan] = {}
        self._symbol = SymbolView(
            look, gs1_datamatrix(ELEMENTS), words("commission.symbol"), name="symbol"
        )
        self._verdict = VerdictBanner(look)
        self._frame = HexFrame(look)
        self._list = ChoiceList(look, "hearing")
        self._list.chosen.connect(self._choose)
        self._note = Text(look, "", "hint", wrap=True)
        self._type = Button(look, words("bind.scan.type"), name="hearing-type", icon="keyboard")
        self._type.clicked.connect(self._ask)
        desk.scanned.connect(self._scanned)
        desk.changed.connect(lambda _: self._show())
        news.scanned.connect(self._scanned_here)
        self._lay_out()

    def enter(self, wanted: Wanted) -> None:
        self._heard = {}
        self._list.choose("")
        self._verdict.wait()
        self._frame.hide()
        self._desk.clear()
        self._note.say(self.look.words("bind.place.looking"))
        self._desk.look(self._listen)

    def chosen(self, wanted: Wanted) -> Wanted:
        address = self._list.value
        through = verdict(self._heard[address]).layout
        more = {"layout": through.name} if address == WEDGE else {}
        return replace(wanted, address=address, more=more)

    def why_not(self) -> str:
        if not self._heard:
            return "bind.why.scan"
        if not self._list.value:
            return "bind.why.two"
        return "" if self._is_fit(self._heard[self._list.value]) else "bind.why.exact"

    def _listen(self, found: Connected) -> None:
        self._ports = free(found.ports, self._bound())
        self._desk.hear_at(self._ports)
        words = self.look.words
        none = words("bind.scan.none") if found.can_list else words("bind.place.cannot_list")
        self._note.say(words("bind.scan.listening") if self._ports else none)
        self._show()

    def _scanned(self, scan: Scan) -> None:
        self._heard[scan.source] = scan
        self._list.choose(scan.source if len(self._heard) == 1 else "")
        self._show_verdict()

    def _scanned_here(self, scan: Scan) -> None:
        """Say what a scanner shows that is at work here already, or that types."""
        if not self.isVisible():
            return
        words = self.look.words
        if scan.source == WEDGE:
            self._scanned(scan)
        elif any(one.role == scan.source for one in self._bound()):
            title = words("bind.scan.bound", role=scan.source)
            self._verdict.say("warn", title, words("bind.scan.bound_how"))

    def _choose(self, _: str) -> None:
        if self._list.value in self._heard:
            self._show_verdict()
        self._show()
        self.changed.emit()

    def _show_verdict(self) -> None:
        scan = self._heard.get(self._list.value)
        if scan is None:
            words = self.look.words
            title = words("bind.scan.two", n=len(self._heard))
            self._verdict.say("warn", title, words("bind.scan.two_how"))
        else:
            by_keyboard = scan.source == WEDGE
            self._verdict.judge(verdict(scan), self._named(scan.source), by_keyboard=by_keyboard)
            self._show_frame(scan)
        self._show()
        self.changed.emit()

    def _show_frame(self, scan: Scan) -> None:
        show_scan(self._frame, scan)
        self._frame.show()

    def _show(self) -> None:
        typed = (FoundPort(WEDGE, self.look.words("bind.keyboard")),) * (WEDGE in self._heard)
        ports = (*typed, *self._ports)
        self._list.show_choices(tuple(choice_of(port, *self._sign(port)) for port in ports))

    def _sign(self, port: FoundPort) -> tuple[str, str]:
        """Return the state of a port and its word: it has heard, it listens, or why it cannot."""
        words = self.look.words
        if port.address in self._heard:
            fit = self._is_fit(self._heard[port.address])
            return ("ok" if fit else "fail"), words("bind.scan.heard")
        state = self._desk.state(port.address)
        if state is None or state.condition is Condition.OPENING:
            return "running", words("devices.condition.opening")
        if state.condition is Condition.READY:
            return "running", words("bind.scan.listens")
        return device_chip(state), self._short(state)

    @staticmethod
    def _is_fit(scan: Scan) -> bool:
        """Tell whether a scanner may be bound: one that types also by a layout that is known."""
        shown = verdict(scan)
        return shown.is_usable if scan.source == WEDGE else shown.is_exact

    def _short(self, state: DeviceState) -> str:
        words = self.look.words
        return words(f"devices.short.{state.reason}") if state.reason else state.said(words)

    def _named(self, address: str) -> str:
        if address == WEDGE:
            return self.look.words("bind.keyboard")
        port = next((one for one in self._ports if one.address == address), None)
        return (port.words or port.port) if port else address

    def _ask(self) -> None:
        words = self.look.words
        sheet = TypeSheet(
            self.look,
            self,
            words("bind.scan.type"),
            name="hearing-sheet",
            label=words("bind.place.type_how"),
            action=words("bind.scan.take"),
        )
        sheet.entered.connect(self._take)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _take(self, text: str) -> None:
        if (port := given(text, None)) is not None:
            self._add(port)
            return
        self._note.say(self.look.words("bind.place.looking"))
        self._desk.look_at(text, lambda found: self._looked(text, found))

    def _looked(self, text: str, port: FoundPort | None) -> None:
        if port is None:
            self._note.say(self.look.words("bind.place.nothing", place=text))
        else:
            self._add(port)

    def _add(self, port: FoundPort) -> None:
        if free((port,), self._bound()):
            self._ports = (*self._ports, port)
            self._desk.hear_at((port,))
            self._note.say(self.look.words("bind.scan.listening"))
            self._show()
        else:
            self._note.say(self.look.words("bind.place.taken", place=port.port))

    def _lay_out(self) -> None:
        look = self.look
        left = QVBoxLayout()
        left.setSpacing(look.space(2))
        left.addWidget(Text(look, look.words("bind.scan.ask"), "title", wrap=True))
        left.addWidget(self._symbol, 1)
        right = QVBoxLayout()
        right.setSpacing(look.space(2))
        right.addWidget(self._verdict)
        right.addWidget(self._frame)
        right.addWidget(self._note)
        right.addWidget(self._list, 1)
        right.addWidget(self._type)
        row = QHBoxLayout(self)
        row.setSpacing(look.space(4))
        row.addLayout(left, 5)
        row.addLayout(right, 6)
