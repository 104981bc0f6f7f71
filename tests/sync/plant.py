"""What the simulated plant knows beside kettles: notices of the plant, pictures, people."""

from random import Random
from typing import ClassVar

from app.capabilities.people.accounts.capability import CAPABILITY as PEOPLE
from app.capabilities.people.accounts.events import (
    PersonAdded,
    PersonDisabled,
    RoleDefined,
    RolesSet,
)
from app.capabilities.people.delegations.capability import CAPABILITY as DELEGATIONS
from app.capabilities.people.identities.capability import CAPABILITY as IDENTITIES
from app.capabilities.people.policies.capability import CAPABILITY as POLICIES
from app.capabilities.people.rights.capability import CAPABILITY as RIGHTS
from app.capabilities.records.checks.capability import CAPABILITY as CHECKS
from app.capabilities.sites.capability import CAPABILITY as SITES
from app.journal.capability import Acting, Capability, Command
from app.journal.event import Event, Happened
from app.journal.rows import Row, Rows, state_table
from app.kernel.words import Bilingual
from server.directory import Known
from tests.journal.toy import TOY


class Noticed(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.noticed"
    plant_wide: ClassVar[bool] = True
    board: str
    text: str

    @property
    def stream(self) -> str:
        return f"board/{self.board}"


class Pictured(Happened, frozen=True, kw_only=True):
    kind: ClassVar[str] = "simulated.pictured"
    order_free: ClassVar[bool] = True
    kettle: str
    picture: str

    @property
    def stream(self) -> str:
        return f"picture/{self.kettle}"

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.picture,)


@state_table("simulated_board", key=("stream",))
class BoardRow(Row, frozen=True, kw_only=True):
    text: str
    changes: int


@state_table("simulated_picture", key=("hash",))
class PictureRow(Row, frozen=True, kw_only=True):
    hash: str
    picture: str


def fold(rows: Rows, event: Event) -> None:
    match event.happened:
        case Noticed(text=text):
            before = rows.get(BoardRow)
            changes = 1 if before is None else before.changes + 1
            rows.put(BoardRow(stream=event.stream, text=text, changes=changes))
        case Pictured(picture=picture):
            rows.put(PictureRow(stream=event.stream, hash=event.hash, picture=picture))


class Notice(Command, frozen=True, kw_only=True):
    board: str
    text: str


class Picture(Command, frozen=True, kw_only=True):
    kettle: str
    picture: str


class Say(Command, frozen=True, kw_only=True):
    """Let something have happened to the people, whatever rule forbids it."""

    happened: tuple[Happened, ...]


def say(_: Acting, command: Say) -> tuple[Happened, ...]:
    return command.happened


def notice(_: Acting, command: Notice) -> list[Happened]:
    return [Noticed(board=command.board, text=command.text)]


def picture(_: Acting, command: Picture) -> list[Happened]:
    return [Pictured(kettle=command.kettle, picture=command.picture)]


SIMULATED = Capability(
    name="simulated",
    happened=(Noticed, Pictured),
    rows=(BoardRow, PictureRow),
    fold=fold,
    commands={Notice: notice, Picture: picture, Say: say},
    needs={Noticed: ("simulated.notice",), Pictured: ("simulated.picture",)},
)
CAPABILITIES = (
    TOY,
    SIMULATED,
    SITES,
    PEOPLE,
    IDENTITIES,
    POLICIES,
    DELEGATIONS,
    RIGHTS,
    CHECKS,
)

ADMIN, STRANGER = "ADM", "P9"
PEOPLE_AT_WORK = ("P1", "P2", "P3")
ROLES = {
    "brewer": ("toy.pour", "toy.switch"),
    "writer": ("simulated.notice", "simulated.picture"),
    "helper": ("toy.pour", "simulated.picture"),
    "admin": ("people.administer",),
}
_NAME = Bilingual("甲", "A")


def founding() -> tuple[Happened, ...]:
    """What the simulated plant starts with: roles, an administrator, three people at work."""
    roles = [RoleDefined(role=r, name=_NAME, before=(), now=now) for r, now in ROLES.items()]
    held = {ADMIN: ("admin",)} | dict.fromkeys(PEOPLE_AT_WORK, ("brewer", "writer"))
    people = [
        what
        for person, now in held.items()
        for what in (
            PersonAdded(person=person, name=_NAME, badge=f"B-{person}"),
            RolesSet(person=person, before=(), now=now, why="founded"),
        )
    ]
    return (*roles, *people)


def turned(rng: Random) -> Say:
    """Somebody is given other roles, ends, or comes back to life as far as anybody knew."""
    person = rng.choice((*PEOPLE_AT_WORK, STRANGER))
    role = rng.choice(("brewer", "writer", "helper"))
    some = tuple(rng.sample(ROLES[role], rng.randint(0, len(ROLES[role]))))
    roles = tuple(sorted(rng.sample(("brewer", "writer", "helper"), rng.randint(0, 2))))
    happened: tuple[Happened, ...] = rng.choice(
        (
            (RolesSet(person=person, before=(), now=roles, why="turned"),),
            (RolesSet(person=person, before=(), now=roles, why="turned"),),
            (RoleDefined(role=role, name=_NAME, before=(), now=some),),
            (PersonDisabled(person=person, why="left"),),
            (
                PersonAdded(person=STRANGER, name=_NAME, badge="B-P9"),
                RolesSet(person=STRANGER, before=(), now=("brewer",), why="new"),
            ),
        )
    )
    return Say(happened=happened)


class Register:
    """The stations of the simulated plant: a directory that needs no events."""

    def __init__(self, known: dict[str, Known]) -> None:
        self._known = known

    def station(self, connection: object, name: str) -> Known | None:
        return self._known.get(name)
