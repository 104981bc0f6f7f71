"""Builders for tests about people: a node with the roles a plant starts with, and a few people."""

from app.capabilities.people.accounts.commands import AddPerson, IssueKey
from app.capabilities.people.accounts.queries import may
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.roster import ROSTER
from app.journal.capability import Command
from app.kernel import paths
from app.kernel.place import Place
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from tests.journal.node import Node, a_node

ROLES = starting_roles(paths.resources() / "plant" / "roles.toml")
PEOPLE = tuple(one for one in ROSTER if one.name.partition(".")[0] == "people")
FOUNDER = "FOUNDER"
HERE = Place("line-1", "S1")


def a_plant(station: str = "S1", **options) -> Node:
    """A node where rights count, with the starting roles and the administrator P-0124."""
    node = a_node(station, capabilities=PEOPLE, may=may_or_founds, **options)
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


def let_sign(person: str, key: SigningKey, station: str = "S1") -> tuple[Command, ...]:
    """Return what lets somebody sign: their key at a station, and who they are, verified."""
    return (
        IssueKey(person=person, station=station, public_key=key.public_key.hex()),
        VerifyIdentity(person=person, how=How.ID_CARD, evidence="HR file"),
    )
