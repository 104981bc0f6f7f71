"""The queue of labels: doubt is ended by the label in hand, numbers are asked for with two taps."""

import pytest
from msgspec.structs import replace

from app.capabilities.labels.bodies import LABEL_TEMPLATE
from app.capabilities.labels.jobs.commands import (
    MarkClaimed,
    MarkHeldBack,
    MarkSending,
    MarkSent,
    MarkUncertain,
)
from app.capabilities.labels.jobs.decisions import expected_scan
from app.capabilities.labels.jobs.queries import template_of
from app.capabilities.labels.reconciliation.queries import queue
from app.stations.bench import Condition, DeviceState, Kind
from app.stations.sound import Cue
from app.ui.screens.screen import Place
from tests.capabilities.labels.factory import DI, TEMPLATE, asked
from tests.capabilities.production.factory import PRODUCT
from tests.ui.screens.station_at_work import LEAD, release

RIGHTS = ("production.view", "production.report", "records.view", "labels.print", "labels.void")


@pytest.fixture
def printing(hands):
    """The queue of a station with a template in force and a printer on its bench."""
    hands.at.define("operator", *RIGHTS)
    hands.at.define("line_lead", *RIGHTS, "labels.reprint", "sign.performed")
    hands.at.publish(LABEL_TEMPLATE, TEMPLATE.code, TEMPLATE, title=TEMPLATE.name)
    note_printer(hands)
    hands.log_in()
    return hands


def note_printer(hands, condition=Condition.READY, reason=""):
    hands.window.news.note_device(
        DeviceState("label1", Kind.PRINTER, "tcp:192.0.2.7:9100", condition, reason)
    )


def enter(hands, **about):
    hands.window.go(Place("labels", **about))
    hands.is_at("labels")


def rows(hands):
    return sorted(hands.at.ask(queue, "S1").jobs, key=lambda row: (row.serial, row.copy_number))


def ask_for(hands, count=1):
    hands.at.do(asked(count, printer="label1"))
    return rows(hands)


def send(hands, row, outcome=None):
    hands.at.do(MarkClaimed(label=row.label))
    hands.at.do(MarkSending(label=row.label, rendered="ab" * 32, size=9))
    hands.at.do(outcome or MarkSent(label=row.label))


def scan_of(hands, row):
    return "]d2" + hands.at.ask(lambda c: expected_scan(row, template_of(c, row)))


def states(hands):
    return [row.state for row in rows(hands)]


def test_an_empty_queue_says_what_to_do(printing):
    enter(printing)
    printing.reads("还没有标签")
    printing.reads("为已下达的工单打印第一批标签。")


def test_scanning_the_label_in_hand_ends_the_doubt(printing):
    (row,) = ask_for(printing)
    send(printing, row, MarkUncertain(label=row.label, cause="printer"))
    enter(printing)
    printing.reads("标签在手？请扫描")
    printing.scan(scan_of(printing, row))
    printing.sees(lambda: states(printing) == ["verified"])
    printing.reads("已核验")


def test_another_label_is_shown_below_what_was_expected(printing):
    first, second = ask_for(printing, 2)
    send(printing, first, MarkUncertain(label=first.label, cause="printer"))
    send(printing, second)
    enter(printing)
    printing.reads("标签在手？请扫描")
    printing.scan(scan_of(printing, second))
    printing.reads("不是这张标签")
    printing.reads("应为  01")
    assert "<GS>21S1-000001\n实扫  01" in printing.said()
    assert states(printing) == ["uncertain", "sent"]
    assert printing.sound.cues[-1] is Cue.REFUSED


def test_a_scan_of_a_printed_label_verifies_that_one(printing):
    _, second = ask_for(printing, 2)
    send(printing, second)
    enter(printing)
    printing.reads("S1-000002")
    printing.scan(scan_of(printing, second))
    printing.sees(lambda: states(printing) == ["queued", "verified"])


def test_a_label_of_somewhere_else_is_refused_aloud(printing):
    ask_for(printing)
    enter(printing)
    printing.reads("S1-000001")
    printing.scan(f"]d201{DI}10L\x1d21S9-000009")
    printing.reads("本工位近期没有打印过序列号为 S9-000009 的标签")


def test_a_label_that_never_came_out_is_voided_and_the_next_takes_its_place(printing):
    (row,) = ask_for(printing)
    send(printing, row, MarkUncertain(label=row.label, cause="restart"))
    enter(printing)
    printing.reads("发送这张标签时工位中断。")
    printing.press("label-void")
    printing.press("void-next")
    printing.sees(lambda: states(printing) == ["voided", "queued"])
    assert rows(printing)[0].note == "not_printed"


def test_labels_are_asked_for_by_order_and_number(printing):
    product = replace(PRODUCT, di=DI)
    printing.at.publish("product", PRODUCT.code, product, title=product.name, revision="B")
    release(printing.at, "WORK000435", 60)
    enter(printing, order="WORK000435")
    printing.press("labels-print")
    printing.press("key-3")
    printing.press("print-do")
    printing.sees(lambda: states(printing) == ["queued"] * 3)
    row = rows(printing)[0]
    assert (row.order, row.di, row.product, row.printer) == (
        "WORK000435",
        DI,
        PRODUCT.code,
        "label1",
    )
    printing.reads("已申请打印 3 张")


def test_a_product_without_a_di_gets_no_label(printing):
    enter(printing)
    printing.press("labels-print")
    printing.reads("标签上没有 GTIN。")


def test_the_picture_is_the_label_itself(printing):
    ask_for(printing)
    enter(printing)
    printing.sees(lambda: printing.find("label-preview-picture") is not None)
    printing.reads("50 × 30 mm")


def test_a_printer_out_of_paper_says_that_nothing_is_lost(printing):
    row, _ = ask_for(printing, 2)
    send(printing, row, MarkHeldBack(label=row.label, state="paper_out"))
    note_printer(printing, Condition.DEGRADED, "paper_out")
    enter(printing, record=row.stream)
    printing.reads("2 张标签在等待，不会丢失，也不会重打。打印机就绪后继续。")
    printing.reads("打印机未就绪，数据未发出。就绪后自动打印。")


def test_a_reprint_is_signed_by_whoever_may(printing):
    (row,) = ask_for(printing)
    send(printing, row)
    enter(printing)
    printing.sees(lambda: printing.find("label-card") is not None)
    assert printing.find("label-reprint") is None  # an operator may not
    printing.log_in(LEAD)
    enter(printing)
    printing.press("label-reprint")
    printing.press("reprint-reason-damaged")
    printing.press("reprint-do")
    printing.reads("同号补打，被替换的标签已销毁或遗失")


def test_who_loses_the_right_to_print_is_told_why_the_button_is_blocked(printing):
    enter(printing)
    printing.sees(lambda: printing.find("labels-print") is not None)
    printing.at.define("operator", *(one for one in RIGHTS if one != "labels.print"))
    printing.sees(lambda: not printing.floor.session.may("labels.print"))
    printing.sees(lambda: printing.find("labels-print") is None)
