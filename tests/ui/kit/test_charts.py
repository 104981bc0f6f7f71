"""Charts show every extreme of any number of points, and are used by finger and by keyboard."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui import kit
from app.ui.audits import audit
from app.ui.kit.chartview import ChartView
from app.ui.kit.limitgauge import GaugeScale
from app.ui.kit.painting import PaintedButton
from app.ui.kit.plotting import column_extremes, kept_apart
from tests.ui.kit.test_entry import shown

VALUES = st.none() | st.floats(-1e9, 1e9)
LIMITS = st.none() | st.decimals(allow_nan=True, allow_infinity=True) | st.floats()


@settings(max_examples=60)
@given(
    st.lists(VALUES, max_size=300), st.integers(-5, 320), st.integers(0, 320), st.integers(0, 40)
)
def test_every_column_keeps_its_extremes_and_its_gap(values, first, last, columns):
    kept = column_extremes(values, first, last, columns)
    first, last = max(0, first), min(len(values), last)
    assert kept == sorted(set(kept))
    assert set(kept) <= set(range(first, max(first, last)))
    assert len(kept) <= 3 * max(1, columns)
    seen = [value for value in values[first:last] if value is not None]
    drawn = [values[place] for place in kept if values[place] is not None]
    if seen:
        assert (min(drawn), max(drawn)) == (min(seen), max(seen))


def test_fifty_thousand_points_become_what_the_pixels_can_show():
    values = [float(place % 997) for place in range(50_000)]
    values[33_333] = 1e6
    kept = column_extremes(values, 0, len(values), 900)
    assert len(kept) <= 1800
    assert 33_333 in kept


@settings(max_examples=60)
@given(LIMITS, LIMITS, LIMITS, LIMITS)
def test_a_gauge_has_a_place_and_a_state_for_anything(low, nominal, high, value):
    scale = GaugeScale(kit.GaugeMarks(low, nominal, high))
    assert scale.state(value) in ("ok", "warn", "fail", "todo")
    for mark in (scale.low, scale.nominal, scale.high):
        assert mark is None or 0 <= scale.place(mark) <= 1


@pytest.mark.parametrize(
    ("value", "state"),
    [("2.39", "fail"), ("2.40", "warn"), ("2.429", "warn"), ("2.44", "ok"), ("2.59", "warn"),
     ("2.61", "fail"), ("sNaN", "todo")],
)  # fmt: skip
def test_the_guard_band_is_the_outer_fifteen_percent(value, state):
    marks = kit.GaugeMarks(Decimal("2.40"), Decimal("2.50"), Decimal("2.60"))
    assert GaugeScale(marks).state(Decimal(value)) == state


def test_one_limit_alone_and_equal_limits_are_judged():
    assert GaugeScale(kit.GaugeMarks(low=15)).state(15) == "ok"
    assert GaugeScale(kit.GaugeMarks(low=15)).state(14) == "fail"
    assert GaugeScale(kit.GaugeMarks(high=0.0)).state(1) == "fail"
    assert GaugeScale(kit.GaugeMarks(3, 3, 3)).state(3) == "ok"
    assert GaugeScale(kit.GaugeMarks(5, None, 3)).state(4) == "ok"


def test_a_gauge_says_its_value_and_how_it_stands(qtbot, look):
    gauge = kit.LimitGauge(look, name="gauge", accessible="内孔直径")
    gauge.show_limits(kit.GaugeMarks(2.4, 2.5, 2.6, "LSL 2.40", "2.50", "USL 2.60"))
    gauge.show_value(2.64, "2.64 mm")
    page = shown(qtbot, gauge, 500, 120)
    assert audit(page, look) == ()
    assert gauge.accessibleName().startswith("内孔直径 · 2.64 mm · 超出限值")
    assert [each.text for each in gauge.written][-1] == "2.64 mm"


@given(st.floats(0.1, 10), st.floats(0, 400), st.integers(0, 5000))
@settings(max_examples=40)
def test_zooming_keeps_what_lies_under_the_pointer(factor, x, count):
    view = ChartView().fitted(count).placed(0, 400)
    turned = view.zoomed(factor, x)
    assert 0 <= turned.first <= max(0, max(1, count) - turned.span) + 1e-6
    assert turned.zoomed(1e-9).span == max(1, count)
    if factor > 1 and turned.span < view.span:
        before, after = (each.first + x / 400 * each.span for each in (view, turned))
        assert abs(before - after) <= max(1.0, count / 1000)


def test_labels_are_kept_apart_and_inside():
    tops = kept_apart([10, 11, 12, 96], 10, 0, 100)
    assert sorted(tops) == tops
    assert all(later - earlier >= 10 for earlier, later in pairwise(tops))
    assert tops[-1] <= 90


def a_chart(qtbot, look, values, **facts):
    chart = kit.ControlChart(look, name="chart", title="Mean")
    shown(qtbot, chart, 700, 400)
    upper, centre = kit.ChartLine(3.0, "UCL 3"), kit.ChartLine(0.0, "CL 0")
    panel = kit.ChartPanel(values, "x̄", upper, centre, kit.ChartLine(-3.0, "LCL −3"), **facts)
    spread = kit.ChartPanel([abs(value or 0) for value in values], "R", zones=True)
    chart.show_chart(
        kit.ChartData((panel, spread), label=str, facts=lambda place: (f"Group {place}",)),
        "Mean and range",
    )
    return chart


def test_arrows_go_from_point_to_point_and_page_keys_from_mark_to_mark(qtbot, bench):
    marks = (kit.RuleMark(3, "1", "beyond 3σ"), kit.RuleMark(7, "2", "nine on one side"))
    chart = a_chart(qtbot, bench, [0.0] * 10, marks=marks, zones=True)
    plot = chart.focusProxy()
    got: list[int] = []
    chart.picked.connect(got.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        QTest.keyClick(plot, key)
    assert got == [0, 3, 7, 6]
    chart.show_current(3)
    assert "beyond 3σ" in plot.accessibleDescription()
    assert audit(chart, bench) == ()
    assert {"◆ 1 beyond 3σ", "UCL 3", "x̄"} <= {each.text for each in plot.written}


def test_a_tap_picks_a_point_and_a_drag_does_not(qtbot, look):
    chart = a_chart(qtbot, look, [float(place % 3) for place in range(50)])
    plot = chart.focusProxy()
    got: list[int] = []
    chart.picked.connect(got.append)
    chart.zoom(5)
    seen = chart.seen()
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    QTest.mouseMove(plot, QPoint(380, 100))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(380, 100))
    assert got == []
    assert chart.seen()[0] < seen[0]
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert len(got) == 1
    assert chart.current() == got[0]
    kept = chart.seen()
    more = kit.ChartData((kit.ChartPanel([1.0] * 60),))
    chart.show_chart(more, keep=True)
    assert (chart.seen(), chart.current()) == (kept, got[0])
    qtbot.mouseClick(chart.findChild(kit.Button, "chart-fit"), Qt.MouseButton.LeftButton)
    assert chart.seen() == (0, 60)


def test_the_wheel_zooms_and_leaves_the_page_what_it_does_not_need(qtbot, bench):
    chart = a_chart(qtbot, bench, [1.0] * 100)
    plot = chart.focusProxy()

    def turn(by):
        event = QWheelEvent(
            QPointF(200, 100), QPointF(200, 100), QPoint(), QPoint(0, by),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        event.setAccepted(False)
        QApplication.sendEvent(plot, event)
        return chart.seen()

    assert turn(-120) == (0, 100)
    first, last = turn(480)
    assert last - first < 60


@pytest.mark.parametrize("values", [[], [1.0], [None, float("nan"), None], [5.0] * 3])
def test_no_point_one_point_and_level_points_are_painted(qtbot, look, values):
    chart = a_chart(qtbot, look, values)
    chart.grab()
    assert audit(chart, look) == ()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Plus):
        QTest.keyClick(chart.focusProxy(), key)
    chart.grab()


def test_a_histogram_marks_the_bars_beyond_a_limit(qtbot, look):
    bars = tuple(kit.Bar(place, place + 1, count) for place, count in enumerate((1, 5, 9, 4, 0)))
    lines = (kit.HistogramLine(1, "LSL 1"), kit.HistogramLine(2.4, "Mean 2.4", "mean"))
    made = kit.Histogram(look, name="histogram")
    made.show_bars(kit.HistogramData(bars, lines, 2.4, 0.8), "19 widths")
    page = shown(qtbot, made, 400, 220)
    assert audit(page, look) == ()
    assert made.accessibleName() == "19 widths"
    texts = [each.text for each in made.written]
    assert texts[:2] == ["LSL 1", "Mean 2.4"]
    made.show_bars(kit.HistogramData(lines=lines, mean=1.0, deviation=0.0))
    made.grab()
    assert [each.text for each in made.written] == [made.empty]


def test_a_tapped_sample_is_told_and_a_retried_one_names_both_values(qtbot, look):
    strip = kit.SampleStrip(look, name="samples")
    strip.show_samples(
        (kit.Sample("#1", "2.51", "ok"), kit.Sample("#2", "2.58", "warn", "2.61")), 1
    )
    page = shown(qtbot, strip, 600, 120)
    assert audit(page, look) == ()
    _, second = strip.findChildren(PaintedButton)
    assert "2.61" in second.accessibleName()
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    strip.show_samples((kit.Sample("#1"),))
    assert second.isHidden()


def test_every_point_beyond_a_limit_bears_a_diamond_however_many_there_are(qtbot, bench):
    values = [4.0 if place % 40 == 0 else 0.0 for place in range(8_000)]
    marks = tuple(kit.RuleMark(place, "1") for place in range(0, 8_000, 40))
    chart = a_chart(qtbot, bench, values, marks=marks)
    image = chart.focusProxy().grab().toImage()
    fail = bench.colour("fail").rgb()
    wide = [x for x in range(image.width()) if any(image.pixel(x, y) == fail for y in range(120))]
    left, right = min(wide), max(wide)
    assert right - left > 500
    assert all(later - earlier <= 12 for earlier, later in pairwise(wide))
