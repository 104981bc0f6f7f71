"""Somebody sets a station's clock back: it is seen, said in every record, and stops a release."""

from dataclasses import dataclass

import pytest

from app.capabilities.people.accounts.commands import AddPerson, DefineRole, IssueKey
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.production.calls.commands import CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.sites.queries import clock_jumps
from app.journal.ledger import ledger_of
from app.kernel.clock import SystemClock
from app.kernel.refused import Refused
from app.kernel.sealing import Hardness, new_private_bytes, seal
from app.kernel.words import Bilingual
from app.stations.issued_keys import keep_key
from app.stations.joining import join
from app.stations.key_places import FileStore
from app.stations.line import Line
from app.stations.profile import Profile, Purpose
from app.stations.signing import Credentials, Signing
from app.stations.station import Station, open_station
from app.sync.transport import Server
from tests.journal.node import all_events
from tests.server.live import AREA, NAME, Heard, LiveServer, a_server
from tests.server.live import OPERATOR as WORKER

HOUR_MS = 3_600_000
LEAD, PIN = "P-0110", "258001"
CALL = CallForHelp(reason=CallReason.QUALITY)
QUICK = Hardness(memory_kib=8, passes=1)


@dataclass
class SetClock(SystemClock):
    """The machine's clock as somebody has set it."""

    set_ms: int = 0

    def now_ms(self) -> int:
        return super().now_ms() + self.set_ms


@dataclass
class Workplace:
    """A station in touch with a real server."""

    station: Station
    line: Line
    heard: Heard
    clock: SetClock

    def contact(self) -> None:
        """Exchange once with the server."""
        rounds = self.line.status.rounds
        self.line.retry()
        self.heard.wait_for(lambda status: status.rounds > rounds and not status.code)

    def ask(self, query, *args):
        return self.station.ask(lambda c: query(c, *args)).result()

    def qualities(self) -> dict[str, str]:
        """Return the quality of time in the last event of each kind."""
        events = self.ask(all_events)
        return {s.envelope.kind: s.envelope.time_quality for s in events}


@pytest.fixture
def server(tmp_path):
    with a_server(tmp_path / "server") as made:
        yield made


@pytest.fixture
def workplace(tmp_path, server):
    """A line lead, logged in, at a station that has been in touch."""
    folder, clock = tmp_path / "S1", SetClock()
    stores = (FileStore(folder / "keys", passphrase=None, machine="test-machine"),)
    profile = Profile(
        station="S1", name=NAME, areas=(AREA,), purpose=Purpose.OPERATOR, server=server.url
    )
    join(folder, profile, server.ticket("S1"), stores, clock)
    station = open_station(folder, stores, clock=clock)
    a_lead(server, station)
    heard = Heard()
    line = Line(station, Server(server.url))
    line.listen(heard)
    line.start()
    made = Workplace(station, line, heard, clock)
    made.contact()
    station.sessions.log_in(LEAD, PIN)
    yield made
    line.close()
    station.close()


def a_lead(server: LiveServer, station: Station) -> None:
    """Let a line lead of the plant work and sign here, with a key of their own."""
    private = new_private_bytes()
    secret = station.facts.identity.secret
    sealed = seal(private, owner=LEAD, secret=PIN, station_secret=secret, hardness=QUICK)
    rights = ("production.view", "sign.reviewed", "sign.approved")
    founding = (
        DefineRole(role="lead", name=NAME, rights=rights),
        AddPerson(
            person=LEAD,
            name=Bilingual("班组长", "Lead"),
            badge="B-0110",
            roles=("lead",),
            why="starts",
        ),
        IssueKey(person=LEAD, station="S1", public_key=sealed.public_key.hex()),
    )
    house = server.house
    assert house is not None
    house.write(lambda c: house.found(c, founding)).result()
    station.writer.act(lambda c: keep_key(c, sealed)).result()


def a_record(at: Workplace) -> str:
    """Call for help and close the call as an operator; return the stream to be signed."""

    def work(connection):
        raised = at.station.journal.carry_out(connection, CALL, WORKER)
        (stream,) = raised.streams
        close = CloseCall(call=stream.partition("/")[2])
        at.station.journal.carry_out(connection, close, WORKER)
        return stream

    return at.station.writer.act(work).result()


@pytest.mark.requirement("AL-01")
def test_a_clock_set_back_is_seen_said_and_stops_a_release_until_the_server_agrees(
    workplace, server: LiveServer
):
    at = workplace
    assert at.station.time.reading().quality == "synchronised"
    record = a_record(at)
    assert at.qualities()["production.call_raised"] == "synchronised"

    at.clock.set_ms = -HOUR_MS
    at.station.act(CALL).result()
    (jump,) = at.ask(clock_jumps, "S1")
    assert abs(jump.from_ms - jump.to_ms - HOUR_MS) < 2_000
    assert at.qualities()["production.call_raised"] == "suspect"

    signing, who = Signing(at.station), Credentials(LEAD, PIN, LEAD)
    seen = frozenset(at.ask(ledger_of, record).entries)
    with pytest.raises(Refused, match=r"time\.suspect"):
        signing.sign((Ask(record, "approved", seen=seen),), who)

    at.contact()
    assert at.station.time.reading().quality == "suspect"
    assert abs(at.station.time.reading().offset_ms - HOUR_MS) < 2_000

    at.clock.set_ms = 0
    at.station.watch_clock()
    at.contact()
    assert at.station.time.reading().quality == "synchronised"
    signing.sign((Ask(record, "approved", seen=seen),), who)
    assert [(s.meaning, s.time_quality) for s in at.ask(signatures, record)] == [
        ("approved", "synchronised")
    ]

    at.contact()
    house = server.house
    assert house is not None
    assert len(house.read(lambda c: clock_jumps(c, "S1")).result()) == 2
