"""Steps in their order: refused out of it where one works, kept with one discrepancy otherwise."""

from collections import Counter
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.flows.moves.bodies import END
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.production.discrepancies.queries import CHECKS
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.records.discrepancies.queries import discrepancies
from app.capabilities.roster import ROSTER
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.production.factory import a_plant, a_released_order
from tests.journal.node import a_node

STEPS = ("B10", "B20", "B40", "B60")
NEXT = dict(zip(STEPS, (*STEPS[1:], END), strict=True))
QUANTITY = 6
TRY = st.tuples(st.sampled_from(STEPS), st.sampled_from(["start", 1, 2, QUANTITY, QUANTITY + 1]))


@pytest.mark.requirement("P11-07")
@settings(max_examples=40, deadline=None)
@given(tries=st.lists(TRY, max_size=30))
def test_a_step_is_begun_and_reported_only_where_the_step_before_has_brought_something(tries):
    """Against a model that counts pieces on its fingers."""
    node = a_plant()
    order = a_released_order(node, quantity=QUANTITY)
    here, running = dict.fromkeys((*STEPS, END), 0) | {"B10": QUANTITY}, set()
    for step, what in tries:
        before = len(node.events())
        command: StartOperation | ReportOperation
        if what == "start":
            command = StartOperation(order=order, operation=step)
            allowed = step not in running and here[step] > 0
        else:
            command = ReportOperation(order=order, operation=step, good=Decimal(what))
            allowed = step in running and what <= here[step]
        with suppress(Refused):
            node.do(command)
        assert (len(node.events()) > before) == allowed, (step, what)
        if allowed and what == "start":
            running.add(step)
        elif allowed:
            here[step] -= what
            here[NEXT[step]] += what
            if not any(here[each] for each in STEPS[: STEPS.index(step) + 1]):
                running.discard(step)
    assert node.ask(discrepancies, CHECKS) == ()


RAW = st.lists(
    st.tuples(st.sampled_from(["S2", "S3", "S4"]), st.sampled_from(STEPS), st.integers(0, 3)),
    max_size=12,
    unique_by=lambda one: one[:2],
)
"""Who did something at which step, knowing of nobody: began it (0), or reported so many."""


@pytest.mark.requirement("P11-07")
@settings(max_examples=40, deadline=None)
@given(acts=RAW, data=st.data())
def test_what_arrives_out_of_order_is_kept_with_exactly_one_discrepancy_each(acts, data):
    node = a_plant()
    order = a_released_order(node, quantity=QUANTITY)
    arrivals = [arrival for act in acts for arrival in _done_elsewhere(order, *act)]
    for arrival in data.draw(st.permutations(arrivals)):
        node.take([arrival])
    kept = {sealed.hash for sealed in node.events()}
    assert {arrival.sealed.hash for arrival in arrivals} <= kept
    here = dict.fromkeys((*STEPS, END), 0) | {"B10": QUANTITY}
    for _, step, amount in acts:
        here[step] -= amount
        here[NEXT[step]] += amount
    begun = Counter(step for _, step, amount in acts if amount == 0)
    expected = Counter(
        negative_sum=sum(here[step] < 0 for step in STEPS),
        double_start=sum(times > 1 for times in begun.values()),
    )
    assert Counter(one.kind for one in node.ask(discrepancies, CHECKS)) == +expected


@pytest.mark.requirement("P11-07")
def test_the_contradiction_is_gone_when_the_step_before_arrives_too():
    node = a_plant()
    order = a_released_order(node, quantity=QUANTITY)
    node.take(_done_elsewhere(order, "S2", "B20", 3))
    assert [one.kind for one in node.ask(discrepancies, CHECKS)] == ["negative_sum"]
    node.take(_done_elsewhere(order, "S3", "B10", 3))
    assert node.ask(discrepancies, CHECKS) == ()


def _done_elsewhere(order, station, step, amount):
    """Return what another station says it did, whatever had come there."""
    away = a_node(f"{station}-{step}", capabilities=ROSTER)
    what = (
        Moved(
            case=order,
            source=step,
            target=NEXT[step],
            quantity=Decimal(amount),
            unit="个",
            cause=Cause.GOOD,
        )
        if amount
        else OperationStarted(order=order, operation=step)
    )
    with away.engine.begin() as connection:
        away.journal.record(connection, [what], "OP-02")
    return [Arrival(sealed) for sealed in away.events()]
