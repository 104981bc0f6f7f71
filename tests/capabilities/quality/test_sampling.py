"""Sampling plans: every cell of the standard, the verdict of a lot, what is refused."""

from decimal import Decimal

import pytest

from app.capabilities.quality.sampling.answers import Counted, Severity
from app.capabilities.quality.sampling.decisions import (
    LEVELS,
    accepts,
    aql_of,
    code_letter,
    judge,
    lot_result,
    next_tighter,
    plan,
)
from app.capabilities.quality.standards.single_plans import cells
from app.kernel.refused import Refused
from tests.capabilities.quality.vectors import rows


def test_every_code_letter_of_the_standard():
    for row in rows("iso2859_code_letters"):
        least = int(row["lot_min"])
        most = int(row["lot_max"]) if row["lot_max"] else 100_000_000
        for level in LEVELS:
            assert {code_letter(lot, level) for lot in (least, most)} == {row[level]}, row


def test_every_plan_of_the_standard():
    expected = rows("iso2859_single_plans")
    assert len(expected) == len(cells()) == 16 * 26 * 3
    for row in expected:
        cell = cells()[row["letter"], row["inspection"], Decimal(row["AQL"])]
        found = (cell.letter, cell.n, cell.ac, cell.re, cell.arrow)
        wanted = (row["resolved_letter"], row["n"], row["Ac"], row["Re"], row["arrow"])
        assert found == (wanted[0], int(wanted[1]), int(wanted[2]), int(wanted[3]), wanted[4]), row


def test_every_plan_is_what_a_lot_of_its_letter_gets():
    lots = {letter: lot for lot in (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000,
            150_000, 500_000, 10**7) if (letter := code_letter(lot, "II"))}  # fmt: skip
    lots["R"] = 10**7  # level III reaches the last letter
    for row in rows("iso2859_single_plans"):
        if (lot := lots.get(row["letter"])) is None:
            continue
        level = "III" if row["letter"] == "R" else "II"
        found = plan(lot, level, row["AQL"], row["inspection"])
        assert found.code_letter == row["letter"]
        assert (found.letter, found.ac, found.re) == (
            row["resolved_letter"],
            int(row["Ac"]),
            int(row["Re"]),
        )
        assert found.n == min(int(row["n"]), lot)


def test_an_arrow_changes_letter_size_and_both_numbers_together():
    down = plan(10_000, "S-1", "0.65")
    assert (down.code_letter, down.arrow) == ("C", "down")
    assert (down.letter, down.n, down.ac, down.re) == ("F", 20, 0, 1)
    up = plan(1000, "II", "0.25")
    assert (up.letter, up.n, up.ac, up.re) == ("H", 50, 0, 1)


def test_a_sample_as_large_as_the_lot_is_full_inspection():
    small = plan(10, "II", "0.65")
    assert (small.table_n, small.n, small.is_full_inspection) == (20, 10, True)
    assert plan(20, "II", "0.65").is_full_inspection
    assert not plan(21, "II", "0.65").is_full_inspection


def test_the_edition_is_named_and_reduced_has_no_gap():
    assert plan(1000, "II", "1.0").edition == "GB/T 2828.1-2012 = ISO 2859-1:1999"
    assert all(cell.re == cell.ac + 1 for cell in cells().values())


@pytest.mark.parametrize("text", ["1", "1.0", "1.00", " 1.0 % ", "1,0"])
def test_an_aql_is_read_as_people_write_it(text):
    assert str(aql_of(text)) == "1.0"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((1, "II", "1.0"), "sampling.lot_too_small"),
        ((0, "II", "1.0"), "sampling.lot_too_small"),
        ((500, "IV", "1.0"), "sampling.level_unknown"),
        ((500, "II", "1.1"), "sampling.aql_unknown"),
        ((500, "II", "nan"), "sampling.aql_unknown"),
        ((500, "II", "0"), "sampling.aql_unknown"),
        ((500, "II", ""), "sampling.aql_unknown"),
        ((500, "II", "1.0", "severe"), "sampling.severity_unknown"),
        ((500, "II", "15", "normal", "units"), "sampling.only_per_hundred"),
        ((500, "II", "15", "normal", "defects"), "sampling.counted_unknown"),
    ],
)
def test_what_the_standard_does_not_know_is_refused(asked, code):
    with pytest.raises(Refused) as refused:
        plan(*asked)
    assert refused.value.code == code


def test_beyond_aql_10_only_nonconformities_are_counted():
    assert plan(500, "II", "10").counted is Counted.UNITS
    assert plan(500, "II", "10", counted="nonconformities").counted is Counted.NONCONFORMITIES
    assert plan(500, "II", "15").counted is Counted.NONCONFORMITIES


def test_a_sample_is_accepted_up_to_ac():
    given = plan(1000, "II", "1.0")
    assert [accepts(given, found) for found in (0, 2, 3)] == [True, True, False]


def test_no_more_units_can_fail_than_were_inspected_but_nonconformities_can():
    with pytest.raises(Refused, match=r"sampling\.more_than_sample"):
        accepts(plan(1000, "II", "1.0"), 81)
    with pytest.raises(Refused, match=r"sampling\.found_negative"):
        accepts(plan(1000, "II", "1.0"), -1)
    assert not accepts(plan(1000, "II", "15"), 81)


def test_a_lot_is_judged_class_by_class():
    plans = {"critical": plan(1000, "II", "0.010"), "major": plan(1000, "II", "1.0")}
    good = judge(plans, {"critical": 0, "major": 2})
    assert good.is_accepted
    bad = judge(plans, {"critical": 1, "major": 0})
    assert (bad.is_accepted, bad.classes) == (False, {"critical": False, "major": True})


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"major": 1}, "sampling.class_not_counted"),
        ({"major": 1, "minor": 0, "cosmetic": 3}, "sampling.class_unknown"),
    ],
)
def test_every_class_is_counted_and_none_without_a_plan(found, code):
    plans = {"major": plan(1000, "II", "1.0"), "minor": plan(1000, "II", "4.0")}
    with pytest.raises(Refused) as refused:
        judge(plans, found)
    assert refused.value.code == code


def test_the_next_tighter_plan_is_one_aql_down_and_ends_with_the_series():
    tighter = next_tighter(plan(1000, "II", "1.0"))
    assert tighter is not None
    assert (str(tighter.aql), tighter.n, tighter.ac) == ("0.65", 80, 1)
    assert next_tighter(plan(1000, "II", "0.010")) is None


def test_a_lot_says_whether_it_would_pass_at_the_next_tighter_aql():
    given = plan(1000, "II", "1.0")  # 80, 2, 3; one AQL tighter 80, 1, 2
    assert [lot_result(given, found).passes_tighter for found in (0, 1, 2)] == [True, True, False]
    one = plan(1000, "II", "0.65")
    assert lot_result(one, 0).passes_tighter is None  # Ac 1: it is not asked


def test_a_next_tighter_plan_of_another_size_leaves_it_open():
    last = plan(8, "S-1", "25")
    tighter = next_tighter(last)
    others = [
        given
        for row in rows("iso2859_single_plans")
        if row["inspection"] == "normal" and int(row["Ac"]) >= 2
        for given in [plan(10**7, "III", row["AQL"])]
        if (nearest := next_tighter(given)) and nearest.n != given.n and given.ac >= 2
    ]
    assert tighter is not None
    assert others
    assert all(lot_result(given, 0).passes_tighter is None for given in others)
    assert Severity("normal") is others[0].severity
