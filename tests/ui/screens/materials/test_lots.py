"""Lots: what presses first, what is proposed, and a lot from its receipt to its rejection."""

from dataclasses import replace

import pytest

from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import HoldLot, ReceiveLot, UseUpLot
from app.capabilities.materials.lots.queries import lot
from app.capabilities.quality.inspecting.commands import BeginInspection, ConcludeInspection
from app.capabilities.quality.inspections.queries import of_lot
from app.capabilities.quality.plans.bodies import INSPECTION_PLAN
from app.kernel.symbols.own import lot_code
from app.ui.audits import audit
from app.ui.kit import Button, DataTable, PickField, TypedControl
from app.ui.screens.materials.lot_card import offered
from app.ui.screens.materials.lot_facts import (
    EXPIRED,
    USED_UP,
    LotFacts,
    listed,
    lot_facts,
    part_of,
    proposed_expiry,
    proposed_name,
)
from app.ui.screens.materials.lot_inspections import LotInspections
from app.ui.screens.screen import Place
from tests.capabilities.forms.factory import entry
from tests.capabilities.materials.factory import ADHESIVE, HELD, NOON, POUCH, a_lot, receipt
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import INCOMING, IQC, LOOK, a_floor, begin, moment
from tests.ui.screens.hands import at_window
from tests.ui.screens.station_at_work import a_peopled_station

SEEN = ("production.report", "production.view", "materials.view", "records.view")
ALL = ("materials.receive", "materials.release", "materials.hold", "materials.lift")


def names(lines):
    return [one.lot.lot for one in lines]


def test_what_is_expired_comes_first_then_what_expires_first_then_what_keeps_for_ever():
    found = (
        a_lot("ever", expiry=""),
        a_lot("late", expiry="2026-03-01"),
        a_lot("gone", expiry="2025-11-21"),
        a_lot("soon", expiry="2025-11-23"),
        a_lot("out", expiry="2025-01-01", status=Status.REJECTED),
        a_lot("empty", expiry="2025-11-20", is_used_up=True),
    )
    lines = listed(found, NOON)
    assert names(lines) == ["gone", "soon", "late", "ever", "out", "empty"]
    assert [one.left for one in lines][:4] == [-1, 1, 99, None]
    assert names(LotFacts(lines).part("all")) == ["gone", "soon", "late", "ever", "out"]


def test_the_last_day_is_not_over_before_its_midnight():
    today = a_lot(expiry=NOON.day)
    assert part_of(today, NOON) == "released"
    midnight = replace(NOON, ms=NOON.ms + 43_200_000)
    assert part_of(today, midnight) == EXPIRED


def test_a_rejected_lot_stays_rejected_however_old_and_what_is_used_up_is_nothing_else():
    old = a_lot(expiry="2020-01-01", status=Status.REJECTED)
    assert part_of(old, NOON) == "rejected"
    assert part_of(replace(old, is_used_up=True), NOON) == USED_UP


def test_only_what_can_be_done_with_a_lot_is_offered():
    assert offered(a_lot(status=Status.QUARANTINE)) == ("release", "hold", "reject")
    assert offered(a_lot(status=Status.HELD, holds=(HELD,))) == ("lift", "hold", "reject")
    assert offered(a_lot(status=Status.REJECTED)) == ()
    assert offered(a_lot(is_used_up=True)) == ()
    assert offered(a_lot(material="")) == ()  # its receipt has not come yet


def test_a_name_is_proposed_after_the_last_one_of_the_month():
    taken = ("AD302-2511-01", "AD302-2511-07", "AD302-2510-99", "AD302-2511-x", "other")
    assert proposed_name("AD-302", "2025-11-22", taken) == "AD302-2511-08"
    assert proposed_name("AD-302", "2025-12-01", taken) == "AD302-2512-01"


def test_an_expiry_is_proposed_from_the_day_it_was_made():
    assert proposed_expiry(ADHESIVE, "2025-11-22") == "2026-05-21"
    assert proposed_expiry(POUCH, "2025-11-22") == ""


def a_store(folder, *rights):
    at = a_peopled_station(folder)
    at.define("operator", *SEEN, *rights)
    for material in (ADHESIVE, POUCH):
        at.publish("material", material.code, material, title=material.name)
    at.do(receipt("L-1", expiry="2027-01-31"))
    at.do(receipt("L-2", supplier_lot="K2", expiry="2026-12-01"))
    at.do(HoldLot(lot="L-2", reason="broken pallet"))
    at.publish(FORM, LOOK.code, LOOK, title=LOOK.name)
    at.publish(INSPECTION_PLAN, INCOMING.code, INCOMING, title=INCOMING.name)
    return at


@pytest.fixture
def hands(qtbot, tmp_path):
    made = at_window(qtbot, a_store(tmp_path / "S1", *ALL))
    made.log_in()
    made.is_at("home")
    made.window.go(Place("lots"))
    made.is_at("lots")
    yield made
    made.close()


def enter(hands, name, text):
    control = hands.window.findChild(TypedControl, f"receive-{name}-control")
    control.enter(text)


