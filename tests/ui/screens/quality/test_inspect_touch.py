"""Inspecting by finger: a gauge on a cable fills item after item, the verdict computes itself."""

import sys

import pytest

from app.stations.bench import Bench, Binding
from drivers.simulated.gauge import SimulatedGauge
from drivers.simulated.stage import PtyStage
from tests.stations.at_bench import quick
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    GAUGE,
    INSPECTOR,
    a_quality_station,
    begin,
    come,
    held,
    in_front,
    said,
    the_inspection,
)
from tests.ui.screens.station_at_work import PIN

needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def gauge():
    with SimulatedGauge(PtyStage("gauge"), "mitutoyo") as made:
        yield made


@pytest.fixture
def measuring(qtbot, tmp_path, gauge):
    at = a_quality_station(tmp_path / "station")
    binding = Binding(
        "GA-1",
        "gauge.mitutoyo",
        gauge.open(),
        settings={"unit": "mm", "settle_s": "0"},
        asset=GAUGE,
    )
    bench = Bench((binding,), now_ms=at.clock.now_ms, backoff=quick)
    made = at_window(qtbot, at, bench=bench)
    yield made
    bench.stop()
    made.close()


@pytest.fixture
def hands(qtbot, tmp_path):
    made = at_window(qtbot, a_quality_station(tmp_path / "station"))
    yield made
    made.close()


def write(hands, name, text):
    hands.sees(lambda: hands.find(name) is not None)
    hands.find(name).setPlainText(text)


def key(hands, text):
    for sign in text:
        hands.press("key-." if sign == "." else f"key-{sign}")


@needs_pty
def test_five_items_are_measured_one_fails_and_the_verdict_computes_itself(measuring, gauge):
    begin(measuring)
    measuring.sees(lambda: any(one.is_at_work for one in measuring.window.news.devices))
    for at, value in enumerate(("2.51", "2.49", "2.64")):
        gauge.play(f"say {value}")
        measuring.sees(lambda at=at: f"bore/{at + 1}" in held(measuring))
    measuring.reads("超上限 0.04 mm")
    measuring.press("finding-confirmed")
    write(measuring, "finding-cause", "刀具磨损")
    measuring.press("finding-do")
    for path, value in (("width", "2.50"), ("length", "2.52")):
        measuring.sees(lambda path=path: in_front(measuring).key == path)
        gauge.play(f"say {value}")
        measuring.sees(lambda path=path: path in held(measuring))
    measuring.sees(lambda: in_front(measuring).key == "burrs")
    key(measuring, "0")
    measuring.press("inspect-do")
    measuring.press("field-look-pass")
    measuring.reads("完成并签名")
    measuring.press("inspect-do")
    measuring.sees(lambda: measuring.find("signature-id") is not None)
    measuring.badge(INSPECTOR)
    measuring.type_digits(PIN)
    measuring.press("signature-sign")
    measuring.sees(lambda: the_inspection(measuring).row.state == "rejected")
    one = the_inspection(measuring)
    assert (one.form_verdict, one.failed) == ("fail", ("bore",))
    assert one.row.inspectors == (INSPECTOR,)


def test_a_test_that_deviated_is_done_again_and_its_first_reading_stays_legible(hands):
    begin(hands)
    key(hands, "2.7")
    hands.press("inspect-do")
    hands.press("finding-test_deviated")
    write(hands, "finding-cause", "夹偏了")
    hands.press("finding-do")
    hands.sees(lambda: hands.find("inspect-keypad") is not None)
    hands.reads("重测")
    key(hands, "2.5")
    hands.press("inspect-do")
    hands.sees(lambda: held(hands).get("bore/1") == "2.5 mm")
    assert said(hands, "bore/1") == ["2.7 mm", "2.5 mm"]


def test_what_stands_half_typed_survives_a_power_cut(hands, reopened):
    begin(hands)
    key(hands, "2.5")
    place = hands.window.place
    hands.floor.station.ask(lambda _: None).result()
    again = reopened(hands)
    come(again)
    again.window.go(place)
    again.is_at("inspect")
    again.sees(lambda: again.find("inspect-keypad") is not None)
    again.sees(lambda: again.find("inspect-keypad").text() == "2.5")


def test_what_does_not_apply_is_left_out_with_a_reason(hands):
    begin(hands)
    hands.sees(lambda: hands.find("items") is not None)
    hands.find("items").choose("width")
    hands.sees(lambda: in_front(hands).key == "width")
    hands.press("item-more")
    hands.press("more-na")
    write(hands, "leave-out-why", "此型号无宽度")
    hands.press("leave-out-do")
    hands.sees(lambda: "width" in held(hands))
    hands.sees(lambda: in_front(hands).key == "length")
    assert said(hands, "width") == [""]


def test_what_is_typed_while_a_value_goes_to_disk_is_the_next_samples(hands):
    begin(hands)
    hands.sees(lambda: in_front(hands).key == "bore")
    for value in ("2.51", "2.49", "2.50"):
        key(hands, value)
        hands.press("inspect-do")
    hands.sees(lambda: "bore/3" in held(hands))
    found = held(hands)
    assert [found[f"bore/{at}"] for at in (1, 2, 3)] == ["2.51 mm", "2.49 mm", "2.50 mm"]
