"""Our own codes: short, typeable by any wedge, one code for one name and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.symbols import own
from app.kernel.symbols.own import OwnCode, Thing

names = st.text(min_size=1, max_size=30)


def test_plain_names_stand_as_they_are():
    assert own.order_code("WORK000434") == "LS1/O/WORK000434"
    assert own.operation_code("WORK000434", "B20") == "LS1/O/WORK000434/B20"
    assert own.badge_code("OP-07") == "LS1/B/OP-07"
    assert own.equipment_code("CNC-01") == "LS1/E/CNC-01"


@pytest.mark.parametrize("name", ["mo-7", "MO 2026/11", "工单.7", "a%b", "😀", "  ", "LS1/O/X"])
def test_names_of_any_kind_come_back(name):
    assert own.read(own.order_code(name)) == OwnCode(Thing.ORDER, (name,))


@given(names, names)
def test_any_two_names_come_back(order, operation):
    code = own.operation_code(order, operation)
    assert own.read(code) == OwnCode(Thing.ORDER, (order, operation))


@given(names)
def test_a_code_holds_only_signs_every_wedge_can_type(name):
    assert re.fullmatch(r"LS1/E/[A-Z0-9.-]+", own.equipment_code(name))


@given(names)
def test_caps_lock_does_no_harm(name):
    assert own.read(own.badge_code(name).lower()) == OwnCode(Thing.BADGE, (name,))


@given(st.text())
def test_any_other_text_is_read_as_nothing(text):
    read = own.read(text)
    assert read is None or own.is_ours(text)


@pytest.mark.parametrize(
    "text",
    [
        "LS1/O/",
        "LS1/O",
        "LS1/B/OP/07",
        "LS1/O/A/B/C",
        "LS1/X/A",
        "LS1/O/.41",  # a name has one code only: A is written A
        "LS1/O/.FF",
        "LS1/O/.4",
        "LS2/O/A",
    ],
)
def test_what_is_not_written_our_way_is_not_read(text):
    assert own.read(text) is None


def test_a_symbol_cannot_name_nothing():
    with pytest.raises(ValueError, match="nothing"):
        own.order_code("")
