"""Lots of materials: what is in quarantine, released, held, expired; and what people do with it.

Controls by name: `lots-receive`, `filter-<part>` chips, `lots-search` (bench), `lots-scan` (touch),
the table `lots-table`, and those of the card and the sheets. A scanned label turns to its lot.
"""

from app.capabilities.materials.lots.queries import labelled
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.recogniser import Meaning, lot_meant
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.list_beside import Beside, Finder, Sought, lay_beside
from app.ui.screens.marked_row import MarkedRow
from app.ui.screens.materials.lot_acts import LotActs
from app.ui.screens.materials.lot_card import LotCard
from app.ui.screens.materials.lot_columns import lot_columns
from app.ui.screens.materials.lot_facts import LOTS, PARTS, RARE, LotFacts, LotLine, lot_facts
from app.ui.screens.materials.lot_words import part_word, searched_text
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place, Screen

INSPECT = "inspect"
"""The screen of one inspection."""


class Lots(Screen):
    """List and lot side by side. `Place.record` is a lot's name or its stream.

    `has_inspect` tells whether the station has the screen of one inspection.
    """

    def __init__(self, parts: Parts, *, has_inspect: bool = False) -> None:
        super().__init__(parts.floor, parts.look, LOTS)
        look, words = parts.look, parts.look.words
        self._facts = LotFacts()
        self._chosen = ""
        self._moments = Moments(words, parts.floor.station.clock)
        self._acts = LotActs(parts.floor, look, self, self._moments)
        self._header = kit.PageHeader(
            look, words("lots.title"), words("lots.sub"), name="lots-header"
        )
        self._receive = kit.Button(
            look,
            words("lots.receive"),
            name="lots-receive",
            kind="primary",
            icon="package-plus",
            size="normal",
        )
        self._filters = kit.FilterChips(look, _filters(words, self._facts), name="lots-part")
        self._table = kit.DataTable(
            look, lot_columns(look), name="lots-table", accessible=words("lots.title")
        )
        sought = Sought(
            words("lots.search"),
            words("lots.find"),
            words("lots.scan"),
            words("lots.scan_how"),
        )
        self._find = Finder(look, self, "lots", self._table, sought)
        self._row = MarkedRow(self._table)
        self._card = LotCard(look, self._moments, has_inspect=has_inspect)
        self._lay_out()
        self._connect()
        self._table.show_loading()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record.removeprefix("lot/")

    def refresh(self) -> None:
        vocabulary, chosen = self.floor.station.journal.vocabulary, self._chosen
        now = Moment(self._moments.now_ms(), self._moments.offset_min())
        self.floor.ask(self, lambda c: lot_facts(c, vocabulary, now, chosen), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Turn to the lot whose label was scanned: ours, else the supplier's."""
        label = lot_meant(meaning)
        if label is None:
            return False
        self._turn_to(label.lot)
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: LotFacts) -> None:
        front = facts.chosen
        if front is not None and facts.find(self._chosen) and front.line.lot.lot != self._chosen:
            return  # asked before a person turned to another lot: its answer is on its way
        self._facts = facts
        may = self._acts.may()
        self._filters.show_filters(_filters(self.look.words, facts))
        self._receive.block("" if "receive" in may else self.look.words("lots.no_right"))
        if front is not None:
            self._chosen = front.line.lot.lot
        self._show_part()
        if front is None:
            self._card.show_nothing()
            return
        self._card.show_detail(front, facts.names, may)

    def _show_part(self, _: str = "") -> None:
        rows = self._facts.part(self._filters.value())
        scrolled = self._table.view.verticalScrollBar().value()
        self._table.show_rows(rows, [searched_text(one) for one in rows])
        self._row.mark([one.lot.lot for one in self._table.rows()], self._chosen, scrolled)

    def _pick(self, line: LotLine) -> None:
        """Turn to a lot; nothing is done with it before it is in front."""
        if line.lot.lot != self._chosen:
            self._chosen = line.lot.lot
            self._card.wait()
            self.refresh()

    # ------------------------------------------------------------------ finding
    def _turn_to(self, name: str) -> None:
        """Turn to the lot a label means; say so where several are meant, or none."""
        self.floor.ask(self, lambda c: labelled(c, name), lambda found: self._found(name, found))

    def _found(self, name: str, found: tuple[object, ...]) -> None:
        names = [getattr(one, "lot", "") for one in found]
        words = self.look.words
        if len(names) == 1:
            self._filters.choose(PARTS[0][0])
            self._chosen = names[0]
            self._card.wait()
            self._find.scan.accept(names[0], words("lots.scan_found"))
            self.refresh()
            return
        self._find.scan.reject(name, words("lots.scan_several" if names else "lots.scan_none"))
        if names:
            self._search_for(name)
        else:
            self.say_refused(Refused("lot.unknown", lot=name))

    def _search_for(self, word: str) -> None:
        self._filters.choose(PARTS[0][0])
        self._show_part()
        self._find.search.edit.setText(word)
        self._table.search(word)

    def _typed(self, text: str) -> None:
        """Turn to what was typed: a lot's name, else whatever holds it."""
        if self._facts.find(text) is not None:
            self._turn_to(text)
        else:
            self._search_for(text)

    # ------------------------------------------------------------------ what people do here
    def _asked(self, act: str) -> None:
        front = self._facts.chosen
        if front is None:
            return
        if act == "record":
            self.go.emit(Place(RECORD, record=f"lot/{front.line.lot.lot}"))
        else:
            self._acts.ask(act, front)

    def _came(self, name: str) -> None:
        self._chosen = name
        self.refresh()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        words = self.look.words
        self._table.empty_says(words("lots.empty"), words("lots.empty_how"))
        over = (self._find.shown, self._filters)
        parts = Beside(self._header, self._receive, over, self._table, self._card)
        lay_beside(self, self.look, parts)

    def _connect(self) -> None:
        self._receive.clicked.connect(lambda: self._acts.receive(self._facts))
        self._find.when_typed(self._typed)
        self._filters.chosen.connect(self._show_part)
        self._table.opened.connect(self._pick)
        self._table.picked.connect(self._pick)
        self._card.asked.connect(self._asked)
        for named in (self._card.inspect, self._acts.begun):
            named.connect(lambda name: self.go.emit(Place(INSPECT, record=name)))
        self._card.begin.connect(self._acts.begin)
        self._acts.told.connect(self.tell)
        self._acts.received.connect(self._came)


def _filters(words: Words, facts: LotFacts) -> tuple[kit.Filter, ...]:
    """Return the parts of the list; what hardly ever holds one only while it does."""
    counted = ((key, len(facts.part(key)), role) for key, role in PARTS)
    return tuple(
        kit.Filter(key, part_word(words, key), count, role)
        for key, count, role in counted
        if count or key not in RARE
    )
