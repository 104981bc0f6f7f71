"""Inspections that are due: what is late first; begun by a tap, or by a scan of what it is of.

Controls by name: `due-parts` (chips `filter-<part>`), `due-do-<first 8 signs of the name>`,
`due-search` at the bench, `due-scan` on touch.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.inspecting.commands import BeginInspection
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.plans.bodies import INSPECT
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.stations.recogniser import (
    EquipmentLabel,
    LotLabel,
    Meaning,
    OperationTraveller,
    OrderTraveller,
)
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.production.code_sheet import ask_code
from app.ui.screens.quality.due.card import DueCard
from app.ui.screens.quality.due.facts import PARTS, DueFacts, Line, due_facts
from app.ui.screens.quality.due.words import line_said
from app.ui.screens.screen import Notice, Place, Screen

NAME = "due"
AGAIN_MS = 30_000
"""How often what is due is asked anew while people look at it: time alone makes things late."""
_ALL = "all"
_INKS = {"overdue": "fail", "due": "warn", "waiting": "hold"}


class DueInspections(Screen):
    """Where an inspector's shift begins."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._facts: DueFacts | None = None
        self._shown: tuple[tuple[object, ...], ...] = ()
        self._cards: dict[str, DueCard] = {}
        self._header = kit.PageHeader(look, words("due.title"), name="due-header")
        self._search = kit.SearchBox(look, words("due.search"), name="due-search")
        self._search.searched.connect(lambda _: self._show_lines())
        self._scan = kit.ScanBar(
            look, words("due.scan"), words("due.scan_how"), name="due-scan", kind="band"
        )
        self._scan.by_hand.connect(lambda: ask_code(self))
        self._parts = kit.FilterChips(look, (), name="due-parts")
        self._parts.chosen.connect(lambda _: self._show_lines())
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._timer.start()

    def leave(self) -> None:
        self._timer.stop()
        super().leave()

    def refresh(self) -> None:
        now, here = self._now(), self.floor.station.profile.station
        self.floor.ask(self, lambda c: due_facts(c, now, here), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Go on with what is due of the traveller, machine or lot that was scanned."""
        if self._facts is None or not isinstance(
            meaning, OrderTraveller | OperationTraveller | EquipmentLabel | LotLabel
        ):
            return False
        found = next((one for one in self._facts.lines if _is_of(one, meaning)), None)
        if found is None:
            raise Refused("inspection.nothing_due_here")
        self._press(found)
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: DueFacts) -> None:
        self._facts = facts
        words = self.look.words
        late, now = len(facts.part("overdue")), len(facts.part("due"))
        said = words("due.sub", overdue=late, due=now) if late or now else words("due.sub_none")
        self._header.say(words("due.title"), said)
        every = kit.Filter(_ALL, words("due.part.all"), len(facts.lines))
        parts = (
            kit.Filter(one, words(f"due.part.{one}"), len(facts.part(one)), _INKS.get(one, "ink"))
            for one in PARTS
        )
        self._parts.show_filters((every, *parts))
        self._show_lines()

    def _show_lines(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words, lines = self.look.words, self._wanted(facts)
        said = {one.key: line_said(one, words, self._moments) for one in lines}
        shown = tuple(
            (one.key, one.step, made.title, made.about, made.why, made.state, made.chip)
            for one, made in ((one, said[one.key]) for one in lines)
        )
        if shown == self._shown and self._cards:
            for key, made in said.items():
                self._cards[key].become_said(made)
            return
        self._shown = shown
        self._clear()
        for place, line in enumerate(lines):
            card = DueCard(
                self.look,
                line,
                said[line.key],
                is_first=place == 0,
                blocked=self._why_not(line),
            )
            card.pressed.connect(self._press)
            self._cards[line.key] = card
            self._column.addWidget(card)
        if not lines:
            self._show_empty(facts)
        self._column.addStretch()

    def _wanted(self, facts: DueFacts) -> tuple[Line, ...]:
        word = "" if self.look.density.is_touch else self._search.edit.text().strip().lower()
        lines = facts.part(self._parts.value())
        if not word:
            return lines
        words = self.look.words
        said = ((one, line_said(one, words, self._moments)) for one in lines)
        return tuple(one for one, made in said if word in f"{made.title} {made.about}".lower())

    def _show_empty(self, facts: DueFacts) -> None:
        words = self.look.words
        part = self._parts.value()
        if facts.lines and (part in PARTS or self._search.edit.text()):
            text = words("due.empty_part"), words("due.empty_part_how")
        else:
            text = words("due.empty"), words("due.empty_how")
        self._column.addWidget(kit.EmptyState(self.look, "clipboard-check", *text), 1)

    def _clear(self) -> None:
        self._cards = {}
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _why_not(self, line: Line) -> str:
        """Return why whoever is in front may not begin it; what is begun may be looked at."""
        session = self.floor.session
        if line.step is not Standing.TO_BEGIN or (session and session.may(INSPECT)):
            return ""
        return self.look.words("due.only_quality")

    # ------------------------------------------------------------------ what people do
    def _press(self, line: Line) -> None:
        if line.step is Standing.TO_RELEASE:
            self.go.emit(Place("first-article", record=inspection_stream(line.key)))
        elif line.step is Standing.TO_BEGIN and line.due is not None:
            self._begin(line.due)
        else:
            self._open(line.key)

    def _begin(self, one: Due) -> None:
        about = one.wanted.about
        command = BeginInspection(
            plan=one.wanted.plan.code,
            order=about.order,
            operation=about.operation,
            lot="" if about.order else about.lot,
        )
        name = one.inspection
        self.floor.act(self, command, lambda _: self._begun(name), self.say_refused)

    def _begun(self, name: str) -> None:
        self._open(name)
        self.tell.emit(Notice(self.look.words("inspect.begun"), undo=name))

    def _open(self, name: str) -> None:
        self.go.emit(Place("inspect", record=inspection_stream(name)))

    def _now(self) -> Moment:
        return Moment(self._moments.now_ms(), self._moments.offset_min())

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, touch = self.look, self.look.density.is_touch
        edge = look.space(4)
        page = QVBoxLayout(self)
        page.setContentsMargins(edge, edge, edge, edge)
        page.setSpacing(look.space(3))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(2))
        if touch:
            page.addWidget(self._scan)
            self._search.setParent(self)
            self._search.hide()
            self._header.setParent(self)
            self._header.hide()
            row = QHBoxLayout()
            row.setSpacing(look.space(3))
            row.addWidget(kit.Text(look, look.words("due.title"), "page"))
            row.addWidget(self._parts, 1)
            page.addLayout(row)
        else:
            self._scan.setParent(self)
            self._scan.hide()
            self._header.add(self._search)
            page.addWidget(self._header)
            page.addWidget(self._parts)
        page.addWidget(kit.Scroller(look, "due-lines", self._inside), 1)


def _is_of(line: Line, meaning: Meaning) -> bool:
    """Tell whether a line is of what was scanned."""
    row = None if line.inspection is None else line.inspection.row
    about = row if line.due is None else line.due.wanted.about
    assert about is not None  # a line is of one or the other
    match meaning:
        case OperationTraveller(order=order, operation=operation):
            return (about.order, about.operation) == (order, operation)
        case OrderTraveller(order=order):
            return about.order == order
        case EquipmentLabel(code=code):
            return about.equipment == code
        case LotLabel(lot=lot):
            return about.lot == lot
    return False
