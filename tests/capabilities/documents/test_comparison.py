"""Two revisions compared: what makes the one of the other does, and says it as people would."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.documents.comparison.answers import What
from app.capabilities.documents.comparison.decisions import (
    apply,
    compare,
    side_by_side,
    stretches,
)
from app.capabilities.flows.moves.bodies import Edge
from app.capabilities.production.bodies import Instruction, Operation, Point, Reason, Route, Step
from app.capabilities.production.definitions.decisions import outline_instruction
from app.kernel.words import Bilingual

WORDS = st.sampled_from(["清洗", "倒角", "测量", "贴标", "Rinse", "Gauge", "12 ± 0.1 mm", ""])
TEXTS = st.builds(Bilingual, WORDS, WORDS)
COUNTS = st.integers(0, 999)
POINTS = st.builds(
    Point, text=TEXTS, x=COUNTS, y=COUNTS, label_x=COUNTS, label_y=COUNTS, critical=st.booleans()
)
STEPS = st.builds(
    Step,
    title=TEXTS,
    picture=st.sampled_from(["", "aa", "bb"]),
    points=st.lists(POINTS, max_size=3).map(tuple),
    critical=st.booleans(),
)
INSTRUCTIONS = st.builds(
    Instruction, code=st.just("WI-1"), name=TEXTS, steps=st.lists(STEPS, max_size=5).map(tuple)
)
CODES = st.sampled_from(["B10", "B20", "B30", "B40"])
OPERATIONS = st.builds(
    Operation,
    code=CODES,
    name=TEXTS,
    icon=st.just("box"),
    work_centre=CODES,
    equipment=st.lists(CODES, max_size=3).map(tuple),
    minutes=COUNTS,
)
ROUTES = st.builds(
    Route,
    code=st.just("R"),
    name=TEXTS,
    per=COUNTS,
    operations=st.lists(OPERATIONS, max_size=4).map(tuple),
    edges=st.lists(st.builds(Edge, source=CODES, target=CODES), max_size=4).map(tuple),
    scrap_reasons=st.lists(st.builds(Reason, code=CODES, name=TEXTS), max_size=3).map(tuple),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["code", "a", "b"]), inner, max_size=3)
    ),
    max_leaves=12,
)


def plain(body):
    return msgspec.json.decode(msgspec.json.encode(body))


@given(INSTRUCTIONS, INSTRUCTIONS)
def test_the_changes_of_an_instruction_make_the_new_one_of_the_old(old, new):
    assert apply(compare(plain(old), plain(new)).changes, plain(old)) == plain(new)


@given(ROUTES, ROUTES)
def test_the_changes_of_a_route_make_the_new_one_of_the_old(old, new):
    assert apply(compare(plain(old), plain(new)).changes, plain(old)) == plain(new)


@given(JSON, JSON)
def test_the_changes_of_any_body_make_the_new_one_of_the_old(old, new):
    made = apply(compare(old, new).changes, old)
    assert msgspec.json.encode(made) == msgspec.json.encode(new)


@given(INSTRUCTIONS)
def test_a_body_does_not_differ_from_itself(body):
    assert compare(plain(body), plain(body)).changes == ()


@given(INSTRUCTIONS, INSTRUCTIONS)
def test_every_line_of_both_stands_in_one_row(old, new):
    lines = outline_instruction(old), outline_instruction(new)
    rows = side_by_side(*lines, compare(plain(old), plain(new)))
    assert [row.new for row in rows if row.new] == list(lines[1])
    assert sorted(str(row.old) for row in rows if row.old) == sorted(map(str, lines[0]))
    numbers = [row.number for row in rows if row.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(WORDS, WORDS)
def test_the_stretches_of_a_text_are_the_text(mine, other):
    assert "".join(one.text for one in stretches(mine, other)) == mine


def a_step(en, *points, picture=""):
    return Step(
        title=Bilingual(f"步骤 {en}", en),
        picture=picture,
        points=tuple(
            Point(text=Bilingual(text, text), x=1, y=1, label_x=2, label_y=2) for text in points
        ),
    )


def an_instruction(*steps):
    return Instruction(code="WI-1", name=Bilingual("作业", "Work"), steps=steps)


def changes(old, new):
    return [(one.what, one.path, one.at) for one in compare(plain(old), plain(new)).changes]


def test_a_step_that_moved_and_changed_is_still_that_step():
    old = an_instruction(a_step("Rinse for two minutes"), a_step("Dry"), a_step("Gauge the taper"))
    new = an_instruction(
        a_step("Gauge the taper"), a_step("Rinse for three minutes"), a_step("Dry")
    )
    assert changes(old, new) == [
        (What.SET, ("steps", 0, "title", "zh"), ("steps", 1, "title", "zh")),
        (What.SET, ("steps", 0, "title", "en"), ("steps", 1, "title", "en")),
        (What.MOVED, ("steps", 2), ("steps", 0)),
    ]


def test_what_is_new_and_what_is_gone_stand_in_their_places():
    old = an_instruction(a_step("Rinse"), a_step("Dry with filtered air"))
    new = an_instruction(a_step("Rinse"), a_step("Look for burrs at 10x"))
    rows = side_by_side(
        outline_instruction(old), outline_instruction(new), compare(plain(old), plain(new))
    )
    assert [row.what for row in rows if row.number] == [What.REMOVED, What.ADDED]


def test_the_words_that_differ_are_told_apart():
    found = stretches("145 ± 8 °C", "142 ± 6 °C")
    assert [one.text for one in found if one.is_own] == ["145", "8"]


def test_a_change_no_line_tells_stays_with_the_row_it_belongs_to():
    old = an_instruction(a_step("Rinse", "two minutes"))
    point = msgspec.structs.replace(old.steps[0].points[0], x=900)
    new = an_instruction(msgspec.structs.replace(old.steps[0], points=(point,)))
    rows = side_by_side(
        outline_instruction(old), outline_instruction(new), compare(plain(old), plain(new))
    )
    (row,) = [row for row in rows if row.number]
    assert [(c.path[-1], c.before, c.after) for c in row.changes] == [("x", 1, 900)]
