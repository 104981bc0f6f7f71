"""GS1 element strings: read in both forms, related, written, refused before they are printed."""

import csv
import json
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.refused import Refused
from app.kernel.symbols import gs1
from app.kernel.symbols.gs1 import Element, check_digit, elements, is_bracketed
from app.kernel.symbols.gs1.check_digits import CSET82
from app.kernel.symbols.gs1.dictionary import dictionary, lengths
from app.kernel.symbols.gs1.linters import LINTERS
from tests.kernel.symbols.vectors import GS, TODAY, VECTORS, rows

GTIN = Element("01", "09521234560029")

NOT_DONE = {
    "couponcode": "North American store coupons (8110): no device bears one",
    "couponposoffer": "North American store coupons (8112): no device bears one",
    "packagetype": "unit load types (7041), a list of UN/ECE that changes every year",
}
"""Checks of the standard that are left out, and why: such a component passes by its signs alone."""


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
        Element("01", "09521234560028", "INCORRECT_CHECK_DIGIT"),
        Element("10", "L1"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("(01)0952123456002", "TOO_SHORT"),
        ("(01)0952123456002X", "NON_DIGIT_CHARACTER"),
        ("(01)０９521234560029", "NON_DIGIT_CHARACTER"),
        ("(10)", "EMPTY"),
        ("(10)" + "A" * 21, "TOO_LONG"),
        ("(10)批号", "INVALID_CSET82_CHARACTER"),
        ("(17)261301", "ILLEGAL_MONTH"),
        ("(17)260230", "ILLEGAL_DAY"),
        ("(11)26", "TOO_SHORT"),
        ("(7007)21122521", "INCORRECT_LENGTH"),
        ("(88)X", "UNKNOWN_AI"),
    ],
)
def test_a_faulty_element_says_what_is_wrong(text, fault):
    assert elements(text)[0].fault == fault


def test_reading_ends_at_an_element_we_do_not_know():
    assert elements("0109521234560029881221A") == (GTIN, Element("88", "1221A", "UNKNOWN_AI"))


def test_two_separators_in_a_row_are_not_tolerated():
    assert elements(f"10A{GS}{GS}21B")[-1].fault == "UNKNOWN_AI"


def test_the_check_digit_of_the_general_specifications():
    assert check_digit("0952123456002") == "9"
    assert check_digit("629104150021") == "3"


def test_a_bracket_inside_a_lot_is_data():
    assert elements("(10)A(B)C(21)7") == (Element("10", "A(B)C"), Element("21", "7"))
    assert elements("(10)A\\(21)7") == (Element("10", "A(21)7"),)
    assert not is_bracketed("see (10)A")


@pytest.mark.parametrize(
    ("ai", "value", "said"),
    [
        ("17", "291115", "2029-11-15"),
        ("17", "280200", "2028-02-29"),
        ("11", "760101", "2076-01-01"),
        ("11", "770101", "1977-01-01"),
        ("7003", "2911151030", "2029-11-15T10:30"),
        ("7007", "211225211231", "2021-12-25/2021-12-31"),
        ("7250", "19500606", "1950-06-06"),
        ("8008", "29111510", "2029-11-15T10"),
        ("10", "291115", "291115"),
        ("17", "261301", "261301"),
    ],
)
def test_dates_come_out_as_iso_within_the_century_around_today(ai, value, said):
    assert gs1.iso(gs1.element(ai, value), TODAY) == said


def test_the_century_moves_with_today():
    assert gs1.iso(gs1.element("17", "300101"), date(2081, 6, 1)) == "2130-01-01"


@pytest.mark.parametrize("row", rows("gs1_component_linters"))
def test_components_alone(row):
    assert LINTERS[row["linter"]](row["input"]) == row["expected_error"]
    assert (not row["expected_error"]) == (row["verdict"] == "valid")


@pytest.mark.parametrize("check", LINTERS)
@given(text=st.text(max_size=40) | st.text("0123456789", max_size=200))
def test_no_check_of_a_component_lets_anything_escape(check, text):
    assert isinstance(LINTERS[check](text), str)


