"""Builders for what waits: a station with people of three roles, and what is told and asked."""

from functools import cache

from app.capabilities.flows.inbox.answers import Inbox
from app.capabilities.flows.inbox.queries import inbox_of
from app.capabilities.flows.notices.decisions import notice
from app.capabilities.flows.tasks.decisions import ask
from app.capabilities.people.accounts.commands import DefineRole
from app.capabilities.roster import ROSTER
from app.journal.event import Sealed
from app.journal.journal import Arrival
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import a_person
from tests.journal.node import Node, a_node

OPERATOR, OTHER, LEAD, QA = "P-0101", "P-0102", "P-0110", "P-0123"
ROLES = {OPERATOR: "operator", OTHER: "operator", LEAD: "line_lead", QA: "qa_release"}


def working(station: str) -> Node:
    """Return a station that knows four people, without any work."""
    node = a_node(station, capabilities=ROSTER)
    node.take([Arrival(sealed) for sealed in _founding()])
    return node


@cache
def _founding() -> tuple[Sealed, ...]:
    node = a_node("S0", capabilities=ROSTER)
    for role in sorted(set(ROLES.values())):
        name = Bilingual(role, role)
        rights = ("sign.released",) if role == "qa_release" else ("production.view",)
        node.do(DefineRole(role=role, name=name, rights=rights, why="founding"))
    for person, role in ROLES.items():
        node.do(a_person(person, roles=(role,)))
    return tuple(node.events())


def tell(node: Node, key: str, *, actor: str = "", **facts) -> tuple[Sealed, ...]:
    """Send a notice; a rule does where nobody is named."""
    facts = {"firing": "" if actor else key, **facts}
    with node.engine.begin() as connection:
        what = notice(key, Bilingual("停机", "Stopped"), **facts)
        return node.journal.record(connection, (what,), actor).events


def want(node: Node, key: str, *, actor: str = "", **facts) -> tuple[Sealed, ...]:
    """Ask for a task; a rule does where nobody is named."""
    facts = {"firing": "" if actor else key, "roles": ("operator",), **facts}
    with node.engine.begin() as connection:
        what = ask(key, Bilingual("清洁", "Clean up"), **facts)
        return node.journal.record(connection, (what,), actor).events


def inbox(node: Node, person: str) -> Inbox:
    """Return what waits for somebody at this station."""
    return node.ask(lambda c: inbox_of(node.journal.acting(c, person)))


def said(node: Node, person: str) -> list[str]:
    """Return the names of what waits for somebody, in its order."""
    return [line.key for line in inbox(node, person).lines]
