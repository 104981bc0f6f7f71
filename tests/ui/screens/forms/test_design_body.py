"""Drawing a form: what is added, moved, doubled, renamed, undone; pure, without a window."""

import pytest

from app.capabilities.roster import ROSTER
from app.journal.upcast import Vocabulary
from app.ui.screens.forms.design import body as edits
from app.ui.screens.forms.design.body import Spot
from app.ui.screens.forms.design.drawing import (
    DOUBLE,
    DOWN,
    REDO,
    REMOVE,
    SECTION,
    UNDO,
    UP,
    Drawing,
    Told,
)
from app.ui.screens.forms.design.history import History
from app.ui.screens.forms.design.names import renamed
from app.ui.screens.forms.design.plan import HEADING, plan

KINDS = Vocabulary(ROSTER).plugs.field_kinds


def a_text(key, **facts):
    return {"key": key, "kind": "text", "label": {"zh": key, "en": key}, **facts}


def a_body(*sections, **facts):
    made = [{"title": {"zh": "节", "en": "S"}, "fields": list(one)} for one in sections]
    return {"sections": made, "verdict": "", **facts}


def a_drawing(*sections, **facts):
    return Drawing(KINDS, History(a_body(*sections, **facts)))


def keys(body):
    return [[field["key"] for field in section["fields"]] for section in body["sections"]]


def test_a_field_is_added_behind_what_is_picked_and_bears_both_languages():
    drawing = a_drawing([a_text("a"), a_text("b")], [])
    drawing.chosen = Spot(0, 0)
    drawing.add("decimal")
    assert keys(drawing.body) == [["a", "decimal", "b"], []]
    assert drawing.chosen == Spot(0, 1)
    made = edits.field_at(drawing.body, drawing.chosen)
    assert made["label"]["zh"] != made["label"]["en"] != ""
    drawing.add("decimal", Spot(1, 0))
    assert keys(drawing.body)[1] == ["decimal_2"]


def test_a_form_without_sections_gets_one_with_its_first_field():
    drawing = a_drawing()
    drawing.add("text")
    assert keys(drawing.body) == [["text"]]


def test_a_key_follows_the_english_label_until_somebody_names_it():
    drawing = a_drawing([a_text("wall", must="decimal > 1")])
    drawing.add("decimal")
    drawing.tell_field(Told("label", {"zh": "壁厚", "en": "Wall thickness (mm)"}))
    assert keys(drawing.body) == [["wall", "wall_thickness_mm"]]
    assert edits.field_at(drawing.body, Spot(0, 0))["must"] == "wall_thickness_mm > 1"
    drawing.tell_field(Told("key", "thick"))
    drawing.tell_field(Told("label", {"zh": "壁厚", "en": "Other"}))
    assert keys(drawing.body) == [["wall", "thick"]]


@pytest.mark.parametrize(
    ("spot", "to", "expected", "landed"),
    [
        (Spot(0, 0), Spot(0, 3), [["b", "c", "a"], ["d"]], Spot(0, 2)),
        (Spot(0, 2), Spot(0, 0), [["c", "a", "b"], ["d"]], Spot(0, 0)),
        (Spot(0, 1), Spot(1, 1), [["a", "c"], ["d", "b"]], Spot(1, 1)),
        (Spot(0, 1), Spot(0, 2), [["a", "b", "c"], ["d"]], Spot(0, 1)),
    ],
)
def test_a_field_is_moved_before_where_it_is_dropped(spot, to, expected, landed):
    body = a_body([a_text("a"), a_text("b"), a_text("c")], [a_text("d")])
    moved, at = edits.move_field(body, spot, to)
    assert (keys(moved), at) == (expected, landed)
    assert keys(body) == [["a", "b", "c"], ["d"]]


def test_stepping_a_field_leads_from_section_to_section_and_ends_at_the_ends():
    drawing = a_drawing([a_text("a"), a_text("b")], [a_text("c")])
    drawing.chosen = Spot(0, 0)
    for _ in range(5):
        drawing.do(DOWN)
    assert keys(drawing.body) == [["b"], ["c", "a"]]
    for _ in range(5):
        drawing.do(UP)
    assert keys(drawing.body) == [["a", "b"], ["c"]]


