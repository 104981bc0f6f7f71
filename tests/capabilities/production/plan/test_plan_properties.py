"""Whatever the bytes: an answer or a refusal, and every row of the sheet accounted for once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.production.plan.opening import open_sheets
from app.capabilities.production.plan.reading import PlanReading
from app.kernel.refused import Refused
from tests.capabilities.production.plan.plan_files import (
    HEADER,
    a_csv,
    a_row,
    a_workbook,
    numbers,
    read,
)

WORKBOOK = a_workbook([HEADER, a_row("1"), a_row("2")])
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["IS-20F", "合计", "小计", "Total", "2026-12-05", "12/5/2026", "46361", "20,000", "#N/A",
         "备注：x",         "MO-1", "=1", "第 1 页", *HEADER]
    ),
    st.text(st.characters(exclude_characters=',"\r\n', exclude_categories=["Cs"]), max_size=8),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=12)


def try_to_read(data: bytes) -> PlanReading | None:
    try:
        return read(data)
    except Refused:
        return None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try_to_read(data)
    try_to_read(b"PK\x03\x04" + data)
    try_to_read(a_csv([HEADER]) + data)


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_any_bytes_overwritten_is_read_or_refused(at: int, patch: bytes) -> None:
    try_to_read(WORKBOOK[:at] + patch + WORKBOOK[at + len(patch) :])


@given(ROWS)
@settings(max_examples=200)
def test_every_row_is_an_order_rejected_or_left_out_on_purpose(rows: list[list[str]]) -> None:
    data = a_csv([HEADER, *rows])
    reading = try_to_read(data)
    if reading is None:
        return
    seen = sorted(
        r.row for part in (reading.orders, reading.rejected, reading.skipped) for r in part
    )
    assert seen == [row.number for row in open_sheets(data, "x")[0].rows]
    assert len(set(numbers(reading))) == len(reading.orders)
    assert all(order.quantity > 0 for order in reading.orders)


def test_a_long_plan_is_read_whole() -> None:
    data = a_workbook([HEADER, *(a_row(f"MO-{number:06}") for number in range(5000))])
    assert len(read(data).orders) == 5000
