"""I8: whatever order news arrives in, each injected conflict is found once, with one owner."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.flows.moves.bodies import START
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.people.accounts.events import PersonAdded
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.capabilities.sites.events import ForkSeen
from app.journal.discrepancy import key_of
from app.journal.journal import Arrival, Receipt
from app.kernel.words import Bilingual
from tests.capabilities.production.factory import a_planned_order
from tests.capabilities.records.apart import LEAD, a_station_like, found, note, two_stations
from tests.journal.node import a_node

ORDERS = ("WO-1", "WO-2", "WO-3")
CONFLICTS = ("double_start", "negative_sum", "double_release", "plan_clash")


def a_move(order, source, target, quantity, cause=Cause.GOOD):
    return Moved(
        case=order,
        source=source,
        target=target,
        quantity=Decimal(quantity),
        unit="个",
        cause=cause,
    )


def inject(order, conflict, node):
    """Let a station do its half of a conflict; return the subjects of its key."""
    if conflict == "double_start":
        note(node, OperationStarted(order=order, operation="B10"))
        return (order, "B10")
    if conflict == "negative_sum":
        note(node, a_move(order, "B40", "B60", 1))
        return (order, "B40")
    if conflict == "double_release":
        note(node, a_move(order, START, "B10", 100, Cause.RELEASE))
        return (order, START)
    quantity = 10 if node.journal.author.station == "S1" else 20
    (name,) = note(node, a_planned_order(f"{order}-plan", quantity), actor=LEAD)
    return (f"{order}-plan", name)


def parted():
    one, _ = two_stations()
    for order in ORDERS:
        one.do(ImportPlan(orders=(a_planned_order(order),)), LEAD)
        one.do(ReleaseOrder(order=order), LEAD)
    return one, a_station_like(one, "S2")


@settings(max_examples=25)
@given(
    chosen=st.fixed_dictionaries({order: st.sets(st.sampled_from(CONFLICTS)) for order in ORDERS}),
    shuffled=st.randoms(use_true_random=False),
    slices=st.integers(1, 9),
)
def test_each_conflict_is_found_once_with_its_key_and_owner_in_any_order(chosen, shuffled, slices):
    one, two = parted()
    wanted = set()
    for order, conflicts in chosen.items():
        for conflict in sorted(conflicts):
            inject(order, conflict, one)
            subjects = inject(order, conflict, two)
            wanted.add((conflict, subjects))
    events = {event.hash: event for node in (one, two) for event in node.events()}
    third = a_node("S3", capabilities=ROSTER)
    arrivals = [Arrival(event) for event in events.values()]
    shuffled.shuffle(arrivals)
    for at in range(0, len(arrivals), slices):
        third.take(arrivals[at : at + slices])
    for node, other in ((one, two), (two, one)):
        node.take([Arrival(event) for event in other.events()])
    seen = found(third)
    assert {(one.kind, one.subjects) for one in seen} == wanted
    assert len(seen) == len(wanted)
    assert {one.key for one in seen} == {key_of(*each) for each in wanted}
    assert [one.key for one in seen] == [d.key for d in found(one)] == [d.key for d in found(two)]
    assert {one.owner for one in seen} <= {LEAD}


def test_what_waits_what_is_held_back_and_what_is_flagged_each_stand_at_the_desk():
    one, _ = two_stations()
    names = [note(one, OperationStarted(order="WO", operation=f"B{n}"))[0] for n in range(3)]
    words = (("waiting", "prev_missing"), ("quarantined", "forged"), ("", "chain_broken"))
    with one.engine.begin() as connection:
        receipts = [
            Receipt(
                hash=name,
                area="line-1",
                position=None if verdict else 9,
                received_at=1,
                plant_position=1,
                verdict=verdict,
                reason=reason,
            )
            for name, (verdict, reason) in zip(names, words, strict=True)
        ]
        one.journal.judge(connection, receipts)
    by_kind = {d.kind: d for d in found(one)}
    assert set(by_kind) == {"waiting", "quarantined", "flagged"}
    assert by_kind["flagged"].facts["reason"] == "chain_broken"
    assert by_kind["waiting"].subjects == (names[0],)


def test_a_fork_and_an_id_given_twice_stand_at_the_desk():
    one, two = two_stations()
    note(one, ForkSeen(station="S2", chain="S2-1", seq=3, prev="ab" * 32), actor="")
    for node in (one, two):
        note(node, *_added(node), actor=LEAD)
    one.take([Arrival(event) for event in two.events()])
    by_kind = {d.kind: d for d in found(one)}
    assert set(by_kind) == {"fork", "added_twice"}
    assert by_kind["added_twice"].subjects == ("P-0200",)
    assert len(by_kind["added_twice"].looked_at) == 2


def _added(node):
    name = node.journal.author.station
    return [PersonAdded(person="P-0200", name=Bilingual(name, name), badge=f"B-{name}-00")]
