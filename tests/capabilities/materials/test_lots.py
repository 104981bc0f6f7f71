"""Lots: received, inspected, held, found again; and what two stations do to one lot apart."""

import pytest

from app.capabilities.documents.commands import WithdrawDocument
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.commands import (
    HoldLot,
    LiftHold,
    OpenLot,
    RejectLot,
    ReleaseLot,
    UseUpLot,
)
from app.capabilities.materials.lots.queries import (
    acted_apart,
    expiring,
    labelled,
    lots,
    lots_of,
    lots_with,
    older,
)
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from tests.capabilities.documents.library import LIBRARIAN
from tests.capabilities.materials.factory import NOON, a_warehouse, now, receipt, released


def refuses(code, act, /, *args):
    with pytest.raises(Refused) as caught:
        act(*args)
    assert caught.value.code == code


def names(found):
    return [one.lot for one in found]


def apart(node):
    return [(one.kind, one.facts["lot"]) for one in node.ask(lambda c: list(acted_apart(c)))]


def tell(node, *events):
    node.take([Arrival(one) for one in events])


@pytest.mark.requirement("CN-09")
def test_a_lot_that_needs_inspection_waits_for_its_release_and_another_does_not():
    node = a_warehouse()
    node.do(receipt("L-1"))
    node.do(receipt("P-1", material="PK-401", supplier="STERISLEEVE", expiry=""))
    assert (now(node, "L-1").status, now(node, "P-1").status) == ("quarantine", "released")
    node.do(ReleaseLot(lot="L-1", because="CoA 7781"), "P-0117")
    lot = now(node, "L-1")
    assert (lot.status, lot.because, lot.decided_by) == ("released", "CoA 7781", "P-0117")
    assert names(node.ask(lots_with, Status.RELEASED)) == ["P-1", "L-1"]


def test_what_holds_of_a_lot_is_what_its_material_said_when_it_came():
    node = a_warehouse()
    node.do(receipt())
    node.do(WithdrawDocument(form=MATERIAL, code="AD-302", revision="A", why="wrong"), LIBRARIAN)
    assert now(node).opened_life_days == 14
    refuses("document.withdrawn", node.do, receipt("L-2"))
    refuses("lot.material_unknown", node.do, receipt("L-3", material="AD-999"))


@pytest.mark.requirement("IL-09")
def test_each_hold_stands_for_itself_until_it_is_lifted():
    node = a_warehouse()
    released(node)
    node.do(HoldLot(lot="L-1", reason="wet"), "P-0117")
    node.do(HoldLot(lot="L-1", reason="label torn"), "P-0117")
    wet, torn = now(node).holds
    node.do(LiftHold(lot="L-1", holds=(wet.name,), reason="dry again"), "P-0123")
    lot = now(node)
    assert (lot.status, lot.holds) == ("held", (torn,))
    node.do(LiftHold(lot="L-1", holds=(torn.name,), reason="relabelled"), "P-0123")
    assert now(node).status == "released"
    assert apart(node) == []


def test_a_rejected_lot_and_one_used_up_are_nobody_s_care_any_more():
    node = a_warehouse()
    for name in ("L-1", "L-2", "L-3"):
        released(node, name, expiry="2025-11-25")
    node.do(RejectLot(lot="L-1", reason="burr"))
    node.do(UseUpLot(lot="L-2"))
    assert node.do(UseUpLot(lot="L-2")).events == ()
    assert names(node.ask(expiring, NOON, 7)) == ["L-3"]
    assert node.ask(expiring, NOON, 2) == ()
    assert names(node.ask(lots)) == ["L-1", "L-2", "L-3"]


@pytest.mark.requirement("CN-09")
def test_the_older_lots_of_a_material_are_found():
    node = a_warehouse()
    newer = released(node, "NEW", expiry="2026-03-01")
    released(node, "OLD", expiry="2025-12-01")
    node.do(receipt("WAITS", expiry="2025-11-30"))
    assert names(node.ask(older, newer, NOON)) == ["OLD"]
    assert names(node.ask(lots_of, "AD-302")) == ["WAITS", "OLD", "NEW"]


