"""What people do with lots, each in its own sheet: receive, release, lift, hold, open, reject."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.materials.bodies import Material
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import (
    HOLD,
    LIFT,
    RECEIVE,
    RELEASE,
    USE,
    HoldLot,
    LiftHold,
    OpenLot,
    ReceiveLot,
    RejectLot,
    ReleaseLot,
    UseUpLot,
)
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.inspecting.commands import BeginInspection
from app.capabilities.quality.plans.bodies import INSPECT
from app.journal.capability import Command
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.screens.materials.lot_facts import LotDetail, LotFacts, receivable
from app.ui.screens.materials.receive_sheet import ReceiveSheet
from app.ui.screens.screen import Notice, Screen
from app.ui.screens.why_sheet import Question, WhySheet
from app.ui.theme.look import Look

RIGHTS = {
    "receive": RECEIVE,
    "release": RELEASE,
    "lift": LIFT,
    "hold": HOLD,
    "open": USE,
    "use_up": USE,
    "reject": RELEASE,
    "inspect": INSPECT,
    "record": "records.view",
}
"""The right each act asks for."""
SAYINGS = {
    "release": ("certificate", "inspected", "retested"),
    "hold": ("damaged", "label", "supplier", "storage"),
    "lift": ("cleared", "inspected", "sorted"),
    "reject": ("out_of_spec", "damaged", "no_papers", "expired"),
    "use_up": (),
}
"""Reasons people give often, in words by `lots.says.<act>.<reason>`; they may write their own."""


class LotActs(QObject):
    """`told` carries a `Notice` of what was done, `received` the name of a lot taken in.

    `begun` carries the name of the form of an inspection that was begun.
    """

    told = Signal(object)
    received = Signal(str)
    begun = Signal(str)

    def __init__(self, floor: Floor, look: Look, screen: Screen, moments: Moments) -> None:
        super().__init__(screen)
        self._floor, self._words, self._moments = floor, look.words, moments
        self._detail: LotDetail | None = None
        self._receive = ReceiveSheet(look, screen, moments)
        self._receive.given.connect(self._take_in)
        self._sheets = {act: self._sheet(look, screen, act) for act in SAYINGS}
        words = look.words
        self._open = kit.TypeSheet(
            look,
            screen,
            words("lots.act.open"),
            name="open",
            label=words("lots.container"),
            action=words("lots.act.open"),
        )
        self._open.entered.connect(self._opened)

    def may(self) -> frozenset[str]:
        """Return what whoever is in front may do."""
        session = self._floor.session
        return frozenset(a for a, right in RIGHTS.items() if session and session.may(right))

    def receive(self, facts: LotFacts) -> None:
        """Ask what came in."""
        taken = tuple(one.lot.lot for one in facts.lines)
        now_ms = self._moments.now_ms()

        def show(found: tuple[Material, ...]) -> None:
            self._receive.ask(found, taken)

        self._floor.ask(self, lambda c: receivable(c, now_ms), show)

    def ask(self, act: str, detail: LotDetail) -> None:
        """Ask what an act needs to know of a lot."""
        self._detail = detail
        lot = detail.line.lot
        which = f"{lot.lot} · {lot.material_name.of(self._words.language)}"
        if act == "open":
            self._open.open()
        else:
            note, state = self._note(act, detail)
            self._sheets[act].ask(which, note=note, state=state)

    def _note(self, act: str, detail: LotDetail) -> tuple[str, str]:
        """Return what somebody should know before the act, and how it stands."""
        words, lot = self._words, detail.line.lot
        if act == "lift":
            return words("lots.lift_note", reasons="; ".join(h.reason for h in lot.holds)), "hold"
        if act == "release":
            if detail.accepted is not None:
                title = detail.accepted.title.of(words.language)
                return words("lots.accepted_note", title=title), "ok"
            if detail.due or detail.inspections:
                return words("lots.not_accepted_note"), "warn"
        if act == "hold" and lot.status is Status.HELD:
            return words("lots.hold_again_note", n=len(lot.holds)), "hold"
        return "", "warn"

    def _sheet(self, look: Look, host: QWidget, act: str) -> WhySheet:
        words = look.words
        question = Question(
            act,
            words(f"lots.act.{act}"),
            words(f"lots.means.{act}"),
            tuple(words(f"lots.says.{act}.{one}") for one in SAYINGS[act]),
            "danger" if act == "reject" else "primary",
            act not in ("release", "use_up"),
        )
        sheet = WhySheet(look, host, question)
        sheet.given.connect(lambda reason: self._do(act, reason))
        return sheet

    def _do(self, act: str, reason: str) -> None:
        if self._detail is None:
            return
        sheet, command = self._sheets[act], self._command(act, self._detail, reason)
        done = self._words(f"lots.done.{act}", lot=self._detail.line.lot.lot)

        def told(_: object) -> None:
            sheet.close_sheet()
            self.told.emit(Notice(done))

        self._floor.act(self, command, told, sheet.refuse)

    def _command(self, act: str, detail: LotDetail, reason: str) -> Command:
        lot = detail.line.lot
        match act:
            case "release":
                by = detail.accepted
                inspection = "" if by is None else filled_stream(by.row.filled)
                return ReleaseLot(lot=lot.lot, because=reason, inspection=inspection)
            case "lift":
                holds = tuple(one.name for one in lot.holds)
                return LiftHold(lot=lot.lot, holds=holds, reason=reason)
            case "hold":
                return HoldLot(lot=lot.lot, reason=reason)
            case "reject":
                return RejectLot(lot=lot.lot, reason=reason)
        return UseUpLot(lot=lot.lot)

    def _opened(self, container: str) -> None:
        if self._detail is None:
            return
        lot = self._detail.line.lot.lot
        done = self._words("lots.done.open", lot=lot)
        self._floor.act(
            self,
            OpenLot(lot=lot, container=container),
            lambda _: self.told.emit(Notice(done)),
            self._say_refused,
        )

    def begin(self, due: Due) -> None:
        """Begin the inspection that is due of a lot."""
        filled, wanted = new_id(self._floor.station.clock), due.wanted
        begin = BeginInspection(plan=wanted.plan.code, lot=wanted.about.lot, filled=filled)
        self._floor.act(self, begin, lambda _: self.begun.emit(filled), self._say_refused)

    def _say_refused(self, refused: Refused) -> None:
        self.told.emit(Notice(self._words.refusal(refused), "fail"))

    def _take_in(self, command: ReceiveLot) -> None:
        def told(_: object) -> None:
            self._receive.close_sheet()
            self.received.emit(command.lot)
            self.told.emit(Notice(self._words("lots.done.receive", lot=command.lot)))

        self._floor.act(self, command, told, self._receive.refuse)
