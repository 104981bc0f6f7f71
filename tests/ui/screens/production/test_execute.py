"""The work in hand through real widgets: reports, scrap, undo, pause, correction, drafts, scans."""

from decimal import Decimal

import msgspec
import pytest

from app.capabilities.equipment.machines.commands import NoteCrossing
from app.capabilities.flows.moves.events import Cause
from app.capabilities.production.progress.queries import work_in_hand
from app.capabilities.quality.deviations.queries import deviations
from app.kernel.symbols import own
from app.stations.sound import Cue
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import (
    LEAD,
    ORDER,
    a_peopled_station,
    an_instructed_route,
    release,
)


@pytest.fixture
def saved(hands):
    seen: list[object] = []
    hands.window.saved.connect(seen.append)
    return seen


def at_b10(hands):
    hands.log_in()
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.is_at("execute")


def running(hands):
    at_b10(hands)
    hands.press("start")
    hands.sees(lambda: hands.find("pause") is not None)


def work(hands, operation="B10"):
    return hands.at.ask(lambda c: work_in_hand(c, ORDER, operation, hands.at.clock.now_ms()))


def good(hands):
    return work(hands).task.tally.good


def report(hands, digits):
    hands.type_digits(digits)
    hands.press("report")


def scrap(hands, digits):
    hands.press("kind-scrap")
    hands.type_digits(digits)
    hands.press("choice-burr")
    hands.press("report")


def test_ten_good_and_two_scrapped_are_saved_and_said(hands, saved):
    running(hands)
    report(hands, "10")
    hands.reads("已报工 10 个，已保存到本机")
    scrap(hands, "2")
    hands.reads("已报废 2 个，已保存到本机")
    tally = work(hands).task.tally
    assert (tally.good, tally.scrap, tally.here) == (Decimal(10), Decimal(2), Decimal(188))
    held = {one.hash for one in work(hands).reports}
    assert {name for one in saved for name in one.hashes} == held


def test_saved_is_said_only_when_it_is_on_disk(hands, saved):
    running(hands)
    report(hands, "10")
    assert not saved
    hands.sees(lambda: len(saved) == 1)
    assert saved[0].text == "已报工 10 个，已保存到本机"


def test_scrap_takes_three_presses_besides_the_digits(hands):
    running(hands)
    hands.type_digits("2")
    presses = ("kind-scrap", "choice-burr", "report")
    for name in presses:
        hands.press(name)
    hands.reads("已报废 2 个")


def test_the_button_says_why_nothing_can_be_reported_yet(hands):
    running(hands)
    hands.reads("先输入数量")
    hands.type_digits("201")
    hands.reads("超过现有 200")
    hands.press("kind-scrap")
    hands.press("key-delete")
    hands.reads("先选原因")


def test_undo_takes_the_report_back_by_a_counter_entry(hands, saved):
    running(hands)
    report(hands, "10")
    hands.press("toast-undo")
    hands.sees(lambda: good(hands) == 0)
    first, counter = sorted(work(hands).reports, key=lambda one: one.is_correction)
    assert counter.is_correction
    assert counter.reason == "entered_by_mistake"
    assert first.quantity == 10
    assert first.left == 0
    hands.sees(lambda: len(saved) == 2)


def test_a_correction_needs_an_amount_and_a_reason_and_strikes_the_old_value(hands):
    running(hands)
    report(hands, "24")
    hands.reads("报工记录 1")
    hands.press("reports")
    move = work(hands).reports[0].hash
    hands.press(f"correct-{move[:8]}")
    hands.reads("先选原因")
    keypad = hands.window.findChild(object, "correct-keypad")
    keypad.put("4")
    hands.press("correct-reason-miscounted")
    hands.press("correct-confirm")
    hands.reads("20 / 200")
    hands.press("reports")
    hands.reads("数错了")


def test_a_pause_asks_why_and_work_goes_on_afterwards(hands):
    running(hands)
    hands.press("pause")
    hands.press("pause-why-material")
    hands.press("resume")
    hands.sees(lambda: work(hands).task.state == "running")
    hands.reads("先输入数量")


def test_what_was_typed_survives_a_change_of_language(hands):
    running(hands)
    hands.press("kind-scrap")
    hands.type_digits("17")
    hands.window.turn(language="en")
    hands.reads("Scrap 17 pcs")
    assert hands.find("choice-burr") is not None


