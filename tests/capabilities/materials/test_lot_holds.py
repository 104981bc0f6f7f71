"""Holds of rules and nonconformances on lots: set once for each firing, lifted by who may."""

import pytest

from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import LiftHold, RejectLot
from app.capabilities.materials.lots.events import HoldLifted
from app.capabilities.materials.lots.ruling import HOLD_LOT
from app.journal.journal import Arrival
from app.journal.ruling import Fired, Matter
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.materials.factory import NOON, a_lot, a_warehouse, now, released

NCR = "NCR-251122-7KQ4"


def follow(node, lot="L-1", key="f1"):
    """Let a rule hold a lot at a node, as the rules' reaction would."""
    plug = node.journal.vocabulary.plugs.rule_actions[HOLD_LOT]
    about = Fired(
        key=key,
        rule="R-1",
        revision="A",
        title=Bilingual("来料不合格", "Incoming lot failed"),
        matter=Matter(lot=lot),
        subject=lot,
        cause="",
        at_ms=0,
    )
    with node.engine.begin() as connection:
        made = tuple(plug.do(node.journal.acting(connection, ""), about, plug.settings()))
        return node.journal.record(connection, made, "").events


def holds(node):
    return now(node).holds


@pytest.mark.requirement("IL-09", "IS-10")
def test_a_rule_that_fires_at_two_stations_holds_a_lot_once_and_lifting_it_lifts_both():
    one, two = a_warehouse("S1"), a_warehouse("S2")
    released(one)
    two.take([Arrival(event) for event in one.events()])
    mine, theirs = follow(one), follow(two)
    assert follow(one) == ()
    (seen_at_two,) = holds(two)
    one.clock.ms += 60_000
    two.do(LiftHold(lot="L-1", holds=(seen_at_two.name,), reason="Retested"))
    one.take([Arrival(event) for event in two.events()])
    two.take([Arrival(event) for event in one.events()])
    assert len((*mine, *theirs)) == 2
    for node in (one, two):
        assert holds(node) == ()
        assert now(node).status is Status.RELEASED
        assert follow(node) == ()
    follow(one, key="f2")
    assert len(holds(one)) == 1


def test_two_firings_shown_once_each_and_a_lot_that_is_rejected_or_unknown_is_left():
    node = a_warehouse()
    released(node)
    follow(node, key="f1")
    follow(node, key="f2")
    assert [one.firing for one in holds(node)] == ["f1", "f2"]
    node.do(RejectLot(lot="L-1", reason="Wrong material"))
    assert follow(node, key="f3") == ()
    assert follow(node, lot="NONE") == ()


@pytest.mark.requirement("IL-12")
def test_the_hold_of_a_nonconformance_is_lifted_by_that_alone():
    node = a_warehouse()
    held = decisions.hold(released(node), reason="Out of limits", ncr=NCR)
    with node.engine.begin() as connection:
        node.journal.record(connection, (held,), "P-0115")
    (hold,) = holds(node)
    with pytest.raises(Refused, match=r"lot\.held_by_ncr") as refused:
        node.do(LiftHold(lot="L-1", holds=(hold.name,), reason="Customer waits"))
    assert refused.value.facts == {"lot": "L-1", "ncr": NCR}
    lifted = decisions.lift(now(node), (hold.name,), reason="Concession", ncr=NCR)
    with node.engine.begin() as connection:
        node.journal.record(connection, (lifted,), "P-0115")
    assert holds(node) == ()


@pytest.mark.requirement("IL-09")
def test_a_held_lot_is_usable_nowhere():
    held = a_lot(status=Status.HELD)
    with pytest.raises(Refused, match=r"lot\.on_hold"):
        decisions.check_usable(held, NOON)
    with pytest.raises(Refused, match=r"lot\.on_hold"):
        decisions.open_container(held, NOON)


@pytest.mark.requirement("IL-12")
def test_a_hold_of_a_nonconformance_stands_whatever_lifts_it_or_shares_its_firing():
    node = a_warehouse()
    lot = released(node)
    forged = decisions.hold(lot, reason="x", firing="f-ncr")
    held = decisions.hold(lot, reason="Out of limits", ncr=NCR, firing="f-ncr")
    with node.engine.begin() as connection:
        made = node.journal.record(connection, (forged, held), "").events
    names = tuple(one.hash for one in made)
    node.do(LiftHold(lot="L-1", holds=names[:1], reason="Retested"))
    lifted = HoldLifted(lot="L-1", holds=names, reason="Customer waits")
    with node.engine.begin() as connection:
        node.journal.record(connection, (lifted,), "P-0115")
    assert [one.ncr for one in holds(node)] == [NCR]
    assert now(node).status is Status.HELD
