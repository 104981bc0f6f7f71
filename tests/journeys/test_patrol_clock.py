"""A patrol is due by the time work ran, however a station is switched off and its clock set."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.quality.due.answers import State
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.plans.bodies import INSPECTION_PLAN
from app.capabilities.sites.queries import clock_jumps
from app.kernel.days import Moment
from app.kernel.refused import Refused
from tests.capabilities.quality.inspected import MINUTE_MS, PATROL, TIP, TURNING, a_route
from tests.journal.node import HandClock
from tests.ui.screens.station_at_work import ORDER, AtWork, a_peopled_station, a_station

HOUR_MS = 60 * MINUTE_MS


@dataclass
class MachineClock(HandClock):
    """A machine's clocks: the one that runs evenly begins at nought when it is switched on."""

    on_ms: int = 0

    def monotonic_s(self) -> float:
        return (self.ms - self.on_ms) / 1000


@pytest.fixture
def floor(tmp_path):
    """Turning was begun under a patrol every 30 minutes with 10 of grace; the station is real."""
    left = a_peopled_station(
        tmp_path, route=a_route(turning=("patrol",)), serves=("WH", "CNC", "QC")
    )
    left.publish("form", TIP.code, TIP)
    left.publish(INSPECTION_PLAN, PATROL.code, PATROL)
    left.station.close()
    open_ = [a_station(tmp_path, clock=MachineClock(left.clock.ms, on_ms=left.clock.ms))]
    begin(open_[0])
    yield open_
    open_[0].station.close()


def begin(at: AtWork) -> None:
    for operation in ("B10", TURNING):
        at.do(StartOperation(order=ORDER, operation=operation))
        if operation == "B10":
            report(at, "B10")


def report(at: AtWork, operation: str = TURNING) -> None:
    at.do(ReportOperation(order=ORDER, operation=operation, good=Decimal(10)))


def patrol(at: AtWork):
    now = Moment(at.clock.now_ms(), at.clock.offset_min())
    (one,) = at.ask(due, now, "S1")
    return one


def restarted(floor, *, off_min: int = 0, set_min: int = 0) -> AtWork:
    """Switch the station off, let time go by and its clock be set, and switch it on again."""
    at = floor[0]
    at.station.close()
    at.clock.ms += off_min * MINUTE_MS
    at.clock.set_ms += set_min * MINUTE_MS
    at.clock.on_ms = at.clock.ms
    floor[0] = a_station(at.folder, clock=at.clock)
    watched(floor[0])
    return floor[0]


def watched(at: AtWork) -> None:
    """Look at the clock, as a window does every second; what it notes is on disk after this."""
    at.station.watch_clock()
    at.station.writer.act(lambda connection: None).result()


def set_while_on(at: AtWork, by_min: int) -> None:
    """Set the clock of a station that runs."""
    at.clock.set_ms += by_min * MINUTE_MS
    watched(at)


@pytest.mark.requirement("FA-02")
@pytest.mark.parametrize("by_min", [-300, 300])
def test_a_clock_that_is_set_while_the_station_runs_moves_no_patrol(floor, by_min):
    at = floor[0]
    at.clock.ms += 20 * MINUTE_MS
    set_while_on(at, by_min)
    assert (patrol(at).state, patrol(at).late_ms) == (State.UPCOMING, -10 * MINUTE_MS)
    assert not patrol(at).is_soon(5 * MINUTE_MS)
    assert patrol(at).is_soon(10 * MINUTE_MS)
    at.clock.ms += 15 * MINUTE_MS
    assert patrol(at).state is State.DUE
    at = restarted(floor)
    at.clock.ms += 5 * MINUTE_MS
    assert patrol(at).state is State.OVERDUE
    with pytest.raises(Refused, match=r"patrol\.overdue"):
        report(at)
    assert len(at.ask(clock_jumps, "S1")) == 1


@pytest.mark.requirement("FA-02")
def test_a_clock_that_is_set_back_while_the_station_is_off_hides_no_patrol(floor):
    at = floor[0]
    at.clock.ms += 41 * MINUTE_MS
    assert patrol(at).state is State.OVERDUE
    at = restarted(floor, off_min=5, set_min=-300)
    at.clock.ms += MINUTE_MS
    assert patrol(at).state is State.OVERDUE
    with pytest.raises(Refused, match=r"patrol\.overdue"):
        report(at)


@pytest.mark.requirement("FA-02")
def test_a_clock_that_is_set_ahead_while_the_station_is_off_asks_too_early_never_too_late(floor):
    at = restarted(floor, off_min=1, set_min=300)
    assert patrol(at).state is State.OVERDUE
