"""Registers are read exactly, and only neighbours together."""

import struct
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.equipment.registers import blocks, shortest, values
from drivers.equipment.sample import Working
from drivers.equipment.tags import Tag, TagTable, UnusableTags, read_tags, tags_of
from drivers.simulated.modbus import words

TABLE = """
period_ms = 500

[[tag]]
name = "melt"
register = 100
scale = "0.1"
unit = "°C"

[[tag]]
name = "vibration"
register = 101
type = "float32"
words = "little"
unit = "mm/s"

[[tag]]
name = "shots"
register = 110
type = "uint32"

[[tag]]
name = "state"
register = 200
kind = "input"
type = "uint16"
period_ms = 1000

[state]
tag = "state"
running = ["1"]
fault = ["9"]
stopped = { "2" = "setup" }
"""


def a_tag(**how):
    return Tag(name="x", register=0, **how)


def one_value(tag, held):
    (block,) = blocks(TagTable(tag=(tag,)))
    ((_, value),) = values(block, held)
    return value


def test_a_scaled_register_is_an_exact_decimal():
    assert one_value(a_tag(scale=Decimal("0.1")), (1853,)) == Decimal("185.3")
    assert one_value(a_tag(scale=Decimal("0.01")), (0xFFFF,)) == Decimal("-0.01")


@pytest.mark.parametrize(
    ("order", "held"), [("big", (0x4270, 0x6666)), ("little", (0x6666, 0x4270))]
)
def test_a_float_is_the_digits_its_machine_shows(order, held):
    assert str(one_value(a_tag(type="float32", words=order), held)) == "60.1"


def test_what_is_no_number_has_no_value():
    assert one_value(a_tag(type="float32"), (0x7FC0, 0)) is None
    assert one_value(a_tag(type="float32"), (0x7F80, 0)) is None


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_the_shortest_decimal_is_still_the_same_float(number):
    told = shortest(number)
    assert told is not None
    assert struct.pack(">f", float(told)) == struct.pack(">f", number)


@given(
    st.sampled_from([("int16", -(2**15), 2**15), ("uint32", 0, 2**32), ("int32", -(2**31), 2**31)]),
    st.sampled_from(["big", "little"]),
    st.data(),
)
def test_what_a_machine_holds_is_what_is_read(kind, order, data):
    name, least, most = kind
    value = Decimal(data.draw(st.integers(least, most - 1))) * Decimal("0.001")
    tag = a_tag(type=name, words=order, scale=Decimal("0.001"))
    assert one_value(tag, words(tag, value)) == value


def test_only_true_neighbours_share_a_request():
    found = blocks(read_tags(TABLE))
    assert [(b.kind, b.start, b.count, b.period_ms) for b in found] == [
        ("holding", 100, 3, 500),
        ("holding", 110, 2, 500),
        ("input", 200, 1, 1000),
    ]


def test_a_long_run_is_cut_into_requests_the_protocol_allows():
    table = TagTable(tag=tuple(Tag(name=f"t{n}", register=n) for n in range(300)))
    assert [block.count for block in blocks(table)] == [120, 120, 60]


def test_a_state_says_running_fault_or_why_it_stands():
    table = read_tags(TABLE)
    assert table.working(Decimal(1)) == (Working.RUNNING, "")
    assert table.working(Decimal("9.0")) == (Working.FAULT, "")
    assert table.working(Decimal(2)) == (Working.STOPPED, "setup")
    assert table.working(Decimal(77)) == (Working.STOPPED, "77")  # unknown is never running


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[tag]]",
        "[[tag]]\nname = 'a'\nregister = 70000",
        "[[tag]]\nname = 'a'\nscale = 'ten'",
        "[[tag]]\nname = 'a'\nscale = 'NaN'",
        "[[tag]]\nname = 'a'\n[[tag]]\nname = 'a'",
        "[[tag]]\nname = 'a'\n[state]\ntag = 'b'",
        "[[tag]]\nname = 'a'\n[state]\ntag = 'a'\nrunning = ['yes']",
        "[[tag]]\nname = 'a'\ncolour = 'red'",
        "not toml",
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(text):
    with pytest.raises(UnusableTags):
        read_tags(text)


def test_a_table_stands_in_the_settings_or_in_a_file(tmp_path):
    file = tmp_path / "im-01.toml"
    file.write_text(TABLE, "utf-8")
    assert tags_of({"tags": str(file)}) == tags_of({"tags": TABLE}) == read_tags(TABLE)
    for missing in ({}, {"tags": str(tmp_path / "none.toml")}):
        with pytest.raises(UnusableTags):
            tags_of(missing)
