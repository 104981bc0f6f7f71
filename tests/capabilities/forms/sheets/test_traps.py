"""Files made to tie a reader up are refused, or read no further than a form goes."""

import io
import zipfile
from collections.abc import Iterable

import pytest

from app.capabilities.forms.sheets.drafts import Doubt
from app.capabilities.forms.sheets.reading import read_forms
from app.kernel.refused import Refused
from tests.capabilities.forms.sheets.building import a_book, a_sheet, data_of

_: None = None
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = "<c><v>1</v></c>"


def spoilt(*, rows: Iterable[str] = (), after: str = "", strings: Iterable[str] = ()) -> bytes:
    """Return a workbook whose first sheet holds these rows and parts, written as they are."""
    book = a_book()
    a_sheet(book, "检验", [["检验项目", "要求", "判定"]])
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data_of(book))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                whole = content.decode().replace("</sheetData>", "\0")
                before, _, rest = whole.partition("\0")
                rest = after + rest
                content = "".join((before, *rows, "</sheetData>", rest)).encode()
            new.writestr(name, content)
        table = (f'<sst xmlns="{SPREADSHEET}">', *strings, "</sst>")
        new.writestr("xl/sharedStrings.xml", "".join(table))
    return out.getvalue()


MERGES = '<mergeCells count="6000">' + '<mergeCell ref="A2:C3000"/>' * 6000 + "</mergeCells>"
LISTS = (
    "<dataValidations>"
    + '<dataValidation type="list" sqref="A1:B9 C2"><formula1>"a,b"</formula1></dataValidation>'
    * 3000
    + "</dataValidations>"
)


@pytest.mark.parametrize(
    "data",
    [
        spoilt(rows=(f'<row r="{at}">{HEAD}</row>' for at in range(2, 5002))),
        spoilt(rows=("<row>", " " * 25 * 1024 * 1024, "</row>")),
        spoilt(strings=("<si><t>", "a" * 25 * 1024 * 1024, "</t></si>")),
        spoilt(after=MERGES),
        spoilt(after=LISTS),
    ],
    ids=["rows", "bomb", "strings", "merges", "lists"],
)
def test_what_is_larger_than_any_form_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_forms(data, "trap.xlsx")
    assert refused.value.code == "sheet.too_large"


def test_formulas_that_read_each_other_are_left_to_a_person() -> None:
    book = a_book()
    a_sheet(
        book,
        "检验",
        [
            ["外观检验记录", _, _, _],
            ["检验项目", "要求", "判定", "备注"],
            ["表面", "无划伤", _, _],
            ["检验数", _, "不合格数", _],
            ["合格率", "=B6", "不合格率", "=D4/B4"],
            ["总合格率", "=B5", _, _],
        ],
        merges="A1:D1",
    )
    (draft,) = read_forms(data_of(book), "x.xlsx")
    assert {one.cell: one.doubt for one in draft.not_understood} == {
        "B5": Doubt.FORMULA,
        "B6": Doubt.FORMULA,
    }
    rate = next(one for one in draft.fields if one.label == "不合格率")
    assert rate.formula == "{D4} / {B4}"


def test_another_workbook_is_never_opened() -> None:
    book = a_book()
    a_sheet(
        book,
        "检验",
        [
            ["尺寸检验记录", _, _],
            ["检验项目", "要求", "判定"],
            ["外径", "='[other.xlsx]S'!A1", _],
            ["内径", "3.0±0.1 mm", _],
        ],
        merges="A1:C1",
    )
    (draft,) = read_forms(data_of(book), "x.xlsx")
    assert [(one.label, one.lsl is None) for one in draft.fields] == [
        ("外径", True),
        ("内径", False),
    ]