def test_a_delivery_comes_in_is_held_cleared_and_rejected(hands):
    hands.press("lots-receive")
    hands.sees(lambda: hands.find("receive-do") is not None)
    hands.press("receive-do")
    hands.reads("还需填写：物料、供应商、供应商批号、数量、批号")
    material = hands.window.findChild(PickField, "receive-material-control")
    material.commit("AD-302")
    hands.scan("K-77")  # the supplier's own label
    hands.reads("供应商批号 K-77")
    enter(hands, "quantity", "500")
    hands.press("receive-do")
    hands.reads("AD-302 有保质期")  # the command's own refusal, and all stays entered
    enter(hands, "made", "2025-11-01")
    hands.press("receive-do")
    hands.sees(lambda: hands.at.ask(lot, "AD302-2511-01") is not None)
    came = hands.at.ask(lot, "AD302-2511-01")
    assert (came.supplier, came.supplier_lot, came.expiry) == ("KESTREL", "K-77", "2026-04-30")
    hands.reads("批次 AD302-2511-01 待检")
    hands.press("lot-hold")
    hands.press("hold-do")
    hands.reads("请说明原因")
    hands.press("hold-says-1")
    hands.press("hold-do")
    hands.reads("批次 AD302-2511-01 已冻结：标签缺失或存疑")
    hands.press("lot-lift")
    hands.reads("冻结原因：标签缺失或存疑")
    hands.press("lift-says-0")
    hands.press("lift-do")
    hands.press("lot-reject")
    hands.press("reject-says-0")
    hands.press("reject-do")
    hands.reads("批次 AD302-2511-01 已拒收：不符合规格")
    assert hands.at.ask(lot, "AD302-2511-01").status is Status.REJECTED
    hands.sees(lambda: audit(hands.window, hands.window.look) == ())


def test_a_lot_is_released_by_its_accepted_inspection(hands):
    hands.scan(lot_code("L-1"))
    hands.reads("尚未开始")
    hands.press("lot-release")
    hands.reads("来料检验尚无合格结论")
    hands.press("release-do")
    hands.reads("尚未通过 IP-IN，不得放行")
    hands.press("release-sheet-close")
    hands.at.do(BeginInspection(plan=INCOMING.code, lot="L-1", filled="F-9"))
    hands.reads("检验中")
    (name,) = [one.name for one in hands.at.ask(of_lot, "L-1")]
    hands.at.do(EnterFields(filled="F-9", entries=(entry("burr", "pass"),)))
    hands.at.do(CompleteForm(filled="F-9"))
    hands.at.do(ConcludeInspection(inspection=name))
    hands.reads("原因：IP-IN")  # who concludes it releases the lot in the same act
    assert hands.at.ask(lot, "L-1").status is Status.RELEASED


def test_an_inspection_is_begun_or_opened_where_there_is_a_screen_for_it(qtbot, bench):
    node = a_floor(INCOMING)
    node.do(receipt("L-1", expiry="2027-01-31"), FOUNDER)
    made = LotInspections(bench, has_screen=True)
    qtbot.addWidget(made)
    go = made.findChild(Button, "lot-inspect")
    assert go is not None

    def show(*, may_begin):
        vocabulary = node.journal.vocabulary
        facts = node.ask(lambda c: lot_facts(c, vocabulary, moment(node), "L-1"))
        made.show_detail(facts.chosen, may_begin=may_begin)

    show(may_begin=False)
    assert go.isHidden()
    show(may_begin=True)
    with qtbot.waitSignal(made.begun) as told:
        go.click()
    assert told.args[0].wanted.plan.code == INCOMING.code
    _, filled = begin(node, INCOMING, IQC, lot="L-1")
    show(may_begin=True)
    with qtbot.waitSignal(made.asked) as told:
        go.click()
    assert told.args == [filled]


def test_a_scanned_label_turns_to_its_lot_and_who_may_only_look_reads_so(qtbot, tmp_path):
    hands = at_window(qtbot, a_store(tmp_path / "S1"))
    try:
        hands.log_in()
        hands.is_at("home")
        hands.window.go(Place("lots", record="lot/L-1"))
        hands.reads("您的角色无权：放行、冻结、拒收")
        hands.scan(lot_code("L-2"))
        hands.reads("批次 L-2 已冻结：broken pallet")
        hands.scan("K1")  # as the supplier calls it
        hands.reads("批次 L-1 待检")
        hands.scan(lot_code("L-9"))
        hands.reads("本工位没有批次 L-9")
        assert hands.find("lot-hold") is None
        assert hands.find("lots-receive") is None
    finally:
        hands.close()


def test_what_is_used_up_leaves_the_stock_and_is_found_by_its_label(hands):
    table = hands.window.findChild(DataTable, "lots-table")
    hands.at.do(receipt("P-1", material="PK-401", supplier="NORTHLAKE", expiry=""))
    hands.sees(lambda: names(table.rows()) == ["L-2", "L-1", "P-1"])
    hands.at.do(UseUpLot(lot="P-1"))
    hands.sees(lambda: names(table.rows()) == ["L-2", "L-1"])
    hands.scan(lot_code("P-1"))
    hands.reads("批次用完")
    assert hands.find("lot-hold") is None


def test_two_lots_the_supplier_calls_the_same_are_both_shown(hands):
    hands.at.do(ReceiveLot(**{**_fields(receipt("L-3")), "supplier_lot": "K1"}))
    hands.sees(lambda: len(hands.window.findChild(DataTable, "lots-table").rows()) == 3)
    hands.scan("K1")
    hands.reads("对应多个批次，请选择")


def _fields(command):
    return {name: getattr(command, name) for name in command.__struct_fields__}
