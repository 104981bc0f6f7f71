"""Each rule of a plan's row: numbers, dates, orders, products, and every reason to reject."""

from datetime import date
from decimal import Decimal

import pytest

from app.capabilities.production.plan.amounts import MOST, Amount, read_amount
from app.capabilities.production.plan.dates import DayOrder, day_order, read_day
from app.capabilities.production.plan.rules import REASONS
from app.kernel.words import LANGUAGES, Words
from tests.capabilities.production.plan.plan_files import (
    HEADER,
    a_csv,
    a_row,
    a_workbook,
    numbers,
    read,
    reasons,
)

FIFTH = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("20000", 20000, None),
        ("２０，０００", 20000, None),
        ("20,000", 20000, None),
        ("20 000", 20000, None),
        ("20\u00a0000", 20000, None),
        ("20'000", 20000, None),
        ("20’000", 20000, None),
        ("1,234,567", 1234567, None),
        ("20,000.000", 20000, None),
        ("500.", 500, None),
        ("+500", 500, None),
        ("00500", 500, None),
        ("500 个", 500, "个"),
        ("500个", 500, "个"),
        ("500 PCS.", 500, "PCS."),
        ("\t500\u200b", 500, None),
        (str(MOST), MOST, None),
    ],
)
def test_a_quantity_is_read(text: str, value: int, unit: str | None) -> None:
    assert read_amount(text, None) == Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing_quantity"),
        ("约500", "bad_quantity"),
        ("500左右", "bad_quantity"),
        ("500+", "bad_quantity"),
        ("1250.5", "bad_quantity"),
        ("1250.0000001", "bad_quantity"),
        ("2万", "bad_quantity"),
        ("2万套", "bad_quantity"),
        ("1.2E+04", "bad_quantity"),
        ("12,34", "bad_quantity"),
        ("1.250,00", "bad_quantity"),
        ("1,234 567", "bad_quantity"),
        ("100-200", "bad_quantity"),
        ("(500", "bad_quantity"),
        ("500)", "bad_quantity"),
        ("500/批", "bad_quantity"),
        ("待定", "bad_quantity"),
        ("-", "bad_quantity"),
        ("TRUE", "bad_quantity"),
        ("٥٠٠", "bad_quantity"),
        ("-500", "negative_quantity"),
        ("−５００", "negative_quantity"),
        ("500-", "negative_quantity"),
        ("(500)", "negative_quantity"),
        ("（1,500）", "negative_quantity"),
        ("-0.5", "negative_quantity"),
        ("0", "zero_quantity"),
        ("0.000", "zero_quantity"),
        ("-0", "zero_quantity"),
        ("10000001", "absurd_quantity"),
        ("9" * 400, "absurd_quantity"),
        ("#N/A", "formula_error"),
        ("#DIV/0!", "formula_error"),
        ("=A1*2", "formula_error"),
    ],
)
def test_a_quantity_is_not_guessed(text: str, reason: str) -> None:
    assert read_amount(text, None) == reason


def test_a_unit_beside_the_number_must_be_that_of_the_row() -> None:
    assert read_amount("500套", "套") == Amount(Decimal(500), "套")
    assert read_amount("500 pcs", "ＰＣＳ") == Amount(Decimal(500), "pcs")
    assert read_amount("2 箱", "个") == "bad_quantity"


