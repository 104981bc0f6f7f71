"""GS1 element strings, for people and from scanners, with their faults beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.symbols.gs1 import Element, check_digit, elements, is_bracketed

GS = "\x1d"
GTIN = Element("01", "09521234560029")


def test_both_forms_say_the_same():
    expected = (GTIN, Element("17", "291115"), Element("10", "IS2611A07"), Element("21", "A7"))
    assert elements("(01)09521234560029(17)291115(10)IS2611A07(21)A7") == expected
    assert elements(f"010952123456002917291115{'10'}IS2611A07{GS}21A7") == expected


def test_a_leading_separator_and_one_after_a_fixed_element_are_allowed():
    assert elements(f"{GS}0109521234560029{GS}21A7") == (GTIN, Element("21", "A7"))


def test_a_missing_separator_is_never_guessed():
    assert elements("10ABC21XYZ") == (Element("10", "ABC21XYZ"),)


def test_a_wrong_check_digit_is_said_beside_the_data():
    assert elements("(01)09521234560028(10)L1") == (
        Element("01", "09521234560028", "check_digit"),
        Element("10", "L1"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("(01)0952123456002", "length"),
        ("(01)0952123456002X", "sign"),
        ("(01)０９521234560029", "sign"),
        ("(10)", "length"),
        ("(10)" + "A" * 21, "length"),
        ("(10)批号", "sign"),
        ("(17)261301", "date"),
        ("(17)260230", "date"),
        ("(11)26", "length"),
        ("(99)X", "unknown"),
    ],
)
def test_a_faulty_element_says_what_is_wrong(text, fault):
    assert elements(text)[0].fault == fault


def test_day_zero_means_the_whole_month():
    assert elements("(17)291100") == (Element("17", "291100"),)


def test_reading_ends_at_an_element_we_do_not_know():
    assert elements("0109521234560029371221A") == (GTIN, Element("37", "1221A", "unknown"))


def test_the_check_digit_of_the_general_specifications():
    assert check_digit("0952123456002") == "9"
    assert check_digit("629104150021") == "3"


def test_a_bracket_inside_a_lot_is_data():
    assert elements("(10)A(B)C(21)7") == (Element("10", "A(B)C"), Element("21", "7"))
    assert not is_bracketed("see (10)A")


@given(st.text(alphabet=st.characters() | st.sampled_from("0121()17" + GS)))
def test_no_text_escapes(text):
    assert all(isinstance(element, Element) for element in elements(text))