def test_what_was_typed_survives_a_power_cut(hands, reopened):
    running(hands)
    hands.type_digits("17")
    hands.reads("报工 17 个")
    again = reopened(hands)
    again.log_in()
    again.scan(own.operation_code(ORDER, "B10"))
    again.reads("报工 17 个")


def test_a_draft_belongs_to_who_typed_it(hands):
    running(hands)
    hands.type_digits("17")
    hands.log_in(LEAD)
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.is_at("execute")
    hands.reads("先输入数量")


def test_the_last_piece_completes_the_operation(hands):
    running(hands)
    report(hands, "200")
    hands.reads("本工序已完工")
    assert work(hands).task.state == "completed"


def test_work_on_several_machines_asks_which_one_before_the_start(hands):
    running(hands)
    report(hands, "5")
    hands.sees(lambda: good(hands) == 5)
    hands.scan(own.operation_code(ORDER, "B20"))
    hands.reads("在哪台设备上做？")
    hands.reads("先选设备")
    hands.scan(own.equipment_code("CNC-09"))
    hands.reads("应为 CNC-01 · CNC-02，扫到 CNC-09")
    hands.scan(own.equipment_code("CNC-02"))
    hands.press("start")
    hands.sees(lambda: work(hands, "B20").task.equipment == "CNC-02")


def test_a_traveller_of_another_station_names_it(hands):
    at_b10(hands)
    hands.scan(own.operation_code(ORDER, "B40"))
    hands.reads("工序 B40 应在 S2 做，不在本工位")
    assert hands.sound.cues[-1] is Cue.REFUSED
    hands.is_at("execute")


def test_an_unknown_barcode_says_its_raw_text_and_stays(hands):
    at_b10(hands)
    hands.scan("6901234567892")
    hands.reads("这不是本系统的条码：6901234567892")
    assert hands.sound.cues[-1] is Cue.REFUSED
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.sees(lambda: "6901234567892" not in hands.said())


def test_an_unknown_order_says_so(hands):
    at_b10(hands)
    hands.scan(own.order_code("WORK999999"))
    hands.reads("这里没有工单 WORK999999")


def test_the_traveller_of_an_order_opens_our_task_of_it(hands):
    hands.log_in()
    hands.scan(own.order_code(ORDER))
    hands.is_at("execute")
    hands.reads("工序 B10 备料")


def test_a_code_typed_by_hand_opens_the_task(hands):
    hands.log_in()
    hands.press("home-scan-by-hand")
    field = hands.window.findChild(object, "code-text")
    hands.qtbot.keyClicks(field, f"{ORDER} B10")
    hands.press("code-take")
    hands.is_at("execute")


def test_a_call_for_help_stays_in_sight_until_it_is_closed(hands):
    at_b10(hands)
    hands.press("call")
    hands.press("call-reason-material")
    hands.reads("呼叫中 · 物料")
    hands.press("call")
    hands.press("call-close")
    hands.reads("呼叫支援")


def test_steps_are_gone_through_forwards_and_back(hands):
    at_b10(hands)
    hands.reads("核对批号")
    hands.press("next")
    hands.reads("步骤 2 · 关键步骤")
    hands.press("previous")
    hands.reads("步骤 1")


def test_where_the_route_splits_good_pieces_go_where_somebody_says(qtbot, tmp_path):
    hands = at_window(qtbot, a_peopled_station(tmp_path / "s", serves=("WH", "CNC", "QC")))
    try:
        _through(hands, "B10", "10")
        _through(hands, "B20", "10", machine="CNC-01")
        hands.scan(own.operation_code(ORDER, "B40"))
        hands.press("start")
        hands.press("way-B20")
        report(hands, "3")
        hands.sees(lambda: any(one.cause == Cause.REWORK for one in work(hands, "B40").reports))
    finally:
        hands.close()


def test_a_released_order_shows_up_by_itself(hands):
    hands.log_in()
    hands.is_at("home")
    release(hands.at, "WORK000435", 50)
    hands.sees(lambda: hands.find("open-WORK000435-B10") is not None)


