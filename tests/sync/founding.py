"""The disks of a plant that has been founded: server and stations know its people and keys."""

from functools import cache, partial

from sqlalchemy import Connection

from app.capabilities.people.accounts.events import KeyIssued, PersonAdded, RoleDefined, RolesSet
from app.capabilities.people.identities.events import How, IdentityVerified
from app.capabilities.people.policies.decisions import publish, read_by
from app.capabilities.people.signatures.decisions import MEANINGS, WITHDRAWN
from app.journal.event import PLANT, Happened
from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.kernel.words import Bilingual
from app.sync import inbox
from app.sync.protocol import Cursor, Pull
from server import area_log, epoch
from server.directory import SERVER
from server.intake import Intake
from tests.sync.disk import Disk, rack
from tests.sync.nodes import EPOCH_MS, Parts, domain_of, identity
from tests.sync.plant import founding
from tests.sync.signers import PEOPLE, REVIEWERS, key_of

FIRST_EPOCH = "e0"


class Yesterday:
    """The clock of the day before the histories."""

    def now_ms(self) -> int:
        return EPOCH_MS - 86_400_000

    def offset_min(self) -> int:
        return 480

    def monotonic_s(self) -> float:
        return 0.0


@cache
def founded(vocabulary: Vocabulary) -> tuple[bytes, bytes]:
    """Return the disk of the server, and of any station that was told what the server knows."""
    shelf = rack(vocabulary)
    server, station = (Disk(shelf, shelf.empty, str) for _ in range(2))
    server.write(partial(_found, vocabulary))
    pull = Pull(area=PLANT, cursor=Cursor())
    page = server.read(lambda c: area_log.page(c, "S", pull, FIRST_EPOCH))
    arrived = inbox.read(PLANT, Cursor(), page)
    station.write(lambda c: inbox.apply(c, _journal(vocabulary, "S"), arrived))
    images = server.image(), station.image()
    server.close()
    station.close()
    return images


def _found(vocabulary: Vocabulary, connection: Connection) -> None:
    epoch.begin(connection, FIRST_EPOCH)
    _journal(vocabulary, SERVER).record(connection, [*founding(), *_signers(), *_policy()], "")
    me, _ = identity(SERVER)
    domain = domain_of(Parts(), {}, vocabulary)
    journal = _journal(vocabulary, SERVER)
    Intake(journal, me, domain, Yesterday(), FIRST_EPOCH).settle_own(connection)


def _signers() -> list[Happened]:
    meanings = sorted(MEANINGS.keys() - {WITHDRAWN, "administered"})
    rights = tuple(MEANINGS[code].right for code in meanings)
    role = RoleDefined(role="signer", name=Bilingual("签名人", "Signer"), before=(), now=rights)
    newcomers = (
        PersonAdded(person=person, name=Bilingual(person, person), badge=f"B-{person}")
        for person in REVIEWERS
    )
    return [role, *newcomers, *(what for person in PEOPLE for what in _may_sign(person))]


def _may_sign(person: str) -> tuple[Happened, ...]:
    roles = ("brewer", "signer", "writer")
    key = key_of(person).public_key.hex()
    return (
        RolesSet(person=person, before=(), now=roles, why="founded"),
        KeyIssued(person=person, station="S1", public_key=key),
        IdentityVerified(person=person, how=How.ID_CARD, evidence="folder 1"),
    )


def _policy() -> list[Happened]:
    """Publish the policy of signatures; whoever signs has read it."""
    policy = publish(Bilingual("政策", "Policy"), "founded", None)
    return [policy, *(read_by(person, policy) for person in PEOPLE)]


def _journal(vocabulary: Vocabulary, station: str) -> Journal:
    author = Author(station, epoch.chain_of(FIRST_EPOCH), PLANT)
    return Journal(author, vocabulary, Yesterday(), lambda *_: True)
