"""A day of the demo plant, for the gallery: one station that holds what all ten did.

day = a_day(folder)          # everything through the real commands, on a clock moved by hand
day.station.sessions.log_in(LEAD, day.pins[LEAD])
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from app.capabilities.documents.commands import ReadDocument
from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.people.accounts.commands import AddPerson, IssueKey, NoteFailedLogin
from app.capabilities.people.delegations.commands import DelegateAuthority
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.policies.commands import AcknowledgePolicy
from app.capabilities.people.qualifications.commands import GrantQualification
from app.capabilities.people.starting.commands import (
    starting_people,
    starting_policy,
    starting_qualifications,
    starting_roles,
)
from app.capabilities.roster import ROSTER
from app.capabilities.sites.events import StationEnrolled
from app.demo import plant, stock
from app.demo.day_work import HERE, HOUR_MS, LEAD, MINUTE_MS, NOW_MS, REVIEWER, acts
from app.demo.library import for_a_day, put_in_force, read_and_sign, send_to_review
from app.demo.still_clock import StillClock
from app.journal.capability import Command
from app.journal.head import HeadFile
from app.journal.journal import Author, Journal
from app.journal.pages import last_arrived
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.days import local_day
from app.kernel.paths import resources
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes, seal
from app.stations.identity import found
from app.stations.issued_keys import keep_key
from app.stations.key_places import FileStore
from app.stations.lockout import Tries, keep_tries
from app.stations.profile import FILE_NAME, write_profile
from app.stations.session import Proof
from app.stations.station import DATABASE, Station, open_station
from app.store import local
from app.store.engine import open_writer

ADMINISTRATOR, LOCKED, QUALITY = "P-0124", "P-0107", "P-0123"
_UNVERIFIED = "P-0121"
_TO_ACKNOWLEDGE = ("P-0119", "P-0120", "P-0121")
"""Who has yet to read the policy of signatures."""
_READERS = ("P-0101", "P-0102", "P-0104", "P-0117")
"""Who has read and signed the revision to come."""
_FOUNDER = "P-0001"
_CHAIN = "day"
_QUICK = Hardness(memory_kib=8, passes=1)
"""A gallery draws; nobody's secret lies behind these keys."""


@dataclass(frozen=True)
class Day:
    """The station at the end of the day told, and the PINs of those who may log in."""

    station: Station
    clock: StillClock
    pins: dict[str, str] = field(default_factory=dict)


class _Plant:
    """Every station's hand on one journal: what arrives by sync stands there just so."""

    def __init__(self, folder: Path, clock: StillClock) -> None:
        self.clock = clock
        self.engine = open_writer(folder / DATABASE)
        self._vocabulary = Vocabulary(ROSTER)
        make_ready(self.engine, self._vocabulary)
        self._journals: dict[str, Journal] = {}
        with self.engine.begin() as connection:
            local.put(connection, "chain", "own", _CHAIN.encode())

    def journal(self, station: str) -> Journal:
        if station not in self._journals:
            author = Author(station, _CHAIN if station == HERE else station, plant.area().area)
            made = Journal(author, self._vocabulary, self.clock, lambda *_: True)
            self._journals[station] = made
        return self._journals[station]

    def do(self, command: Command, actor: str = _FOUNDER, station: str = HERE) -> None:
        with self.engine.begin() as connection:
            self.journal(station).carry_out(connection, command, actor)

    def sign_head(self, file: HeadFile) -> None:
        with self.engine.begin() as connection:
            file.note_end(self.journal(HERE).end(connection), last_arrived(connection))

    def note(self, happened: StationEnrolled) -> None:
        with self.engine.begin() as connection:
            self.journal(HERE).record(connection, [happened], _FOUNDER)


