"""What people type as numbers, dates and times: read exactly, or refused in words."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.refused import Refused
from app.ui.kit.notemarkup import HEADING, ITEM, PLAIN, Line, read, write
from app.ui.kit.typed import Limits, clock_text, day, moment, number, spell_s


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("12.50", "12.50"),
        ("１２，５０", "12.50"),
        ("12。5", "12.5"),
        ("−3,25", "-3.25"),
        (" 1 234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("007", "7"),
        ("-0", "0"),
        ("", ""),
    ],
)
def test_a_number_is_read_exactly_however_it_is_typed(typed: str, exact: str) -> None:
    assert number(typed) == exact


@pytest.mark.parametrize("typed", ["1e5", "5²", "½", "٣", "--3", "1.2.3", "1,23,4", ".", "0x1"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"kit\.number\.none"):
        number(typed)


def test_a_comma_that_could_part_thousands_or_places_is_asked_about() -> None:
    with pytest.raises(Refused) as refused:
        number("1,234")
    assert refused.value.code == "kit.number.two_ways"
    assert (refused.value.facts["whole"], refused.value.facts["point"]) == ("1234", "1.234")
    assert number("1,234", Limits()) == "1234"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1.005", "places"), ("0.4", "low"), ("12.01", "high"), ("-1", "low")],
)
def test_nothing_is_rounded_or_bent_into_the_limits(typed: str, code: str) -> None:
    with pytest.raises(Refused, match=rf"kit\.number\.{code}"):
        number(typed, Limits(Decimal("0.5"), Decimal("12"), places=2))


@settings(max_examples=60)
@given(st.decimals(-999, 999, places=3, allow_nan=False))
def test_every_decimal_comes_back_as_it_was(value: Decimal) -> None:
    assert Decimal(number(str(value))) == value


@pytest.mark.parametrize(
    "typed", ["2026-11-06", "20261106", "2026/11/6", "２０２６．１１．０６", "2026年11月6日"]
)
def test_a_day_is_typed_year_first_in_many_ways(typed: str) -> None:
    assert day(typed) == date(2026, 11, 6)


@pytest.mark.parametrize("typed", ["06/11/2026", "26-11-06", "2026-02-30", "tomorrow", "2026116"])
def test_a_day_that_could_be_another_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"kit\.date\."):
        day(typed)


def test_times_and_durations_are_read_and_refused() -> None:
    assert moment("9：05") == time(9, 5)
    assert moment("143015") == time(14, 30, 15)
    assert (spell_s("1:30:05"), spell_s("90:00")) == (5405, 5400)
    assert clock_text(5_405_999) == "1:30:05"
    for read_one, typed in ((moment, "25:00"), (moment, "9"), (spell_s, "1:75:00"), (spell_s, "5")):
        with pytest.raises(Refused):
            read_one(typed)


PIECES = st.lists(
    st.tuples(st.text("ab *\\#-界", min_size=1, max_size=6), st.booleans()), max_size=4
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from((PLAIN, ITEM, HEADING)), PIECES), max_size=4))
def test_a_note_says_the_same_after_it_was_written(lines: list[tuple[str, list[tuple[str, bool]]]]):
    markup = write(tuple(Line(kind, tuple(pieces)) for kind, pieces in lines))
    assert write(read(markup)) == markup


def test_a_note_knows_no_other_markup() -> None:
    (line,) = read("<b>x</b> [a](b) \\- y")
    assert line == Line(PLAIN, (("<b>x</b> [a](b) - y", False),))