def test_a_label_means_our_lot_before_a_suppliers():
    node = a_warehouse()
    node.do(receipt("L-1", supplier_lot="K9"))
    node.do(receipt("L-2", supplier_lot="K9"))
    node.do(receipt("K7", supplier_lot="Z"))
    node.do(receipt("L-3", supplier_lot="K7"))
    assert names(node.ask(labelled, "K9")) == ["L-1", "L-2"]
    assert names(node.ask(labelled, "K7")) == ["K7"]
    assert node.ask(labelled, "K8") == ()


def test_the_first_opening_of_a_container_counts():
    node = a_warehouse()
    released(node)
    node.do(OpenLot(lot="L-1", container="2"))
    opened_ms = node.clock.ms
    node.clock.ms += 1_000
    node.do(OpenLot(lot="L-1", container="3"))
    assert now(node).opened == {"2": opened_ms, "3": opened_ms + 1_000}
    refuses("lot.opened_already", node.do, OpenLot(lot="L-1", container="2"))


def two_warehouses():
    """Return two nodes that both know of a lot in quarantine."""
    here, there = a_warehouse("S1"), a_warehouse("S2")
    there.take([Arrival(one) for one in here.do(receipt()).events])
    return here, there


@pytest.mark.parametrize("is_later", [False, True])
def test_released_here_and_held_there_is_held_and_found(is_later):
    here, there = two_warehouses()
    there.clock.ms += 500 if is_later else -500  # whichever is sorted first
    release = here.do(ReleaseLot(lot="L-1", because="CoA")).events
    hold = there.do(HoldLot(lot="L-1", reason="wet")).events
    tell(here, *hold)
    tell(there, *release)
    for node in (here, there):
        assert now(node).status == "held"
        assert apart(node) == [("lot_released_and_held", "L-1")]


@pytest.mark.parametrize("is_later", [False, True])
def test_released_here_and_rejected_there_is_rejected_and_found(is_later):
    here, there = two_warehouses()
    there.clock.ms += 500 if is_later else -500
    release = here.do(ReleaseLot(lot="L-1", because="CoA")).events
    reject = there.do(RejectLot(lot="L-1", reason="burr")).events
    tell(here, *reject)
    tell(there, *release)
    for node in (here, there):
        assert (now(node).status, now(node).because) == ("rejected", "burr")
        assert apart(node) == [("lot_released_and_rejected", "L-1")]


def test_a_lot_held_in_knowledge_of_its_release_contradicts_nothing():
    here, there = two_warehouses()
    tell(there, *here.do(ReleaseLot(lot="L-1", because="CoA")).events)
    tell(here, *there.do(HoldLot(lot="L-1", reason="wet")).events)
    assert (now(here).status, apart(here)) == ("held", [])


def test_a_hold_of_another_station_is_not_lifted_unseen():
    here, there = two_warehouses()
    tell(there, *here.do(HoldLot(lot="L-1", reason="wet")).events)
    lift = here.do(LiftHold(lot="L-1", holds=(now(here).holds[0].name,), reason="dry")).events
    tell(here, *there.do(HoldLot(lot="L-1", reason="torn")).events)
    tell(there, *lift)
    for node in (here, there):
        assert [one.reason for one in now(node).holds] == ["torn"]
        assert now(node).status == "held"


def test_one_number_on_two_deliveries_is_found_and_the_first_counts():
    here, there = a_warehouse("S1"), a_warehouse("S2")
    there.clock.ms += 500
    first = here.do(receipt(supplier_lot="K1")).events
    second = there.do(receipt(supplier_lot="K2")).events
    tell(here, *second)
    tell(there, *first)
    for node in (here, there):
        assert now(node).supplier_lot == "K1"
        assert apart(node) == [("lot_received_twice", "L-1")]
