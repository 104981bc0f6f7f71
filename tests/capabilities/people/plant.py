"""Builders for tests about people: a node with the roles a plant starts with, and a few people."""

from app.capabilities.people.accounts.capability import CAPABILITY
from app.capabilities.people.accounts.commands import AddPerson
from app.capabilities.people.accounts.queries import may
from app.capabilities.people.starting.commands import starting_roles
from app.kernel import paths
from app.kernel.place import Place
from app.kernel.words import Bilingual
from tests.journal.node import Node, a_node

ROLES = starting_roles(paths.resources() / "plant" / "roles.toml")
FOUNDER = "FOUNDER"
HERE = Place("line-1", "S1")


def a_plant(station: str = "S1", **options) -> Node:
    """A node where rights count, with the starting roles and the administrator P-0124."""
    node = a_node(station, capabilities=(CAPABILITY,), may=may_or_founds, **options)
    for role in ROLES:
        node.do(role, FOUNDER)
    node.do(a_person("P-0124", roles=("it_admin",)), FOUNDER)
    return node


def may_or_founds(connection, person: str, right: str, place: Place) -> bool:
    """Rights as the plant keeps them, but for who founds it: nobody could grant theirs."""
    return person == FOUNDER or may(connection, person, right, place)


def a_person(person: str = "P-0101", **changes) -> AddPerson:
    number = person[-4:]
    fields = {
        "name": Bilingual(f"操作工 {number}", f"Operator {number}"),
        "badge": f"B-{number}",
        "roles": ("operator",),
        "team": "early",
        "why": "starts on line 1",
    }
    return AddPerson(person=person, **{**fields, **changes})
