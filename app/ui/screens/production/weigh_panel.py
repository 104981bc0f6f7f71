"""Weighing for one step: the live value large, the band, what is done, and what to press."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.weighings.decisions import Band, in_unit
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.stations.weighing import Live
from app.ui.kit import BandGauge, BandMarks, Banner, Button, LiveValue, NumberedPoints, StatTile
from app.ui.moments import Moments
from app.ui.screens.production.at_work import Weighing
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Scales:
    """The scale in use as this station has it: what people call it, and why it cannot be used."""

    name: str
    trouble: str = ""
    others: bool = False
    """More than one stands here: another may be chosen."""


class WeighPanel(QWidget):
    """It only draws; its signals say what the person means."""

    taken = Signal()
    zeroed = Signal()
    tared = Signal()
    by_hand = Signal()
    list_asked = Signal()
    scale_asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        words = look.words
        self.setObjectName("weigh-panel")
        self._look, self.moments = look, moments
        self._weighing: Weighing | None = None
        self._live: Live | None = None
        self._may = False
        self._trouble = Banner(look, "fail", "", name="scale-trouble", icon="unplug")
        self._value = LiveValue(look, "", name="weight")
        self._gauge = BandGauge(look, name="weigh-band", accessible=words("weigh.band"))
        self._points = QVBoxLayout()
        self._so_far = StatTile(look, words("weigh.so_far"), name="weighed", small=True)
        self._wanted = StatTile(look, words("weigh.wanted"), name="still-wanted", small=True)
        self._take = Button(look, "", name="weigh-take", kind="primary", icon="check")
        self._take.clicked.connect(self.taken)
        self._zero = self._button("weigh-zero", words("weigh.zero"), "circle-dot", self.zeroed)
        self._tare = self._button("weigh-tare", words("weigh.tare"), "package-open", self.tared)
        self._hand = self._button("weigh-by-hand", words("weigh.by_hand"), "keyboard", self.by_hand)
        self._list = self._button("weigh-list", "", "list-checks", self.list_asked)
        self._other = self._button("weigh-scale", words("weigh.scale"), "scale", self.scale_asked)
        self._lay_out()

    def show_weighing(self, weighing: Weighing, *, may: bool) -> None:
        """Show what the step wants and has; `may` tells whether a portion may be taken now."""
        self._weighing, self._may = weighing, may
        words, unit = self._look.words, weighing.band.unit
        left = weighing.band.target - weighing.so_far
        self._so_far.show_value(
            f"{plain(weighing.so_far)} {unit}", state="ok" if weighing.is_reached else ""
        )
        done = words("weigh.reached")
        said = done if weighing.is_reached else f"{plain(max(left, Decimal(0)))} {unit}"
        self._wanted.show_value(said)
        self._list.say(words("weigh.list", n=len(weighing.portions)))
        self._list.block("" if weighing.portions else words("weigh.list_empty"))
        self._draw()

    def show_points(self, said: tuple[tuple[str, str], ...]) -> None:
        """Show the step's points where there is room for them."""
        if self._look.density.is_touch:
            return
        while item := self._points.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._points.addWidget(NumberedPoints(self._look, said))

    def show_scale(self, scales: Scales) -> None:
        """Show which scale is read, and what is wrong with it."""
        self._value.show_label(scales.name)
        self._trouble.setVisible(bool(scales.trouble))
        if scales.trouble:
            self._trouble.say("fail", self._look.words("weigh.no_scale"), scales.trouble)
        self._other.setVisible(scales.others)
        blocked = scales.trouble
        for button in (self._zero, self._tare):
            button.block(blocked)

    def show_live(self, live: Live | None) -> None:
        """Show what the scale says now; None while it says nothing."""
        self._live = live
        self._draw()

    def busy(self, yes: bool) -> None:
        """Take no second press while the first is on its way to the scale or the disk."""
        for button in (self._take, self._zero, self._tare):
            button.busy(yes)

    def _draw(self) -> None:
        words, live = self._look.words, self._live
        if live is None:
            self._value.show_value("", "")
            self._value.show_state("todo", words("weigh.live.waiting"))
        else:
            at = self.moments.second(live.at_ms)
            self._value.show_value(live.text, live.unit)
            self._value.show_state(live.state, words(f"weigh.live.{live.word}"), at)
        if self._weighing is not None:
            self._draw_band(self._weighing)

    def _draw_band(self, weighing: Weighing) -> None:
        wanted, coming = weighing.band, self._coming(weighing.band)
        self._gauge.show_band(_marks(wanted), weighing.so_far, coming or Decimal(0))
        words = self._look.words
        amount = f"{plain(coming or Decimal(0))} {wanted.unit}"
        self._take.say(words("weigh.take", amount=amount) if coming else words("weigh.take_none"))
        self._take.block(self._blocked(weighing, coming))

    def _blocked(self, weighing: Weighing, coming: Decimal | None) -> str:
        """Return why the weight cannot be taken now, in words; empty where it can."""
        words, live = self._look.words, self._live
        if not self._may:
            return words("weigh.blocked.not_running")
        if weighing.is_reached:
            return words("weigh.reached")
        if live is None or live.state != "ok":
            return words("weigh.blocked.not_stable")
        if coming is None:
            return words("weigh.blocked.unit", unit=live.unit or "—", wanted=weighing.band.unit)
        if coming <= 0:
            return words("weigh.blocked.nothing")
        too_much = weighing.so_far + coming - weighing.band.high
        if too_much > 0:
            amount = f"{plain(too_much)} {weighing.band.unit}"
            return words("weigh.blocked.too_much", amount=amount)
        return ""

    def _coming(self, wanted: Band) -> Decimal | None:
        """Return what lies on the scale in the band's unit; None where it cannot be told."""
        live = self._live
        if live is None or live.value is None:
            return None
        try:
            return in_unit(live.value, live.unit, wanted.unit)
        except Refused:
            return None

    def _button(self, name: str, text: str, icon: str, pressed: object) -> Button:
        made = Button(self._look, text, name=name, icon=icon, size="small")
        made.clicked.connect(pressed)
        return made

    def _lay_out(self) -> None:
        gap = self._look.space(2)
        facts = QHBoxLayout()
        facts.addWidget(self._so_far, 1)
        facts.addWidget(self._wanted, 1)
        tools = QHBoxLayout()
        tools.setSpacing(self._look.space(1))
        for button in (self._zero, self._tare, self._hand, self._list, self._other):
            tools.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self._trouble)
        column.addWidget(self._value)
        column.addWidget(self._gauge)
        column.addLayout(facts)
        column.addLayout(self._points)
        column.addStretch()
        column.addLayout(tools)
        column.addWidget(self._take)
        self._trouble.hide()
        self._other.hide()


def _marks(wanted: Band) -> BandMarks:
    said = [plain(value) for value in (wanted.low, wanted.target, wanted.high)]
    return BandMarks(wanted.low, wanted.target, wanted.high, *said)
