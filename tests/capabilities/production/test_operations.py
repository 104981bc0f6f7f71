"""Operations: started where they belong, reported within what is there, corrected legibly."""

from decimal import Decimal

import pytest

from app.capabilities.production.discrepancies.queries import CHECKS
from app.capabilities.production.operations.commands import (
    CorrectReport,
    DispatchOperation,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.queries import receipts
from app.capabilities.production.progress.answers import Phase
from app.capabilities.production.progress.queries import order_lines, tasks, work_in_hand
from app.capabilities.records.discrepancies.queries import discrepancies
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.production.factory import a_plant, a_released_order


def run(node, order, operation, good, scrap=(), target=None):
    node.do(StartOperation(order=order, operation=operation))
    return node.do(
        ReportOperation(
            order=order, operation=operation, good=Decimal(good), scrap=scrap, target=target
        )
    )


def here(node, order, operation):
    return node.ask(work_in_hand, order, operation, node.clock.ms).task.tally.here


def test_a_released_order_waits_at_its_first_operation():
    node = a_plant()
    order = a_released_order(node)
    (first, *rest) = node.ask(tasks, "S1", ("WH", "CNC", "QC"))
    assert (first.operation, first.tally.here) == ("B10", Decimal(200))
    assert {task.tally.here for task in rest} == {Decimal(0)}
    assert here(node, order, "B20") == 0


def test_an_order_runs_from_release_to_receipt():
    node = a_plant()
    order = a_released_order(node)
    run(node, order, "B10", 200)
    run(node, order, "B20", 195, (Scrap("burr", Decimal(5)),))
    run(node, order, "B40", 195)
    run(node, order, "B60", 195)
    (line,) = node.ask(order_lines, "2026-11-25")
    assert line.phase is Phase.FINISHED
    assert (line.done, line.scrap, line.percent) == (Decimal(195), Decimal(5), 100)
    assert [r.quantity for r in node.ask(receipts, order)] == [Decimal(195)]
    assert node.ask(tasks, "S1", ("WH", "CNC", "QC")) == ()


def test_more_than_is_there_is_refused():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    node.do(StartOperation(order=order, operation="B10"))
    with pytest.raises(Refused, match=r"report\.more_than_open"):
        node.do(ReportOperation(order=order, operation="B10", good=Decimal(11)))
    assert here(node, order, "B10") == 10


def test_nothing_is_started_before_pieces_arrive():
    node = a_plant()
    order = a_released_order(node)
    with pytest.raises(Refused, match=r"operation\.nothing_here"):
        node.do(StartOperation(order=order, operation="B20"))


def test_a_task_of_another_station_is_not_started_here():
    node = a_plant()
    order = a_released_order(node)
    node.do(DispatchOperation(order=order, operation="B10", station="S1"))
    other = a_plant("S2", serves=("CNC",))
    other.take([Arrival(event) for event in node.events()])
    with pytest.raises(Refused, match=r"operation\.other_station"):
        other.do(StartOperation(order=order, operation="B10"))


def test_a_correction_is_a_counter_entry_with_a_reason():
    node = a_plant()
    order = a_released_order(node)
    (moved, *_) = run(node, order, "B10", 24).events
    with pytest.raises(Refused, match=r"correct\.reason_missing"):
        node.do(CorrectReport(move=moved.hash, reason=" "))
    node.do(CorrectReport(move=moved.hash, reason="entered by mistake", quantity=Decimal(4)))
    assert here(node, order, "B10") == 180
    (correction, report, *_) = sorted(
        node.ask(work_in_hand, order, "B10", node.clock.ms).reports, key=lambda r: r.quantity
    )
    assert correction.is_correction
    assert (report.quantity, report.left) == (Decimal(24), Decimal(20))
    with pytest.raises(Refused, match=r"correct\.more_than_reported"):
        node.do(CorrectReport(move=moved.hash, reason="again", quantity=Decimal(21)))


def test_what_is_used_already_is_not_taken_back():
    node = a_plant()
    order = a_released_order(node)
    (moved, *_) = run(node, order, "B10", 24).events
    run(node, order, "B20", 24)
    with pytest.raises(Refused, match=r"correct\.already_used"):
        node.do(CorrectReport(move=moved.hash, reason="wrong count"))


def test_rework_goes_back_over_its_edge():
    node = a_plant()
    order = a_released_order(node, quantity=10)
    run(node, order, "B10", 10)
    run(node, order, "B20", 10)
    run(node, order, "B40", 3, target="B20")
    assert (here(node, order, "B20"), here(node, order, "B40")) == (3, 7)


def test_work_pauses_and_goes_on_and_its_time_is_kept():
    node = a_plant()
    order = a_released_order(node)
    node.do(StartOperation(order=order, operation="B10"))
    node.clock.ms += 60_000
    node.do(PauseOperation(order=order, operation="B10", reason="break"))
    node.clock.ms += 600_000
    with pytest.raises(Refused, match=r"operation\.not_running"):
        node.do(ReportOperation(order=order, operation="B10", good=Decimal(1)))
    node.do(ResumeOperation(order=order, operation="B10"))
    node.clock.ms += 30_000
    assert node.ask(work_in_hand, order, "B10", node.clock.ms).worked_ms == 90_000


def test_two_stations_starting_one_task_is_one_discrepancy_with_an_owner():
    one = a_plant("S1")
    order = a_released_order(one)
    two = a_plant("S2")
    two.take([Arrival(event) for event in one.events()])
    shared = len(one.events())
    two.do(DispatchOperation(order=order, operation="B10", station="S2"))
    one.do(StartOperation(order=order, operation="B10"))
    two.do(StartOperation(order=order, operation="B10"))
    ours = [Arrival(e) for e in one.events()[shared:]]
    theirs = [Arrival(e) for e in two.events() if e.envelope.station == "S2"]
    one.take(theirs)
    two.take(ours)
    (found,) = one.ask(discrepancies, CHECKS)
    assert (found,) == two.ask(discrepancies, CHECKS)
    assert found.kind == "double_start"
    assert found.owner == "OP-01"
    assert set(found.stations) == {"S1", "S2"}
