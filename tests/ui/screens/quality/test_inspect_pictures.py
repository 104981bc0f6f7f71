"""Defects marked on a picture and photos of them, within an inspection by finger."""

from hashlib import sha256

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.quality.plans.bodies import Sample
from app.store.content import fetch
from tests.ui.screens.forms.filling import a_field, a_form
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    PATROL,
    a_quality_station,
    begin,
    come,
    in_front,
    look,
    the_inspection,
)

MAP = {
    "codes": [
        {"code": "scratch", "label": {"zh": "划伤", "en": "Scratch"}, "fails": True},
        {"code": "speck", "label": {"zh": "黑点", "en": "Speck"}},
    ]
}
SHEET = msgspec.structs.replace(
    a_form(
        a_field("map", "defect_map", "缺陷位置", settings=MAP),
        a_field("photo", "photo", "缺陷照片", settings={"least": 1, "most": 3}),
        a_field(
            "gap", "measurement", "间隙", settings={"lsl": "-0.1", "decimals": 2, "unit": "mm"}
        ),
        a_field("mass", "decimal", "重量", settings={"lsl": "0", "decimals": 2}),
        a_field("burrs", "integer", "毛刺数", settings={"least": 0, "usl": "2"}),
    ),
    code="QF-MAP",
)
PLAN = msgspec.structs.replace(PATROL, form=SHEET.code, sample=Sample(n=1))


@pytest.fixture
def hands(qtbot, tmp_path):
    at = a_quality_station(tmp_path / "station", PLAN)
    at.publish(FORM, SHEET.code, SHEET, title=SHEET.name)
    made = at_window(qtbot, at)
    yield made
    made.close()


@pytest.fixture
def picture(tmp_path, monkeypatch):
    """Return a picture's bytes, and let whoever chooses a file choose it."""
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(0xDDDDDD)
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # a stub that wants bytes
    path = tmp_path / "part.png"
    path.write_bytes(bytes(out.data().data()))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path.read_bytes()


def tap(hands, name, x, y):
    """Tap a picture at shares of its width and height."""
    hands.sees(lambda: hands.find(name) is not None)
    shown = hands.find(name)
    hands.sees(lambda: not shown.picture_room().isEmpty())
    room = shown.picture_room()
    at = QPoint(round(room.x() + x * room.width()), round(room.y() + y * room.height()))
    hands.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=at)


def value(hands, path):
    held = look(hands, the_inspection(hands).row.filled).held.get(path)
    return None if held is None else held.value


def near(marks):
    """Return marks to the nearest fiftieth: a finger is no needle."""
    return [(round(one.x / 20), round(one.y / 20), one.code) for one in marks]


def shown(hands, name):
    return near_shares(hands.find(name).parent().marks())


def near_shares(marks):
    return [(round(one.x * 50), round(one.y * 50), one.code) for one in marks]


def choose(hands, key):
    hands.sees(lambda: hands.find("items") is not None)
    hands.find("items").choose(key)
    hands.sees(lambda: in_front(hands).key == key)


def test_defects_are_marked_on_a_picture_kept_hashed_and_shown_again(hands, picture, reopened):
    begin(hands, PLAN)
    hands.press("field-map-choose")
    tap(hands, "field-map-picture", 0.25, 0.5)
    hands.press("field-map-enter")
    hands.reads("第 1 处标记未注明是什么")
    hands.press("filter-scratch")
    tap(hands, "field-map-picture", 0.75, 0.25)
    hands.press("filter-speck")
    hands.press("field-map-enter")
    hands.sees(lambda: value(hands, "map") is not None)
    made = value(hands, "map")
    assert near(made.marks) == [(12, 25, "scratch"), (38, 12, "speck")]
    assert made.picture == sha256(picture).hexdigest()
    assert hands.at.ask(fetch, made.picture) == picture
    held = look(hands, the_inspection(hands).row.filled).held["map"]
    assert held.passes is False
    place = hands.window.place
    again = reopened(hands)
    come(again)
    again.window.go(place)
    again.is_at("inspect")
    choose(again, "map")
    again.sees(lambda: again.find("field-map-picture") is not None)
    again.sees(lambda: not again.find("field-map-picture").picture_room().isEmpty())
    assert shown(again, "field-map-picture") == [(12, 25, "scratch"), (38, 12, "speck")]


def test_a_defect_is_photographed_marked_up_and_entered_in_an_inspection(hands, picture):
    begin(hands, PLAN)
    hands.press("defect-photo")
    hands.sees(lambda: in_front(hands).key == "photo")
    hands.press("field-photo-add")
    hands.press("field-photo-0")
    tap(hands, "photo-map-picture", 0.5, 0.5)
    hands.press("photo-done")
    hands.press("field-photo-enter")
    hands.sees(lambda: value(hands, "photo") is not None)
    (photo,) = value(hands, "photo")
    assert near(photo.marks) == [(25, 25, "")]
    assert hands.at.ask(fetch, photo.sha256) == picture


def test_the_keypad_has_a_sign_and_a_point_only_where_the_number_may_have_them(hands):
    begin(hands, PLAN)
    for key, keys in (("gap", "±."), ("mass", "."), ("burrs", ""), ("gap", "±.")):
        choose(hands, key)
        hands.sees(lambda: hands.find("key-0") is not None)
        for sign in "±.":
            there = sign in keys
            hands.sees(lambda sign=sign, there=there: (hands.find(f"key-{sign}") is None) != there)
