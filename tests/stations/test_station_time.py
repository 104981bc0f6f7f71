"""Time at a whole station: jumps become events before what is done under them; what needs the
server is refused while it is not in touch."""

import pytest

from app.capabilities.people.accounts.commands import NoteRefusedLogin
from app.capabilities.sites.queries import clock_jumps
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.identity import found
from app.stations.key_places import FileStore
from app.stations.profile import FILE_NAME, Profile, Purpose, write_profile
from app.stations.station import open_station
from app.sync.transport import Contact
from tests.journal.node import HandClock, all_events

NAME = Bilingual("一号工位", "Station 1")
HOUR_MS = 3_600_000
NOTE = NoteRefusedLogin(why="login.unknown_badge", badge="B-9")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def opened(tmp_path, clock):
    """Open the one station of the test, again and again; with a server if asked."""
    stores = (FileStore(tmp_path / "keys", passphrase=None, machine="test-machine"),)
    stations = []

    def again(server: str = ""):
        profile = Profile(
            station="S1",
            name=NAME,
            areas=("line-1",),
            purpose=Purpose.OPERATOR,
            server=server,
        )
        write_profile(tmp_path / FILE_NAME, profile)
        if not (tmp_path / "keys").exists():
            found(tmp_path, "S1", stores)
        stations.append(open_station(tmp_path, stores, clock=clock))
        return stations[-1]

    yield again
    for station in stations:
        station.close()


def hear(station) -> None:
    """Let the server answer, in step with the truth."""
    clock = station.clock
    station.hear(Contact(clock.ms, clock.monotonic_s(), 20))


def told(station) -> list[tuple[str, str]]:
    """Return kind and quality of time of every event, as they follow on each other."""
    events = station.ask(all_events).result()
    return [(s.envelope.kind, s.envelope.time_quality) for s in events]


def test_a_clock_set_back_is_an_event_before_what_is_done_under_it(opened, clock):
    station = opened()
    hear(station)
    station.act(NOTE).result()
    clock.ms += 60_000
    clock.set_ms = -HOUR_MS
    station.act(NOTE).result()
    assert told(station) == [
        ("people.login_refused", "synchronised"),
        ("sites.clock_jumped", "suspect"),
        ("people.login_refused", "suspect"),
    ]
    (jump,) = station.ask(lambda c: clock_jumps(c, "S1")).result()
    assert (jump.from_ms, jump.to_ms) == (clock.ms, clock.ms - HOUR_MS)


def test_the_jump_is_the_stations_own_word_in_its_own_stream_and_area(opened, clock):
    station = opened()
    clock.set_ms = HOUR_MS
    station.watch_clock()
    station.act(NOTE).result()
    jump = station.ask(all_events).result()[0].envelope
    assert (jump.kind, jump.stream, jump.area) == ("sites.clock_jumped", "clock/S1", "line-1")
    assert jump.actor == ""


def test_a_contact_that_agrees_ends_the_suspicion_in_the_next_event(opened, clock):
    station = opened()
    clock.set_ms = -HOUR_MS
    station.act(NOTE).result()
    clock.set_ms = 0
    station.watch_clock()
    hear(station)
    station.act(NOTE).result()
    assert [quality for _, quality in told(station)][-1] == "synchronised"


def test_a_clock_set_back_between_two_starts_is_noted_at_the_second(opened, clock):
    station = opened()
    station.act(NOTE).result()
    station.close()
    clock.ms += 60_000
    clock.set_ms = -HOUR_MS
    again = opened()
    again.act(NOTE).result()
    assert [kind for kind, _ in told(again)] == [
        "people.login_refused",
        "sites.clock_jumped",
        "people.login_refused",
    ]
    assert again.time.reading().is_suspect


def test_suspicion_and_the_last_contact_survive_a_restart(opened, clock):
    station = opened()
    hear(station)
    clock.set_ms = -HOUR_MS
    station.watch_clock()
    station.close()
    again = opened()
    reading = again.time.reading()
    assert (reading.quality, reading.contact_ms) == ("suspect", clock.ms)
    assert len(again.ask(lambda c: clock_jumps(c, "S1")).result()) == 1


def test_trusted_time_never_goes_back_over_a_restart_with_a_clock_set_back(opened, clock):
    station = opened()
    hear(station)
    clock.ms += 5 * HOUR_MS
    told_ms = station.time.trusted_now_ms()
    station.close()
    clock.set_ms = -24 * HOUR_MS
    assert opened().time.trusted_now_ms() >= told_ms


def test_what_needs_the_server_is_refused_before_it_is_queued(opened, clock, monkeypatch):
    monkeypatch.setattr(NoteRefusedLogin, "needs_server", True)
    station = opened("https://server.test")
    refused = station.act(NOTE).exception()
    assert isinstance(refused, Refused)
    assert refused.code == "station.needs_server"
    hear(station)
    station.act(NOTE).result()
    clock.ms += 61_000
    assert isinstance(station.act(NOTE).exception(), Refused)
    assert [kind for kind, _ in told(station)] == ["people.login_refused"]


def test_what_does_not_need_the_server_never_waits_for_it(opened):
    assert not NoteRefusedLogin.needs_server
    opened("https://server.test").act(NOTE).result()


def test_a_station_without_a_server_counts_as_in_touch(opened, monkeypatch):
    monkeypatch.setattr(NoteRefusedLogin, "needs_server", True)
    station = opened()
    assert station.in_touch
    station.act(NOTE).result()
