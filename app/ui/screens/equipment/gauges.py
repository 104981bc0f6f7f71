"""Gauges and scales: which may measure, which are due when, which are in question, and the acts.

Controls by name: `gauges-define`, `filter-<part>` chips, `week-<day>` of the strip, `gauges-search`
(bench), `gauges-scan` (touch), the table `gauges-table`, and those of the card and the sheets. A
scanned label turns to its gauge.
"""

from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.recogniser import Meaning, gauge_meant
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.equipment.due_strip import DueStrip
from app.ui.screens.equipment.gauge_acts import GaugeActs
from app.ui.screens.equipment.gauge_card import GaugeCard
from app.ui.screens.equipment.gauge_columns import gauge_columns
from app.ui.screens.equipment.gauge_facts import (
    ALL,
    GAUGES,
    PARTS,
    GaugeFacts,
    GaugeLine,
    gauge_facts,
    weeks_of,
)
from app.ui.screens.equipment.gauge_words import mark_word, searched_text
from app.ui.screens.kind import Parts
from app.ui.screens.list_beside import Beside, Finder, Sought, lay_beside
from app.ui.screens.marked_row import MarkedRow
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place, Screen


class Gauges(Screen):
    """List and gauge side by side, the weeks ahead above. `Place.record` is a code or a stream."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, GAUGES)
        look, words = parts.look, parts.look.words
        self._facts = GaugeFacts()
        self._chosen = ""
        self._moments = Moments(words, parts.floor.station.clock)
        self._acts = GaugeActs(parts.floor, look, self, self._moments)
        self._header = kit.PageHeader(
            look, words("gauges.title"), words("gauges.sub"), name="gauges-header"
        )
        self._define = kit.Button(
            look,
            words("gauges.act.define"),
            name="gauges-define",
            kind="primary",
            icon="plus",
            size="normal",
        )
        self._strip = DueStrip(look)
        self._filters = kit.FilterChips(look, _filters(words, self._facts), name="gauges-part")
        self._table = kit.DataTable(
            look, gauge_columns(look), name="gauges-table", accessible=words("gauges.title")
        )
        sought = Sought(
            words("gauges.search"),
            words("gauges.find"),
            words("gauges.scan"),
            words("gauges.scan_how"),
        )
        self._find = Finder(look, self, "gauges", self._table, sought)
        self._row = MarkedRow(self._table)
        self._card = GaugeCard(look, self._moments)
        self._lay_out()
        self._connect()
        self._table.show_loading()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record.removeprefix("gauge/")

    def refresh(self) -> None:
        chosen = self._chosen
        now = Moment(self._moments.now_ms(), self._moments.offset_min())
        self.floor.ask(self, lambda c: gauge_facts(c, now, chosen), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Turn to the gauge whose label was scanned, by its code or its maker's number."""
        label = gauge_meant(meaning)
        if label is None:
            return False
        line = self._facts.find(label.code)
        if line is None:
            self._find.scan.reject(label.code, self.look.words("gauges.scan_none"))
            raise Refused("gauge.unknown", gauge=label.code)
        self._find.scan.accept(line.gauge.gauge, self.look.words("gauges.scan_found"))
        self._show_everything()
        self._pick(line)
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: GaugeFacts) -> None:
        front = facts.chosen
        if front is not None and facts.find(self._chosen) and front.gauge.gauge != self._chosen:
            return  # asked before a person turned to another gauge: its answer is on its way
        self._facts = facts
        may = self._acts.may()
        self._strip.show_weeks(weeks_of(facts.lines, self._moments.today()))
        self._filters.show_filters(_filters(self.look.words, facts))
        self._define.block("" if "define" in may else self.look.words("gauges.no_right"))
        if front is not None:
            self._chosen = front.gauge.gauge
        self._show_part()
        if front is None:
            self._card.show_nothing()
            return
        self._card.show_facts(facts, front, may)

    def _show_part(self, _: object = None) -> None:
        rows = self._facts.part(self._filters.value())
        week = self._strip.value()
        if week >= 0:
            asked = weeks_of(self._facts.lines, self._moments.today())[week]
            within = {one.gauge.gauge for one in (*asked.late, *asked.due)}
            rows = tuple(one for one in rows if one.gauge.gauge in within)
        scrolled = self._table.view.verticalScrollBar().value()
        self._table.show_rows(rows, [searched_text(one) for one in rows])
        self._row.mark([one.gauge.gauge for one in self._table.rows()], self._chosen, scrolled)

    def _show_everything(self) -> None:
        self._strip.let_go()
        self._filters.choose(ALL)
        self._show_part()

    def _choose_week(self, _: int) -> None:
        self._filters.choose(ALL)
        self._show_part()

    def _choose_part(self, _: str) -> None:
        self._strip.let_go()
        self._show_part()

    def _pick(self, line: GaugeLine) -> None:
        """Turn to a gauge; nothing is done with it before it is in front."""
        if line.gauge.gauge != self._chosen:
            self._chosen = line.gauge.gauge
            self._card.wait()
            self.refresh()

    # ------------------------------------------------------------------ what people do here
    def _asked(self, act: str) -> None:
        front = self._facts.chosen
        if front is None:
            return
        if act == "record":
            self.go.emit(Place(RECORD, record=f"gauge/{front.gauge.gauge}"))
        else:
            self._acts.ask(act, front.gauge)

    def _came(self, code: str) -> None:
        self._chosen = code
        self.refresh()

    def _typed(self, text: str) -> None:
        """Turn to what was typed: a code or a serial number, else whatever holds it."""
        line = self._facts.find(text)
        self._show_everything()
        if line is not None:
            self._pick(line)
        else:
            self._find.search.edit.setText(text)

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        words = self.look.words
        self._table.empty_says(words("gauges.empty"), words("gauges.empty_how"))
        over = (self._find.shown, self._filters)
        lay_beside(
            self,
            self.look,
            Beside(self._header, self._define, over, self._table, self._card, above=(self._strip,)),
        )

    def _connect(self) -> None:
        self._define.clicked.connect(self._acts.define)
        self._find.when_typed(self._typed)
        self._filters.chosen.connect(self._choose_part)
        self._strip.chosen.connect(self._choose_week)
        self._table.opened.connect(self._pick)
        self._table.picked.connect(self._pick)
        self._card.asked.connect(self._asked)
        self._card.opened.connect(lambda stream: self.go.emit(Place(RECORD, record=stream)))
        self._acts.told.connect(self.tell)
        self._acts.defined.connect(self._came)


def _filters(words: Words, facts: GaugeFacts) -> tuple[kit.Filter, ...]:
    """Return the parts of the list that hold something, and the whole."""
    counted = ((key, len(facts.part(key)), role) for key, role in PARTS)
    return tuple(
        kit.Filter(key, mark_word(words, key), count, role)
        for key, count, role in counted
        if count or key == ALL
    )
