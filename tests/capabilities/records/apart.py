"""Two stations that part, act without seeing each other, and meet again."""

from app.capabilities.people.accounts.commands import AddPerson, DefineRole
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.records.discrepancies.queries import cases, discrepancies
from app.capabilities.roster import ROSTER
from app.journal.journal import Arrival
from app.kernel.words import Bilingual
from tests.capabilities.production.factory import a_planned_order, a_plant
from tests.journal.node import Node, a_node

LEAD, OTHER, OPERATOR = "P-0110", "P-0111", "P-0101"
ORDER = "WORK000434"


def two_stations() -> tuple[Node, Node]:
    """Return two stations that hold the same: one released order, two people who may settle."""
    one = a_plant("S1")
    settles = ("production.view", "records.resolve", "records.view")
    one.do(DefineRole(role="lead", name=Bilingual("班组长", "Lead"), rights=settles))
    one.do(DefineRole(role="operator", name=Bilingual("工", "Op"), rights=("production.view",)))
    for person, role in ((LEAD, "lead"), (OTHER, "lead"), (OPERATOR, "operator")):
        name = Bilingual(f"{role} {person}", f"{role} {person}")
        badge = person.replace("P-0", "B-00")
        one.do(AddPerson(person=person, name=name, badge=badge, roles=(role,), why="starts"))
    one.do(ImportPlan(orders=(a_planned_order(ORDER),)), LEAD)
    one.do(ReleaseOrder(order=ORDER), LEAD)
    two = a_station_like(one, "S2")
    return one, two


def a_station_like(node: Node, name: str) -> Node:
    """Return another station that holds all of a node's events."""
    made = a_node(name, capabilities=ROSTER)
    made.take([Arrival(event) for event in node.events()])
    return made


def meet(*nodes: Node) -> None:
    """Let every node have what any of them holds."""
    held = {event.hash: event for node in nodes for event in node.events()}
    for node in nodes:
        node.take([Arrival(event) for event in held.values()])


def note(node: Node, *happened, actor: str = OPERATOR) -> tuple[str, ...]:
    """Let something have happened at a node that no command there would allow."""
    with node.engine.begin() as connection:
        changes = node.journal.record(connection, happened, actor)
    return tuple(event.hash for event in changes.events)


def start_at(*nodes: Node, operation: str = "B10") -> None:
    for node in nodes:
        note(node, OperationStarted(order=ORDER, operation=operation))


def found(node: Node):
    return node.ask(discrepancies, node.journal.vocabulary.checks)


def desk(node: Node):
    return node.ask(cases, node.journal.vocabulary.checks)
