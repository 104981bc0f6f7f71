"""One played device on the devices' panel: what it is shown, its cable, what goes wrong next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSlider, QVBoxLayout

from app.ui.kit import Button, Card, Flow, StatusChip, Switch, Text
from app.ui.kit.field import Field
from app.ui.theme.look import Look
from drivers.device import Kind
from drivers.simulated.faults import Fault

WEIGHED = (Kind.SCALE, Kind.GAUGE)
"""Kinds that are shown a number: they have a slider."""
HEAVIEST = 2_000
"""The slider's end, in tenths."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A played device as the panel knows it: its name there, its kind, where it is found."""

    name: str
    kind: Kind
    address: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """Somebody wants a device to obey one line."""

    name: str
    order: str


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What came of an order: whether the cable is in, and the order itself where it was none."""

    name: str
    is_plugged: bool
    unknown: str = ""


class DeviceCard(Card):
    """What one can do to a device. `ordered` carries an Ordered."""

    ordered = Signal(object)

    def __init__(self, look: Look, actor: Actor) -> None:
        super().__init__(look, f"device-{actor.name}")
        self._actor = actor
        self.body.addLayout(self._head())
        self.body.addLayout(self._shown())
        if actor.kind in WEIGHED:
            self.body.addWidget(self._slider())
        self.body.addWidget(Text(look, look.words("panel.devices.next"), "label"))
        self.body.addLayout(self._faults())
        self.body.addStretch()

    def show_obeyed(self, obeyed: Obeyed) -> None:
        """Show where the cable is now, and whether the last order was one."""
        words = self.look.words
        self._cable.setChecked(obeyed.is_plugged)
        state, code = ("ok", "in") if obeyed.is_plugged else ("todo", "out")
        self._state.show_state(state, words(f"panel.devices.{code}"), "plug")
        wrong = words("panel.devices.unknown", order=obeyed.unknown) if obeyed.unknown else ""
        self._field.fail(wrong)

    def _head(self) -> QLayout:
        look, words = self.look, self.look.words
        self._state = StatusChip(look, "ok", words("panel.devices.in"), icon="plug", name="state")
        self._cable = Switch(
            look, words("panel.devices.cable"), name=f"plug-{self._actor.name}", on=True
        )
        self._cable.switched.connect(lambda on: self._order("plug" if on else "pull"))
        address = Text(look, self._actor.address, "hint")
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = QVBoxLayout()
        lines.addWidget(Text(look, words(f"devices.kind.{self._actor.kind}"), "title"))
        lines.addWidget(address)
        head = QHBoxLayout()
        head.addLayout(lines, 1)
        head.addWidget(self._state)
        head.addWidget(self._cable)
        return head

    def _shown(self) -> QLayout:
        look, words, name = self.look, self.look.words, self._actor.name
        self._field = Field(look, words("panel.devices.show"), name=f"text-{name}")
        self._field.entered.connect(self._show)
        button = Button(look, words("panel.devices.show.now"), name=f"show-{name}")
        button.clicked.connect(lambda: self._show(self._field.text()))
        row = QHBoxLayout()
        row.addWidget(self._field, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(f"slider-{self._actor.name}")
        slider.setAccessibleName(self.look.words("panel.devices.slider"))
        slider.setRange(0, HEAVIEST)
        slider.setTracking(False)  # a hand is still before anything is weighed
        slider.setMinimumHeight(self.look.density.target)
        slider.valueChanged.connect(lambda tenths: self._show(f"{tenths // 10}.{tenths % 10}"))
        return slider

    def _faults(self) -> QLayout:
        flow = Flow(None, self.look.space(1))
        for fault in Fault:
            text = self.look.words(f"panel.fault.{fault}")
            button = Button(self.look, text, name=f"{fault}-{self._actor.name}", size="small")
            button.clicked.connect(self._order_of(f"fault {fault}"))
            flow.addWidget(button)
        return flow

    def _show(self, text: str) -> None:
        self._order(f"say {text}")

    def _order_of(self, order: str) -> Callable[[], None]:
        return lambda: self._order(order)

    def _order(self, order: str) -> None:
        self.ordered.emit(Ordered(self._actor.name, order))
