"""Filled forms are listed, narrowed, begun, voided and written out."""

from decimal import Decimal
from functools import partial
from typing import Any

from openpyxl import load_workbook

from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.commands import StartForm, VoidForm
from app.capabilities.forms.filling.queries import forms_of, head
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.kernel.symbols import own
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.forms.begin_facts import BeginFacts, told
from app.ui.screens.forms.filled_facts import FilledFacts, Wanted, counts, of_part, since_ms
from app.ui.screens.screen import Place
from tests.ui.screens.forms.filling import FILLED, SPIKE, begin
from tests.ui.screens.station_at_work import ORDER

RIGHTS = ("forms.fill", "records.view", "production.view")


def a_row(filled, **facts):
    empty = "revision pin right order operation lot product material supplier equipment"
    known: dict[str, Any] = dict.fromkeys([*empty.split(), "inspection", "why", "station"], "")
    known |= {"form": "QF-1", "title_zh": "检验", "title_en": "Record", "reviewed": False}
    known |= {"started_by": "P-1", "started_ms": 5, "stream": f"filled/{filled}"}
    return FilledRow(filled=filled, **(known | facts))


OPEN = a_row("A", started_ms=100)
PASSED = a_row("B", state="completed", verdict="pass", completed_by="P-2")
FAILED = a_row("C", state="completed", verdict="fail", form="QF-2")
VOIDED = a_row("D", state="voided", verdict="pass")
ROWS = (OPEN, PASSED, FAILED, VOIDED)


def test_a_form_stands_in_the_parts_that_say_how_it_is():
    assert of_part(ROWS, "passed") == (PASSED,)
    assert of_part(ROWS, "completed") == (PASSED, FAILED)
    assert of_part(ROWS, "all") == ROWS
    assert counts(ROWS) == {"open": 1, "completed": 2, "passed": 1, "failed": 1, "voided": 1}


def test_a_list_is_narrowed_to_form_person_and_days():
    facts = FilledFacts(ROWS, (), {})
    assert facts.narrowed(Wanted(form="QF-2")) == (FAILED,)
    assert facts.narrowed(Wanted(person="P-2")) == (PASSED,)
    assert facts.narrowed(Wanted(since_ms=50)) == (OPEN,)
    assert since_ms(7, 700_000_000) == 700_000_000 - 6 * 86_400_000
    assert since_ms(0, 700_000_000) == 0


def test_an_order_brings_its_product_and_lot():
    name = Bilingual("件", "part")
    line = OrderLine(
        "W-1", "L-9", "LA-316", name, Decimal(1), name, "", "", "", "", Phase.RUNNING, None, "",
        Decimal(0), Decimal(0), 0,
        is_late=False, planned_ms=0,
    )  # fmt: skip
    about = told(Subject(order="W-1"), BeginFacts(orders=(line,)))
    assert (about.product, about.lot) == ("LA-316", "L-9")
    assert told(Subject(order="W-1", lot="X"), BeginFacts(orders=(line,))).lot == "X"


def at_the_list(hands):
    hands.at.define("operator", *RIGHTS)
    hands.log_in()
    hands.is_at("home")
    hands.at.publish(FORM, SPIKE.code, SPIKE, title=SPIKE.name)
    hands.window.go(Place("forms"))
    hands.is_at("forms")


def test_a_form_is_begun_for_the_traveller_that_is_scanned(hands):
    at_the_list(hands)
    hands.reads("这里还没有填写过表单")
    hands.press("filled-begin")
    hands.scan(own.operation_code(ORDER, "B20"))
    hands.reads(ORDER)
    hands.press("begin-do")
    hands.is_at("form")
    (row,) = hands.at.ask(forms_of)
    assert (row.form, row.order, row.operation) == ("QF-1", ORDER, "B20")
    assert row.product


def test_the_list_shows_only_the_part_that_is_chosen(hands):
    at_the_list(hands)
    for name in ("F-1", "F-2"):
        hands.at.do(StartForm(form=SPIKE.code, filled=name))
    hands.at.do(VoidForm(filled="F-2", reason="twice"))
    table = hands.window.findChild(kit.DataTable)
    hands.sees(lambda: len(table.rows()) == 2)
    hands.press("filter-voided")
    assert [row.filled for row in table.rows()] == ["F-2"]


def test_a_form_is_voided_with_a_reason_and_takes_nothing_more(hands):
    hands.at.define("operator", *RIGHTS)
    hands.log_in()
    begin(hands)
    hands.press("form-more")
    hands.press("form-void")
    hands.press("void-usual-0")
    hands.press("void-do")
    hands.sees(lambda: hands.at.ask(partial(head), FILLED).state == "voided")
    hands.reads("已作废")
    hands.sees(lambda: hands.find("form-enter") is None)


def test_a_disk_that_takes_nothing_is_said_at_the_path(hands, tmp_path):
    hands.at.define("operator", *RIGHTS)
    hands.log_in()
    begin(hands)
    hands.press("form-more")
    hands.press("form-export")
    hands.sees(lambda: hands.find("sheet-save") is not None)
    (tmp_path / "a-file").write_text("in the way")
    hands.find("sheet-path").setText(str(tmp_path / "a-file" / "copy.xlsx"))
    hands.press("sheet-save")
    hands.reads("a-file")
    hands.find("sheet-path").setText(str(tmp_path / "copy.xlsx"))
    hands.press("sheet-save")
    hands.sees((tmp_path / "copy.xlsx").exists)
    hands.sees(lambda: hands.find("sheet-save") is None)
    assert load_workbook(tmp_path / "copy.xlsx").sheetnames