def test_a_route_without_instruction_says_so(qtbot, tmp_path):
    plain = an_instructed_route()
    bare = msgspec.structs.replace(plain.operations[0], instruction="")
    route = msgspec.structs.replace(plain, operations=(bare, *plain.operations[1:]))
    hands = at_window(qtbot, a_peopled_station(tmp_path / "s", route=route))
    try:
        running(hands)
        hands.reads("这道工序没有作业指导书")
    finally:
        hands.close()


def _through(hands, operation, digits, machine=""):
    if hands.floor.session is None:
        hands.log_in()
    hands.scan(own.operation_code(ORDER, operation))
    if machine:
        hands.press(f"choice-{machine}")
    hands.press("start")
    report(hands, digits)
    hands.sees(lambda: work(hands, operation).task.tally.good == Decimal(digits))


def test_with_gloves_the_keypad_is_a_large_sheet(qtbot, tmp_path):
    hands = at_window(qtbot, a_peopled_station(tmp_path / "s"), density="glove")
    try:
        at_b10(hands)
        hands.press("start")
        hands.press("amount-enter")
        hands.type_digits("12")
        hands.press("amount-done")
        hands.press("report")
        hands.reads("已报工 12 个")
    finally:
        hands.close()


def test_a_completed_operation_says_what_came_of_it(hands):
    running(hands)
    scrap(hands, "2")
    hands.sees(lambda: work(hands).task.tally.scrap == 2)
    hands.press("kind-good")
    report(hands, "198")
    hands.reads("合格 198 个 · 报废 2 个")


def test_a_scan_that_leads_elsewhere_leaves_no_question_open(hands):
    at_b10(hands)
    hands.press("reports")
    hands.scan(own.operation_code(ORDER, "B20"))
    hands.reads("工序 B20")
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.reads("工序 B10")
    assert hands.find("reports-sheet") is None


def test_what_is_typed_while_a_report_is_on_its_way_is_kept(hands):
    running(hands)
    hands.type_digits("7")
    hands.press("report")
    hands.type_digits("5")
    hands.reads("已报工 7 个，已保存到本机")
    hands.press("report")
    hands.reads("已报工 5 个，已保存到本机")
    assert good(hands) == Decimal(12)


@pytest.mark.requirement("AL-01")
def test_what_happened_earlier_is_entered_with_its_time_and_why(hands, saved):
    running(hands)
    hands.type_digits("10")
    hands.press("when")
    hands.press("when-60")
    hands.reads("先选原因")
    hands.press("late-station_taken")
    hands.press("when-confirm")
    hands.reads("发生于 今天 ")
    hands.press("report")
    hands.sees(lambda: len(saved) == 1)
    (one,) = work(hands).reports
    assert one.late_because == "station_taken"
    assert 60 <= (one.at_ms - one.occurred_ms) / 60_000 < 61
    hands.reads("刚刚发生")
    hands.reads("报工记录 1")
    hands.press("reports")
    hands.reads("工位被占用")


def test_a_step_back_within_the_limit_asks_for_no_reason(hands):
    running(hands)
    hands.press("when")
    hands.press("when-5")
    hands.press("when-confirm")
    hands.reads("发生于 今天 ")
    hands.press("when")
    hands.press("when-now")
    hands.reads("刚刚发生")


def test_who_may_answers_for_a_crossed_limit_where_the_work_stands(hands):
    running(hands)
    crossed = NoteCrossing(
        equipment="SC-01",
        parameter="load",
        at_ms=hands.at.clock.now_ms(),
        value=Decimal(31),
        limit=Decimal(30),
        unit="kg",
        order=ORDER,
        operation="B10",
    )
    hands.at.do(crossed)
    hands.at.define("line_lead", "production.view", "quality.deviate")
    hands.log_in(LEAD)
    hands.scan(own.operation_code(ORDER, "B10"))
    hands.reads("为 31 kg，限值 30 kg")
    hands.press("deviation-do")
    hands.reads("请说明")
    hands.sees(lambda: hands.find("deviation-why") is not None)
    hands.find("deviation-why").setPlainText("称错桶，已重称")
    hands.press("deviation-do")
    hands.reads("已登记偏差说明")
    (one,) = hands.at.ask(deviations, ORDER, "B10")
    assert (one.reason, one.by) == ("称错桶，已重称", LEAD)
