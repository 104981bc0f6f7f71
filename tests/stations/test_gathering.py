"""What equipment says becomes segments, states, crossed limits; a crash loses seconds at most."""

import queue
import subprocess
import sys
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from app.capabilities.equipment.machines.commands import DefineEquipment, DefineParameter
from app.capabilities.equipment.machines.queries import crossings, segments, standing, traces
from app.capabilities.production.operations.commands import PauseOperation, StartOperation
from app.journal.journal import Changes
from app.kernel.words import Bilingual
from app.stations import gathering as gathering_module
from app.stations.bench import Binding
from app.stations.gathering import Gathering
from app.stations.inbox import Inbox
from app.stations.measured import Gathered
from app.stations.segment import SHELF, left_open
from app.store import local
from drivers.equipment.sample import Quality, Sample, StateSample, Working
from tests.journal.node import HandClock
from tests.ui.screens.station_at_work import OPERATOR, ORDER, a_peopled_station, a_station

BINDINGS = (
    Binding("MACHINE-1", "equipment.modbus-tcp", "tcp:h:1", "IM-01"),
    Binding("MACHINE-2", "equipment.logger", "serial:x"),
)
FOR_EVER = 1 << 60


class Shop:
    """A station whose machine speaks, and what comes of it."""

    def __init__(self, at, most=50_000):
        self.at = at
        self.heard: queue.Queue[Gathered] = queue.Queue()
        self.committed: queue.Queue[Changes] = queue.Queue()
        at.station.listen(self._committed)
        self.inbox = Inbox(most)
        self.gathering = Gathering(at.station, lambda: BINDINGS, self.inbox)
        self.gathering.listen(self.heard.put)

    def _committed(self, change):
        if change is not None:
            self.committed.put(change)

    def begin(self):
        name = Bilingual("注塑机", "Moulding machine")
        self.at.do(DefineEquipment(equipment="IM-01", name=name, work_centre="WH"))
        self.at.do(
            DefineParameter(
                equipment="IM-01",
                parameter="melt",
                name=Bilingual("熔体", "Melt"),
                unit="°C",
                low=Decimal(180),
                high=Decimal(200),
                warn_high=Decimal(195),
            )
        )
        self.gathering.start()
        return self

    def say(self, *values, role="MACHINE-1", tag="melt", source_ms=None):
        for value in values:
            now_ms = self.at.clock.now_ms()
            decimal = None if value is None else Decimal(str(value))
            quality = Quality.BAD if value is None else Quality.GOOD
            at_ms = now_ms if source_ms is None else source_ms
            self.inbox.heard(Sample(tag, decimal, "°C", quality, at_ms, now_ms, 0.0, role))

    def state(self, working, reason=""):
        self.at.clock.ms += 1
        now_ms = self.at.clock.now_ms()
        self.inbox.heard(StateSample(working, reason, now_ms, now_ms, 0.0, "MACHINE-1"))

    def taken(self, count):
        """Wait until so many samples were taken, and return them."""
        found: list[object] = []
        while len(found) < count:
            found += self.heard.get(timeout=10).samples
        return found

    def until(self, kind):
        while kind not in self.committed.get(timeout=10).kinds:
            pass

    def segments(self):
        return self.at.ask(segments, "IM-01", 0, FOR_EVER)

    def close(self):
        self.gathering.close()
        self.gathering.close()
        found = self.segments()
        self.at.station.close()
        return found


@pytest.fixture
def shop(tmp_path):
    made = Shop(a_station(tmp_path / "S1")).begin()
    yield made
    made.gathering.close()
    made.at.station.close()


def values_of(shop, row):
    (trace,) = shop.at.ask(traces, row.body)
    return [point.value for point in trace.points]


def test_what_is_open_is_recorded_when_the_station_closes(shop):
    shop.say("185.3", None, "186.10")
    shop.taken(3)
    shop.gathering.close()
    (row,) = shop.segments()
    (series,) = row.series
    assert (series.count, series.bad, series.mean) == (2, 1, Decimal("185.7"))
    assert values_of(shop, row) == [Decimal("185.3"), None, Decimal("186.10")]


def test_a_segment_ends_after_its_time(shop):
    shop.say("185")
    shop.taken(1)
    shop.at.clock.ms += round(gathering_module.SPAN_S * 1000)
    shop.say("186")
    shop.until("equipment.segment_recorded")
    assert values_of(shop, shop.segments()[0])[0] == 185


def test_a_segment_ends_when_it_is_full(shop, monkeypatch):
    monkeypatch.setattr(gathering_module, "MOST_SAMPLES", 10)
    shop.say(*range(185, 195), *range(185, 195), 190)
    shop.taken(21)
    shop.gathering.close()
    assert sorted(row.series[0].count for row in shop.segments()) == [1, 10, 10]


def test_a_stop_is_noted_once_and_ends_the_segment(shop):
    shop.state(Working.RUNNING)
    shop.say("185")
    shop.state(Working.STOPPED, "setup")
    shop.state(Working.STOPPED, "setup")
    shop.until("equipment.segment_recorded")
    (now,) = shop.at.ask(standing)
    assert (now.state, now.reason, now.by, now.by_machine) == ("stopped", "setup", "", True)