@pytest.mark.parametrize(
    ("quantities", "values"),
    [
        (["20.000,000", "500,000", "1.500", "2,5"], [20000, 500, 1500]),
        (["20,000.000", "500,000", "500.000"], [20000, 500000, 500]),
        (["20.000,000", "20,000.000", "500,000"], [20000, 500000]),
    ],
)
def test_one_quantity_gives_away_a_decimal_comma(quantities: list[str], values: list[int]) -> None:
    rows = [a_row(number, quantity=text) for number, text in enumerate(quantities)]
    reading = read(a_csv([HEADER, *rows], ";"))
    assert [order.quantity for order in reading.orders] == values
    assert [reason for _, reason in reasons(reading)] == ["bad_quantity"] * (
        len(quantities) - len(values)
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-05",
        "2026-12-5",
        "2026/12/05",
        "2026/12/5",
        "2026.12.5",
        "2026. 12. 5",
        "2026年12月5日",
        "２０２６年１２月０５日",
        "2026 年 12 月 5 号",
        "26年12月5日",
        "2026年12月5",
        "20261205",
        "20261205.0",
        "20261205000000",
        "05.12.2026",
        "5.12.2026",
        "5-Dec-2026",
        "05 DEC 26",
        "5. December 2026",
        "Dec 5, 2026",
        "December 5th 2026",
        "46361",
        "46361.375",
        "2026-12-05 00:00:00",
        "2026-12-05T08:30:00Z",
        "2026-12-05T00:00:00.000+08:00",
        "2026/12/5 8:30",
        "2026/12/5 8:30:15 PM",
        "2026年12月5日 上午8:30",
        "2026-12-05 星期六",
        "2026-12-05（周六）",
        "Sat, 5 Dec 2026",
        "2026–12–05",
        "2026－12－05",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == FIFTH


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30", "2026/13/01", "2026-12", "12月5日", "26-12-05", "26/12/05", "12/5/26",
        "05.13.2026", "下周五", "待定", "ASAP", "2026-12/05", "1900-01-00", "0000-00-00",
        "1999-12-31", "9999-12-31", "2100-01-01", "36525", "99999", "8:30", "5 Foo 2026",
        "Foo 5 2026", "20261305", "12/5/2026", "5-12-2026", "#REF!", "", "2026-12-05 起",
    ],
)  # fmt: skip
def test_a_day_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


def test_september_may_be_written_in_four_letters() -> None:
    assert read_day("5 Sept 2026") == date(2026, 9, 5)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/5/2026", "12/25/2026"], DayOrder.MONTH_FIRST),
        (["5-12-2026", "25-12-2026"], DayOrder.DAY_FIRST),
        (["5/12/2026", "6/12/2026"], DayOrder.UNKNOWN),
        (["25/12/2026", "12/25/2026"], DayOrder.UNKNOWN),
        (["99/99/2026", "2026-12-05"], DayOrder.UNKNOWN),
    ],
)
def test_one_date_gives_away_how_a_file_writes_them(texts: list[str], order: DayOrder) -> None:
    assert day_order(texts) is order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("12/5/2026", DayOrder.MONTH_FIRST, FIFTH),
        ("5/12/2026", DayOrder.DAY_FIRST, FIFTH),
        ("25/12/2026", DayOrder.UNKNOWN, date(2026, 12, 25)),
        ("12-25-2026", DayOrder.UNKNOWN, date(2026, 12, 25)),
        ("25/12/2026", DayOrder.MONTH_FIRST, date(2026, 12, 25)),
        ("5/5/2026", DayOrder.UNKNOWN, date(2026, 5, 5)),
        ("13/13/2026", DayOrder.UNKNOWN, None),
    ],
)
def test_day_and_month_are_told_apart(text: str, order: DayOrder, day: date | None) -> None:
    assert read_day(text, order) == day


def test_an_ambiguous_date_is_read_where_the_file_gives_its_order_away() -> None:
    first = a_row("1", start="12/1/2026", due="12/5/2026")
    assert reasons(read(a_csv([HEADER, first]))) == [(2, "bad_date")]
    second = a_row("2", start="12/1/2026", due="12/25/2026")
    reading = read(a_csv([HEADER, first, second]))
    assert [order.due for order in reading.orders] == [FIFTH, date(2026, 12, 25)]


ROWS: dict[str, list[object]] = {
    "missing_order": a_row(None),
    "duplicate_order": a_row("mo-1"),
    "missing_product": a_row("2", product=None),
    "unknown_product": a_row("3", product="IS-20G"),
    "missing_quantity": a_row("4", quantity=None),
    "bad_quantity": a_row("5", quantity="约500"),
    "negative_quantity": a_row("6", quantity=-500),
    "zero_quantity": a_row("7", quantity=0),
    "absurd_quantity": a_row("8", quantity=2e12),
    "missing_date": a_row("9", due=None),
    "bad_date": a_row("10", due="下周五"),
    "due_before_start": a_row("11", due="2026-11-30"),
    "formula_error": a_row("12", quantity="#N/A"),
}


