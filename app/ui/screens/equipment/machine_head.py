"""One machine's head: its state, who said so, what it works on, and the taps that change it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.equipment.machines.events import EquipmentState
from app.ui.kit import Button, Card, IconBox, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.equipment.equipment_facts import EquipmentFacts
from app.ui.screens.equipment.states import since, state_look, state_word
from app.ui.theme.look import Look

RUN, STOP, FAULT = EquipmentState.RUNNING, EquipmentState.STOPPED, EquipmentState.FAULT


class MachineHead(Card):
    """`asked` carries the state a person wants to say. Buttons: `say-running`, `say-stopped` …"""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "machine-head")
        words = look.words
        self._moments = moments
        self._icon = IconBox(look, "activity", ink="accent", ground="accent_soft", size=48)
        self._title = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "hint", elide=True)
        self._work = Text(look, "", "hint", "ink2", elide=True)
        self._chip = StatusChip(look, "todo", "–", name="machine-state")
        self._buttons = {
            RUN: Button(look, words("equipment.say.running"), name="say-running", icon="play"),
            STOP: Button(look, words("equipment.say.stopped"), name="say-stopped", icon="pause"),
            FAULT: Button(
                look,
                words("equipment.say.fault"),
                name="say-fault",
                kind="danger",
                icon="octagon-x",
            ),
        }
        for state, button in self._buttons.items():
            button.clicked.connect(_Ask(self, state))
        self.body.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        for button in self._buttons.values():
            row.addWidget(button, 1)
        self.body.addLayout(row)

    def wait(self) -> None:
        """Take no tap until another machine is shown."""
        for button in self._buttons.values():
            button.setEnabled(False)

    def show_facts(self, facts: EquipmentFacts, *, may_say: bool) -> None:
        """Show the chosen machine; without the right to say a state its taps are not offered."""
        now = facts.chosen
        if now is None:
            return
        words = self.look.words
        state, icon = state_look(now.state)
        self._title.say(f"{now.equipment} {words.of(now.name)}")
        self._chip.show_state(state, state_word(words, now.state), icon)
        who = facts.names.get(now.by)
        by = words("equipment.by_itself") if now.by_machine else ""
        if who is not None:
            by = words("equipment.by", who=words.of(who))
        told = since(words, self._moments, now)
        self._sub.say(" · ".join(part for part in (told, by) if part))
        work = facts.work
        bound = words("equipment.bound", order=work.order, operation=work.operation, lot=work.lot)
        self._work.say(bound if work.order else words("equipment.unbound"))
        for each, button in self._buttons.items():
            button.setEnabled(True)
            button.setVisible(may_say and (each.value != now.state or each is STOP))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        for line in (self._title, self._sub, self._work):
            lines.addWidget(line)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


class _Ask:
    def __init__(self, head: MachineHead, state: EquipmentState) -> None:
        self._head, self._state = head, state

    def __call__(self) -> None:
        self._head.asked.emit(self._state.value)
