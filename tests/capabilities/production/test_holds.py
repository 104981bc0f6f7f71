"""Holds on work: what they cover, who gets past them (nobody), how they are lifted, by whom."""

from decimal import Decimal
from typing import Any

import pytest

from app.capabilities.production.holds import decisions
from app.capabilities.production.holds.answers import Freed, Hold, Scope, Work
from app.capabilities.production.holds.commands import FREE, HOLD, FreeWork, HoldWork
from app.capabilities.production.holds.events import WorkFreed, WorkHeld
from app.capabilities.production.holds.queries import (
    freed_holds,
    hold_named,
    holds_on,
    standing_holds,
)
from app.capabilities.production.operations.commands import (
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.journal.event import PLANT
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from tests.capabilities.people.plant import ROLES
from tests.capabilities.production.factory import a_plant, a_released_order

ORDER = "WORK000434"
TITLE = Bilingual("三次不合格", "Three failures")
SOMEBODY = Bilingual("张三", "Zhang San")


def a_hold(scope=None, **facts):
    known: dict[str, Any] = {
        "hold": "h1",
        "scope": scope or Scope(order=ORDER),
        "reason": "Burrs",
        "by": "P-0102",
        "at_ms": 1_763_800_000_000,
        "at": "S1",
        "event": "e1",
    }
    return Hold(**known | facts)


def refuses(code, act, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code
    return caught.value


def begun(node, operation="B10", **facts):
    order = a_released_order(node)
    node.do(StartOperation(order=order, operation=operation, **facts))
    return order


def set_by_ncr(node, ncr="NCR-251122-7KQ4"):
    """Let a nonconformance have put the order on hold."""
    held = decisions.hold("n1", Scope(order=ORDER), "Out of limits", ncr=ncr)
    with node.engine.begin() as connection:
        node.journal.record(connection, (held,), "P-0102")


# ------------------------------------------------------------------------ what a hold is on
@pytest.mark.parametrize(
    ("scope", "is_covered"),
    [
        (Scope(order=ORDER), True),
        (Scope(order=ORDER, operation="B20"), True),
        (Scope(order=ORDER, operation="B10"), False),
        (Scope(order="W-2"), False),
        (Scope(equipment="CNC-01"), True),
        (Scope(equipment="CNC-02"), False),
        (Scope(station="S1"), True),
        (Scope(station="S3"), False),
        (Scope(order=ORDER, equipment="CNC-02"), False),
        (Scope(order=ORDER, operation="B20", equipment="CNC-01", station="S2"), True),
        (Scope(), False),
    ],
)
def test_a_hold_is_on_work_that_is_all_of_what_it_names(scope, is_covered):
    work = Work(ORDER, "B20", "CNC-01", ("S1", "S2"))
    assert scope.covers(work) is is_covered
    assert bool(decisions.covering([a_hold(scope)], work)) is is_covered
    assert not decisions.covering([a_hold(scope, freed=Freed("P-1", 2, "sorted"))], work)


def test_a_hold_says_what_it_is_on_and_why():
    for scope in (Scope(), Scope(order="")):
        refuses("hold.nothing", decisions.hold, "h", scope, "Burrs")
    for scope in (Scope(operation="B20"), Scope(operation="B20", station="S1")):
        refuses("hold.operation_of_none", decisions.hold, "h", scope, "Burrs")
    for reason in ("", "  ", Bilingual("", "")):
        refuses("hold.why", decisions.hold, "h", Scope(order=ORDER), reason)
    held = decisions.hold("f1.hold_order", Scope(order=ORDER), TITLE, firing="f1")
    assert (held.reason, held.title, held.firing, held.hold) == ("", TITLE, "f1", "f1.hold_order")


# ------------------------------------------------------------------------ IL-09, IS-10
@pytest.mark.requirement("IL-09", "IS-10")
def test_held_work_neither_begins_nor_goes_on_nor_is_reported_good_until_it_is_freed():
    node = a_plant()
    order = begun(node)
    node.do(HoldWork(order=order, reason="Burrs at the thread"), actor="OP-02")
    (held,) = node.ask(standing_holds)
    good = ReportOperation(order=order, operation="B10", good=Decimal(200))
    said = refuses("work.on_hold", node.do, good)
    assert said.facts["because"].en == "Burrs at the thread"
    assert said.facts["by"].en == "OP-02"
    assert said.facts["since"] == "2025-11-22 16:26"
    for language in ("en", "zh_CN"):
        assert "Burrs at the thread" in Words(language).refusal(said)
    scrap = (Scrap(reason="burr", quantity=Decimal(5)),)
    node.do(ReportOperation(order=order, operation="B10", scrap=scrap))
    node.do(PauseOperation(order=order, operation="B10"))
    refuses("work.on_hold", node.do, ResumeOperation(order=order, operation="B10"))
    node.do(DispatchOperation(order=order, operation="B20", station="S1"))
    refuses("hold.why", node.do, FreeWork(hold=held.hold, reason=" "))
    node.do(FreeWork(hold=held.hold, reason="Sorted, all good"), actor="OP-03")
    refuses("hold.freed_already", node.do, FreeWork(hold=held.hold, reason="Again"))
    node.do(ResumeOperation(order=order, operation="B10"))
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(195)))
    assert node.ask(standing_holds) == ()
    (freed,) = node.ask(freed_holds, 10)
    assert (freed.freed.by, freed.freed.because) == ("OP-03", "Sorted, all good")


