"""Calling for help from any screen: four reasons; the call stays in sight until it is closed."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.capabilities.production.calls.commands import CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.calls.tables import CallRow
from app.ui.kit import Banner, Button, ReasonTiles, Sheet, Tile
from app.ui.moments import Moments
from app.ui.screens.screen import Notice, Place, Screen

_ICONS = {
    CallReason.MATERIAL: "package",
    CallReason.QUALITY: "shield-alert",
    CallReason.EQUIPMENT: "wrench",
    CallReason.HELP: "life-buoy",
}


class Calling(QObject):
    """Lets `button` call for help from `screen`; `where` says which work is in hand."""

    def __init__(self, screen: Screen, button: Button, where: Callable[[], Place]) -> None:
        super().__init__(screen)
        self._screen, self._button, self._where = screen, button, where
        self._moments = Moments(screen.look.words, screen.floor.station.clock)
        self._call: CallRow | None = None
        button.clicked.connect(self._open)

    def show_call(self, call: CallRow | None) -> None:
        """Show this station's open call, None where nobody is waited for."""
        self._call = call
        words = self._screen.look.words
        if call is None:
            self._button.say(words("home.call"))
            return
        reason = words(f"production.call_reason.{call.reason}")
        self._button.say(words(f"home.call.{call.state}", reason=reason))

    def _open(self) -> None:
        look, words = self._screen.look, self._screen.look.words
        sheet = Sheet(look, self._screen, words("home.call.title"), name="call-sheet")
        sheet.closed.connect(sheet.deleteLater)
        if self._call is not None:
            self._show_open_call(sheet, self._call)
        else:
            reasons = tuple(
                Tile(reason.value, words(f"production.call_reason.{reason.value}"), icon)
                for reason, icon in _ICONS.items()
            )
            tiles = ReasonTiles(look, reasons, name="call-reason")
            tiles.chosen.connect(lambda key: self._raise(sheet, key))
            sheet.body.addWidget(tiles)
        sheet.open()

    def _show_open_call(self, sheet: Sheet, call: CallRow) -> None:
        look, words = self._screen.look, self._screen.look.words
        state = "ok" if call.state == "answered" else "warn"
        reason = words(f"production.call_reason.{call.reason}")
        said = words(f"home.call.{call.state}_since", age=self._moments.age(call.raised_ms))
        title = words(f"home.call.{call.state}", reason=reason)
        sheet.body.addWidget(Banner(look, state, title, said, name="call-state", icon="siren"))
        close = Button(look, words("home.call.close"), name="call-close", kind="primary")
        close.clicked.connect(lambda: self._close(sheet, call))
        sheet.buttons.addWidget(close, 1)

    def _raise(self, sheet: Sheet, reason: str) -> None:
        sheet.close_sheet()
        at = self._where()
        command = CallForHelp(reason=CallReason(reason), order=at.order, operation=at.operation)
        words = self._screen.look.words
        said = words("home.call.raised", reason=words(f"production.call_reason.{reason}"))
        self._screen.floor.act(
            self._screen,
            command,
            lambda _: self._screen.tell.emit(Notice(said)),
            self._screen.say_refused,
        )

    def _close(self, sheet: Sheet, call: CallRow) -> None:
        sheet.close_sheet()
        said = self._screen.look.words("home.call.closed")
        self._screen.floor.act(
            self._screen,
            CloseCall(call=call.call),
            lambda _: self._screen.tell.emit(Notice(said)),
            self._screen.say_refused,
        )
