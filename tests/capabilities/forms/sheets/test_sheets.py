"""Inspection sheets become drafts as a careful person reads them."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.capabilities.forms.sheets.reading import read_forms
from app.cli.form import as_json
from app.kernel.refused import Refused
from tests.capabilities.forms.sheets import (
    invented,
    invented_eighth,
    invented_fifth,
    invented_fourth,
    invented_more,
    invented_ninth,
    invented_seventh,
    invented_sixth,
    invented_tenth,
    invented_third,
)
from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of
from tests.capabilities.forms.sheets.scoring import plain, score

SHEETS = Path(__file__).parents[3] / "vectors" / "excel"
SHARED = [
    "form-01-spike-moulding-ipqc",
    "form-02-incoming-two-forms",
    "form-03-luer-adaptor-bilingual",
]
INVENTED = (
    *invented.INVENTED,
    *invented_more.INVENTED,
    *invented_third.INVENTED,
    *invented_fourth.INVENTED,
    *invented_fifth.INVENTED,
    *invented_sixth.INVENTED,
    *invented_seventh.INVENTED,
    *invented_eighth.INVENTED,
    *invented_ninth.INVENTED,
    *invented_tenth.INVENTED,
)
_: None = None


def drafts_of(data: bytes, name: str = "sheet.xlsx") -> list[dict[str, Any]]:
    said = json.loads(as_json(read_forms(data, name)))
    drafts: list[dict[str, Any]] = said.get("drafts", [said])
    return drafts


@pytest.mark.parametrize("stem", SHARED)
def test_the_plant_s_own_sheets_are_read_whole(stem: str) -> None:
    wanted = json.loads((SHEETS / f"{stem}.json").read_text("utf-8"))
    (draft,) = drafts_of((SHEETS / f"{stem}.xlsx").read_bytes())
    found = score(wanted["fields"], draft["fields"])
    assert not found.faults
    assert found.right == len(wanted["fields"])
    assert plain(draft["title"]) == plain(wanted["title"])
    assert [(one["cell"], one["text"]) for one in draft["not_understood"]] == [
        (one["cell"], one["text"]) for one in wanted["not_understood"]
    ]


@pytest.mark.parametrize("make", INVENTED, ids=lambda make: make.__name__)
def test_other_plants_sheets_are_read_whole(make: Any) -> None:  # noqa: ANN401 - a maker of sheets
    data, title, wanted, unread = make()
    drafts = drafts_of(data)
    found = score(wanted, [field for draft in drafts for field in draft["fields"]])
    assert not found.faults
    assert plain(drafts[0]["title"]) == plain(title)
    assert [one["cell"] for draft in drafts for one in draft["not_understood"]] == unread


@pytest.mark.parametrize(
    "rows",
    [
        [[]],
        [
            ["考勤表"],
            ["序号", "姓名", "部门", "1", "2", "3", "4", "5", "合计"],
            [1, "赵工", "质量部", "√", "√", "√", "√", "", "4"],
            ["制表：", _, "审核：", _, "日期：", _],
        ],
        [
            ["物料价格表"],
            ["序号", "名称", "规格", "单位", "单价（元）", "备注"],
            [1, "316L棒料", "Φ8.00±0.05 mm", "kg", 41, ""],
            ["合计", _, _, _, "=SUM(E3:E3)", _],
        ],
        [
            ["量具校准台账"],
            ["序号", "量具名称", "编号", "规格", "校准日期", "有效期至", "结果"],
            [1, "卡尺", "G-02", "0~150 mm", "2026-06-01", "2026-12-01", "合格"],
        ],
        [
            ["Purchase order"],
            ["No.", "Item", "Specification", "Qty", "Unit price", "Amount", "Remark"],
            [1, "PVC", "TOTM 75-81 Shore A", 500, 12, 6000, ""],
            ["Approved by", _, "Date", _, _, _],
        ],
        [
            ["物料清单 BOM"],
            ["序号", "物料编码", "物料名称", "规格", "单位", "用量", "备注"],
            [1, "RM-101", "PVC粒料", "75~81 Shore A", "g", 12.5, ""],
        ],
        [
            ["请假单"],
            ["姓名", _, "部门", _],
            ["请假类型", "□事假 □病假 □年假"],
            ["审批：", _, "日期：", _],
        ],
        [
            ["检测服务报价单"],
            ["序号", "检测项目", "检测标准", "样品数", "单价（元）", "金额（元）"],
            [1, "拉伸强度", "GB/T 1040", 5, 200, 1000],
            [2, "环氧乙烷残留", "≤10μg/g", 3, 500, 1500],
        ],
        [
            ["培训考试成绩表"],
            ["序号", "姓名", "部门", "考试项目", "合格标准", "成绩", "是否合格"],
            [1, "赵工", "质量部", "GMP", "≥80分", _, _],
            [2, "钱工", "生产部", "GMP", "≥80分", _, _],
        ],
        [["红烧肉做法"], ["材料", "用量"], ["五花肉", "500 g"], ["酱油", "≤30 mL"]],
    ],
)
def test_what_inspects_nothing_is_refused(rows: list[list[object]]) -> None:
    book = a_book()
    a_sheet(book, "Sheet1", rows)
    with pytest.raises(Refused) as refused:
        read_forms(data_of(book), "other.xlsx")
    assert refused.value.code == "sheet.not_an_inspection"


def test_the_menu_and_production_plans_are_refused() -> None:
    plans = SHEETS.parent / "plans"
    for path in (SHEETS / "form-90-lunch-menu.xlsx", *plans.glob("*.xlsx")):
        with pytest.raises(Refused) as refused:
            read_forms(path.read_bytes(), path.name)
        assert refused.value.code == "sheet.not_an_inspection"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.empty_file"),
        (b"PK\x03\x04 nothing more", "sheet.broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "sheet.old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "sheet.encrypted",
        ),
        (b"<html><table></table></html>", "sheet.web_page"),
        (b"%PDF-1.7", "sheet.no_sheet"),
        ("检验项目,要求".encode(), "sheet.no_sheet"),
    ],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_forms(data, "x.xlsx")
    assert refused.value.code == code


def test_the_view_shows_the_sheet_and_each_field_knows_its_cells() -> None:
    path = SHEETS / "form-01-spike-moulding-ipqc.xlsx"
    (draft,) = read_forms(path.read_bytes(), path.name)
    assert draft.view.name == "刺针IPQC"
    assert 7 not in draft.view.columns  # H is hidden
    assert {cell.source for cell in draft.view.cells} >= {"A1:P1", "B7:B11", "D15"}
    spike = next(one for one in draft.fields if one.label.startswith("刺针外径"))
    assert spike.cell == "I13"
    assert spike.sources == ("C13", "D13", "E13", "G13")
    assert draft.ignored == ("A1:P1", "N2:P2", "A21:P21")
    rate = next(one for one in draft.fields if one.label == "不合格率")
    assert rate.formula == "{E19} / {C19} * 100"


def test_a_list_of_another_sheet_as_newer_excel_writes_it() -> None:
    """Excel 2010 and later keep it in an extension that other readers drop."""
    import io
    import zipfile

    book = a_book()
    a_sheet(
        book,
        "检验",
        [["外观检查表"], ["班次", _], ["检查项目", "要求", "判定"], ["表面", "无划伤", _]],
    )
    a_sheet(book, "名单", [["早"], ["晚"]])
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>名单!$A$1:$A$2</xm:f></x14:formula1>'
        "<xm:sqref>B2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data_of(book))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</worksheet>", extension.encode())
            new.writestr(name, content)
    (draft,) = read_forms(out.getvalue(), "x.xlsx")
    assert draft.fields[0].choices == ("早", "晚")


def test_a_formula_that_cells_share_moves_with_its_cell() -> None:
    """As Excel writes a formula that was filled along: the text stands at the first cell only."""
    import io
    import zipfile

    book = a_book()
    a_sheet(
        book,
        "检验",
        [
            ["外观检查记录表", _, _, _],
            ["检验项目", "要求", "判定", "备注"],
            ["表面", "无划伤", _, _],
            ["检验数", _, "不合格数", _],
            ["合格率", "=1-D4/$B$4", "不合格率", "=2"],
        ],
        merges="A1:D1",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data_of(book))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode() if name.endswith("sheet1.xml") else old.read(name)
            if isinstance(content, str):
                content = content.replace("<f>1-D4", '<f t="shared" ref="B5:D5" si="0">1-D4')
                content = content.replace("<f>2</f>", '<f t="shared" si="0"/>')
            new.writestr(name, content)
    (draft,) = read_forms(out.getvalue(), "x.xlsx")
    formulas = {one.label: one.formula for one in draft.fields if one.kind == "formula"}
    assert formulas["合格率"] == "1 - {D4} / {B4}"
    assert [one.text for one in draft.not_understood] == ["=1-F4/$B$4"]
