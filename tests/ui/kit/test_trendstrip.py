"""The strip shows every peak however many points there are, and is painted between two frames."""

import time

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from app.ui import kit
from app.ui.audits import audit
from app.ui.kit.trendstrip import MOST_POINTS, decimated
from app.ui.theme import Look
from tests.ui.kit.test_entry import shown

BAND = kit.Band(low=180, high=200, warn_low=183, warn_high=197)
VALUES = st.none() | st.floats(-1e6, 1e6)


def a_curve(values, **texts):
    dots = tuple((1000 * place, value) for place, value in enumerate(values))
    return kit.Curve(dots, 0, 1000 * max(1, len(dots) - 1), BAND, low="180", high="200", **texts)


@given(st.lists(VALUES, max_size=400), st.integers(9, 120))
def test_decimated_keeps_the_least_and_the_greatest_and_the_order(values, most):
    dots = tuple((37 * place, value) for place, value in enumerate(values))
    kept = decimated(dots, most)
    assert len(kept) <= max(most, 9)
    assert list(kept) == sorted(kept, key=lambda dot: dot[0])
    assert set(kept) <= set(dots)
    numbers = [value for value in values if value is not None]
    shown_ = [value for _, value in kept if value is not None]
    if numbers:
        assert (min(shown_), max(shown_)) == (min(numbers), max(numbers))


def test_a_hundred_thousand_points_become_what_a_screen_can_show():
    dots = tuple((n, float(n % 997)) for n in range(100_000))
    kept = decimated(dots)
    assert len(kept) <= MOST_POINTS
    assert max(value for _, value in kept if value is not None) == 996.0


def test_the_strip_passes_the_audits_and_says_what_it_shows(qtbot, look: Look):
    strip = kit.TrendStrip(look, name="strip")
    strip.show_curve(a_curve([190, None, 201, 185], begin="14:16", end="14:26"), "Melt 185 °C")
    page = shown(qtbot, strip)
    page.resize(400, 120)
    assert audit(page, look) == ()
    assert strip.accessibleName() == "Melt 185 °C"
    assert [each.text for each in strip.written] == ["180", "200", "14:16", "14:26"]


def test_what_lies_outside_is_marked_by_shape_and_colour(qtbot, look: Look):
    inside, outside = (kit.TrendStrip(look, name=name) for name in ("in", "out"))
    inside.show_curve(a_curve([190, 191, 190, 190]))
    outside.show_curve(a_curve([190, 260, 190, 190]))
    fail = look.colour("fail").rgb()
    counts = []
    for strip in (inside, outside):
        page = shown(qtbot, strip)
        page.resize(400, 160)
        image = page.grab().toImage()
        places = ((x, y) for x in range(image.width()) for y in range(image.height()))
        counts.append(sum(image.pixel(x, y) == fail for x, y in places))
    assert counts[1] > counts[0] + 20  # a diamond of 10 px


def test_no_points_and_no_limits_are_painted_too(qtbot, look: Look):
    strip = kit.TrendStrip(look, name="strip")
    page = shown(qtbot, strip)
    strip.show_curve(kit.Curve((), 0, 1))
    page.grab()
    strip.show_curve(kit.Curve(((5, 1.0),), 0, 10))
    page.grab()


def test_two_thousand_points_are_painted_within_one_frame(qtbot, look: Look):
    strip = kit.TrendStrip(look, name="strip")
    strip.resize(640, 160)
    qtbot.addWidget(strip)
    strip.show_curve(a_curve([190 + (n * 7919 % 101) / 4 for n in range(2_000)]))
    picture = QImage(640, 160, QImage.Format.Format_ARGB32_Premultiplied)
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        painter = QPainter(picture)
        strip.render(painter, strip.rect().topLeft())
        painter.end()
        took.append(1000 * (time.perf_counter() - begun))
    assert min(took) <= 16, took
