"""Holds for the gallery: work held by a person, a rule and a nonconformance; a list that ages."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import LiftHold
from app.capabilities.materials.lots.queries import lots_with
from app.capabilities.production.holds import decisions
from app.capabilities.production.holds.answers import Scope
from app.capabilities.production.holds.commands import FreeWork, HoldWork
from app.capabilities.production.holds.queries import standing_holds
from app.demo.exhibits import BOTH
from app.demo.plant import APPROVER
from app.demo.settling import brought
from app.demo.shift import CABLE_OUT_MIN, FIRST, INSPECTOR, LEAD, NOW_MS, OPERATOR, SECOND, THIRD
from app.demo.shift_stage import ShiftStage
from app.journal.event import PLANT
from app.kernel.words import Bilingual
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

NCR = "NCR-261122-7KQ4"
RULE = Bilingual("一小时内三次不合格：停止工位", "Three failures within an hour: stop the station")
BY_NCR = "ncr-7kq4"
_HOUR_MS = 3_600_000


class HoldStage(ShiftStage):
    """The shift's station once others have put work on hold; it last heard so long ago."""

    def __init__(self, heard_ms: int, *, has_holds: bool = True) -> None:
        super().__init__()
        self._heard_ms, self._has_holds = heard_ms, has_holds

    def held(self, look: Look, person: str) -> QWidget:
        """Return the window with `person` in front."""
        return self.told(look, person)

    def _tell(self) -> None:
        station, clock = self.station(), self.shift().clock
        clock.ms = NOW_MS - self._heard_ms
        for area in (PLANT, station.journal.author.area):
            station.writer.act(lambda c, area=area: station.journal.hear(c, area)).result()  # type: ignore[misc]  # mypy cannot infer a default
        if self._has_holds:
            self._hold()
        else:
            self._lift_lots()
        clock.ms = NOW_MS

    def _lift_lots(self) -> None:
        for lot in self.station().ask(lambda c: lots_with(c, Status.HELD)).result():
            names = tuple(one.name for one in lot.holds)
            self.do(LiftHold(lot=lot.lot, holds=names, reason="Retested: in limits"), APPROVER)

    def _hold(self) -> None:
        station, clock = self.station(), self.shift().clock
        clock.ms = NOW_MS - 3 * _HOUR_MS
        self.do(HoldWork(order=THIRD, reason="Label of another revision"), LEAD)
        (freed,) = station.ask(standing_holds).result()
        clock.ms = NOW_MS - 2 * _HOUR_MS
        self.do(FreeWork(hold=freed.hold, reason="Relabelled and checked"), INSPECTOR)
        of_ncr = decisions.hold(
            BY_NCR, Scope(order=SECOND), "Bore 6.132 mm, limit 6.120 mm", ncr=NCR
        )
        of_rule = decisions.hold("r1", Scope(equipment="EDM-01"), RULE, firing="r1")
        clock.ms = NOW_MS - 40 * 60_000
        station.writer.act(lambda c: station.journal.record(c, (of_ncr,), INSPECTOR)).result()
        station.writer.act(lambda c: station.journal.record(c, (of_rule,), "")).result()
        clock.ms = NOW_MS - 4 * 60_000
        reason = "毛刺，等待全检"
        self.do(HoldWork(order=FIRST, operation="B20", reason=reason), INSPECTOR)


def _exhibits(stage: HoldStage, ages: HoldStage, none: HoldStage) -> tuple[Exhibit, ...]:
    def by(person: str, at: HoldStage = stage) -> Callable[[Look], QWidget]:
        return lambda look: at.held(look, person)

    lists, ncr = Place("holds"), Place("holds", record=BY_NCR)
    work = Place("execute", FIRST, "B20")
    waiting = Place("execute", SECOND, "B40")
    return (
        Exhibit("holds", BOTH, by(APPROVER), settle=brought(lists, sign="hold-record")),
        Exhibit("holds-of-a-nonconformance", BOTH, by(LEAD), settle=brought(ncr, sign="hold-why")),
        Exhibit(
            "holds-lift",
            BOTH,
            by(APPROVER),
            settle=brought(lists, "hold-free", "hold-free-says-0", sign="hold-free-do"),
        ),
        Exhibit(
            "holds-set",
            BOTH,
            by(LEAD),
            settle=brought(lists, "holds-hold", sign="hold-pick-search"),
        ),
        Exhibit("holds-too-old", BOTH, by(LEAD, ages), settle=brought(lists, sign="hold-age")),
        Exhibit("holds-none", BOTH, by(LEAD, none), settle=brought(lists, sign="hold-age")),
        Exhibit("execute-held", ("touch",), by(OPERATOR), settle=brought(work, sign="work-held")),
        Exhibit(
            "execute-held-paused",
            ("touch",),
            by(OPERATOR),
            settle=brought(waiting, sign="work-held"),
        ),
        Exhibit("home-held", ("touch",), by(OPERATOR), settle=brought(Place("home"), sign="held")),
        Exhibit(
            "sync-devices-holds",
            BOTH,
            by(LEAD, ages),
            settle=brought(Place("sync-devices"), sign="holds-line"),
        ),
        Exhibit(
            "work-orders-held",
            ("bench",),
            by(LEAD),
            settle=brought(Place("work-orders"), sign="orders"),
        ),
    )


EXHIBITS = _exhibits(
    HoldStage(CABLE_OUT_MIN * 60_000),
    HoldStage(191 * _HOUR_MS),
    HoldStage(100 * _HOUR_MS, has_holds=False),
)
