"""The rules of operations that a day on the floor meets: place, machine, amounts, rest, rework."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.production.discrepancies.queries import discrepancies
from app.capabilities.production.operations.commands import (
    CorrectReport,
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.queries import receipts
from app.capabilities.production.progress.queries import board, tasks, work_in_hand
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.production.factory import (
    ROUTE,
    a_planned_order,
    a_plant,
    a_released_order,
    an_operation,
)

BURR = "burr"
EVERYWHERE = ("WH", "CNC", "QC")


def run(node, order, operation, good, scrap=0, target=None):
    node.do(StartOperation(order=order, operation=operation))
    lost = (Scrap(BURR, Decimal(scrap)),) if scrap else ()
    return node.do(
        ReportOperation(
            order=order, operation=operation, good=Decimal(good), scrap=lost, target=target
        )
    )


def report(node, order, operation, good="0", *scrap):
    lost = tuple(Scrap(reason, Decimal(amount)) for reason, amount in scrap)
    node.do(ReportOperation(order=order, operation=operation, good=Decimal(good), scrap=lost))


def in_hand(node, order, operation):
    return node.ask(work_in_hand, order, operation, node.clock.ms)


def a_running_operation(quantity=10, **plant):
    node = a_plant(**plant)
    order = a_released_order(node, quantity=quantity)
    node.do(StartOperation(order=order, operation="B10"))
    return node, order


def with_dwell(minutes):
    rest = an_operation("B20", "CNC", min_dwell_min=minutes, gates=("dwell",))
    first, _, *others = ROUTE.operations
    return replace(ROUTE, operations=(first, rest, *others))


def test_what_must_rest_rests_on_the_stations_clock():
    node = a_plant(route=with_dwell(48 * 60))
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 10)
    node.do(StartOperation(order=order, operation="B20"))
    node.clock.ms += 90 * 60_000
    with pytest.raises(Refused, match=r"operation\.dwell") as refused:
        report(node, order, "B20", "10")
    assert (refused.value.facts["hours"], refused.value.facts["minutes"]) == (46, 30)
    assert in_hand(node, order, "B20").dwell_left_min == 46 * 60 + 30
    node.clock.ms += 46 * 3_600_000 + 29 * 60_000
    with pytest.raises(Refused, match=r"operation\.dwell"):
        report(node, order, "B20", "10")
    node.clock.ms += 60_000
    report(node, order, "B20", "10")
    assert in_hand(node, order, "B40").task.tally.here == 10


def test_a_later_arrival_rests_its_own_time():
    node = a_plant(route=with_dwell(60))
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 4)
    node.clock.ms += 3_600_000
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(6)))
    node.do(StartOperation(order=order, operation="B20"))
    with pytest.raises(Refused, match=r"operation\.dwell"):
        report(node, order, "B20", "4")


def test_the_first_operation_has_nothing_to_rest_from_before_release():
    node = a_plant()
    order = a_released_order(node)
    assert in_hand(node, order, "B10").dwell_left_min == 0


@pytest.mark.parametrize(
    ("code", "good", "scrap"),
    [
        ("report.nothing", "0", ()),
        ("report.nothing", "1", ((BURR, "0"),)),
        ("report.not_whole", "0.5", ()),
        ("report.not_whole", "1", ((BURR, "0.5"),)),
        ("report.unknown_reason", "1", (("moon", "1"),)),
        ("report.more_than_open", "8", ((BURR, "2"), (BURR, "1"))),
        ("flow.bad_amount", "-1", ()),
        ("flow.bad_amount", "NaN", ()),
        ("flow.bad_amount", "1", ((BURR, "Infinity"),)),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_is_half_done(code, good, scrap):
    node, order = a_running_operation(10)
    before = len(node.events())
    with pytest.raises(Refused) as refused:
        report(node, order, "B10", good, *scrap)
    assert refused.value.code == code
    assert len(node.events()) == before


def test_good_and_scrap_of_two_reasons_are_one_report():
    node, order = a_running_operation(10)
    report(node, order, "B10", "7", (BURR, "1"), (BURR, "2"))
    tally = in_hand(node, order, "B10").task.tally
    assert (tally.good, tally.scrap, tally.here) == (7, 3, 0)
    assert tally.yield_percent == Decimal("70.0")
    assert in_hand(node, order, "B10").task.state == "completed"


def test_scrap_alone_completes_an_operation():
    node, order = a_running_operation(3)
    report(node, order, "B10", "0", (BURR, "3"))
    assert node.ask(tasks, "S1", EVERYWHERE)[0].operation != "B10"


def test_an_operation_completes_when_nothing_more_can_come():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 4)
    run(node, order, "B20", 4)
    assert in_hand(node, order, "B20").task.state == "running"
    report(node, order, "B10", "6")
    report(node, order, "B20", "6")
    assert in_hand(node, order, "B20").task.state == "completed"


def test_a_machine_the_route_does_not_name_is_refused():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 10)
    with pytest.raises(Refused, match=r"operation\.equipment"):
        node.do(StartOperation(order=order, operation="B20", equipment="SC-01"))
    with pytest.raises(Refused, match=r"operation\.equipment"):
        node.do(DispatchOperation(order=order, operation="B20", station="S1", equipment="SC-01"))
    node.do(DispatchOperation(order=order, operation="B20", station="S1", equipment="CNC-02"))
    run(node, order, "B20", 1)
    work = in_hand(node, order, "B20")
    assert (work.task.equipment, work.machines) == ("CNC-02", ("CNC-01", "CNC-02"))


def test_an_unknown_station_gets_no_task():
    node = a_plant()
    order = a_released_order(node)
    with pytest.raises(Refused, match=r"station\.unknown"):
        node.do(DispatchOperation(order=order, operation="B10", station="S9"))


def test_a_task_follows_its_dispatch():
    node = a_plant()
    order = a_released_order(node)
    other = a_plant("S2", serves=("CNC",))
    node.take([Arrival(e) for e in other.events() if e.envelope.stream == "duty/S2"])
    node.do(DispatchOperation(order=order, operation="B10", station="S2"))
    assert "B10" not in [t.operation for t in node.ask(tasks, "S1", EVERYWHERE)]
    with pytest.raises(Refused, match=r"operation\.other_station") as refused:
        node.do(StartOperation(order=order, operation="B10"))
    assert refused.value.facts["station"] == "S2"


def test_what_nobody_was_sent_is_for_whoever_serves_its_work_centre():
    node = a_plant("S1", serves=("WH",))
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 10)
    with pytest.raises(Refused, match=r"operation\.other_station") as refused:
        node.do(StartOperation(order=order, operation="B20"))
    assert refused.value.facts["station"] == "CNC"


def test_what_is_not_in_the_route_or_not_released_is_no_task():
    node = a_plant()
    order = a_released_order(node)
    with pytest.raises(Refused, match=r"operation\.unknown"):
        node.do(StartOperation(order=order, operation="B99"))
    with pytest.raises(Refused, match=r"order\.unknown"):
        node.do(StartOperation(order="W-9", operation="B10"))
    node.do(ImportPlan(orders=(a_planned_order("W-2"),)))
    with pytest.raises(Refused, match=r"order\.not_released"):
        node.do(StartOperation(order="W-2", operation="B10"))


def test_work_is_started_paused_and_resumed_in_turn():
    node, order = a_running_operation()
    with pytest.raises(Refused, match=r"operation\.running"):
        node.do(StartOperation(order=order, operation="B10"))
    with pytest.raises(Refused, match=r"operation\.not_paused"):
        node.do(ResumeOperation(order=order, operation="B10"))
    node.do(PauseOperation(order=order, operation="B10"))
    with pytest.raises(Refused, match=r"operation\.not_running"):
        node.do(PauseOperation(order=order, operation="B10"))
    node.do(ResumeOperation(order=order, operation="B10"))
    assert in_hand(node, order, "B10").task.state == "running"


def test_another_station_does_not_resume_what_is_not_its_own():
    node, order = a_running_operation()
    node.do(PauseOperation(order=order, operation="B10"))
    other = a_plant("S2", serves=("CNC",))
    other.take([Arrival(e) for e in node.events()])
    with pytest.raises(Refused, match=r"operation\.other_station"):
        other.do(ResumeOperation(order=order, operation="B10"))


def test_rework_that_comes_back_to_a_completed_operation_is_a_task_again():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 10)
    run(node, order, "B20", 10)
    run(node, order, "B40", 3, target="B20")
    (task,) = [t for t in node.ask(tasks, "S1", EVERYWHERE) if t.operation == "B20"]
    assert (task.state, task.tally.here) == ("waiting", 3)
    (line,) = node.ask(board, "2026-11-25", 0)
    assert [cell.state for cell in line.cells] == ["completed", "waiting", "running", "waiting"]
    run(node, order, "B20", 3)
    assert in_hand(node, order, "B20").task.state == "completed"


def test_a_correction_gives_a_completed_operation_its_pieces_back():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    (moved, *_) = run(node, order, "B10", 10).events
    node.do(CorrectReport(move=moved.hash, reason="counted twice", quantity=Decimal(1)))
    task = node.ask(tasks, "S1", EVERYWHERE)[0]
    assert (task.operation, task.state, task.tally.here) == ("B10", "waiting", 1)


def test_what_goes_back_for_rework_from_the_receipt_is_not_received():
    back = replace(ROUTE.edges[-1], source="B60", target="B40")
    node = a_plant(route=replace(ROUTE, edges=(*ROUTE.edges, back)))
    order = a_released_order(node, quantity=10)
    for operation in ("B10", "B20", "B40"):
        run(node, order, operation, 10)
    run(node, order, "B60", 4, target="B40")
    assert node.ask(receipts, order) == ()
    report(node, order, "B60", "6")
    assert [one.quantity for one in node.ask(receipts, order)] == [6]


def test_what_was_received_is_not_taken_back_here():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    for operation in ("B10", "B20", "B40"):
        run(node, order, operation, 10)
    moved, *_ = run(node, order, "B60", 8, 1).events
    scrapped = next(r for r in in_hand(node, order, "B60").reports if r.cause == "scrap")
    with pytest.raises(Refused, match=r"correct\.received"):
        node.do(CorrectReport(move=moved.hash, reason="wrong"))
    node.do(CorrectReport(move=scrapped.hash, reason="it was good"))
    assert in_hand(node, order, "B60").task.tally.here == 2


def test_only_a_report_is_corrected_and_only_once():
    node, order = a_running_operation()
    released = next(e for e in node.events() if e.envelope.kind == "flows.moved")
    report(node, order, "B10", "4")
    (reported,) = in_hand(node, order, "B10").reports
    (correction,) = node.do(CorrectReport(move=reported.hash, reason="wrong")).events
    for name in ("0" * 64, released.hash, correction.hash):
        with pytest.raises(Refused, match=r"correct\.unknown"):
            node.do(CorrectReport(move=name, reason="wrong"))
    with pytest.raises(Refused, match=r"correct\.more_than_reported"):
        node.do(CorrectReport(move=reported.hash, reason="wrong"))


def test_two_stations_reporting_the_same_pieces_is_one_discrepancy_and_nothing_is_lost():
    one = a_plant("S1")
    order = a_released_order(one, quantity=10)
    two = a_plant("S2")
    two.take([Arrival(e) for e in one.events()])
    two.do(DispatchOperation(order=order, operation="B10", station="S2"))
    ours, theirs = len(one.events()), len(two.events())
    run(one, order, "B10", 10)
    run(two, order, "B10", 7)
    mine, other = one.events()[ours:], two.events()[theirs:]
    one.take([Arrival(e) for e in other])
    two.take([Arrival(e) for e in mine])
    found = {d.kind: d for d in one.ask(discrepancies)}
    assert found == {d.kind: d for d in two.ask(discrepancies)}
    assert found["negative_sum"].quantity == -7
    assert found["negative_sum"].stations == ("S1", "S2")
    assert in_hand(one, order, "B20").task.tally.here == 17
