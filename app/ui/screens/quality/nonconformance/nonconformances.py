"""Nonconformances: the board by state with the review beside it; on touch a list, then its pages.

`Place.record` is the stream of one, or its name. Controls by name: `nc-search`, `nc-view-board`,
`nc-view-list`, `nc-mine`, `nc-register`, `board-card-<name>`, and those of the review and sheets.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.quality.nonconformance.records.bodies import Disposition
from app.capabilities.quality.nonconformance.review_board.answers import Card, Review
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.stations.recogniser import (
    EquipmentLabel,
    Meaning,
    OperationTraveller,
    OrderTraveller,
    lot_meant,
)
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.marked_row import MarkedRow
from app.ui.screens.quality.nonconformance import needs, words
from app.ui.screens.quality.nonconformance.acts import NcActs
from app.ui.screens.quality.nonconformance.facts import SCREEN, Asker, NcFacts, named, nc_facts
from app.ui.screens.quality.nonconformance.figures import Figures
from app.ui.screens.quality.nonconformance.list import NcRows, NcTable
from app.ui.screens.quality.nonconformance.review import ReviewCard
from app.ui.screens.quality.nonconformance.splitting import SplitDrafts
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place, Screen

BOARD, LIST = "board", "list"
_TICK_MS = 60_000
"""Ages move on without anything happening."""
_SEARCH_PX = 300


class Nonconformances(Screen):
    """Board or list left, the review of one right; on touch the list, then the review."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, SCREEN)
        look = parts.look
        self._moments = Moments(look.words, parts.floor.station.clock)
        self._facts: NcFacts | None = None
        self._chosen = ""
        self._typed = ""
        self._drafts = SplitDrafts(parts.drafts, self)
        self._acts = NcActs(parts, self, self._moments)
        self._header = kit.PageHeader(
            look, look.words("ncr_board.title"), look.words("ncr_board.sub"), name="nc-header"
        )
        self._count = kit.CountBadge(look, "0", name="nc-count", icon="layers")
        self._search = kit.SearchBox(look, look.words("ncr_board.search"), name="nc-search")
        self._view = self._views()
        self._mine = kit.Button(look, "", name="nc-mine", icon="pen-line")
        self._mine.setCheckable(True)
        self._register = kit.Button(
            look, look.words("ncr_board.register"), name="nc-register", icon="plus"
        )
        columns = tuple(
            kit.BoardColumn(one.value, look.words(f"ncr.column.{one.value}"), icon, role)
            for one, icon, role in words.COLUMNS
        )
        self._board = kit.Board(look, columns, name="board")
        self._table = NcTable(look, self._moments)
        self._row = MarkedRow(self._table)
        self._rows = NcRows(look, self._moments)
        self._figures = Figures(look)
        self._review = ReviewCard(look, self._moments)
        self._lists = QStackedWidget()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect()
        self._table.show_loading()

    def enter(self, place: Place) -> None:
        self._review.wait()  # what the one before could do is not offered to the next
        super().enter(place)
        self._tick.start()

    def leave(self) -> None:
        super().leave()
        self._tick.stop()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = named(place.record)

    def refresh(self) -> None:
        session, station = self.floor.session, self.floor.station
        if session is None:
            return
        now = Moment(self._moments.now_ms(), self._moments.offset_min())
        asker = Asker(session.person, station.journal.author.place, now)
        chosen, unasked = self._chosen, not self.look.density.is_touch
        self.floor.ask(self, lambda c: nc_facts(c, chosen, asker, unasked=unasked), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Look for what was scanned: a lot, an order, a machine."""
        match meaning:
            case OperationTraveller(order=text) | OrderTraveller(order=text):
                pass
            case EquipmentLabel(code=text):
                pass
            case _:  # a badge above all: whoever comes is not looked for here
                label = lot_meant(meaning)
                text = "" if label is None else label.lot
        if not text:
            return False
        self._search.edit.setText(text)
        self._find(text)
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: NcFacts) -> None:
        found = facts.review
        if found is not None and self._chosen and found.it.name != self._chosen:
            return  # asked before a person turned to another one: its answer is on its way
        self._facts = facts
        said = self.look.words
        self._count.say(said("ncr_board.open", n=facts.board.open_count))
        waiting = len(facts.board.mine)
        self._mine.say(said("ncr_board.mine", n=waiting))
        self._register.block("" if self._acts.may_register() else said("ncr_board.no_register"))
        self._figures.show_statistics(facts.statistics)
        if found is not None:
            self._chosen = found.it.name
        self._show_cards()
        self._show_review(found)

    def _show_cards(self) -> None:
        facts = self._facts
        if facts is None:
            return
        mine = facts.board.mine if self._mine.isChecked() else None
        cards = facts.cards()
        kept = {card.name for card in words.matching((c for _, c in cards), self._typed, mine)}
        shown = tuple((column, card) for column, card in cards if card.name in kept)
        now_ms, said = self._moments.now_ms(), self.look.words
        self._board.show_cards(
            (words.board_card(card, column, now_ms, said) for column, card in shown), self._chosen
        )
        if self.look.density.is_touch:
            self._rows.show_cards(shown)
        else:
            rows = tuple(card for _, card in shown)
            scrolled = self._table.view.verticalScrollBar().value()
            self._table.show_rows(rows, [words.searched(card) for card in rows])
            shown_names = [card.name for card in self._table.rows()]
            self._row.mark(shown_names, self._chosen, scrolled)

    def _show_review(self, review: Review | None) -> None:
        if review is None or self._facts is None:
            if self._chosen:  # it has not come here yet, or never was
                self._chosen = ""
                self.say_refused(Refused("ncr.unknown"))
            self._review.show_nothing()
            self._turn(to_review=False)
            return
        self._drafts.of(review, lambda draft: self._show_draft(review, draft))
        self._turn(to_review=bool(self._chosen))

    def _show_draft(self, review: Review, draft: needs.Splits) -> None:
        if self._facts is not None and self._facts.review is review:
            facts = self._facts
            barred = self._acts.barred(review)
            self._review.show_review(review, draft, facts.pictures, facts.names, barred)

    def _choose(self, name: str) -> None:
        """Turn to another one; nothing is done with it before it is in front."""
        if name != self._chosen or self.look.density.is_touch:
            self._chosen = name
            self.refresh()

    def _leave_review(self) -> None:
        self._chosen = ""
        self._turn(to_review=False)
        self.refresh()

    def _find(self, typed: str) -> None:
        self._typed = typed
        self._show_cards()

    # ------------------------------------------------------------------ what people do
    def _ask(self, act: str) -> None:
        review = None if self._facts is None else self._facts.review
        if review is None:
            return
        if act == "record":
            self.go.emit(Place(RECORD, record=review.it.row.stream))
        elif act == "capa":
            self.go.emit(Place("capa", record=f"new/{review.it.row.stream}"))
        elif act == "more":
            self._acts.more(review, self._review.bar.rest(), self._ask)
        else:
            assert self._facts is not None  # it holds the review
            self._acts.ask(act, review, self._review.tiles.splits(), self._facts.seen)

    def _ask_needs(self, disposition: Disposition) -> None:
        review = None if self._facts is None else self._facts.review
        if review is not None:
            self._acts.ask_needs(disposition, review, self._review.tiles)

    def _split(self, splits: needs.Splits) -> None:
        review = None if self._facts is None else self._facts.review
        if review is not None:
            self._drafts.put(review, splits)

    def _done(self, act: str) -> None:
        review = None if self._facts is None else self._facts.review
        if act in ("propose", "approve", "send_back", "refuse") and review is not None:
            self._drafts.drop(review)
        self.refresh()

    def _open_photo(self, place: int) -> None:
        facts = self._facts
        if facts is not None and facts.review is not None:
            self._acts.show_photo(facts.review, place, facts.pictures)

    def _open_line(self, line: object) -> None:
        if record := self._acts.record_of(line):
            self.go.emit(Place(RECORD, record=record))

    # ------------------------------------------------------------------ building
    def _views(self) -> kit.Segmented:
        said = self.look.words
        options = (
            kit.Option(BOARD, said("ncr_board.view.board")),
            kit.Option(LIST, said("ncr_board.view.list")),
        )
        return kit.Segmented(self.look, options, name="nc-view")

    def _turn(self, *, to_review: bool) -> None:
        """On touch show the list or the review, never both."""
        if self.look.density.is_touch:
            self._lists.setCurrentIndex(1 if to_review else 0)

    def _lay_out(self) -> None:
        if self.look.density.is_touch:
            self._lay_out_touch()
        else:
            self._lay_out_bench()

    def _lay_out_bench(self) -> None:
        look = self.look
        self._rows.setParent(self)
        self._rows.hide()
        for part in (self._count, self._search, self._view, self._mine, self._register):
            self._header.add(part)
        self._search.setFixedWidth(_SEARCH_PX)
        self._lists.addWidget(self._board)
        self._lists.addWidget(self._table)
        left = QVBoxLayout()
        left.setSpacing(look.space(3))
        left.addWidget(self._lists, 5)
        left.addWidget(self._figures, 3)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addLayout(left, 6)
        row.addWidget(self._review, 7)
        edge = look.space(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, look.space(3), edge, look.space(3))
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addLayout(row, 1)

    def _lay_out_touch(self) -> None:
        look = self.look
        for part in (self._board, self._table, self._header, self._count, self._view):
            part.setParent(self)
            part.hide()
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._search, 1)
        head.addWidget(self._mine)
        head.addWidget(self._register)
        listed = QWidget()
        lines = QVBoxLayout(listed)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.space(2))
        lines.addLayout(head)
        lines.addWidget(self._rows, 1)
        self._figures.setParent(self)
        self._figures.hide()
        self._lists.addWidget(listed)
        self._lists.addWidget(self._review)
        edge = look.space(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._lists)

    def _connect(self) -> None:
        self._tick.timeout.connect(self.refresh)
        self._search.searched.connect(self._find)
        self._view.chosen.connect(lambda view: self._lists.setCurrentIndex(int(view == LIST)))
        self._mine.clicked.connect(lambda _: self._show_cards())
        self._register.clicked.connect(lambda _: self._acts.register())
        self._board.chosen.connect(self._choose)
        self._rows.chosen.connect(self._choose)
        self._table.picked.connect(self._choose_card)
        self._table.opened.connect(self._choose_card)
        review = self._review
        review.asked.connect(self._ask)
        review.needs_asked.connect(self._ask_needs)
        review.split_made.connect(self._split)
        review.photo_opened.connect(self._open_photo)
        review.line_opened.connect(self._open_line)
        review.back.connect(self._leave_review)
        self._acts.done.connect(self._done)
        self._acts.told.connect(self.tell)
        self._acts.opened.connect(self._choose)

    def _choose_card(self, card: Card) -> None:
        self._choose(card.name)
