"""Marks on a picture can be placed, moved, named and undone, by finger and by keyboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.ui import kit
from app.ui.audits import audit
from app.ui.exhibits.kit_more import drawn_part
from app.ui.kit.chips import FilterChips
from app.ui.kit.mapmarks import MarkSteps
from app.ui.kit.painting import PaintedButton
from app.ui.kit.pareto import ranked
from tests.ui.kit.test_entry import shown, tap

OPTIONS = (kit.Option("flash", "飞边", "fail"), kit.Option("speck", "黑点", "warn"))
KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHARES = st.floats(-2, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("placed"), st.builds(kit.MapMark, SHARES, SHARES)),
        st.tuples(st.just("moved"), st.integers(-1, 4), SHARES, SHARES),
        st.tuples(st.just("coded"), st.integers(-1, 4), st.sampled_from("ab")),
        st.tuples(st.just("removed"), st.integers(-1, 4)),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(STEPS)
def test_whatever_was_done_is_undone_and_done_again(steps):
    here = MarkSteps()
    for name, *how in steps:
        here = getattr(here, name)(*how)
    assert all(0 <= mark.x <= 1 and 0 <= mark.y <= 1 for mark in here.now)
    back = here
    for _ in here.past:
        back = back.back()
    assert (back.now, back.past) == ((), ())
    for _ in here.past:
        back = back.again()
    assert back.now == here.now


@pytest.fixture
def made(qtbot, look):
    page = kit.DefectMap(look, OPTIONS, name="map")
    page.show_picture(drawn_part(), "滴斗")
    shown(qtbot, page, 600, 600)
    return page


@pytest.fixture
def got(made):
    heard: list[tuple[kit.MapMark, ...]] = []
    made.marked.connect(heard.append)
    return heard


def part(inside, name):
    """Return the newest part of that name."""
    return inside.findChildren(PaintedButton, name)[-1]


def press(made, *keys, modifiers=NONE):
    for key in keys:
        QTest.keyClick(made.picture, key, modifiers)


def test_a_tap_places_a_mark_and_a_drag_moves_it_as_one_step(qtbot, made, got):
    room = made.picture.picture_room()
    middle = room.center().toPoint()
    qtbot.mouseClick(made.picture, Qt.MouseButton.LeftButton, pos=middle)
    assert [(round(mark.x, 2), round(mark.y, 2)) for mark in made.marks()] == [(0.5, 0.5)]
    QTest.mousePress(made.picture, Qt.MouseButton.LeftButton, pos=middle)
    for step in (20, 40, 60):
        QTest.mouseMove(made.picture, middle + QPoint(step, 0))
    QTest.mouseRelease(made.picture, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert made.marks()[0].x == pytest.approx(0.5 + 60 / room.width(), abs=0.01)
    assert len(got) == 2
    tap(qtbot, made, "map-undo")
    assert made.marks()[0].x == pytest.approx(0.5, abs=0.01)
    assert audit(made, made.look) == ()


def test_a_keyboard_alone_places_names_moves_undoes_and_removes(made, got):
    press(made, KEY.Key_Insert, KEY.Key_2, KEY.Key_Right, KEY.Key_Right)
    assert made.marks() == (kit.MapMark(0.51, 0.5, "speck"),)
    press(made, KEY.Key_Z, modifiers=CTRL)
    assert made.marks() == (kit.MapMark(0.5, 0.5, "speck"),)
    press(made, KEY.Key_Y, modifiers=CTRL)
    press(made, KEY.Key_Insert, KEY.Key_PageUp, KEY.Key_Delete)
    assert made.marks() == (kit.MapMark(0.5, 0.5, "speck"),)
    assert got[-1] == made.marks()


def test_a_chosen_code_names_the_mark_in_front_and_the_next_ones(qtbot, made):
    press(made, KEY.Key_Insert)
    row = part(made, "map-mark-0")
    assert "请选择" in row.accessibleName()
    chips = made.findChild(FilterChips, "map-codes")
    tap(qtbot, chips, "filter-flash")
    press(made, KEY.Key_Insert)
    assert [mark.code for mark in made.marks()] == ["flash", "flash"]
    assert row.accessibleName() == "1 飞边"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert made.front() == 0


def test_a_readonly_map_shows_its_marks_and_takes_none(qtbot, made, got):
    made.show_marks((kit.MapMark(0.2, 0.2, "flash"),))
    made.readonly(True)
    qtbot.mouseClick(made.picture, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    press(made, KEY.Key_Insert, KEY.Key_PageDown, KEY.Key_Right, KEY.Key_2, KEY.Key_Delete)
    assert made.marks() == (kit.MapMark(0.2, 0.2, "flash"),)
    assert got == []
    assert made.front() == 0


def test_photos_open_are_asked_to_go_and_end_at_their_number(qtbot, look):
    strip = kit.PhotoStrip(look, name="photos", most=2)
    strip.show_photos((kit.Photo(drawn_part(), "飞边"),))
    page = shown(qtbot, strip, 500, 150)
    assert audit(page, look) == ()
    got = []
    for signal, name in (
        (strip.opens, "open"),
        (strip.remove_asked, "remove"),
        (strip.add_asked, "add"),
    ):
        signal.connect(lambda place, name=name: got.append((name, place)))
    for name in ("photos-0", "photos-remove-0", "photos-add"):
        tap(qtbot, strip, name)
    QTest.keyClick(part(strip, "photos-0"), KEY.Key_Delete)
    assert got == [("open", 0), ("remove", 0), ("add", 1), ("remove", 0)]
    strip.show_photos((kit.Photo(b"no picture", "?"),) * 2)
    qtbot.waitUntil(lambda: part(strip, "photos-add").isVisible())
    assert not part(strip, "photos-add").isEnabled()
    assert audit(page, look) == ()
    assert strip.accessibleName() == "照片 2 / 2"


def test_a_tally_tells_one_more_and_one_less(qtbot, look):
    tally = kit.CountBoxes(look, (kit.CountItem("flash", "飞边", 1, "F1"),), name="tally")
    page = shown(qtbot, tally, 400, 100)
    assert audit(page, look) == ()
    got: list[kit.CountStep] = []
    tally.counted.connect(got.append)
    tap(qtbot, tally, "tally-flash")
    tap(qtbot, tally, "tally-less-flash")
    assert got == [kit.CountStep("flash", 1), kit.CountStep("flash", -1)]
    tally.show_items((kit.CountItem("flash", "飞边", 0),))
    assert not part(tally, "tally-less-flash").isVisible()


def test_the_most_frequent_stands_first_and_the_rest_last(qtbot, look):
    items = [
        kit.ParetoItem("a", 2),
        kit.ParetoItem("rest", 9, is_rest=True),
        kit.ParetoItem("b", 5),
    ]
    items.append(kit.ParetoItem("never", 0))
    assert [item.text for item in ranked(items)] == ["b", "a", "rest"]
    bars = kit.ParetoBars(look, name="pareto")
    bars.show_items(items, "Defects")
    page = shown(qtbot, bars, 400, 220)
    assert audit(page, look) == ()
    assert bars.accessibleName() == "Defects: b 5, a 2, rest 9"
    bars.show_items(())
    page.grab()