@pytest.mark.requirement("IL-09")
def test_good_and_scrap_in_one_report_of_held_work_are_refused_as_one():
    node = a_plant()
    order = begun(node)
    node.do(HoldWork(order=order, reason="Burrs"))
    scrap = (Scrap(reason="burr", quantity=Decimal(5)),)
    both = ReportOperation(order=order, operation="B10", good=Decimal(5), scrap=scrap)
    refuses("work.on_hold", node.do, both)


@pytest.mark.requirement("IL-09")
def test_finished_goods_of_a_held_order_are_not_received():
    node = a_plant()
    order = begun(node)
    for operation, after in (("B10", "B20"), ("B20", "B40"), ("B40", "B60")):
        target = after if operation == "B40" else None
        done = {"order": order, "operation": operation, "good": Decimal(200), "target": target}
        node.do(ReportOperation(**done))
        node.do(StartOperation(order=order, operation=after))
    node.do(HoldWork(order=order, operation="B60", reason="Labels"))
    received = ReportOperation(order=order, operation="B60", good=Decimal(200))
    refuses("work.on_hold", node.do, received)


@pytest.mark.requirement("IL-09")
def test_a_machine_or_a_station_on_hold_stops_what_is_done_there_and_nothing_else():
    node = a_plant()
    order = begun(node)
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(200)))
    node.do(HoldWork(equipment="CNC-01", reason="Spindle"))
    on = StartOperation(order=order, operation="B20", equipment="CNC-01")
    refuses("work.on_hold", node.do, on)
    refuses("work.which_machine", node.do, StartOperation(order=order, operation="B20"))
    node.do(StartOperation(order=order, operation="B20", equipment="CNC-02"))
    node.do(HoldWork(equipment="CNC-02", reason="Coolant"))
    good = ReportOperation(order=order, operation="B20", good=Decimal(1))
    refuses("work.on_hold", node.do, good)
    for held in node.ask(standing_holds):
        node.do(FreeWork(hold=held.hold, reason="Repaired"))
    node.do(good)
    node.do(HoldWork(station="S1", reason="Line clearance"))
    refuses("work.on_hold", node.do, good)


@pytest.mark.requirement("IL-09")
def test_work_begun_at_a_stopped_station_is_not_reported_from_another_one():
    node = a_plant("S1")
    order = begun(node)
    other = a_plant("S2")
    other.take([Arrival(event) for event in node.events()])
    other.do(HoldWork(station="S1", reason="Smoke"))
    refuses(
        "work.on_hold",
        other.do,
        ReportOperation(order=order, operation="B10", good=Decimal(1)),
    )


@pytest.mark.requirement("IL-09")
def test_where_every_machine_of_an_operation_is_on_hold_none_needs_to_be_named():
    node = a_plant()
    order = begun(node)
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(200)))
    for machine in ("CNC-01", "CNC-02"):
        node.do(HoldWork(equipment=machine, reason="Coolant"))
    refuses("work.on_hold", node.do, StartOperation(order=order, operation="B20"))


