"""Work goes by documents: pinned at release, refused when withdrawn, read before it begins."""

import msgspec
import pytest

from app.capabilities.documents.commands import ReadDocument, WithdrawDocument
from app.capabilities.people.accounts.commands import AddPerson, DefineRole
from app.capabilities.production.bodies import Instruction, Step
from app.capabilities.production.discrepancies.queries import worked_unread
from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.queries import instruction_pin, order
from app.capabilities.production.release.commands import ReleaseOrder
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import LIBRARIAN, publish
from tests.capabilities.production.factory import ROUTE, a_planned_order, a_plant, a_released_order

WORKER, LEAD = "P-0101", "P-0110"
DAY_MS = 86_400_000


def unread(connection):
    return list(worked_unread(connection))


def an_instruction(text="Count the pieces"):
    step = Step(title=Bilingual("清点", text))
    return Instruction(code="WI-B10", name=Bilingual("备料", "Prepare"), steps=(step,))


def a_documented_plant(station="S1", **facts):
    first, *others = ROUTE.operations
    named = msgspec.structs.replace(first, instruction="WI-B10")
    route = msgspec.structs.replace(ROUTE, operations=(named, *others))
    node = a_plant(station, route=route)
    for role, person in (("operator", WORKER), ("line_lead", LEAD)):
        node.do(DefineRole(role=role, name=Bilingual(role, role), rights=("sign.read",)))
        name, badge = Bilingual(person, person), f"B-{person}"
        node.do(AddPerson(person=person, name=name, badge=badge, roles=(role,), why="starts"))
    publish(node, "instruction", "WI-B10", an_instruction(), **facts)
    return node


def revise(node, text="Count twice", revision="B", **facts):
    publish(node, "instruction", "WI-B10", an_instruction(text), revision=revision, **facts)


def start(node, number="WORK000434", by=WORKER):
    return node.do(StartOperation(order=number, operation="B10"), by)


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code


@pytest.mark.requirement("P11-12")
def test_an_open_order_stays_on_the_revision_it_was_released_by_and_a_new_one_takes_the_next():
    node = a_documented_plant()
    open_order = a_released_order(node, "W-1")
    pinned = node.ask(instruction_pin, open_order, "B10")
    revise(node)
    new_order = a_released_order(node, "W-2")
    assert node.ask(instruction_pin, open_order, "B10") == pinned
    assert node.ask(instruction_pin, new_order, "B10") != pinned
    assert start(node, open_order).events
    assert node.ask(order, open_order).state == "released"


def test_a_revision_for_a_later_day_is_not_released_by_before_it():
    node = a_documented_plant()
    before = node.ask(instruction_pin, a_released_order(node, "W-1"), "B10")
    revise(node, from_ms=node.clock.ms + DAY_MS)
    assert node.ask(instruction_pin, a_released_order(node, "W-2"), "B10") == before
    node.clock.ms += DAY_MS
    assert node.ask(instruction_pin, a_released_order(node, "W-3"), "B10") != before


@pytest.mark.requirement("P11-12")
def test_work_neither_begins_nor_is_released_by_a_withdrawn_revision():
    node = a_documented_plant()
    number = a_released_order(node)
    withdraw = WithdrawDocument(form="instruction", code="WI-B10", revision="A", why="wrong")
    node.do(withdraw, LIBRARIAN)
    refuses("document.withdrawn", start, node, number)
    node.do(ImportPlan(orders=(a_planned_order("W-2"),)))
    refuses("document.withdrawn", node.do, ReleaseOrder(order="W-2"))


@pytest.mark.requirement("P11-12")
def test_work_by_an_instruction_begins_after_it_was_read():
    node = a_documented_plant(must_read=("operator",))
    a_released_order(node)
    refuses("operation.instruction_unread", start, node)
    read = ReadDocument(form="instruction", code="WI-B10", revision="A")
    node.do(read, LEAD)
    refuses("operation.instruction_unread", start, node)
    node.do(read, WORKER)
    assert start(node).events


def test_who_need_not_read_it_begins_at_once():
    node = a_documented_plant(must_read=("operator",))
    a_released_order(node)
    assert start(node, by=LEAD).events


@pytest.mark.requirement("P11-10")
def test_a_next_revision_must_be_read_again():
    node = a_documented_plant(must_read=("operator",))
    node.do(ReadDocument(form="instruction", code="WI-B10", revision="A"), WORKER)
    revise(node, must_read=("operator",))
    a_released_order(node)
    refuses("operation.instruction_unread", start, node)


def test_work_begun_unread_elsewhere_is_found_after_a_merge_until_the_day_it_was_read_before():
    node = a_documented_plant("S1", must_read=("operator",))
    other = a_documented_plant("S2")  # has not heard that it must be read
    a_released_order(other)
    node.take([Arrival(e) for e in other.events() if "WORK000434" in e.envelope.stream])
    assert node.ask(unread) == []
    begun = start(other).events
    node.take([Arrival(e) for e in begun])
    (found,) = node.ask(unread)
    assert (found.kind, found.owner, found.subjects[1]) == ("worked_unread", WORKER, "B10")
    assert found.stations == ("S2",)
    assert [one.kind for one in other.ask(unread)] == []