def a_day(folder: Path) -> Day:
    """Found the plant in an empty `folder` and let the day happen."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = StillClock(NOW_MS - 10 * 24 * HOUR_MS)
    store = FileStore(folder / "station.key", passphrase="demo", machine=None)
    place = next(one for one in plant.demo_stations() if one.code == HERE)
    write_profile(folder / FILE_NAME, plant.profile(place))
    identity = found(folder, HERE, (store,))
    made = _Plant(folder, clock)
    people = {one.command.person: one for one in starting_people(_data("people.toml"), "demo")}
    _define(made, (one.command for one in people.values()), identity.key.public_key.hex())
    in_front = {LEAD, ADMINISTRATOR, REVIEWER, QUALITY, *plant.SIGNERS}
    pins = {person: people[person].pin for person in sorted(in_front)}
    private = {person: new_private_bytes() for person in (*pins, *_READERS)}
    keys = {person: SigningKey(data) for person, data in private.items()}
    for person, pin in pins.items():
        sealed = seal(
            private[person],
            owner=person,
            secret=pin,
            station_secret=identity.secret,
            hardness=_QUICK,
        )
        with made.engine.begin() as connection:
            keep_key(connection, sealed)
    _issue_keys(made, tuple(people))
    _put_in_force(made, keys)
    for one in stock.stocked(local_day(NOW_MS, clock.offset_min())):
        made.do(one.command, one.actor)
    _work(made)
    _review(made, keys)
    _lock_out(made)
    made.sign_head(HeadFile(folder, made.journal(HERE).author, identity.key.sign))
    made.engine.dispose()
    clock.ms = NOW_MS
    return Day(open_station(folder, (store,), clock=clock), clock, pins)


def _define(made: _Plant, people: Iterable[AddPerson], key: str) -> None:
    made.do(plant.area())
    everybody = tuple(people)
    for command in (*starting_roles(_data("roles.toml")), *everybody, *_definitions()):
        made.do(command)
    for vouching in starting_qualifications(_data("qualifications.toml")):
        made.do(vouching, LEAD)
    _sign_up(made, [one.person for one in everybody])
    for number, one in enumerate(plant.stations()):
        made.note(
            StationEnrolled(
                station=one.code,
                name=one.name,
                purpose=one.purpose.value,
                areas=(plant.area().area,),
                public_key=key if one.code == HERE else f"{number:064x}",
            )
        )


def _sign_up(made: _Plant, people: list[str]) -> None:
    """Verify who people are, let them acknowledge the policy: some have yet to.

    One qualification is about to expire, one has, and the lead signs by a colleague for a while.
    """
    for person in people:
        if person != _UNVERIFIED:
            seen = VerifyIdentity(person=person, how=How.ID_CARD, evidence=f"HR-{person}")
            made.do(seen, ADMINISTRATOR if person != ADMINISTRATOR else _FOUNDER)
    made.do(starting_policy(_data("policy.toml")), QUALITY)
    made.do(plant.hold_policy(), QUALITY)
    for person in people:
        if person not in _TO_ACKNOWLEDGE:
            made.do(AcknowledgePolicy(version=1), person)
    for code, days in (("LEAK-TEST", 22), ("SEALING", 9)):
        until_ms = made.clock.ms + days * 24 * HOUR_MS
        again = GrantQualification(
            person=LOCKED, qualification=code, evidence="上岗考核 TR-2511-07", until_ms=until_ms
        )
        made.do(again, LEAD)
    made.do(
        DelegateAuthority(
            to="P-0111",
            meanings=("cleared", "reviewed"),
            from_ms=made.clock.ms,
            until_ms=made.clock.ms + 14 * 24 * HOUR_MS,
            why="出差 / business trip",
        ),
        LEAD,
    )


def _put_in_force(made: _Plant, keys: dict[str, SigningKey]) -> None:
    """Let everybody's key lie where they sign, and the plant's documents be signed by them."""
    for person, key in keys.items():
        made.do(IssueKey(person=person, station=HERE, public_key=key.public_key.hex()))
    with made.engine.begin() as connection:
        put_in_force(made.journal(HERE), connection, _proofs(keys))


def _review(made: _Plant, keys: dict[str, SigningKey]) -> None:
    """Leave one revision for the approver, one for everybody to read before its day."""
    made.clock.ms = NOW_MS - 2 * 24 * HOUR_MS
    journal, proofs = made.journal(HERE), _proofs(keys)
    (draft,) = (one for one in plant.drafts() if one.code == "WI-B40")
    roles = ("ipqc", "line_lead", "operator")
    waiting = replace(draft, revision="B", note="ECR-2611-012", must_read=roles)
    approved = [for_a_day(one, NOW_MS + 4 * 24 * HOUR_MS) for one in plant.acts((waiting,))]
    with made.engine.begin() as connection:
        send_to_review(journal, connection, proofs)
        put_in_force(journal, connection, proofs, approved)
    for number, person in enumerate(_READERS):
        made.clock.ms = NOW_MS - (30 - 5 * number) * HOUR_MS
        read = ReadDocument(form="instruction", code="WI-B40", revision="B")
        with made.engine.begin() as connection:
            read_and_sign(journal, connection, read, proofs[person])


def _proofs(keys: dict[str, SigningKey]) -> dict[str, Proof]:
    return {person: Proof(person, key, "", ("id", "secret")) for person, key in keys.items()}


def _issue_keys(made: _Plant, people: tuple[str, ...]) -> None:
    """Note at which stations people's keys lie; the newest of them has none yet."""
    places = [one.code for one in plant.stations()]
    for number, person in enumerate(people[:-1]):
        if person not in {LEAD, ADMINISTRATOR, REVIEWER, QUALITY, *plant.SIGNERS, *_READERS}:
            key = f"{number + 4096:064x}"
            for place in (places[number % len(places)], places[(number + 1) % len(places)]):
                made.do(IssueKey(person=person, station=place, public_key=key))


def _lock_out(made: _Plant) -> None:
    """Somebody typed a wrong PIN five times a moment ago."""
    made.clock.ms = NOW_MS - 6 * MINUTE_MS
    until_ms = NOW_MS + 9 * MINUTE_MS
    made.do(NoteFailedLogin(person=LOCKED, tries=5, locked_until_ms=until_ms), LOCKED)
    with made.engine.begin() as connection:
        keep_tries(connection, LOCKED, Tries(5, until_ms))


def _definitions() -> Iterable[Command]:
    """Yield the plant's definitions, each of the ten stations serving what it serves."""
    yield from (one for one in plant.commands() if not isinstance(one, AssignWorkCentres))
    for place in plant.stations():
        yield AssignWorkCentres(station=place.code, work_centres=place.work_centres)


def _work(made: _Plant) -> None:
    """Let everything happen in the order of its time, as the stations wrote it."""
    for act in acts():
        made.clock.ms = act.ms
        made.do(act.command, act.actor, act.station)


def _data(name: str) -> Path:
    return resources() / "plant" / name
