"""The plants' own files are read as a careful person reads them."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from app.capabilities.production.plan.opening import open_sheets
from app.cli.plan import as_json
from tests.capabilities.production.plan.plan_files import read

FOLDER = Path(__file__).parents[3] / "vectors" / "plans"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_plan_file_is_read_as_its_expectation_says(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    said = json.loads(as_json(read(path.read_bytes(), name=path.name)))
    assert said["orders"] == expected["orders"]
    wanted = [{"row": row["row"], "reason": row["reason"]} for row in expected["rejected"]]
    assert said["rejected"] == wanted


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".xlsx"], ids=lambda p: p.name)
def test_our_reader_sees_what_openpyxl_sees(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    ours = {sheet.name: sheet for sheet in open_sheets(path.read_bytes(), path.name)}
    assert ours.keys() == set(book.sheetnames)
    for sheet in book.worksheets:
        theirs = {
            (cell.row, cell.column - 1): _as_text(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        mine = {
            (row.number, at): text
            for row in ours[sheet.title].rows
            for at, text in row.cells.items()
            if not text.startswith("=")  # openpyxl does not tell an uncalculated formula
        }
        assert mine == theirs
        assert ours[sheet.title].is_hidden == (sheet.sheet_state != "visible")
        assert len(ours[sheet.title].merges) == len(sheet.merged_cells.ranges)


def _as_text(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value).strip()