def test_an_excursion_is_said_once_until_the_value_is_calm(shop):
    shop.say(190, "200.5", 204, "199.9", "200.1", 195, 201, 190, "179.9")
    shop.taken(9)
    shop.gathering.close()
    found = shop.at.ask(crossings, "IM-01", 10)
    assert sorted(one.value for one in found) == ["179.9", "200.5", "201"]
    assert {one.limit for one in found} == {"200", "180"}
    rows = shop.segments()
    assert sum(row.series[0].beyond for row in rows) == 5
    assert len(rows) == 3  # each return inside is recorded at once: work may wait for it
    assert sorted(values_of(shop, row)[-1] for row in rows) == [Decimal("179.9"), 190, 195]


def test_a_role_without_an_asset_is_heard_and_not_recorded(shop):
    shop.say("185", role="MACHINE-2")
    shop.say("185", role="NOBODY")
    shop.say("186")
    (one,) = shop.taken(1)
    assert one.point.value == 186


def test_a_source_whose_clock_is_wrong_is_dated_by_ours(shop):
    shop.say("185", source_ms=shop.at.clock.ms - 3_600_000)
    shop.say("186", source_ms=shop.at.clock.ms - 500)
    first, second = shop.taken(2)
    assert first.point.at_ms == shop.at.clock.ms
    assert second.point.at_ms == shop.at.clock.ms - 500


@pytest.mark.requirement("AL-03")
def test_a_segment_is_bound_to_the_operation_in_hand(tmp_path):
    at = a_peopled_station(tmp_path / "S1")
    shop = Shop(at).begin()
    shop.say("185")
    shop.taken(1)
    at.do(StartOperation(order=ORDER, operation="B10", equipment="IM-01"), actor=OPERATOR)
    shop.until("equipment.segment_recorded")
    at.clock.ms += 1_000
    shop.say("186", "201")
    shop.taken(2)
    at.do(PauseOperation(order=ORDER, operation="B10", reason="break"), actor=OPERATOR)
    shop.until("equipment.segment_recorded")
    before, during = shop.segments()
    assert (before.order, before.operation) == ("", "")
    assert (during.order, during.operation) == (ORDER, "B10")
    assert during.lot
    (crossing,) = at.ask(crossings, "IM-01", 5)
    assert (crossing.order, crossing.lot) == (ORDER, during.lot)
    shop.close()


def test_when_the_thread_cannot_follow_the_oldest_samples_go_and_are_counted(tmp_path, warnings):
    shop = Shop(a_station(tmp_path / "S1"), most=100)
    shop.say(*range(150))  # before its thread begins: nobody takes them
    with warnings.expected("gathering.lost"):
        shop.begin()
        assert [one.point.value for one in shop.taken(100)] == list(range(50, 150))
        shop.close()


CHILD = """
import sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.stations.test_gathering import Shop, a_station, kept
shop = Shop(a_station(Path(sys.argv[1]))).begin()
for batch in range(3):
    shop.say(*(f"18{batch}.{n}" for n in range(5)))
    shop.taken(5)
    shop.at.clock.ms += 4_000
    shop.say("190")
    while kept(shop) < 6 * batch + 5:  # all but the last one, which may wait for its turn
        shop.inbox.call()
        threading.Event().wait(0.01)
print("kept", flush=True)
threading.Event().wait()
"""


def held_on_shelf(shop) -> int:
    return len(shop.at.ask(local.shelf, SHELF))


def kept(shop) -> int:
    """Return how many samples would be there after a crash."""
    return sum(segment.count for segment in shop.at.ask(left_open))


@pytest.mark.requirement("AL-03")
def test_a_killed_station_records_what_it_had_kept_exactly_once(tmp_path):
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path / "S1"), str(root)],
        stdout=subprocess.PIPE,
        cwd=root,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"kept\n"
    child.kill()
    child.wait()
    child.stdout.close()
    shop = Shop(a_station(tmp_path / "S1", clock=HandClock(1_763_800_100_000)))
    shop.gathering.start()
    shop.until("equipment.segment_recorded")
    shop.gathering.close()
    (row,) = shop.segments()
    found = values_of(shop, row)
    assert found[:5] == [Decimal(f"180.{n}") for n in range(5)]
    assert len(found) in (17, 18)  # all that was kept; the last one may have been lost
    assert held_on_shelf(shop) == 0
    shop.at.station.close()
    again = Shop(a_station(tmp_path / "S1"))
    again.gathering.start()
    assert len(again.close()) == 1


def test_a_hundred_thousand_samples_leave_the_memory_as_it_was(shop):
    shop.say(*([190] * 10_000))
    shop.taken(10_000)
    tracemalloc.start()
    try:
        for turn in range(10):
            shop.say(*([190 + turn % 3] * 10_000))
            shop.taken(10_000)
            if turn == 1:
                before, _ = tracemalloc.get_traced_memory()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 2_000_000
    shop.gathering.close()
    assert sum(row.series[0].count for row in shop.segments()) == 110_000