def test_every_reason_is_given_and_spoken_in_both_languages() -> None:
    assert tuple(ROWS) == REASONS
    reading = read(a_workbook([HEADER, a_row("MO-1"), *ROWS.values()]))
    assert numbers(reading) == ["MO-1"]
    assert [reason for _, reason in reasons(reading)] == list(REASONS)
    for language in LANGUAGES:
        sentences = {row.sentence(Words(language)) for row in reading.rejected}
        assert len(sentences) == len(REASONS)
        assert not any("plan.reason" in sentence or "{" in sentence for sentence in sentences)
    values = {row.reason: (row.fault.value, row.fault.other) for row in reading.rejected}
    assert values["duplicate_order"] == ("mo-1", "2")
    assert values["due_before_start"] == ("2026-11-30", "2026-12-01")
    assert values["negative_quantity"] == ("-500", "")
    assert values["absurd_quantity"] == ("2000000000000", "")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"order": "#REF!"}, "formula_error"),
        ({"order": "—"}, "missing_order"),
        ({"order": "1.23457E+11"}, "missing_order"),
        ({"product": "#N/A"}, "formula_error"),
        ({"product": "/"}, "missing_product"),
        ({"name": "#N/A"}, "formula_error"),
        ({"remark": "#VALUE!"}, "formula_error"),
        ({"start": "#NAME?"}, "formula_error"),
        ({"due": "#NULL!"}, "formula_error"),
        ({"start": "待定"}, "bad_date"),
        ({"start": "2026-02-30"}, "bad_date"),
        ({"due": "/"}, "bad_date"),
    ],
)
def test_a_fault_in_any_field_rejects_the_row(changed: dict[str, object], reason: str) -> None:
    reading = read(a_workbook([HEADER, a_row("0"), a_row(**{"order": "1", **changed})]))
    assert reasons(reading) == [(3, reason)]


@pytest.mark.parametrize("start", [None, "", "/", "—", "N/A", "无"])
def test_a_start_may_be_missing(start: str | None) -> None:
    assert read(a_workbook([HEADER, a_row("1", start=start)])).orders[0].start is None


def test_due_on_the_day_of_the_start_is_fine() -> None:
    assert numbers(read(a_workbook([HEADER, a_row("1", due="2026-12-01")]))) == ["1"]


def test_the_first_of_two_rows_with_one_number_stays_even_where_it_is_faulty() -> None:
    reading = read(a_workbook([HEADER, a_row("1", quantity=0), a_row("１"), a_row("01")]))
    assert reasons(reading) == [(2, "zero_quantity"), (3, "duplicate_order")]
    assert numbers(reading) == ["01"]


def test_all_faults_of_a_row_are_kept_the_order_number_first() -> None:
    reading = read(a_workbook([HEADER, a_row(None, product="X", quantity=0, due="?", name="#N/A")]))
    row = reading.rejected[0]
    assert (row.reason, [fault.reason for fault in row.also]) == (
        "missing_order",
        ["unknown_product", "zero_quantity", "bad_date", "formula_error"],
    )


def test_texts_are_trimmed_and_only_codes_and_numbers_become_half_width() -> None:
    row = a_row("\u3000ＭＯ－００１\u200b", product=" ｉｓ－２０ｆ ", name=" 输液器（２０滴） ",
                unit=" 套 ", quantity="２０，０００", due="２０２６／１２／０５", priority=" １ ",
                remark="分批\r\n每批 2,500　")  # fmt: skip
    order = read(a_workbook([HEADER, row])).orders[0]
    assert (order.order, order.product_code, order.product_name) == (
        "MO-001",
        "IS-20F",
        "输液器（２０滴）",
    )
    assert (order.unit, order.quantity, order.due) == ("套", Decimal(20000), FIFTH)
    assert (order.priority, order.remark) == ("1", "分批\n每批 2,500")


def test_a_unit_in_the_quantity_cell_serves_where_no_column_names_one() -> None:
    header = ["单号", "产品", "数量", "交期"]
    order = read(a_csv([header, ["1", "IS-20F", "500 套", "2026-12-05"]])).orders[0]
    assert (order.quantity, order.unit) == (Decimal(500), "套")
