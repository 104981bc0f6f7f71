"""What people do about nonconformances from this screen: the forms, the signatures, the commands."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.capabilities.quality.nonconformance.bodies import AffectedKind
from app.capabilities.quality.registering.commands import REGISTER
from app.capabilities.quality.review_board.answers import AffectedLine, Review
from app.journal.journal import Changes
from app.kernel.ids import new_id
from app.stations.pictures import keep_pictures
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.quality.nonconformance import commanding, needs
from app.ui.screens.quality.nonconformance.asks import Asks
from app.ui.screens.quality.nonconformance.photos import show_large
from app.ui.screens.quality.nonconformance.register import (
    Registered,
    RegisterFacts,
    RegisterSheet,
    register_facts,
)
from app.ui.screens.quality.nonconformance.split import SplitTiles
from app.ui.screens.screen import Notice, Screen

_RECORDS = {AffectedKind.ORDER: "order/", AffectedKind.LOT: "lot/"}


class NcActs(QObject):
    """`done` carries an act that is on disk, `told` a `Notice`, `opened` a name to turn to."""

    done = Signal(str)
    told = Signal(object)
    opened = Signal(str)

    def __init__(self, parts: Parts, screen: Screen, moments: Moments) -> None:
        super().__init__(screen)
        self._parts, self._screen, self._moments = parts, screen, moments
        self._floor, self._look = parts.floor, parts.look
        self._words = parts.look.words
        self._asks = Asks(parts, moments)

    # ------------------------------------------------------------------ registering
    def may_register(self) -> bool:
        """Tell whether whoever is in front may register one."""
        session = self._floor.session
        return session is not None and session.may(REGISTER)

    def register(self, key: str = "") -> None:
        """Open the form that registers one; `key` is what it is about, where that is known."""
        today, now_ms = self._moments.today().isoformat(), self._moments.now_ms()
        words = self._words

        def show(facts: RegisterFacts) -> None:
            sheet = RegisterSheet(self._parts, self._screen, facts, key)
            sheet.given.connect(lambda values: self._do_register(sheet, values))
            sheet.open()

        self._floor.ask(self, lambda c: register_facts(c, today, now_ms, words), show)

    def _do_register(self, sheet: RegisterSheet, values: dict[str, Any]) -> None:
        made: Registered = sheet.registered(values)
        name = new_id(self._floor.station.clock)
        command = commanding.register(made, name)

        def then(_: Changes) -> None:
            sheet.done()
            self.told.emit(Notice(self._words("ncr_board.saved.register", number="")))
            self.opened.emit(name)
            self.done.emit("register")

        self._with_pictures(
            made.photos, lambda: self._floor.act(self, command, then, sheet.refuse), sheet.refuse
        )

    # ------------------------------------------------------------------ one in front
    def ask(self, act: str, review: Review, splits: needs.Splits) -> None:
        """Ask for what an act needs, then do it."""

    def ask_needs(self, disposition: object, review: Review, tiles: SplitTiles) -> None:
        """Ask for what a disposition needs."""

    def more(self, review: Review, acts: tuple[str, ...]) -> None:
        """Offer the acts that come up less often."""

    def undo(self, token: object) -> None:
        """Take back what nobody signed yet."""

    def show_photo(self, review: Review, place: int, pictures: dict[str, bytes]) -> None:
        """Show a photo in large."""
        one = review.pictures[place]
        caption = one.caption or self._words("ncr_board.no_caption")
        show_large(self._look, self._screen, pictures.get(one.sha256, b""), caption)

    def record_of(self, line: object) -> str:
        """Return the record of something affected; empty where it has none."""
        if not isinstance(line, AffectedLine) or line.kind not in _RECORDS:
            return ""
        return _RECORDS[line.kind] + line.name

    def _with_pictures(self, shots, then, refused) -> None:
        station = self._floor.station
        held = tuple((one.mime, one.data) for one in shots)
        self._floor.work(self, lambda: keep_pictures(station, held), lambda _: then(), refused)
