"""When it happened and when it was entered are both kept; a late entry says why (ALCOA+)."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.production.operations.commands import ReportOperation
from app.capabilities.production.operations.decisions import LATE_MS, Scrap
from app.capabilities.production.progress.queries import entered, work_in_hand
from app.journal.journal import Receipt
from app.kernel.clock import Quality
from app.kernel.refused import Refused
from tests.capabilities.production.factory import ROUTE, an_operation
from tests.capabilities.production.test_operation_rules import a_running_operation

MINUTE_MS = 60_000
WHY = "the station was taken"


def report(node, order, *, ago_ms=0, because="", scrap=()):
    at_ms = node.clock.ms - ago_ms
    command = ReportOperation(order=order, operation="B10", good=Decimal(2), scrap=scrap)
    return node.do(replace(command, occurred_ms=at_ms, late_because=because)).events


def reports(node, order):
    return node.ask(work_in_hand, order, "B10", node.clock.ms).reports


@pytest.mark.requirement("AL-01")
def test_when_it_happened_and_when_it_was_entered_are_both_kept(tmp_path):
    node, order = a_running_operation()
    report(node, order, ago_ms=90 * MINUTE_MS, because=WHY, scrap=(Scrap("burr", Decimal(1)),))
    for one in reports(node, order):
        assert one.at_ms == node.clock.ms
        assert one.occurred_ms == node.clock.ms - 90 * MINUTE_MS
        assert one.late_because == WHY


@pytest.mark.requirement("AL-01")
@pytest.mark.parametrize("because", ["", "   "])
def test_what_is_entered_late_says_why(because):
    node, order = a_running_operation()
    with pytest.raises(Refused, match=r"report\.late_why minutes=15"):
        report(node, order, ago_ms=LATE_MS + 1, because=because)
    report(node, order, ago_ms=LATE_MS)


def test_nothing_happens_in_the_future():
    node, order = a_running_operation()
    with pytest.raises(Refused, match=r"report\.in_future"):
        report(node, order, ago_ms=-1)


def test_what_is_entered_as_it_happens_says_nothing_of_it():
    node, order = a_running_operation()
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(1)))
    (one,) = reports(node, order)
    assert (one.occurred_ms, one.late_because) == (one.at_ms, "")


@pytest.mark.requirement("AL-01")
def test_a_report_knows_when_it_reached_the_server_and_how_good_its_clock_was():
    node, order = a_running_operation()
    (sealed, *_) = report(node, order, ago_ms=MINUTE_MS)
    known = node.ask(entered, sealed.hash)
    assert known.received_ms is None
    assert known.quality is Quality.UNSYNCHRONISED
    assert known.entered_ms - known.occurred_ms == MINUTE_MS
    receipt = Receipt(
        hash=sealed.hash,
        area="line-1",
        position=1,
        received_at=node.clock.ms + 7_000,
        plant_position=1,
    )
    node.ask(node.journal.judge, [receipt])
    assert node.ask(entered, sealed.hash).received_ms == node.clock.ms + 7_000


def test_an_unknown_report_has_no_times():
    node, _ = a_running_operation()
    assert node.ask(entered, "0" * 64) is None


def test_what_must_rest_is_judged_by_when_it_happened():
    rests = an_operation("B10", "WH", min_dwell_min=30)
    route = replace(ROUTE, operations=(rests, *ROUTE.operations[1:]))
    node, order = a_running_operation(route=route)
    node.clock.ms += 40 * MINUTE_MS
    with pytest.raises(Refused, match=r"operation\.dwell"):
        report(node, order, ago_ms=14 * MINUTE_MS)
    report(node, order, ago_ms=5 * MINUTE_MS)
