"""Text exports: encodings, delimiters, quotes, line ends."""

import pytest

from app.kernel.refused import Refused
from tests.capabilities.production.plan.plan_files import (
    HEADER,
    a_csv,
    a_row,
    numbers,
    read,
    reasons,
    skipped,
)

GOOD = a_row("0012", remark="说明“第3版”")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(encoding: str, delimiter: str) -> None:
    reading = read(a_csv([["生产计划"], HEADER, GOOD], delimiter, encoding))
    assert (numbers(reading), reading.orders[0].remark) == (["0012"], "说明“第3版”")
    assert reading.header_row == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do_and_the_last_may_be_missing(end: str) -> None:
    lines = [HEADER, a_row("1"), a_row("2")]
    text = end.join(",".join("" if c is None else str(c) for c in line) for line in lines)
    assert numbers(read(text.encode())) == ["1", "2"]


def test_ways_to_keep_leading_zeros_in_excel_are_undone() -> None:
    orders = ['"=""00012349"""', '="0002"', "'0003", "\t0004", "０００５", "﻿0006"]
    reading = read(a_csv([HEADER, *map(a_row, orders)]))
    assert numbers(reading) == ["00012349", "0002", "0003", "0004", "0005", "0006"]


def test_quoted_texts_may_hold_delimiters_quotes_and_line_breaks() -> None:
    rows = [HEADER, a_row("1", remark='"先做首件,\n""合格""后,批量"'), a_row("2", remark='3" 管')]
    reading = read(a_csv(rows))
    assert [order.remark for order in reading.orders] == ['先做首件,\n"合格"后,批量', '3" 管']
    assert [order.row for order in reading.orders] == [2, 3]


def test_a_blank_line_is_a_row_of_the_spreadsheet() -> None:
    reading = read(a_csv([HEADER, [], a_row("1"), [","], a_row(None)]))
    assert reading.orders[0].row == 3
    assert reasons(reading) == [(5, "missing_order")]
    assert skipped(reading) == [(1, "header"), (2, "empty"), (4, "empty")]


def test_a_separator_line_for_excel_is_no_row() -> None:
    data = b"sep=;\r\n" + a_csv([HEADER, a_row("1")], ";")
    assert (read(data).header_row, read(data).orders[0].row) == (1, 2)


@pytest.mark.parametrize(
    "remark",
    ['"加急', '"3 寸\r\nMO-3,IS-20F,x,5,套,,2026-12-05,,\r\nMO-4,IS-20F,x,5,套,,2026-12-05,,"'],
)
def test_a_quote_that_swallows_rows_is_refused_not_obeyed(remark: str) -> None:
    data = a_csv([HEADER, a_row("1"), a_row("2", remark=remark), a_row("5")])
    with pytest.raises(Refused) as refused:
        read(data)
    assert (refused.value.code, refused.value.facts["row"]) == ("plan.open_quote", 3)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02\xdc\xff\xdc plan \x00", "plan.encoding"),
        (b"\xff\xfe\x00", "plan.encoding"),
        (b"order\x00\x00\x00\x00no.", "plan.encoding"),
        (b"o\x00r\x00\x00\x00d\x00", "plan.encoding"),
        (b"order,\xff\xff\xff\xff", "plan.encoding"),
        (b'sep="\r\n' + "单号,产品,数量,交期".encode(), "plan.not_a_plan"),
        ((",".join(HEADER) + "\n" + "x" * 200_000).encode(), "plan.broken_text"),
        ("你好，世界".encode(), "plan.not_a_plan"),
        (b"PRODUCT;QTY\nIS-20F;5\n", "plan.missing_columns"),
    ],
)
def test_what_is_no_readable_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == code


def test_serials_and_errors_in_text_are_read_like_in_a_workbook() -> None:
    rows = [a_row("1", due="46361"), a_row("2", quantity="#N/A"), a_row("3", quantity="=D2")]
    reading = read(a_csv([HEADER, *rows]))
    assert reading.orders[0].due.isoformat() == "2026-12-05"
    assert reasons(reading) == [(3, "formula_error"), (4, "formula_error")]