def test_the_checks_left_out_are_named_with_their_reason():
    with (VECTORS / "gs1_component_linters.csv").open(encoding="utf-8") as file:
        asked = {row["linter"] for row in csv.DictReader(file)}
    assert not asked & NOT_DONE.keys()
    assert not LINTERS.keys() & NOT_DONE.keys()


def test_the_dictionary_agrees_with_biips_on_every_identifier():
    found = files("biip.gs1_application_identifiers") / "_application_identifiers.json"
    theirs = {one["ai"]: one for one in json.loads(found.read_text(encoding="utf-8"))}
    assert dictionary().keys() == theirs.keys()
    for ai, kind in dictionary().items():
        assert kind.is_set is not theirs[ai]["separator_required"], ai
        assert len(ai) == lengths()[ai[:2]], ai


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("(02)09521234560029(37)5", "validateAIrequisites"),
        ("(01)09521234560029(250)7", "validateAIrequisites"),
        ("(01)09521234560029(3925)12599", "validateAIrequisites"),
        ("(7258)1/2(7259)X", "validateAIrequisites"),
        ("(01)09521234560029(37)5", "validateAImutex"),
        ("(01)09521234560029(01)09521234560036", "validateAIrepeats"),
        ("(8003)01234567890128(8030)ABC", "validateDigSigRequiresSerialisedKey"),
    ],
)
def test_rules_between_elements(text, rule):
    assert rule in {breach.rule for breach in gs1.breaches(elements(text))}


def test_what_describes_an_item_may_wait_for_its_key():
    found = elements("(17)291115(10)L1")
    assert gs1.breaches(found) == ()
    assert {breach.ai for breach in gs1.awaited(found)} == {"17", "10"}
    assert gs1.awaited(elements("(01)09521234560029(17)291115(10)L1")) == ()


A_LABEL = gs1.built(
    [("01", "09521234560029"), ("17", "291115"), ("10", "A(1)%"), ("21", "zZ-9"), ("240", "")]
)


def test_symbol_and_line_come_from_one_value():
    assert gs1.scan_text(A_LABEL) == f"01095212345600291729111510A(1)%{GS}21zZ-9"
    assert gs1.element_string(A_LABEL) == "{FNC1}01095212345600291729111510A(1)%{FNC1}21zZ-9"
    assert gs1.human_readable(A_LABEL) == "(01)09521234560029(17)291115(10)A(1)%(21)zZ-9"
    gs1.check_for_print(A_LABEL)


@given(
    lot=st.text(CSET82, min_size=1, max_size=20), serial=st.text(CSET82, min_size=1, max_size=20)
)
def test_what_is_written_reads_back(lot, serial):
    label = gs1.built([("01", "09521234560029"), ("10", lot), ("21", serial)])
    assert elements(gs1.scan_text(label)) == label
    assert elements(gs1.bracketed(label)) == label


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("10", "L1")], "symbol.no_gtin"),
        ([("01", "09521234560028")], "symbol.element_check_digit"),
        ([("01", "09521234560029"), ("10", "L 1")], "symbol.element_sign"),
        ([("01", "09521234560029"), ("10", "L" * 21)], "symbol.element_length"),
        ([("01", "09521234560029"), ("17", "291301")], "symbol.element_date"),
        ([("01", "09521234560029"), ("17", "291100")], "symbol.day_zero"),
        ([("01", "09521234560029"), ("4321", "2")], "symbol.element_content"),
        ([("01", "09521234560029"), ("88", "2")], "symbol.element_unknown"),
        ([("01", "09521234560029"), ("10", "A"), ("10", "B")], "symbol.pair"),
        ([("01", "09521234560029"), ("37", "2")], "symbol.pair"),
        ([("01", "09521234560029"), ("250", "2")], "symbol.needs"),
        ([("01", "09521234560029"), ("403", "2")], "symbol.needs"),
    ],
)
def test_what_may_not_be_printed_is_refused(pairs, code):
    with pytest.raises(Refused) as refused:
        gs1.check_for_print(gs1.built(pairs))
    assert refused.value.code == code


@given(st.text(alphabet=st.characters() | st.sampled_from("0121()17\\" + GS)))
def test_no_text_escapes(text):
    found = elements(text)
    assert all(isinstance(gs1.iso(element, TODAY), str) for element in found)
    gs1.breaches(found)
    gs1.awaited(found)
