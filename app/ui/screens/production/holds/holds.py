"""What is on hold, everywhere: work and lots in one list; how old it is; set and lift.

Controls by name: `holds-hold`, `filter-<part>` chips, `holds-search` (bench), `holds-scan` (touch),
the table `holds-table`, `hold-age`, and those of the card and the sheets. A scanned traveller,
machine or lot turns to its hold, or else asks to hold it.
"""

from PySide6.QtCore import QTimer

from app.kernel.place import Place as Where
from app.kernel.words import Bilingual
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
from app.ui.screens.list_beside import Beside, Finder, Sought, lay_beside
from app.ui.screens.marked_row import MarkedRow
from app.ui.screens.production.holds.acts import HoldActs
from app.ui.screens.production.holds.age_card import AgeCard
from app.ui.screens.production.holds.card import HoldCard
from app.ui.screens.production.holds.columns import hold_columns
from app.ui.screens.production.holds.facts import PARTS, Holdable, HoldFacts, Line, hold_facts
from app.ui.screens.production.holds.words import searched
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place, Screen

HOLDS = "holds"
AGAIN_MS = 30_000
"""How often it is asked anew while people look: time alone makes the list older."""


class Holds(Screen):
    """List and hold side by side. `Place.record` is a hold's stream, or its name."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, HOLDS)
        look, words = parts.look, parts.look.words
        self._facts = HoldFacts()
        self._chosen = ""
        self._moments = Moments(words, parts.floor.station.clock)
        self._acts = HoldActs(parts, self)
        self._header = kit.PageHeader(
            look, words("holds.title"), words("holds.sub"), name="holds-header"
        )
        self._age = AgeCard(look)
        self._hold = kit.Button(
            look,
            words("holds.hold"),
            name="holds-hold",
            icon="hand",
            size="normal",
        )
        self._filters = kit.FilterChips(look, self._parts(), name="holds-part")
        self._table = kit.DataTable(
            look,
            hold_columns(look, self._moments),
            name="holds-table",
            accessible=words("holds.title"),
        )
        sought = Sought(
            words("holds.search"), words("holds.find"), words("holds.scan"), words("holds.scan_how")
        )
        self._find = Finder(look, self, "holds", self._table, sought)
        self._row = MarkedRow(self._table)
        self._card = HoldCard(look, self._moments)
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self._table.show_loading()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record.removeprefix("hold/")

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        super().leave()

    def refresh(self) -> None:
        profile, chosen = self.floor.station.profile, self._chosen
        vocabulary = self.floor.station.journal.vocabulary
        here = (Where(profile.area, profile.station), self._moments.now_ms())
        self.floor.ask(self, lambda c: hold_facts(c, vocabulary, here, chosen), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Turn to the hold on what was scanned; where none stands, ask to set one."""
        wanted = _meant(meaning)
        if wanted is None:
            return False
        found = next((one for one in self._facts.part("all") if _is_on(one, wanted)), None)
        if found is not None:
            self._pick(found)
        elif "hold" in self._acts.may(None):
            self._acts.ask(wanted)
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: HoldFacts) -> None:
        known = any(one.key == self._chosen for one in facts.lines)
        if facts.front is not None and known and facts.front.key != self._chosen:
            return  # asked before a person turned to another one: its answer is on its way
        self._facts = facts
        words, may = self.look.words, self._acts.may(facts.front)
        self._age.show_age(facts.age, may_set="limit" in may)
        self._filters.show_filters(self._parts())
        self._hold.block("" if "hold" in may else words("holds.no_right"))
        if facts.front is not None:
            self._chosen = facts.front.key
        self._show_part()
        if facts.front is None:
            self._card.show_nothing()
        else:
            self._card.show_facts(facts, facts.front, may)

    def _show_part(self, _: str = "") -> None:
        rows = self._facts.part(self._filters.value())
        scrolled = self._table.view.verticalScrollBar().value()
        self._table.show_rows(rows, [searched(one) for one in rows])
        self._row.mark([one.key for one in self._table.rows()], self._chosen, scrolled)

    def _parts(self) -> tuple[kit.Filter, ...]:
        words, facts = self.look.words, self._facts
        return tuple(
            kit.Filter(key, words(f"holds.part.{key}"), len(facts.part(key)), role)
            for key, role in PARTS
        )

    def _pick(self, line: Line) -> None:
        """Turn to a hold; nothing is done with it before it is in front."""
        if line.key != self._chosen:
            self._chosen = line.key
            self._card.wait()
            self.refresh()

    # ------------------------------------------------------------------ what people do here
    def _asked(self, act: str) -> None:
        front = self._facts.front
        if front is None:
            return
        if act == "record":
            self.go.emit(Place(RECORD, record=front.stream))
        else:
            self._acts.free(front)

    def _lay_out(self) -> None:
        words = self.look.words
        self._table.empty_says(words("holds.empty"), words("holds.empty_how"))
        over = (self._find.shown, self._filters)
        parts = Beside(self._header, self._hold, over, self._table, self._card, above=(self._age,))
        lay_beside(self, self.look, parts)

    def _connect(self) -> None:
        self._hold.clicked.connect(self._acts.pick)
        self._find.when_typed(self._table.search)
        self._filters.chosen.connect(self._show_part)
        self._table.opened.connect(self._pick)
        self._table.picked.connect(self._pick)
        self._card.asked.connect(self._asked)
        self._age.limit_asked.connect(lambda: self._acts.ask_limit(self._facts.age.limit_hours))
        self._acts.told.connect(self.tell)


def _meant(meaning: Meaning) -> Holdable | None:
    """Return what a scan names, as far as it can be held."""
    none = Bilingual("", "")
    match meaning:
        case OperationTraveller(order=order, operation=operation):
            return Holdable("operation", order, operation, none)
        case OrderTraveller(order=order):
            return Holdable("order", order, "", none)
        case EquipmentLabel(code=code):
            return Holdable("equipment", code, "", none)
    label = lot_meant(meaning)
    return None if label is None else Holdable("lot", label.lot, "", none)


def _is_on(line: Line, wanted: Holdable) -> bool:
    if wanted.sort == "lot":
        return line.lot == wanted.name
    if line.hold is None:
        return False
    scope = line.hold.scope
    if wanted.sort == "equipment":
        return scope.equipment == wanted.name
    return scope.order == wanted.name and scope.operation in {"", wanted.operation}
