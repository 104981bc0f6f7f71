"""Workbooks as programs other than Excel write them, and files that are none."""

import datetime
from decimal import Decimal

import openpyxl
import pytest

from app.capabilities.production.plan import reading, sorting
from app.capabilities.production.plan.opening import open_sheets
from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Words
from app.kernel.workbooks import filekind, package
from app.kernel.workbooks.texts import column_index, column_letter
from tests.capabilities.production.plan.plan_files import (
    HEADER,
    MAIN,
    STRICT,
    a_row,
    a_workbook,
    inline,
    numbers,
    placed,
    raw_workbook,
    read,
    reasons,
    saved,
    zipped,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHORT = ["单号", "产品", "数量", "交期"]
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="00000000"/>'
    '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>'
    '<numFmt numFmtId="166" formatCode="&quot;WO-&quot;0000"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="31"/></cellXfs></styleSheet>'
)


def styled(sheet_data: str, properties: str = "") -> bytes:
    return raw_workbook(sheet_data, parts={"xl/styles.xml": STYLES}, properties=properties)


def a_line(number: int, order: str, quantity: str, due: str) -> str:
    product = f'<c r="B{number}" t="str"><v>IS-20F</v></c>'
    return f'<row r="{number}">{order}{product}{quantity}{due}</row>'


def test_cells_and_rows_need_no_references_and_texts_may_be_inline() -> None:
    data = raw_workbook(inline(SHORT) + inline(["1", "IS-20F", 5, 46361]))
    order = read(data).orders[0]
    assert (order.row, order.quantity, order.due.isoformat()) == (2, Decimal(5), "2026-12-05")


def test_a_strict_workbook_is_read_too() -> None:
    rows = inline(SHORT) + inline(["1", "IS-20F", 5, 46361])
    assert numbers(read(raw_workbook(rows, namespace=STRICT))) == ["1"]


def test_stored_results_count_and_errors_and_uncalculated_formulas_are_named() -> None:
    due = "<c><v>46361</v></c>"
    rows = inline(SHORT) + "".join(
        (
            a_line(2, placed("A2", '<f>"M"&amp;1</f><v>M1</v>', "str"),
                   placed("C2", "<f>100*10</f><v>1000</v>"), due),
            a_line(3, placed("A3", "<v>3</v>"), placed("C3", "<f>NA()</f><v>#N/A</v>", "e"), due),
            a_line(4, placed("A4", "<v>4</v>"), placed("C4", "<f>D4*2</f>"), due),
            a_line(5, placed("A5", "<v>5</v>"), placed("C5", '<f t="shared" si="0"/><v></v>'), due),
            a_line(6, placed("A6", "<v>6</v>"), placed("C6", "<f>A1</f><v></v>", "str"), due),
            a_line(7, placed("A7", "<v>7</v>"), placed("C7", "<f/><v>2999.9999999999995</v>"), due),
            a_line(8, placed("A8", "<v>8</v>"), placed("C8", "<v>2E4</v>"), due),
            a_line(9, placed("A9", "<v>9</v>"), placed("C9", "<v>1</v>", "b"), due),
            a_line(10, placed("A10", "<v>10</v>"), placed("C10", "<v>1E300</v>"), due),
            a_line(11, placed("A11", "<v>11</v>"), placed("C11", "<v>?</v>"), due),
        )
    )  # fmt: skip
    result = read(raw_workbook(rows))
    assert [(o.order, int(o.quantity)) for o in result.orders] == [
        ("M1", 1000),
        ("7", 3000),
        ("8", 20000),
    ]
    assert reasons(result) == [
        (3, "formula_error"),
        (4, "formula_error"),
        (5, "formula_error"),
        (6, "missing_quantity"),
        (9, "bad_quantity"),
        (10, "bad_quantity"),
        (11, "bad_quantity"),
    ]