def test_a_field_is_doubled_under_a_key_of_its_own_and_removed():
    drawing = a_drawing([a_text("a", settings={"longest": 5})])
    drawing.chosen = Spot(0, 0)
    drawing.do(DOUBLE)
    drawing.do(DOUBLE)
    assert keys(drawing.body) == [["a", "a_2", "a_3"]]
    assert edits.field_at(drawing.body, Spot(0, 2))["settings"] == {"longest": 5}
    drawing.do(REMOVE)
    drawing.do(REMOVE)
    drawing.do(REMOVE)
    assert keys(drawing.body) == [[]]
    assert drawing.chosen == Spot(0, HEADING)


def test_sections_are_added_moved_and_removed():
    drawing = a_drawing([a_text("a")])
    drawing.do(SECTION)
    drawing.tell_section(Told("columns", 3))
    drawing.do(UP)
    assert keys(drawing.body) == [[], ["a"]]
    assert drawing.body["sections"][0]["columns"] == 3
    drawing.do(REMOVE)
    drawing.do(REMOVE)
    assert drawing.body["sections"] == []
    assert drawing.chosen is None


def test_expressions_follow_a_key_that_is_renamed():
    formula = {"key": "mean", "kind": "formula", "label": {"zh": "均", "en": "m"}}
    body = a_body(
        [
            a_text("od", visible_if="od_ring > 1"),
            a_text("od_ring"),
            {**formula, "settings": {"expression": "round(mean(od), 2) + od_a * od_ring"}},
        ],
        verdict='od == "od" and 直 != od',
    )
    body = edits.rename_key(body, Spot(0, 0), "width")
    assert keys(body) == [["width", "od_ring", "mean"]]
    fields = body["sections"][0]["fields"]
    assert fields[2]["settings"]["expression"] == "round(mean(width), 2) + width_a * od_ring"
    assert fields[0]["visible_if"] == "od_ring > 1"
    assert body["verdict"] == 'width == "od" and 直 != width'


def test_what_cannot_be_read_is_left_as_it_stands():
    assert renamed("od +", "od", "x") == "od +"
    assert renamed("mean(mean)", "mean", "x") == "mean(x)"


def test_every_edit_is_undone_and_done_again_typing_is_one():
    drawing = a_drawing([a_text("a")])
    first = drawing.body
    drawing.chosen = Spot(0, 0)
    for text in ("批", "批号"):
        drawing.tell_field(Told("label", {"zh": text, "en": "a"}))
    drawing.tell_field(Told("critical", True))
    last = drawing.body
    drawing.do(UNDO)
    assert edits.field_at(drawing.body, Spot(0, 0))["label"]["zh"] == "批号"
    drawing.do(UNDO)
    assert drawing.body == first
    assert not drawing.history.may_undo
    drawing.do(REDO)
    drawing.do(REDO)
    assert drawing.body == last
    drawing.do(UNDO)
    drawing.tell_field(Told("required", False))
    assert not drawing.history.may_redo


def test_undoing_gives_up_what_is_picked_and_no_longer_there():
    drawing = a_drawing([])
    drawing.add("text")
    drawing.do(UNDO)
    assert drawing.chosen is None


def test_the_canvas_tells_where_a_field_would_land():
    body = a_body([a_text("a"), a_text("b")], [])
    made = plan(body, 600)
    first, empty = box(made, Spot(0, 0)), made.boxes[-1]
    assert lands(made, first.x + 5, first.y + 2) == Spot(0, 0)
    assert lands(made, first.x + 5, first.y + first.height - 2) == Spot(0, 1)
    assert lands(made, empty.x + 5, empty.y + 20) == Spot(1, 0)
    assert lands(made, first.x, made.height + 500) == Spot(1, 0)
    assert [box.spot for box in made.between(0, 40)] == [Spot(0, HEADING)]


def test_fields_stand_beside_each_other_where_there_is_room():
    body = a_body([a_text("a"), a_text("b"), a_text("c")])
    body["sections"][0]["columns"] = 2
    wide, narrow = plan(body, 900), plan(body, 300)
    assert box(wide, Spot(0, 0)).y == box(wide, Spot(0, 1)).y < box(wide, Spot(0, 2)).y
    assert box(narrow, Spot(0, 0)).y < box(narrow, Spot(0, 1)).y
    second = box(wide, Spot(0, 1))
    assert lands(wide, second.x + 3, second.y + 20) == Spot(0, 1)


def box(made, spot):
    """Return where something stands: it is there."""
    return made.box(spot)


def lands(made, x, y):
    """Return where a field that is dropped at a point would stand."""
    return made.guide(x, y).spot
