"""Headers as different ERPs write them, titles and totals around them, sheets beside them."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from app.capabilities.production.plan.headers import recognise, unit_in
from app.capabilities.production.plan.layout import ColumnMapping
from app.capabilities.production.plan.reading import look_at
from app.kernel.refused import Refused
from tests.capabilities.production.plan.plan_files import (
    HEADER,
    PRODUCTS,
    a_csv,
    a_row,
    a_workbook,
    numbers,
    read,
    reasons,
    saved,
    skipped,
)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("生产订单编号", "order"),
        ("* 工单号：", "order"),
        ("单据编号", "order"),
        ("生产任务单\n编号", "order"),
        ("Prod. Order No.", "order"),
        ("WO#", "order"),
        ("Order", "order"),
        ("任务单号 / Order No.", "order"),
        ("Production Order\n生产订单号", "order"),
        ("委托加工单号", None),
        ("销售订单号", None),
        ("Sales Order No.", None),
        ("客户订单号", None),
        ("行号", None),
        ("工单单号", "order"),
        ("需求单据", None),
        ("生产批号", None),
        ("物料长代码", "product_code"),
        ("母件编码", "product_code"),
        ("料号", "product_code"),
        ("成品物料编码", "product_code"),
        ("子件编码", None),
        ("Material", "product_code"),
        ("Item Number", "product_code"),
        ("P/N", "product_code"),
        ("存货名称", "product_name"),
        ("Material Description", "product_name"),
        ("Item Desc.", "product_name"),
        ("计划生产数量（套）", "quantity"),
        ("本期排产数量", "quantity"),
        ("Order quantity (GMEIN)", "quantity"),
        ("QTY", "quantity"),
        ("已完工数量", None),
        ("入库数量", None),
        ("已生产量", None),
        ("Confirmed qty", None),
        ("未完工数量", None),
        ("主计量单位", "unit"),
        ("UoM", "unit"),
        ("Unit of measure (=GMEIN)", "unit"),
        ("要求交货日期", "due"),
        ("计划完工时间", "due"),
        ("Basic fin. date", "due"),
        ("Need By Date", "due"),
        ("车间计划完工日期", "due"),
        ("Planned Completion Date/Time", "due"),
        ("基本完成日期", "due"),
        ("销售订单交期", "due"),
        ("Order date", None),
        ("Calendar day", None),
        ("订单日期", None),
        ("单据日期", None),
        ("实际完工日期", None),
        ("完工数量", None),
        ("Sched. start", "start"),
        ("计划投产日期", "start"),
        ("车间计划开工日期", "start"),
        ("Actual start date", None),
        ("紧急程度", "priority"),
        ("Prio.", "priority"),
        ("生产备注", "remark"),
        ("车间备注", "remark"),
        ("Remarks", "remark"),
        ("规格型号", None),
        ("", None),
        ("x" * 81, None),
    ],
)
def test_a_label_is_recognised(label: str, field: str | None) -> None:
    match = recognise(label)
    assert (match.field if match else None) == field


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("数量（套）", "套"),
        ("Qty (pcs)", "pcs"),
        ("数量(千只)", "千只"),
        ("数量(必填)", None),
        ("数量", None),
    ],
)
def test_a_unit_may_stand_in_the_quantity_header(label: str, unit: str | None) -> None:
    assert unit_in(label) == unit


def test_an_sap_list_with_semicolons_and_dotted_dates() -> None:
    data = a_csv(
        [
            ["Order", "Material", "Material description", "Order quantity (GMEIN)",
             "Unit of measure (=GMEIN)", "Basic start date", "Basic fin. date", "Priority",
             "System Status"],
            ["000001000431", "IS-20F", "Infusion set", "20,000.000", "SET", "01.12.2026",
             "05.12.2026", "1", "REL  PRT"],
            ["000001000432", "la-316", "Luer adaptor", "500.000-", "PC", "01.12.2026", "05.12.2026",
             "", "CRTD"],
            ["000001000433", "LA-316", "Luer adaptor", "500.000", "PC", "", "13.12.2026", "",
             "CRTD"],
        ],
        delimiter=";",
    )  # fmt: skip
    reading = read(data)
    assert numbers(reading) == ["000001000431", "000001000433"]
    first, second = reading.orders
    assert (first.quantity, first.unit, first.priority) == (Decimal(20000), "SET", "1")
    assert (first.start, first.due) == (date(2026, 12, 1), date(2026, 12, 5))
    assert (second.quantity, second.start, second.priority) == (Decimal(500), None, None)
    assert reasons(reading) == [(3, "negative_quantity")]


def test_an_oracle_export_with_month_names_and_tabs_in_utf_16() -> None:
    data = a_csv(
        [
            ["Job", "Assembly", "Assembly Description", "Start Quantity", "UOM", "Start Date",
             "Completion Date", "Comments"],
            ["J-77", "IS-60F", "Set 60", "10000", "Each", "01-DEC-2026", "09-Dec-26", "rush"],
            ["J-78", "IS-60F", "Set 60", "10000", "Each", "31-Nov-2026", "09-Dec-2026", ""],
        ],
        delimiter="\t",
        encoding="utf-16",
    )  # fmt: skip
    reading = read(data)
    assert [(o.order, o.start, o.due) for o in reading.orders] == [
        ("J-77", date(2026, 12, 1), date(2026, 12, 9))
    ]
    assert reasons(reading) == [(3, "bad_date")]


def test_a_yonyou_sheet_with_two_header_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["生产订单列表"])
    sheet.append(["生产订单号", "行号", "母件", None, "生产数量", "计量单位", "日期", None, "备注"])
    sheet.append([None, None, "编码", "名称", None, None, "开工", "完工日期", None])
    sheet.append(["SC0001", 1, "IS-20F", "输液器", 20000, "套", "2026-12-1", "2026-12-5", "甲"])
    for block in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "G2:H2"):
        sheet.merge_cells(block)
    reading = read(saved(book))
    order = reading.orders[0]
    assert (order.product_code, order.product_name, order.remark) == ("IS-20F", "输液器", "甲")
    assert (order.start, order.due) == (date(2026, 12, 1), date(2026, 12, 5))
    assert reading.header_row == 3
    assert reading.columns[2].header == "母件编码"


def test_a_second_header_row_in_english_is_no_order() -> None:
    english = [
        "Order No.",
        "Product code",
        "Name",
        "Qty",
        "Unit",
        "Start",
        "Due date",
        "Prio",
        "Note",
    ]
    reading = read(a_workbook([HEADER, english, a_row("1")]))
    assert (numbers(reading), reasons(reading)) == (["1"], [])


def test_header_total_and_people_printed_on_every_page() -> None:
    rows = [
        ["某某公司生产计划"],
        HEADER,
        a_row("A1"),
        a_row("A2"),
        ["本页合计", None, None, 40000],
        ["某某公司生产计划"],
        HEADER,
        a_row("A3"),
        ["小　计", None, None, 20000],
        [],
        a_row("A4"),
        ["合　计：", None, None, 80000],
        ["制表：张三", None, None, "审核：李四"],
        a_row("A5"),
    ]
    reading = read(a_workbook(rows))
    assert numbers(reading) == ["A1", "A2", "A3", "A4"]
    assert reasons(reading) == []
    assert skipped(reading) == [
        (1, "title"), (2, "header"), (5, "total"), (6, "note"), (7, "header"), (9, "total"),
        (12, "total"), (13, "note"), (14, "below_total"),
    ]  # fmt: skip
    assert reading.skipped_count("total") == 3


def test_groups_that_each_end_in_a_total_are_all_read_but_no_summary_between() -> None:
    rows = [
        HEADER,
        a_row("A1"),
        ["合计", None, None, 20000],
        ["备注汇总", "IS-20F", None, 20000],
        a_row("B1"),
        ["Total", None, None, 20000],
        ["C1", "IS-20F", None, 20000, None, None, "2026-12-05"],
    ]
    reading = read(a_workbook(rows))
    assert numbers(reading) == ["A1", "B1"]
    assert [(row.row, row.why) for row in reading.skipped if row.why == "below_total"] == [
        (4, "below_total"),
        (7, "below_total"),
    ]


@pytest.mark.parametrize(
    "word", ["合计", "总计：", "共计", "Grand Total", "TOTAL", "合计数量", "IS-20F 小计"]
)
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_total_is_known_by_its_word_in_any_naming_column(word: str, column: int) -> None:
    total: list[object] = [None] * 9
    total[column], total[3] = word, 40000
    reading = read(a_workbook([HEADER, a_row("1"), a_row("2"), total]))
    assert (len(reading.orders), reasons(reading)) == (2, [])


def test_a_total_is_known_where_its_word_stands_in_a_column_of_no_use() -> None:
    total = [None, None, None, "#N/A", None, None, None, None, None, "合 计"]
    reading = read(a_workbook([[*HEADER, "规格"], [*a_row("1"), "总计"], total]))
    assert (numbers(reading), reasons(reading)) == (["1"], [])


def test_a_sum_without_a_word_is_a_total_and_another_number_is_not() -> None:
    data = [HEADER, a_row("1"), a_row("2"), [None, None, None, 40000]]
    assert reasons(read(a_workbook(data))) == []
    data[3] = [None, None, None, 40001]
    assert reasons(read(a_workbook(data))) == [(4, "missing_order")]


def test_people_pages_and_notes_without_a_total_above_are_no_orders() -> None:
    rows = [
        HEADER,
        a_row("1"),
        ["一车间"],
        a_row("2"),
        ["制单：计划员", None, "审核：主管", None, None, None, "第 1 页 共 1 页"],
        ["注：以上数量含留样"],
        [None, None, None, None, None, None, None, None, "续：含留样"],
        ["Prepared by: Li", None, None, None, None, None, "Page 1 of 1"],
        ["2026年12月计划（暂定）"],
        ["制单人：", "李四"],
        ["打印时间", "2026-12-01 10:00"],
    ]
    reading = read(a_workbook(rows))
    assert (numbers(reading), reasons(reading)) == (["1", "2"], [])
    assert reading.skipped_count("note") == 8


def test_an_order_number_alone_is_a_faulty_row_and_printed_line_numbers_are_none() -> None:
    header = ["序号", *HEADER]
    rows = [header, [1, *a_row("1")], [2, "MO-2"], [3], [4, None, None, None, None, "套"]]
    reading = read(a_workbook(rows))
    assert reasons(reading) == [(3, "missing_product")]
    assert [fault.reason for fault in reading.rejected[0].also] == [
        "missing_quantity",
        "missing_date",
    ]
    assert reading.skipped_count("empty") == 2


def test_of_several_sheets_the_plan_is_read() -> None:
    summary: list[list[object]] = [["产品编码", "数量", "交期"], ["IS-20F", 60000, "2026-12-31"]]
    reading = read(a_workbook([["使用说明"]], 汇总=summary, 明细=[HEADER, a_row("7")]))
    assert (reading.sheet, numbers(reading), reading.other_plans) == ("明细", ["7"], ())


def test_a_template_without_rows_gives_way_and_a_second_plan_is_named() -> None:
    plans = {"一月": [HEADER, a_row("1")], "二月": [HEADER, a_row("2")]}
    reading = read(a_workbook([HEADER], **plans))
    assert (reading.sheet, reading.other_plans) == ("一月", ("二月",))


def test_the_sheet_open_when_the_file_was_saved_is_preferred() -> None:
    book = openpyxl.Workbook()
    for number, title in enumerate(("一月", "二月")):
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        sheet.append(a_row(number))
    book.active = 2
    assert read(saved(book)).sheet == "二月"


def test_hidden_sheets_rows_and_columns_are_not_the_plan() -> None:
    book = openpyxl.Workbook()
    old = book.worksheets[0]
    old.append(HEADER)
    old.append(a_row("OLD"))
    old.sheet_state = "veryHidden"
    sheet = book.create_sheet("计划")
    sheet.append(["计划完工日期", *HEADER])
    sheet.append(["2025-01-01", *a_row("1")])
    sheet.append(["2025-01-01", *a_row("2")])
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[3].hidden = True
    reading = read(saved(book))
    assert (numbers(reading), reading.orders[0].due) == (["1"], date(2026, 12, 5))
    assert reading.skipped_count("hidden") == 1


def test_a_needed_column_counts_though_hidden_and_another_does_not() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(a_row("1", remark="intern"))
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["I"].hidden = True
    order = read(saved(book)).orders[0]
    assert (order.product_code, order.remark) == ("IS-20F", None)


def test_cells_merged_downwards_speak_for_every_row_but_not_for_the_quantity() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEADER,
        a_row("1", product="LA-316"),
        ["2", None, None, 300, "个", "2026-12-02"],
        ["3", None, None, None, "个", "2026-12-02"],
        [None, "IS-20F", None, 5, "套", None, "2026-12-09"],
        [],
    ):
        sheet.append(row)
    for block in ("B2:B4", "C2:C4", "G2:G4", "D3:D4", "A4:A5", "H2:H6", "I2:I3", "A1:A1"):
        sheet.merge_cells(block)
    reading = read(saved(book))
    assert [(o.order, o.product_code, o.quantity) for o in reading.orders] == [
        ("1", "LA-316", Decimal(20000)),
        ("2", "LA-316", Decimal(300)),
    ]
    assert reading.orders[1].due == date(2026, 12, 5)
    assert reasons(reading) == [(4, "missing_quantity"), (5, "duplicate_order")]


def test_known_codes_tell_the_product_column_where_the_erp_number_is_another() -> None:
    header = ["任务单号", "物料编码", "型号规格", "数量", "交期"]
    data = a_csv([header, ["1", "01.02.0003", "IS-20F", 5, "2026-12-05"]])
    reading = read(data)
    assert reading.orders[0].product_code == "IS-20F"
    assert [(c.field, c.confidence) for c in reading.columns[1:3]] == [
        (None, "none"),
        ("product_code", "guess"),
    ]


def test_production_is_due_at_its_planned_finish_not_at_the_customers_date() -> None:
    header = ["单号", "产品", "数量", "交货日期", "计划完工日期", "实际完工日期"]
    data = a_csv([header, ["1", "IS-20F", "5", "2026-12-24", "2026-12-20", "2026-12-19"]])
    reading = read(data)
    assert reading.orders[0].due == date(2026, 12, 20)
    assert [c.field for c in reading.columns] == [
        "order", "product_code", "quantity", None, "due", None,
    ]  # fmt: skip


def test_columns_are_listed_with_header_sample_and_confidence() -> None:
    header = ["生产任务单号", "产品编码", "BOM 版本", "车间计划完工日期", "数量(套)", None]
    reading = read(a_csv([header, ["1", "IS-20F", "V3", "2026-12-05", "5", "x"]]))
    assert [(c.letter, c.header, c.field, c.sample, c.confidence) for c in reading.columns] == [
        ("A", "生产任务单号", "order", "1", "sure"),
        ("B", "产品编码", "product_code", "IS-20F", "sure"),
        ("C", "BOM 版本", None, "V3", "none"),
        ("D", "车间计划完工日期", "due", "2026-12-05", "guess"),
        ("E", "数量(套)", "quantity", "5", "sure"),
        ("F", "", None, "x", "none"),
    ]
    assert reading.orders[0].unit == "套"
    assert (reading.orders[0].product_name, reading.orders[0].priority) == (None, None)


UNNAMED = [["W1", "W2", "W3", "W4"], ["7", "IS-20F", "5", "2026-12-05"]]
CHOSEN = (("A", "order"), ("b", "product_code"), ("C", "quantity"), ("D", "due"))


def test_a_person_can_say_which_column_is_what_where_no_name_tells() -> None:
    with pytest.raises(Refused, match=r"plan\.not_a_plan"):
        read(a_csv(UNNAMED))
    reading = read(a_csv(UNNAMED), ColumnMapping(CHOSEN, header_row=1))
    assert numbers(reading) == ["7"]
    assert {column.confidence for column in reading.columns} == {"person"}


def test_a_persons_choice_replaces_the_names() -> None:
    data = a_workbook([HEADER, a_row("1", remark="MO-9")], 二月=[HEADER, a_row("2", remark="MO-8")])
    fields = (("I", "order"), ("B", "product_code"), ("D", "quantity"), ("G", "due"))
    reading = read(data, ColumnMapping(fields, sheet="二月"))
    assert (reading.sheet, numbers(reading)) == ("二月", ["MO-8"])
    assert (reading.orders[0].unit, reading.orders[0].remark) == (None, None)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (ColumnMapping(CHOSEN), "plan.not_a_plan"),
        (ColumnMapping(CHOSEN, sheet="nirgends", header_row=1), "plan.not_a_plan"),
        (ColumnMapping(CHOSEN[:3], header_row=1), "plan.missing_columns"),
        (ColumnMapping((("A", "colour"),), header_row=1), "plan.no_such_column"),
        (ColumnMapping((("1", "order"),), header_row=1), "plan.no_such_column"),
        (ColumnMapping((("A", "order"), ("a", "due")), header_row=1), "plan.column_twice"),
        (ColumnMapping((("A", "due"), ("B", "due")), header_row=1), "plan.column_twice"),
    ],
)
def test_a_choice_that_contradicts_itself_or_the_file_is_refused(
    mapping: ColumnMapping, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(a_csv(UNNAMED), mapping)
    assert refused.value.code == code


def test_a_chosen_column_beyond_the_file_is_simply_empty() -> None:
    mapping = ColumnMapping((*CHOSEN, ("AB", "remark")), header_row=1)
    assert read(a_csv(UNNAMED), mapping).orders[0].remark is None


def test_a_missing_column_is_named_in_both_languages_and_can_still_be_looked_at() -> None:
    data = a_csv([["工单号", "产品编码", "数量", "备注"], ["1", "IS-20F", "5", "12月5日"]])
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == "plan.missing_columns"
    assert str(refused.value.facts["fields"]) == "Bilingual(zh='交期', en='due date')"
    layout = look_at(data, "plan", PRODUCTS)
    assert (layout.missing, layout.header_row) == (("due",), 1)
    assert look_at(data, "p", PRODUCTS, ColumnMapping((("D", "due"),))).missing == (
        "order",
        "product_code",
        "quantity",
    )


def test_a_second_table_that_names_more_does_not_replace_the_first() -> None:
    short: list[object] = ["单号", "产品编码", "数量", "交期"]
    rows: list[list[object]] = [short, ["1", "IS-20F", 5, "2026-12-05"], list(HEADER), a_row("2")]
    reading = read(a_workbook(rows))
    assert (reading.header_row, reading.orders[0].order) == (1, "1")
