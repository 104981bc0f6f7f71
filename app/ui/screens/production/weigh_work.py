"""Weighing at the execute screen: which scale is read, taking its weight or typing one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.capabilities.production.operations.commands import TakeWeighingBack, WeighPortion
from app.capabilities.production.weighings.decisions import Weight
from app.capabilities.production.weighings.tables import WeighingRow
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.stations.bench import DeviceState, Kind, Reading
from app.stations.weighing import live_of
from app.ui.kit import Tile
from app.ui.news import News
from app.ui.screens.production.at_work import AtWork, Weighing
from app.ui.screens.production.choose_sheet import ChooseSheet
from app.ui.screens.production.hand_weight_sheet import HandWeightSheet
from app.ui.screens.production.weigh_panel import Scales, WeighPanel
from app.ui.screens.production.weighings_sheet import WeighingsSheet
from app.ui.screens.screen import Notice, Place, Saved, Screen

BACK = ("wrong_material", "wrong_order", "spilled", "pressed_by_mistake")
"""Why a portion does not count; the codes stand in the journal, the texts in the catalogue."""


class WeighWork(QObject):
    """Lets `panel` weigh for `screen`; `where` says which work is in hand."""

    done = Signal()
    """Something was recorded, or refused: the work is to be asked for anew."""

    def __init__(
        self, screen: Screen, panel: WeighPanel, news: News, where: Callable[[], Place]
    ) -> None:
        super().__init__(screen)
        self._screen, self._panel, self._news, self._where = screen, panel, news, where
        self._at: AtWork | None = None
        self._step = -1
        self._chosen = ""
        panel.taken.connect(self._take)
        panel.zeroed.connect(lambda: self._ask_scale("zero"))
        panel.tared.connect(lambda: self._ask_scale("tare"))
        panel.by_hand.connect(self._type)
        panel.list_asked.connect(self._list)
        panel.scale_asked.connect(self._choose)
        news.read.connect(self._read)
        news.device_changed.connect(self._show_scale)

    def show_step(self, at: AtWork, step: int, *, may: bool) -> None:
        """Weigh for this step of the work in hand."""
        self._at, self._step = at, step
        weighing = at.weighings.get(step)
        if weighing is not None:
            running = at.task.state == "running"
            self._panel.show_weighing(weighing, may=may and running)
            self._show_scale()

    @property
    def _weighing(self) -> Weighing | None:
        return self._at.weighings.get(self._step) if self._at else None

    def _scales(self) -> tuple[DeviceState, ...]:
        return tuple(state for state in self._news.devices if state.kind is Kind.SCALE)

    def _scale(self) -> DeviceState | None:
        """Return the scale in use: the chosen one, the work's own, or the only one."""
        found = self._scales()
        assets = {one.role: one.asset for one in self._screen.floor.bench.bindings()}
        own = self._at.work.machines if self._at else ()
        for state in found:
            if state.role == self._chosen:
                return state
        mine = [state for state in found if assets.get(state.role) in own]
        candidates = mine or list(found)
        return candidates[0] if len(candidates) == 1 else None

    def _show_scale(self, _changed: object = None) -> None:
        words, scale = self._screen.look.words, self._scale()
        found = self._scales()
        if scale is None:
            trouble = words("weigh.choose_scale") if found else words("weigh.none_here")
            self._panel.show_scale(Scales("", trouble, others=len(found) > 1))
            self._panel.show_live(None)
            return
        why = scale.why(words) if not scale.is_at_work else ""
        self._panel.show_scale(Scales(scale.name(words), why, others=len(found) > 1))
        self._show_reading(self._news.last_reading(scale.role) if not why else None)

    def _read(self, reading: Reading) -> None:
        scale = self._scale()
        if scale is not None and scale.role == reading.source:
            self._show_reading(reading)

    def _show_reading(self, reading: Reading | None) -> None:
        self._panel.show_live(None if reading is None else live_of(reading))

    def _take(self) -> None:
        scale = self._scale()
        if scale is None:
            return
        self._panel.busy(True)
        floor = self._screen.floor
        floor.follow(self, floor.scales.take(scale.role), self._record, self._refused)

    def _ask_scale(self, what: str) -> None:
        scale = self._scale()
        if scale is None:
            return
        self._panel.busy(True)
        floor = self._screen.floor
        asked = floor.scales.zero(scale.role) if what == "zero" else floor.scales.tare(scale.role)
        floor.follow(self, asked, lambda _: self._panel.busy(False), self._refused)

    def _record(self, weight: Weight) -> None:
        place, weighing = self._where(), self._weighing
        if weighing is None:
            self._panel.busy(False)
            return
        command = WeighPortion(
            order=place.order, operation=place.operation, step=self._step, weight=weight
        )
        amount = f"{plain(weight.value)} {weight.unit}"
        said = self._screen.look.words("weigh.recorded", amount=amount)
        self._act(command, said)

    def _act(self, command: Command, said: str) -> None:
        def done(changes: Changes) -> None:
            self._panel.busy(False)
            self._screen.tell.emit(Notice(said))
            self._screen.saved.emit(Saved(tuple(one.hash for one in changes.events), said))
            self.done.emit()

        self._panel.busy(True)
        self._screen.floor.act(self, command, done, self._refused)

    def _refused(self, refused: Refused) -> None:
        self._panel.busy(False)
        self._screen.say_refused(refused)
        self.done.emit()

    def _type(self) -> None:
        if self._weighing is not None:
            sheet = HandWeightSheet(self._screen.look, self._screen, self._weighing)
            sheet.confirmed.connect(self._record)
            sheet.open()

    def _list(self) -> None:
        if self._weighing is not None:
            screen = self._screen
            sheet = WeighingsSheet(screen.look, screen, self._weighing, self._panel.moments)
            sheet.taken_back.connect(self._ask_why)
            sheet.open()

    def _ask_why(self, one: WeighingRow) -> None:
        words = self._screen.look.words
        tiles = tuple(Tile(code, words(f"weigh.back.{code}")) for code in BACK)
        title = words("weigh.take_back.why")
        sheet = ChooseSheet(self._screen.look, self._screen, title, tiles, name="weigh-back")
        sheet.chosen.connect(lambda why: self._take_back(one, why))
        sheet.open()

    def _take_back(self, one: WeighingRow, why: str) -> None:
        said = self._screen.look.words("weigh.taken_back")
        self._act(TakeWeighingBack(weighing=one.hash, reason=why), said)

    def _choose(self) -> None:
        words = self._screen.look.words
        tiles = tuple(Tile(one.role, one.name(words), "scale") for one in self._scales())
        title = words("weigh.choose_scale")
        sheet = ChooseSheet(self._screen.look, self._screen, title, tiles, name="which-scale")
        sheet.chosen.connect(self._chose)
        sheet.open()

    def _chose(self, role: str) -> None:
        self._chosen = role
        self._show_scale()