def test_numbers_are_read_as_their_cells_show_them() -> None:
    rows = inline(SHORT) + "".join(
        (
            a_line(2, placed("A2", "<v>12345</v>", style=1), "<c><v>5</v></c>",
                   placed("D2", "<v>46361</v>", style=2)),
            a_line(3, placed("A3", "<v>7</v>", style=4), "<c><v>5</v></c>",
                   placed("D3", "<v>46361.5</v>", style=3)),
            a_line(4, placed("A4", "<v>1.5</v>", style=1), "<c><v>5</v></c>",
                   placed("D4", "<v>46361</v>", style=5)),
            a_line(5, placed("A5", "<v>88</v>", style=99), "<c><v>5</v></c>",
                   placed("D5", "<v>2026-12-05T00:00:00</v>", "d")),
            a_line(6, placed("A6", "<v>99</v>"), "<c><v>5</v></c>",
                   placed("D6", "<v>99999999</v>", style=3)),
        )
    )  # fmt: skip
    result = read(styled(rows))
    assert numbers(result) == ["00012345", "WO-0007", "1.5", "88"]
    assert {order.due.isoformat() for order in result.orders} == {"2026-12-05"}
    assert reasons(result) == [(6, "bad_date")]


def test_a_calendar_that_begins_in_1904_is_heeded() -> None:
    line = a_line(
        2, placed("A2", "<v>1</v>"), "<c><v>5</v></c>", placed("D2", "<v>44899</v>", style=3)
    )
    data = styled(inline(SHORT) + line, properties='<workbookPr date1904="1"/>')
    assert read(data).orders[0].due.isoformat() == "2026-12-05"


def test_rich_text_is_joined_without_its_phonetic_reading_and_escapes_are_undone() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>MO</t></r><r><t>-1</t></r><rPh><t>xx</t></rPh>'
        "<phoneticPr/></si><si><t>一行_x000D_&#10;二行</t></si></sst>"
    )
    rows = inline([*SHORT, "备注"]) + (
        '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>IS-20F</t></is></c><c><v>5</v></c>'
        '<c><v>46361</v></c><c t="s"><v>1</v></c><c t="inlineStr"/></row>'
    )
    order = read(raw_workbook(rows, parts={"xl/sharedStrings.xml": strings})).orders[0]
    assert (order.order, order.remark) == ("MO-1", "一行\n二行")


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    result = read(raw_workbook(inline(SHORT) + inline(["1", "IS-20F", 5, 46361]) + stray))
    assert (numbers(result), result.skipped[-1].why) == (["1"], "empty")


def test_spoilt_styles_do_not_spoil_the_plan() -> None:
    rows = inline(SHORT) + inline(["1", "IS-20F", 5, 46361])
    assert numbers(read(raw_workbook(rows, parts={"xl/styles.xml": "<styleSheet"}))) == ["1"]
    odd = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'
    assert numbers(read(raw_workbook(rows, parts={"xl/styles.xml": odd}))) == ["1"]


def test_parts_may_be_named_from_the_root_and_in_any_case() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = zipped(
        {
            "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{relation}/officeDocument" '
            'Target="/XL/Book.xml"/></Relationships>',
            "xl/book.xml": f'<workbook xmlns:r="{relation}"><bookViews>'
            '<workbookView activeTab="7"/></bookViews><sheets><sheet name="P" r:id="b"/>'
            '<sheet name="Q" r:id="zz"/></sheets></workbook>',
            "xl/_rels/Book.xml.rels": '<Relationships><Relationship Id="b" Type="t/worksheet" '
            'Target=".././sheets/one.xml"/></Relationships>',
            "sheets\\ONE.xml": "<worksheet><sheetData>"
            + inline(SHORT)
            + inline(["1", "IS-20F", 5, 46361])
            + "</sheetData></worksheet>",
        }
    )
    assert numbers(read(data)) == ["1"]


def test_real_dates_and_datetimes_are_days() -> None:
    when = datetime.datetime(2026, 12, 5, 13, 30)  # noqa: DTZ001 - a workbook knows no time zone
    data = a_workbook([HEADER, a_row("1", start=datetime.date(2026, 12, 1), due=when)])
    assert read(data).orders[0].due.isoformat() == "2026-12-05"


