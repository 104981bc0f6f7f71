"""What two stations did twice, apart, is taken back; then everything adds up and it is closed."""

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.queries import lot
from app.capabilities.quality.nonconformance.dispositions.commands import CloseNonconformance
from app.capabilities.quality.nonconformance.executing.commands import (
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.overseeing.queries import negative_pieces
from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.capabilities.quality.nonconformance.reviewing.decisions import acts
from app.capabilities.quality.nonconformance.taking_back.commands import TakeBackDeed
from app.journal.journal import Arrival
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from tests.capabilities.materials.factory import receipt
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import (
    IPQC,
    LEAD,
    OPERATOR,
    ORDER,
    OTHER_OPERATOR,
    QA,
    TURNING,
    a_second,
    merge,
)
from tests.capabilities.quality.nonconformed import (
    PHOTO,
    PIECES,
    RETURN,
    a_shop,
    approve,
    evaluate,
    it,
    propose,
    register,
    witnessed,
)
from tests.capabilities.quality.test_nonconformance_conserves import (
    ACTS,
    NAME,
    a_copy,
    a_decided,
    conserved,
    tried,
)

TWICE = "done by the other shift already"


@cache
def decided():
    return tuple(a_decided().events())


@pytest.fixture(scope="module")
def events():
    return decided()


def rework(quantity=320):
    return ExecuteDisposition(name=NAME, disposition=Disposition.REWORK, quantity=Decimal(quantity))


def scrap(quantity=180):
    return ExecuteDisposition(
        name=NAME,
        disposition=Disposition.SCRAP,
        quantity=Decimal(quantity),
        second=OTHER_OPERATOR,
        pictures=(PHOTO,),
    )


def back(node, deed, **facts):
    facts = {"reason": TWICE, "second": OTHER_OPERATOR} | facts
    witnessed(node, TakeBackDeed(name=NAME, deed=deed.hash, **facts), LEAD)


def discrepancies(node):
    return node.ask(lambda c: list(negative_pieces(c)))


def apart(events, *deeds):
    """Let two stations do the same, not knowing of each other; return both, merged."""
    one = a_copy(events)
    other = a_second(one)
    for node in (one, other):
        node.clock.ms += 1_000
        for deed in deeds:
            if deed.witness:
                witnessed(node, deed, LEAD)
            else:
                node.do(deed, OPERATOR)
    merge(one, other)
    return one, other


def finish(node):
    """Do what is left, inspect it again, close it."""
    left = it(node, NAME).left
    if left(Disposition.REWORK):
        node.do(rework(left(Disposition.REWORK)), OPERATOR)
    if left(Disposition.SCRAP):
        witnessed(node, scrap(left(Disposition.SCRAP)), LEAD)
    seen = it(node, NAME).unverified(Disposition.REWORK)
    if seen:
        node.do(VerifyRework(name=NAME, accepted=seen, remark="all gauged"), IPQC)


@pytest.mark.requirement("IS-10", "CN-15")
def test_what_was_scrapped_twice_apart_is_taken_back_by_two_persons_and_then_it_closes(events):
    one, other = apart(events, rework(), scrap())
    now = it(one, NAME)
    assert now.is_done_twice
    (shown,) = discrepancies(one)
    assert set(shown.stations) == {"S1", "S2"}
    assert "take_back" in acts(now, {"quality.execute"}, LEAD)
    with pytest.raises(Refused, match=r"ncr\.done_twice"):
        one.do(CloseNonconformance(name=NAME), QA)
    theirs = [deed for deed in now.done if deed.station == "S2" and deed.what == "executed"]
    alone = TakeBackDeed(name=NAME, deed=theirs[0].hash, reason=TWICE, second=OTHER_OPERATOR)
    with pytest.raises(Refused, match=r"signature\.witness"):
        one.do(alone, LEAD)
    with pytest.raises(Refused, match=r"ncr\.why"):
        back(one, theirs[0], reason=" ")
    for deed in theirs:
        back(one, deed)
    merge(one, other)
    for node in (one, other):
        assert discrepancies(node) == []
        assert not it(node, NAME).is_done_twice
        assert node.ask(at_nodes, ORDER)["@scrap"] == Decimal(180)
        assert len(it(node, NAME).done) == 6
        conserved(node)
    with pytest.raises(Refused, match=r"ncr\.deed_unknown"):
        back(other, theirs[0])
    finish(other)
    other.do(CloseNonconformance(name=NAME), QA)
    assert it(other, NAME).state is State.CLOSED


def test_a_part_of_what_was_said_is_taken_back_and_done_again(events):
    node = a_copy(events)
    witnessed(node, scrap(180), LEAD)
    (deed,) = it(node, NAME).done
    with pytest.raises(Refused, match=r"ncr\.back_quantity"):
        back(node, deed, quantity=Decimal(181))
    back(node, deed, quantity=Decimal(100))
    assert it(node, NAME).left(Disposition.SCRAP) == Decimal(100)
    assert node.ask(at_nodes, ORDER)[TURNING] == Decimal(PIECES - 80)
    assert (deed.quantity, it(node, NAME).done[0].quantity) == (Decimal(180), Decimal(180))
    finish(node)
    assert it(node, NAME).state is State.VERIFIED


def test_what_came_of_it_is_taken_back_first(events):
    node = a_copy(events)
    node.do(rework(), OPERATOR)
    node.clock.ms += 1_000
    node.do(VerifyRework(name=NAME, accepted=Decimal(310), rejected=Decimal(10), remark="x"), IPQC)
    _, mended, verified = sorted(it(node, NAME).done, key=lambda one: "bev".index(one.what[0]))
    with pytest.raises(Refused, match=r"correct\.already_used"):
        back(node, mended)
    with pytest.raises(Refused, match=r"ncr\.back_whole"):
        back(node, verified, quantity=Decimal(1))
    back(node, verified)
    back(node, mended)
    assert it(node, NAME).pieces.held == Decimal(PIECES)
    assert it(node, NAME).cycles == 0


def test_one_that_is_over_is_corrected_where_more_was_done_than_there_was(events):
    one = a_copy(events)
    other = a_second(one)
    finish(one)
    one.do(CloseNonconformance(name=NAME), QA)
    with pytest.raises(Refused, match=r"ncr\.over"):
        back(one, it(one, NAME).done[0])
    other.clock.ms += 1_000
    witnessed(other, scrap(), LEAD)
    merge(one, other)
    assert acts(it(one, NAME), {"quality.execute"}, LEAD) == ("take_back",)
    (theirs,) = [deed for deed in it(one, NAME).done if deed.station == "S2"]
    back(one, theirs)
    assert discrepancies(one) == []
    assert acts(it(one, NAME), {"quality.execute"}, LEAD) == ()
    conserved(one)


@pytest.mark.requirement("IS-10")
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(here=st.lists(ACTS, max_size=4), there=st.lists(ACTS, max_size=4), is_turned=st.booleans())
def test_after_taking_back_what_is_too_much_everything_adds_up(here, there, is_turned):
    one = a_copy(decided())
    other = a_second(one)
    for node, done in ((one, here), (other, there)):
        for act in done:
            node.clock.ms += 1_000
            tried(node, act)
    arrivals = [Arrival(sealed) for sealed in (*one.events(), *other.events())]
    one.take(arrivals[::-1] if is_turned else arrivals)
    for what in ("verified", "executed", "begun"):  # what came last goes back first
        for deed in reversed(it(one, NAME).done):
            if it(one, NAME).is_done_twice and deed.what == what and deed.station == "S2":
                back(one, next(d for d in it(one, NAME).done if d.hash == deed.hash))
                conserved(one)
    now = it(one, NAME)
    assert not now.is_done_twice
    assert discrepancies(one) == []
    at = one.ask(at_nodes, ORDER)
    assert at[TURNING] + at.get("@scrap", Decimal(0)) == Decimal(PIECES)
    assert at.get("@scrap", Decimal(0)) == now.pieces.there("@scrap")
    other.take([Arrival(sealed) for sealed in one.events()])
    assert it(other, NAME).pieces == it(one, NAME).pieces
    finish(one)
    assert it(one, NAME).is_carried_out


@pytest.mark.requirement("CN-15")
def test_a_part_of_a_lot_leaves_it_and_the_rest_keeps_its_status():
    node = a_shop()
    node.do(receipt("L-1", quantity=Decimal(40)), FOUNDER)
    name = register(node, IPQC, matter=Matter(lot="L-1"), quantity=Decimal(12), code="material")
    evaluate(node, name, 12)
    propose(node, name, RETURN)
    approve(node, name, QA, Part.QUALITY)
    goes = ExecuteDisposition(name=name, disposition=Disposition.RETURN, quantity=Decimal(12))
    node.do(goes, OPERATOR)
    held = node.ask(lot, "L-1")
    assert (held.taken_out, held.status, held.is_used_up) == (Decimal(12), Status.HELD, False)
    assert [(one.ncr, one.quantity) for one in held.outs] == [(name, Decimal(12))]
    (deed,) = it(node, name).done
    back(node, deed, quantity=Decimal(2))
    assert node.ask(lot, "L-1").taken_out == Decimal(10)
    goes = ExecuteDisposition(name=name, disposition=Disposition.RETURN, quantity=Decimal(2))
    node.do(goes, OPERATOR)
    nothing = VerifyRework(
        name=name, accepted=Decimal(0), disposition=Disposition.RETURN, remark="waybill"
    )
    node.do(nothing, IPQC)
    node.do(CloseNonconformance(name=name), QA)
    rest = node.ask(lot, "L-1")
    assert (rest.taken_out, rest.status) == (Decimal(12), Status.QUARANTINE)
