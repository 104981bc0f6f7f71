"""What people do with gauges, each in its own sheet: calibrate, define, take out, put back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.commands import (
    CALIBRATE,
    CalibrateGauge,
    DefineGauge,
    PutGaugeBack,
    TakeGaugeOut,
)
from app.capabilities.equipment.machines.commands import DEFINE, OPERATE
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.equipment.calibrate_sheet import CalibrateSheet
from app.ui.screens.equipment.define_gauge_sheet import DefineGaugeSheet
from app.ui.screens.form_sheet import FormSheet
from app.ui.screens.screen import Notice, Screen
from app.ui.screens.why_sheet import Question, WhySheet
from app.ui.theme.look import Look

RIGHTS = {
    "define": DEFINE,
    "change": DEFINE,
    "calibrate": CALIBRATE,
    "put_back": CALIBRATE,
    "take_out": OPERATE,
    "record": "records.view",
}
"""The right each act asks for."""
SAYINGS = {
    "take_out": ("dropped", "reads_wrong", "calibrated", "lent"),
    "put_back": ("calibrated", "compared", "returned"),
}
"""Reasons people give often, in words by `gauges.says.<act>.<reason>`; they may write their own."""


class GaugeActs(QObject):
    """`told` carries a `Notice` of what was done, `defined` the code of a gauge defined."""

    told = Signal(object)
    defined = Signal(str)

    def __init__(self, floor: Floor, look: Look, screen: Screen, moments: Moments) -> None:
        super().__init__(screen)
        self._floor, self._words = floor, look.words
        self._gauge: Gauge | None = None
        self._calibrate = CalibrateSheet(look, screen, moments)
        self._define = DefineGaugeSheet(look, screen)
        self._whys = {act: self._why(look, screen, act) for act in SAYINGS}
        self._calibrate.given.connect(self._note)
        self._define.given.connect(self._say_what_it_is)

    def may(self) -> frozenset[str]:
        """Return what whoever is in front may do."""
        session = self._floor.session
        return frozenset(a for a, right in RIGHTS.items() if session and session.may(right))

    def define(self) -> None:
        """Ask what a new gauge is."""
        self._define.ask(None)

    def ask(self, act: str, gauge: Gauge) -> None:
        """Ask what an act needs to know of a gauge."""
        self._gauge = gauge
        if act == "calibrate":
            self._calibrate.ask(gauge)
        elif act == "change":
            self._define.ask(gauge)
        else:
            reasons = "; ".join(one.reason for one in gauge.outs)
            note = self._words("gauges.put_back_note", reasons=reasons) if gauge.outs else ""
            name = gauge.name.of(self._words.language)
            self._whys[act].ask(f"{gauge.gauge} · {name}", note=note, state="todo")

    def _why(self, look: Look, screen: Screen, act: str) -> WhySheet:
        words = look.words
        question = Question(
            act,
            words(f"gauges.act.{act}"),
            words(f"gauges.means.{act}"),
            tuple(words(f"gauges.says.{act}.{one}") for one in SAYINGS[act]),
        )
        sheet = WhySheet(look, screen, question)
        sheet.given.connect(lambda reason: self._take_or_put(act, reason))
        return sheet

    def _take_or_put(self, act: str, reason: str) -> None:
        if self._gauge is None:
            return
        code = self._gauge.gauge
        command: Command = TakeGaugeOut(gauge=code, reason=reason)
        if act == "put_back":
            command = PutGaugeBack(gauge=code, reason=reason)
        self._act(command, act, code, self._whys[act])

    def _note(self, command: CalibrateGauge) -> None:
        self._act(command, "calibrate", command.gauge, self._calibrate)

    def _say_what_it_is(self, command: DefineGauge) -> None:
        self._act(
            command,
            "define",
            command.gauge,
            self._define,
            lambda: self.defined.emit(command.gauge),
        )

    def _act(
        self,
        command: Command,
        act: str,
        code: str,
        sheet: FormSheet | WhySheet,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        def told(_: object) -> None:
            sheet.close_sheet()
            then()
            self.told.emit(Notice(self._words(f"gauges.done.{act}", gauge=code)))

        def refused(why: Refused) -> None:
            sheet.refuse(why)

        self._floor.act(self, command, told, refused)
