"""Weighing at the execute screen, on a played scale over a real pty."""

import sys
from decimal import Decimal

import msgspec
import pytest

from app.capabilities.production.bodies import Instruction, Step, Weigh
from app.capabilities.production.weighings.queries import weighings
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.stations.bench import Bench, Binding
from drivers.links.backoff import Backoff
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.stage import PtyStage
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import ORDER, a_peopled_station, an_instructed_route

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
WEIGH = Weigh(per_piece=Decimal("0.022"), unit="kg", tolerance_percent=Decimal("0.5"))


def a_weighing_station(folder):
    first, *others = an_instructed_route().operations
    gated = msgspec.structs.replace(first, gates=("weighing",))
    route = msgspec.structs.replace(an_instructed_route(), operations=(gated, *others))
    step = Step(title=Bilingual("称重", "Weigh"), weigh=WEIGH)
    body = Instruction(code="WI-B10", name=Bilingual("备料作业", "Preparing"), steps=(step,))
    return a_peopled_station(folder, route=route, instruction=body)


@pytest.fixture
def scale():
    with SimulatedScale(PtyStage("scale"), "mt-sics") as scale:
        scale.play("say 0.000 kg")
        yield scale


@pytest.fixture
def hands(qtbot, tmp_path, scale):
    at = a_weighing_station(tmp_path / "station")
    bench = Bench(
        (Binding("SC-01", "scale.mt-sics", scale.open()),),
        now_ms=at.station.clock.now_ms,
        backoff=lambda: Backoff(first_s=0.01, most_s=0.05),
    )
    hands = at_window(qtbot, at, bench=bench)
    hands.log_in()
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.is_at("execute")
    hands.press("start")
    hands.sees(lambda: hands.find("weigh-panel") is not None)
    yield hands
    bench.stop()
    hands.close()


def rows(hands):
    return hands.at.ask(weighings, ORDER, "B10")


def test_what_lies_on_the_scale_is_shown_and_recorded_with_its_frames(hands, scale):
    scale.play("say 2.100 kg")
    hands.reads("2.100")
    hands.press("weigh-take")
    hands.reads("已称 2.1 kg")
    (row,) = rows(hands)
    assert (row.net, row.unit, row.scale) == (Decimal("2.1"), "kg", "SC-01")


def test_the_same_portion_is_not_counted_twice(hands, scale):
    scale.play("say 2.100 kg")
    hands.press("weigh-take")
    hands.sees(lambda: len(rows(hands)) == 1)
    hands.press("weigh-take")
    hands.reads("上一份还在秤上")
    assert len(rows(hands)) == 1


def test_too_much_says_how_much_to_take_off(hands, scale):
    scale.play("say 4.500 kg")
    hands.reads("请取下 0.078 kg")
    assert hands.find("weigh-take") is None


def test_a_pulled_cable_is_said_and_the_weight_may_be_typed(hands, scale):
    scale.pull()
    hands.reads("线缆被拔出")
    hands.press("weigh-by-hand")
    hands.press("hand-why-scale_faulty")
    keypad = hands.find("hand-keypad")
    for digit in "4.4":
        keypad.press(digit)
    hands.press("hand-confirm")
    hands.sees(lambda: len(rows(hands)) == 1)
    assert rows(hands)[0].by_hand_because == "scale_faulty"
    scale.plug()
    hands.sees(lambda: "线缆被拔出" not in hands.said())


def test_a_portion_is_taken_back_for_a_reason(hands, scale):
    scale.play("say 2.100 kg")
    hands.press("weigh-take")
    hands.sees(lambda: len(rows(hands)) == 1)
    hands.press("weigh-list")
    hands.press(f"back-{rows(hands)[0].hash[:8]}")
    hands.press("weigh-back-spilled")
    hands.sees(lambda: rows(hands) == ())


def test_zero_and_tare_reach_the_scale(hands, scale):
    scale.play("say 0.500 kg")
    hands.reads("0.500")
    hands.press("weigh-tare")
    hands.reads("0.000")
    scale.play("say 2.600 kg")
    hands.reads("2.100")
