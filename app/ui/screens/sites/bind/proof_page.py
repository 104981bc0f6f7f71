"""The live proof: the device works on trial before anything is written."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.stations.bench import DeviceState, Kind
from app.stations.protocols import protocol
from app.stations.wanted import Wanted
from app.ui.kit import Card, IconBox, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.sites.bind.page import Page
from app.ui.screens.sites.bind.trial_desk import TrialDesk
from app.ui.screens.sites.device_life import DeviceLife
from app.ui.signs import device_chip, device_icon
from app.ui.theme.look import Look

EVERY_MS = 100
"""What comes faster is shown together."""


class ProofPage(Page):
    """Shows what `DeviceDetail` shows of a device at work; READY or DEGRADED lets people go on."""

    def __init__(self, look: Look, desk: TrialDesk, moments: Moments) -> None:
        super().__init__(look, "bind-proof")
        self._desk = desk
        self._wanted = Wanted()
        self._serial = ""
        self._is_named = False
        self._icon = IconBox(look, "plug", ink="accent", ground="accent_soft", size=48)
        self._title = Text(look, "", "title", elide=True)
        self._sub = Text(look, "", "hint", elide=True)
        self._chip = StatusChip(look, "todo", "–", name="proof-condition")
        self._life = DeviceLife(look, moments)
        self._hint = Text(look, "", "body", "ink2", wrap=True)
        self._calm = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._calm.timeout.connect(self._show)
        desk.changed.connect(self._changed)
        self._lay_out()

    def enter(self, wanted: Wanted) -> None:
        assert wanted.kind is not None
        words, found = self.look.words, protocol(wanted.driver)
        self._wanted, self._serial, self._is_named = wanted, "", False
        self._icon.show_icon(device_icon(wanted.kind), "accent", "accent_soft")
        self._title.say(found.name(words) if found else wanted.driver)
        self._sub.say(wanted.address)
        self._hint.say(words(f"bind.proof.{wanted.kind}"))
        self._chip.show_state("running", words("devices.condition.opening"))
        # The number of the old device must not stand in the way of the new one.
        self._desk.prove(wanted.binding_on_trial())
        self._show()

    def leave(self) -> None:
        self._calm.stop()

    def chosen(self, wanted: Wanted) -> Wanted:
        return wanted.named(self._serial)

    def why_not(self) -> str:
        state = self._desk.state(self._wanted.address)
        return "" if state is not None and state.is_at_work else "bind.why.proof"

    def _changed(self, address: str) -> None:
        if address == self._wanted.address and self.isVisible() and not self._calm.isActive():
            self._calm.start()

    def _show(self) -> None:
        state = self._desk.state(self._wanted.address)
        if state is not None:
            address = state.role
            told, last = self._desk.told(address), self._desk.last_frame(address)
            self._chip.show_state(device_chip(state), state.said(self.look.words))
            self._life.show_life(state, told, last)
            self._ask_name(state)
        self.changed.emit()

    def _ask_name(self, state: DeviceState) -> None:
        """Ask a scale once which one it is: its number may be what must answer from now on."""
        if state.kind is Kind.SCALE and state.is_at_work and not self._is_named:
            self._is_named = True
            self._desk.ask_serial_number(state.role, self._note_name)

    def _note_name(self, serial: str) -> None:
        self._serial = serial
        if serial:
            self._hint.say(self.look.words("bind.proof.named", serial=serial))

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head.addWidget(self._icon)
        head.addLayout(lines, 1)
        head.addWidget(self._chip)
        card = Card(look, "proof-card").hug()
        card.body.addLayout(head)
        card.body.addWidget(self._life)
        right = QVBoxLayout()
        right.setSpacing(look.space(2))
        right.addWidget(Text(look, look.words("bind.proof.ask"), "title", wrap=True))
        right.addWidget(self._hint)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setSpacing(look.space(4))
        row.addWidget(card, 3, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 2)