# ------------------------------------------------------------------------ IL-12
@pytest.mark.requirement("IL-09", "IL-12")
@pytest.mark.parametrize("role", [role.role for role in ROLES])
def test_no_role_gets_past_a_hold(role):
    rights = next(one.rights for one in ROLES if one.role == role)
    allowed = {*rights, "production.report", HOLD}
    founding = ["all"]
    node = a_plant(may=lambda c, actor, right, place: bool(founding) or right in allowed)
    order = begun(node)
    set_by_ncr(node)
    founding.clear()
    node.do(PauseOperation(order=order, operation="B10"))
    refuses("work.on_hold", node.do, ResumeOperation(order=order, operation="B10"))
    refuses(
        "work.held_by_ncr" if FREE in allowed else "right.missing",
        node.do,
        FreeWork(hold="n1", reason="Because I may"),
    )


@pytest.mark.requirement("IL-12")
def test_whoever_holds_every_right_there_is_gets_past_no_hold_of_a_nonconformance():
    node = a_plant()
    order = begun(node)
    set_by_ncr(node)
    good = ReportOperation(order=order, operation="B10", good=Decimal(1), late_because="urgent")
    assert refuses("work.on_hold", node.do, good).facts["ncr"] == "NCR-251122-7KQ4"
    refuses("work.held_by_ncr", node.do, FreeWork(hold="n1", reason="Customer waits"))
    forged = WorkFreed(hold="n1", reason="Customer waits")
    with node.engine.begin() as connection:
        node.journal.record(connection, (forged,), "P-0102")
    refuses("work.on_hold", node.do, good)
    held = node.ask(hold_named, "n1")
    refuses("work.held_by_ncr", decisions.free, held, "Customer waits", ncr="NCR-251122-0000")
    with node.engine.begin() as connection:
        freed = decisions.free(held, "Reworked and inspected", ncr=held.ncr)
        node.journal.record(connection, (freed,), "P-0102")
    node.do(good)


def test_a_hold_lies_in_the_plants_log_and_each_stands_for_itself():
    node = a_plant()
    order = a_released_order(node)
    made = node.do(HoldWork(order=order, operation="B10", reason="Burrs")).events
    assert [one.envelope.area for one in made] == [PLANT]
    node.clock.ms += 1_000
    node.do(HoldWork(order=order, reason="Wrong lot"))
    first, second = node.ask(holds_on, order, "B10")
    node.do(FreeWork(hold=first.hold, reason="Deburred"))
    refuses("work.on_hold", node.do, StartOperation(order=order, operation="B10"))
    node.do(FreeWork(hold=second.hold, reason="Right lot after all"))
    node.do(StartOperation(order=order, operation="B10"))
    refuses("hold.unknown", node.do, FreeWork(hold="none", reason="?"))


def test_who_set_a_hold_is_told_by_name_and_a_rule_by_its_title():
    work = decisions.covering([a_hold(title=TITLE, reason="", by="")], Work(ORDER))
    said = refuses("work.on_hold", decisions.check_not_held, work, SOMEBODY, 480)
    assert (said.facts["by"], said.facts["because"], said.facts["ncr"]) == (TITLE, TITLE, "—")


@pytest.mark.requirement("IL-09", "IL-12")
@pytest.mark.parametrize("facts", [{"order": "OTHER"}, {"order": ORDER, "equipment": "M-9"}, {}])
def test_a_forged_first_word_on_a_hold_puts_no_hold_out_of_force(facts):
    """Nobody's own, of a clock set back: less under the same name, or freed before it was set."""
    tampered, node = a_plant("S2"), a_plant()
    order = a_released_order(node)
    forged = WorkHeld(**{"hold": "n-1-ncr", "order": ORDER, "reason": "x", "firing": "x"} | facts)
    freed = WorkFreed(hold="n-1-ncr", reason="x")
    tampered.clock.ms -= 86_400_000
    with tampered.engine.begin() as connection:
        events = tampered.journal.record(connection, (forged, freed), "").events
    held = decisions.hold("n-1-ncr", Scope(order=order), "Burrs", ncr="n-1")
    with node.engine.begin() as connection:
        node.journal.record(connection, (held,), "P-0102")
    node.take([Arrival(event) for event in events])
    for _ in range(2):
        refuses("work.on_hold", node.do, StartOperation(order=order, operation="B10"))
        refuses("work.held_by_ncr", node.do, FreeWork(hold="n-1-ncr", reason="y"))
        node.ask(lambda c: node.journal.refold(c, ["hold/n-1-ncr"]))
    with node.engine.begin() as connection:
        freed = WorkFreed(hold="n-1-ncr", reason="Reworked", ncr="n-1")
        node.journal.record(connection, (freed,), "P-0102")
    node.do(StartOperation(order=order, operation="B10"))
