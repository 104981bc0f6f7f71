"""The inbox: what waits for a person, for their roles, and what they asked of others.

Controls by name: `inbox-ask`, `filter-<tab>` and `filter-<part>` chips, `inbox-search` (bench), the
table `inbox-table`, those of the card and of the sheets. `Place.record` is the key of a line.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.inbox.acts import InboxActs
from app.ui.screens.inbox.card import InboxCard
from app.ui.screens.inbox.columns import Cells, inbox_columns
from app.ui.screens.inbox.facts import (
    ANY,
    INBOX,
    PARTS,
    TABS,
    Entry,
    InboxFacts,
    inbox_facts,
)
from app.ui.screens.inbox.opening import opening
from app.ui.screens.inbox.words import about
from app.ui.screens.kind import Parts, ScreenKind
from app.ui.screens.list_beside import Beside, lay_beside
from app.ui.screens.marked_row import MarkedRow
from app.ui.screens.screen import Place, Screen

HERE = ("task", "notice")
"""Kinds of lines that are dealt with beside the list."""
TICK_MS = 60_000
"""What is late and what goes further follows from the clock."""

Known = Callable[[], tuple[ScreenKind, ...]]


class Inbox(Screen):
    """List and line side by side; `known` tells which screens the person in front may open."""

    def __init__(self, parts: Parts, known: Known) -> None:
        super().__init__(parts.floor, parts.look, INBOX)
        look, words = parts.look, parts.look.words
        self._known = known
        self._facts = InboxFacts()
        self._chosen = ""
        self._moments = Moments(words, parts.floor.station.clock)
        self._acts = InboxActs(parts.floor, look, self)
        self._header = kit.PageHeader(
            look, words("inbox.title"), words("inbox.sub"), name="inbox-header"
        )
        self._ask = kit.Button(
            look, words("inbox.act.ask"), name="inbox-ask", icon="plus", size="normal"
        )
        self._tabs = kit.FilterChips(look, self._tab_chips(), name="inbox-tab")
        self._parts = kit.FilterChips(look, self._part_chips(), name="inbox-part")
        self._search = kit.SearchBox(look, words("inbox.search"), name="inbox-search")
        self._cells = Cells(look, self._moments)
        self._table = kit.DataTable(
            look,
            inbox_columns(look, self._cells),
            name="inbox-table",
            accessible=words("inbox.title"),
        )
        self._row = MarkedRow(self._table)
        self._card = InboxCard(look, self._moments)
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()
        self._table.show_loading()
        self._ask.busy(True)  # until it is known whom one may ask

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._tick.start()

    def leave(self) -> None:
        self._tick.stop()
        super().leave()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record

    def refresh(self) -> None:
        session, journal = self.floor.session, self.floor.station.journal
        if session is None:
            return
        who, chosen, tab = session.person, self._chosen, self._tabs.value()

        def show(facts: InboxFacts) -> None:
            if (chosen, tab) == (self._chosen, self._tabs.value()):
                self._show(facts)
            else:  # a person turned to another line meanwhile: what they see is asked for anew
                self.refresh()

        self.floor.ask(self, lambda c: inbox_facts(journal.acting(c, who), chosen, tab), show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: InboxFacts) -> None:
        front = facts.front
        self._facts, self._cells.named = facts, facts.named
        self._chosen = "" if front is None else front.line.key
        self._ask.busy(False)
        self._ask.block("" if self._acts.may_ask() else self.look.words("inbox.no_right"))
        self._tabs.show_filters(self._tab_chips())
        self._show_part()
        if front is None:
            self._card.show_nothing()
            return
        may = self._acts.may(front, facts)
        if opening(front.todo, self._known()) is not None:
            may |= {"open" if may else "go"}
        self._card.show_entry(facts, front, may)

    def _show_tab(self, _: str = "") -> None:
        """Turn to another tab: its first line comes to the front."""
        self._parts.choose(ANY)
        self._chosen = ""
        self.refresh()

    def _show_part(self, _: str = "") -> None:
        self._parts.show_filters(self._part_chips())
        rows = self._facts.part(self._tabs.value(), self._parts.value())
        scrolled = self._table.view.verticalScrollBar().value()
        self._table.show_rows(rows, [self._searched(one) for one in rows])
        self._row.mark([one.line.key for one in self._table.rows()], self._chosen, scrolled)

    def _searched(self, entry: Entry) -> str:
        words, todo = self.look.words, entry.todo
        kind = words(f"inbox.kind.{todo.kind}")
        return " ".join((todo.title.zh, todo.title.en, kind, about(todo.matter, words)))

    # ------------------------------------------------------------------ what people do here
    def _pick(self, entry: Entry) -> None:
        if entry.line.key != self._chosen:
            self._chosen = entry.line.key
            self._card.wait()
            self.refresh()

    def _open(self, entry: Entry) -> None:
        """Open what a line is about; one without a screen or record is shown beside."""
        if (place := opening(entry.todo, self._known())) is not None:
            self.go.emit(place)
        else:
            self._pick(entry)

    def _tap(self, entry: Entry) -> None:
        """Open a line that is done elsewhere; turn to one that is done beside the list."""
        if entry.todo.kind in HERE:
            self._pick(entry)
        else:
            self._open(entry)

    def _asked(self, act: str) -> None:
        front = self._facts.front
        if front is None:
            return
        if act in ("open", "go"):
            self._open(front)
        else:
            self._acts.ask(act, front, self._facts)

    # ------------------------------------------------------------------ building
    def _tab_chips(self) -> tuple[kit.Filter, ...]:
        words, facts = self.look.words, self._facts
        return tuple(
            kit.Filter(tab, words(f"inbox.tab.{tab}"), len(facts.tab(tab))) for tab in TABS
        )

    def _part_chips(self) -> tuple[kit.Filter, ...]:
        words, facts = self.look.words, self._facts
        tab = self._tabs.value()
        return tuple(
            kit.Filter(part, words(f"inbox.part.{part}"), len(facts.part(tab, part)), role)
            for part, role in PARTS
        )

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._table.empty_says(words("inbox.empty"), words("inbox.empty_how"))
        over: tuple[QWidget, ...] = (self._tabs, self._parts)
        if look.density.is_touch:
            self._search.setParent(self)
            self._search.hide()
        else:
            over = (self._search, *over)
        lay_beside(self, look, Beside(self._header, self._ask, over, self._table, self._card))

    def _connect(self) -> None:
        self._tick.timeout.connect(self.refresh)
        self._ask.clicked.connect(lambda: self._acts.ask_for_a_task(self._facts))
        self._search.searched.connect(self._table.search)
        self._tabs.chosen.connect(self._show_tab)
        self._parts.chosen.connect(self._show_part)
        self._table.picked.connect(self._pick)
        is_touch = self.look.density.is_touch
        self._table.opened.connect(self._tap if is_touch else self._open)
        self._card.asked.connect(self._asked)
        self._acts.told.connect(self.tell)