def test_a_time_of_day_is_no_date() -> None:
    data = a_workbook([HEADER, a_row("1", due=datetime.time(8, 30))])
    assert reasons(read(data)) == [(2, "bad_date")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "plan.empty_file"),
        (b" \r\n\x00", "plan.empty_file"),
        (COMPOUND + bytes(600), "plan.old_excel"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "plan.encrypted"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "plan.web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "plan.web_page"),
        (b"%PDF-1.7 ...", "plan.no_sheet"),
        (b"\x89PNG\r\n", "plan.no_sheet"),
        (b"PK\x03\x04 cut short", "plan.broken_workbook"),
        (zipped({"word/document.xml": "<document/>"}), "plan.broken_workbook"),
        (zipped({"xl/workbook.xml": "<document/>"}), "plan.broken_workbook"),
        (zipped({"xl/workbook.xml": "<!DOCTYPE x><workbook/>"}), "plan.broken_workbook"),
        (zipped({"xl/workbook.xml": "<workbook><sheets/></workbook>"}), "plan.not_a_plan"),
        (raw_workbook("<row r='0'/>"), "plan.broken_workbook"),
        (raw_workbook('<row><c t="s"><v>9</v></c></row>'), "plan.broken_workbook"),
        (raw_workbook("", after='<cols><col min="x" hidden="1"/></cols>'), "plan.broken_workbook"),
        (raw_workbook("<row>"), "plan.broken_workbook"),
        (a_workbook([["周一", "红烧肉"], ["周二", "鱼"]]), "plan.not_a_plan"),
        (a_workbook([]), "plan.not_a_plan"),
        (a_workbook([["产品编码", "数量", "颜色"], ["IS-20F", 5]]), "plan.missing_columns"),
    ],
    ids=lambda one: one if isinstance(one, str) else "bytes",  # a zip holds the time it was made
)  # fmt: skip
def test_what_is_no_plan_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, name="计划.xlsx")
    assert refused.value.code == code
    for language in LANGUAGES:
        sentence = Words(language).refusal(refused.value)
        assert "计划.xlsx" in sentence
        assert "refused." not in sentence


def test_a_workbook_cut_anywhere_is_refused_or_read() -> None:
    whole = a_workbook([HEADER, a_row("1")])
    for end in range(0, len(whole), 97):
        with pytest.raises(Refused):
            read(whole[:end])


def test_a_plan_without_orders_is_a_plan() -> None:
    result = read(a_workbook([HEADER, ["合计"]]))
    assert (result.orders, result.rejected, result.skipped_count("total")) == ((), (), 1)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_workbook([HEADER, a_row("1"), a_row("2")])
    for module, limit, value, code in (
        (filekind, "MOST_BYTES", 99, "plan.too_large"),
        (reading, "MOST_ROWS", 2, "plan.too_large"),
        (package, "MOST_PART_BYTES", 99, "plan.broken_workbook"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, limit, value)
            with pytest.raises(Refused) as refused:
                read(data)
        assert refused.value.code == code


def test_merges_without_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_MOST_MERGED", 1)
    book = openpyxl.Workbook()
    for row in (HEADER, *map(a_row, range(4))):
        book.worksheets[0].append(list(row))
    book.worksheets[0].merge_cells("B2:B5")
    with pytest.raises(Refused, match=r"plan\.too_large"):
        read(saved(book))


def test_odd_merge_references_are_passed_over() -> None:
    after = '<mergeCells><mergeCell ref="A1"/><mergeCell ref="A2:B2"/></mergeCells>'
    rows = inline(SHORT) + inline(["1", "IS-20F", 5, 46361])
    assert len(open_sheets(raw_workbook(rows, after=after), "x")[0].merges) == 1


def test_columns_have_letters() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_index(letters) for letters in ("A", "z", "AA", "XFD", "", "É")] == [
        0, 25, 26, 16383, -1, -1,
    ]  # fmt: skip
