"""Equipment: which runs, which stands and why, what it measures, and saying so by a tap."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.equipment.machines.commands import OPERATE, SetEquipmentState
from app.capabilities.equipment.machines.events import EquipmentState, StopReason
from app.journal.journal import Changes
from app.stations.recogniser import EquipmentLabel, Meaning
from app.ui.kit import EmptyState, ReasonTiles, Sheet, Tile
from app.ui.moments import Moments
from app.ui.screens.equipment.crossings_card import CrossingsCard
from app.ui.screens.equipment.equipment_facts import EquipmentFacts, equipment_facts, history
from app.ui.screens.equipment.machine_head import MachineHead
from app.ui.screens.equipment.machine_list import MachineList
from app.ui.screens.equipment.states import REASON_ICONS, reason_word, state_word
from app.ui.screens.equipment.trends_panel import TrendsPanel
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Saved, Screen

PAINT_MS = 200
"""Curves run on at five pictures a second: more no eye needs, and a busy panel has no time for."""
HISTORY_MS = 15_000
"""Segments are read again so often at most."""


class Equipment(Screen):
    """Tiles of machines; the chosen one with its state, its curves and its crossed limits."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "equipment")
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._facts = EquipmentFacts((), 0, None)
        self._chosen = ""
        self._list = MachineList(look, self._moments)
        self._list.chosen.connect(self._choose)
        self._head = MachineHead(look, self._moments)
        self._head.asked.connect(self._ask_state)
        self._trends = TrendsPanel(look, self._moments, parts.news.trends)
        self._trends.span_chosen.connect(self._ask_history)
        self._crossings = CrossingsCard(look, self._moments)
        self._empty = EmptyState(
            look, "activity", words("equipment.none"), words("equipment.none_how")
        )
        self._paint = QTimer(self, singleShot=True, interval=PAINT_MS)
        self._paint.timeout.connect(self._trends.show_now)
        self._again = QTimer(self, interval=HISTORY_MS)
        self._again.timeout.connect(self._ask_history)
        parts.news.measured.connect(self._measured)
        self._lay_out()

    def about(self, place: Place) -> None:
        self._chosen = place.record or self._chosen
        self._again.start()
        self._ask_history()

    def leave(self) -> None:
        super().leave()
        self._again.stop()

    def refresh(self) -> None:
        here, chosen = self.floor.station.profile.station, self._chosen
        self.floor.ask(self, lambda c: equipment_facts(c, here, chosen), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Turn to the machine whose label was scanned, if it is registered here."""
        known = {one.equipment for one in self._facts.machines}
        if isinstance(meaning, EquipmentLabel) and meaning.code in known:
            self._choose(meaning.code)
            return True
        return False

    def _show(self, facts: EquipmentFacts) -> None:
        known = {one.equipment for one in facts.machines}
        if facts.chosen and self._chosen in known and facts.chosen.equipment != self._chosen:
            return  # asked before a person turned to another machine: its answer is on its way
        before = self._facts.chosen
        self._facts = facts
        self._empty.setVisible(facts.chosen is None)
        for part in (self._list, self._right):
            part.setVisible(facts.chosen is not None)
        session = self.floor.session
        self._list.show_facts(facts)
        self._head.show_facts(facts, may_say=session is not None and session.may(OPERATE))
        self._trends.show_facts(facts)
        self._crossings.show_facts(facts)
        if facts.chosen is not None and (
            before is None or before.equipment != facts.chosen.equipment
        ):
            self._ask_history()

    def _choose(self, equipment: str) -> None:
        """Turn to a machine; no tap counts before it is in front, else it would say of another."""
        self._chosen = equipment
        self._head.wait()
        self.refresh()

    def _ask_history(self, _: str = "") -> None:
        now = self._facts.chosen
        if now is None:
            return
        until_ms = self._moments.now_ms()
        since_ms, in_full = until_ms - self._trends.span_ms, self._trends.in_full
        self.floor.ask(
            self,
            lambda c: history(c, now.equipment, since_ms, until_ms, in_full=in_full),
            self._trends.show_history,
        )

    def _measured(self, _: object) -> None:
        if self._is_entered and not self._paint.isActive():
            self._paint.start()

    def _ask_state(self, word: str) -> None:
        if word == EquipmentState.STOPPED:
            self._ask_reason()
        else:
            self._say(EquipmentState(word), None)

    def _ask_reason(self) -> None:
        words = self.look.words
        sheet = Sheet(self.look, self, words("equipment.why"), name="stop-sheet", width=720)
        tiles = tuple(
            Tile(one.value, reason_word(words, one.value), REASON_ICONS[one.value])
            for one in StopReason
        )
        made = ReasonTiles(self.look, tiles, name="stop", columns=2)
        made.chosen.connect(lambda key: self._stopped(sheet, StopReason(key)))
        sheet.body.addWidget(made)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _stopped(self, sheet: Sheet, reason: StopReason) -> None:
        sheet.close_sheet()
        self._say(EquipmentState.STOPPED, reason)

    def _say(self, state: EquipmentState, reason: StopReason | None) -> None:
        now, work = self._facts.chosen, self._facts.work
        if now is None:
            return
        command = SetEquipmentState(
            equipment=now.equipment,
            state=state,
            reason=reason,
            order=work.order,
            operation=work.operation,
            lot=work.lot,
        )
        said = f"{now.equipment} · {state_word(self.look.words, state.value)}"
        self.floor.act(self, command, lambda changes: self._told(changes, said), self.say_refused)

    def _told(self, changes: Changes, said: str) -> None:
        if changes.events:
            self.tell.emit(Notice(said))
            self.saved.emit(Saved(tuple(event.hash for event in changes.events), said))

    def _lay_out(self) -> None:
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(self.look.space(2))
        right.addWidget(self._head)
        right.addWidget(self._trends, 1)
        right.addWidget(self._crossings)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(self._list, 10)
        row.addWidget(self._right, 21)
        row.addWidget(self._empty, 1)
