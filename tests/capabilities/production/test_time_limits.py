"""What waits too long for its operation is not begun: it goes back and is done again (IL-10)."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.flows.moves.queries import moves_at, waiting_since_ms
from app.capabilities.production.operations.commands import (
    CorrectReport,
    ReportOperation,
    StartOperation,
)
from app.kernel.refused import Refused
from tests.capabilities.production.factory import ROUTE, a_plant, a_released_order

MINUTE_MS = 60_000
LIMITED = replace(
    ROUTE,
    operations=(
        ROUTE.operations[0],
        replace(ROUTE.operations[1], max_wait_min=30),
        *ROUTE.operations[2:],
    ),
)


def report(node, order, good, operation="B10"):
    node.do(ReportOperation(order=order, operation=operation, good=Decimal(good)))


def a_kitted_order():
    node = a_plant(route=LIMITED)
    order = a_released_order(node, quantity=20)
    node.do(StartOperation(order=order, operation="B10"))
    report(node, order, 10)
    return node, order


@pytest.mark.requirement("IL-10")
def test_a_start_is_refused_once_the_oldest_pieces_waited_longer_than_their_route_allows():
    node, order = a_kitted_order()
    node.clock.ms += 20 * MINUTE_MS
    report(node, order, 10)
    node.clock.ms += 11 * MINUTE_MS
    with pytest.raises(Refused) as caught:
        node.do(StartOperation(order=order, operation="B20"))
    assert (caught.value.code, caught.value.facts["minutes"]) == ("operation.waited_too_long", 30)


@pytest.mark.requirement("IL-10")
def test_to_the_minute_it_may_begin():
    node, order = a_kitted_order()
    node.clock.ms += 30 * MINUTE_MS
    assert node.do(StartOperation(order=order, operation="B20")).events


def test_pieces_taken_back_and_done_again_may_go_on():
    node, order = a_kitted_order()
    node.clock.ms += 31 * MINUTE_MS
    (first,) = node.ask(moves_at, order, "B10")
    node.do(CorrectReport(move=first.hash, reason="cleaned again"))
    assert node.ask(waiting_since_ms, order, "B20") is None
    report(node, order, 10)
    assert node.do(StartOperation(order=order, operation="B20")).events


def test_what_came_first_is_what_went_on_first():
    node, order = a_kitted_order()
    since_ms = node.clock.ms
    node.clock.ms += 20 * MINUTE_MS
    report(node, order, 10)
    assert node.ask(waiting_since_ms, order, "B20") == since_ms
    node.do(StartOperation(order=order, operation="B20"))
    report(node, order, 10, "B20")
    assert node.ask(waiting_since_ms, order, "B20") == node.clock.ms
