"""What people do about nonconformances here: the forms, the signatures, the commands.

An act that is signed is tried first: what is wrong is said on its form, before anybody signs.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from sqlalchemy import Connection

from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.nonconformance.records.bodies import (
    ONLINE,
    AffectedKind,
    Disposition,
    Part,
    number_of,
)
from app.capabilities.quality.nonconformance.registering.commands import REGISTER
from app.capabilities.quality.nonconformance.review_board.answers import AffectedLine, Review
from app.journal.capability import Command
from app.journal.journal import Changes, Journal
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.stations.pictures import keep_pictures
from app.sync.status import Standing
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.nonconformance import commanding, needs
from app.ui.screens.quality.nonconformance.ask import ActSheet
from app.ui.screens.quality.nonconformance.asks import Asks, Offered
from app.ui.screens.quality.nonconformance.bar import MoreSheet
from app.ui.screens.quality.nonconformance.offering import offered
from app.ui.screens.quality.nonconformance.photos import Shot, show_large
from app.ui.screens.quality.nonconformance.register import (
    Because,
    RegisterFacts,
    RegisterSheet,
    register_facts,
)
from app.ui.screens.quality.nonconformance.review import Barred
from app.ui.screens.quality.nonconformance.split import SplitTiles
from app.ui.screens.screen import Notice, Screen

_RECORDS = {AffectedKind.ORDER: "order/", AffectedKind.LOT: "lot/"}
_SIGN_FIRST = ("ncr.sign_first", "flow.not_signed")
"""What an approval that is tried is refused with while nobody has signed yet."""
_SAYS = ("performed", "authored", "resolved", "administered")
"""With which meaning an act is signed: the first of these that whoever acts may sign."""
_OFFLINE, _ONLINE = ("reviewed", "approved"), ("approved", "concession")
"""With which an approval is signed, where the server is not needed and where it is."""

OnRefused = Callable[[Refused], None]


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
        self._signature = SignatureSheet(parts, screen)
        self._signature.signed.connect(self._signed)
        self._then: Callable[[], None] = lambda: None

    # ------------------------------------------------------------------ registering
    def may_register(self) -> bool:
        """Tell whether whoever is in front may register one."""
        session = self._floor.session
        return session is not None and session.may(REGISTER)

    def register(self, key: str = "", because: Because | None = None) -> None:
        """Open the form that registers one; `key` is what it is about, where that is known."""
        today, now_ms = self._moments.today().isoformat(), self._moments.now_ms()
        words = self._words

        def show(facts: RegisterFacts) -> None:
            sheet = RegisterSheet(self._parts, self._screen, facts, key, because)
            sheet.given.connect(partial(self._do_register, sheet))
            sheet.open()

        self._floor.ask(self, lambda c: register_facts(c, today, now_ms, words), show)

    def _do_register(self, sheet: RegisterSheet, values: dict[str, Any]) -> None:
        made = sheet.registered(values)
        name = new_id(self._floor.station.clock)
        command = commanding.register(made, name)

        def then(_: Changes) -> None:
            sheet.done()
            self.opened.emit(name)
            self._tell("register", number=number_of(name, self._moments.today().isoformat()))

        def act() -> None:
            self._floor.act(self, command, then, sheet.refuse)

        self._keep(made.photos, act, sheet.refuse)

    # ------------------------------------------------------------------ one in front
    def barred(self, review: Review) -> Barred:
        """Return what cannot be done while the server is not in touch."""
        session, online = self._floor.session, self._is_online()
        others = commanding.turn_of_others(review)
        if others is not None:
            who = others.title.of(self._words.language)
            return Barred(online, self._words("ncr_board.not_turn", who=who))
        if session is None or online or commanding.own_step(review) is not None:
            return Barred(online)
        parts = commanding.office(review, session.person, session.may, online=False)
        needs_server = any(part in ONLINE for part in parts)
        said = self._words("ncr_board.needs_server") if needs_server else ""
        return Barred(online=False, approve=said)

    def ask(self, act: str, review: Review, splits: needs.Splits, seen: frozenset[str]) -> None:
        """Ask for what an act needs, then do it; `seen` is all its record holds as shown."""

        def show(found: Offered) -> None:
            sheet = ActSheet(self._parts, self._screen, self._asks.asking(act, review, found))
            if act == "approve":
                sheet.given.connect(partial(self._approve, sheet, review, seen))
            else:
                sheet.given.connect(partial(self._do, sheet, act, review, splits))
            sheet.open()

        self._offer(review, show)

    def ask_needs(self, disposition: Disposition, review: Review, tiles: SplitTiles) -> None:
        """Ask for what a disposition needs; a barred one says why instead."""
        tile = next((one for one in review.tiles if one.disposition is disposition), None)
        if tile is not None and tile.refusal is not None:
            self.told.emit(Notice(self._words.refusal(tile.refusal), "warn"))
            return
        if not tiles.is_free:
            return

        def show(found: Offered) -> None:
            split = tiles.open_of(disposition)
            asking = self._asks.needs(disposition, split, review, found)
            sheet = ActSheet(self._parts, self._screen, asking)
            sheet.given.connect(partial(self._fill, sheet, disposition, tiles))
            sheet.open()

        self._offer(review, show)

    def more(self, review: Review, acts: tuple[str, ...], ask: Callable[[str], None]) -> None:
        """Offer the acts that come up less often."""
        del review
        sheet = MoreSheet(self._look, self._screen, acts)
        sheet.asked.connect(ask)
        sheet.open()

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

    # ------------------------------------------------------------------ doing
    def _fill(
        self, sheet: ActSheet, disposition: Disposition, tiles: SplitTiles, values: dict[str, Any]
    ) -> None:
        tiles.fill(needs.filled(tiles.open_of(disposition), values))
        sheet.done()

    def _do(
        self,
        sheet: ActSheet,
        act: str,
        review: Review,
        splits: needs.Splits,
        values: dict[str, Any],
    ) -> None:
        command = commanding.command(act, review, values, splits)

        def then() -> None:
            sheet.done()
            self._tell(act)

        def carry_out() -> None:
            if act in commanding.SIGNED:
                self._sign(command, act, review, sheet, then)
            else:
                self._floor.act(self, command, lambda _: then(), sheet.refuse)

        self._keep(values.get("photos", ()), carry_out, sheet.refuse)

    def _sign(
        self,
        command: Command,
        act: str,
        review: Review,
        sheet: ActSheet,
        then: Callable[[], None],
    ) -> None:
        """Try it, then let whoever is in front sign it; a second person beside, where one is."""
        meaning = self._meaning(_SAYS)
        if not meaning:
            sheet.refuse(Refused("right.missing", right="sign.performed"))
            return
        subject = Subject(
            self._words(f"ncr_board.subject.{act}", number=review.it.row.number),
            meaning,
            sub=review.code_name.of(self._words.language),
            commands=(command,),
            reason=str(getattr(command, "reason", "") or getattr(command, "remark", "")),
            witness=str(getattr(command, "second", "")),
        )
        self._try((command,), partial(self._ask_to_sign, subject, sheet, then), sheet.refuse)

    def _approve(
        self, sheet: ActSheet, review: Review, seen: frozenset[str], values: dict[str, Any]
    ) -> None:
        session = self._floor.session
        if session is None:
            return
        online = self._is_online()
        parts = commanding.office(review, session.person, session.may, online=online)
        commands = commanding.approvals(review, parts, values["remark"])
        own = commanding.own_step(review)
        is_online = own is None and any(part in ONLINE for part in parts)
        says = _ONLINE if is_online or (own and own.meaning in _ONLINE) else _OFFLINE
        meaning = self._meaning(says)
        if not commands or not meaning:
            sheet.refuse(Refused("right.missing", right="sign.approved"))
            return
        row = review.it.row
        subject = Subject(
            self._words("ncr_board.subject.approve", number=row.number),
            meaning,
            sub=self._as_whom(review, parts),
            asks=(Ask(row.stream, meaning, seen=seen, reason=values["remark"]),),
            then=commands,
        )

        def then() -> None:
            sheet.done()
            self._tell("approve")

        self._try(commands, partial(self._ask_to_sign, subject, sheet, then), sheet.refuse)

    def _as_whom(self, review: Review, parts: tuple[Part, ...]) -> str:
        own = commanding.own_step(review)
        if own is not None:
            return own.title.of(self._words.language)
        return " · ".join(self._words(f"ncr.part.{part.value}") for part in parts)

    def _ask_to_sign(self, subject: Subject, sheet: ActSheet, then: Callable[[], None]) -> None:
        sheet.wait()
        self._then = then
        self._signature.ask(subject)

    def _signed(self, _: object) -> None:
        then, self._then = self._then, lambda: None
        then()

    def _try(
        self, commands: tuple[Command, ...], then: Callable[[], None], refused: OnRefused
    ) -> None:
        """Say what is wrong before anybody is asked for a secret."""
        station, session = self._floor.station, self._floor.session
        actor = "" if session is None else session.person

        def work() -> None:
            for command in commands:
                station.check_in_touch(command)
                try:
                    station.ask(partial(_rehearse, station.journal, command, actor)).result()
                except Refused as no:
                    if no.code not in _SIGN_FIRST:
                        raise

        self._floor.work(self, work, lambda _: then(), refused)

    def _offer(self, review: Review, then: Callable[[Offered], None]) -> None:
        order, now_ms, words = review.it.row.order, self._moments.now_ms(), self._words
        self._floor.ask(self, lambda c: offered(c, order, now_ms, words), then)

    def _keep(self, shots: tuple[Shot, ...], then: Callable[[], None], refused: OnRefused) -> None:
        """Keep photos before the act that names them."""
        if not shots:
            then()
            return
        station, held = self._floor.station, tuple((one.mime, one.data) for one in shots)
        self._floor.work(self, lambda: keep_pictures(station, held), lambda _: then(), refused)

    def _meaning(self, says: tuple[str, ...]) -> str:
        session = self._floor.session
        may = (one for one in says if session is not None and session.may(f"sign.{one}"))
        return next(may, "")

    def _is_online(self) -> bool:
        """Tell whether the server answers, as the bar above says it.

        A station counts as in touch for a minute after the last answer; who reads "offline" is not
        asked for what takes the server.
        """
        news = self._parts.news
        is_away = not news.is_alone and news.sync.state is Standing.OFFLINE
        return self._floor.station.in_touch and not is_away

    def _tell(self, act: str, **facts: str) -> None:
        self.told.emit(Notice(self._words(f"ncr_board.saved.{act}", **facts)))
        self.done.emit(act)


def _rehearse(journal: Journal, command: Command, actor: str, connection: Connection) -> None:
    journal.rehearse(connection, command, actor)
