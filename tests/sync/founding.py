"""The disks of a plant that has been founded: server and stations know its people and keys."""

from functools import cache, partial

from sqlalchemy import Connection

from app.capabilities.people.accounts.commands import AddPerson, DefineRole, IssueKey
from app.capabilities.people.signatures.decisions import MEANINGS, WITHDRAWN
from app.journal.capability import Command
from app.journal.journal import PLANT, Author, Journal
from app.journal.upcast import Vocabulary
from app.kernel.words import Bilingual
from app.sync import inbox
from app.sync.protocol import Cursor, Pull
from server import area_log, epoch
from server.directory import SERVER
from server.intake import Intake
from tests.sync.disk import Disk, rack
from tests.sync.nodes import EPOCH_MS, Parts, domain_of, identity
from tests.sync.signers import PEOPLE, key_of

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
    page = server.read(lambda c: area_log.page(c, Pull(area=PLANT, cursor=Cursor()), FIRST_EPOCH))
    arrived = inbox.read(PLANT, Cursor(), page)
    station.write(lambda c: inbox.apply(c, _journal(vocabulary, "S"), arrived))
    images = server.image(), station.image()
    server.close()
    station.close()
    return images


def _found(vocabulary: Vocabulary, connection: Connection) -> None:
    epoch.begin(connection, FIRST_EPOCH)
    journal = _journal(vocabulary, SERVER)
    for command in _founding():
        journal.carry_out(connection, command, "")
    me, _ = identity(SERVER)
    Intake(journal, me, domain_of(Parts(), {}), Yesterday(), FIRST_EPOCH).settle_own(connection)


def _founding() -> list[Command]:
    meanings = sorted(MEANINGS.keys() - {WITHDRAWN, "administered"})
    rights = tuple(MEANINGS[code].right for code in meanings)
    role = DefineRole(role="signer", name=Bilingual("签名人", "Signer"), rights=rights)
    return [role, *(command for person in PEOPLE for command in _welcomed(person))]


def _welcomed(person: str) -> list[Command]:
    name = Bilingual(person, person)
    key = key_of(person).public_key.hex()
    return [
        AddPerson(person=person, name=name, badge=f"B-{person}", roles=("signer",), why="starts"),
        IssueKey(person=person, station="S1", public_key=key),
    ]


def _journal(vocabulary: Vocabulary, station: str) -> Journal:
    author = Author(station, epoch.chain_of(FIRST_EPOCH), PLANT)
    return Journal(author, vocabulary, Yesterday(), lambda *_: True)
