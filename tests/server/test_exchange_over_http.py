"""Two stations and a server over real HTTP: whatever stops in between, they converge."""

from contextlib import closing

import pytest

from app.capabilities.production.calls.commands import CallForHelp, CloseCall
from app.capabilities.production.calls.events import CallReason
from app.capabilities.sites.commands import DefineArea, RevokeStation
from app.journal.event import PLANT
from app.journal.heard import heard
from app.store import content
from server.intake import Intake
from tests.server.live import ADMIN, AREA, NAME, a_server, digests, enrolled


@pytest.fixture
def plant(tmp_path):
    """A server and two enrolled stations that exchange."""
    with a_server(tmp_path / "server") as server:
        stations = [enrolled(server, name, tmp_path / name) for name in ("ST-1", "ST-2")]
        for station in stations:
            station.start()
        yield server, *stations
        for station in stations:
            station.close()


def call_and_close(station, times=1):
    """Record `times` calls, each closed again: two events each."""
    for _ in range(times):
        (raised,) = station.do(CallForHelp(reason=CallReason.EQUIPMENT)).events
        call = station.vocabulary.understand(raised).happened.call
        station.do(CloseCall(call=call))


def on_server(server):
    house = server.house
    return house.read(lambda c: digests(c, house.vocabulary)).result()


def assert_converged(server, *stations):
    for station in (*stations, *stations):
        station.synced()
    hashes = [station.hashes() for station in stations]
    assert all(found == hashes[0] for found in hashes)
    assert {station.digests() for station in stations} == {on_server(server)}


def test_what_one_station_records_the_other_shows(plant):
    server, one, two = plant
    call_and_close(one, 3)
    call_and_close(two, 2)
    assert_converged(server, one, two)
    assert len(one.hashes()) >= 10


def test_the_other_station_hears_by_itself(plant):
    """Nobody wakes station two: the server's bell does."""
    _, one, two = plant
    two.synced()
    call_and_close(one)
    one.synced()
    wanted = one.hashes()
    two.heard.wait_for(lambda _: wanted <= two.hashes(), timeout_s=10)


def test_a_station_works_on_while_the_server_is_gone(plant):
    server, one, two = plant
    one.synced()
    server.stop()
    call_and_close(one, 4)
    away = one.heard.wait_for(lambda s: s.state == "offline" and s.unsent == 8)
    assert away.code == "sync.unreachable"
    assert away.oldest_unsent_ms > 0
    server.start()
    assert_converged(server, one, two)


def test_the_cable_can_be_out_for_one_station_only(plant):
    server, one, two = plant
    one.client.cable(out=True)
    call_and_close(one, 2)
    call_and_close(two, 2)
    two.synced()
    assert one.heard.wait_for(lambda s: s.state == "offline").unsent == 4
    one.client.cable(out=False)
    assert_converged(server, one, two)


def test_a_picture_follows_its_event(plant):
    server, one, two = plant
    name = one.writer.act(lambda c: content.keep(c, b"a picture", "image/png")).result()
    one.writer.act(lambda c: content.name(c, [("LINE-1", name)])).result()
    for node in (two.writer.act, server.house.write):
        node(lambda c: content.name(c, [("LINE-1", name)])).result()
    call_and_close(one)
    one.synced()
    call_and_close(two)
    two.synced()
    two.heard.wait_for(
        lambda _: two.writer.act(lambda c: content.fetch(c, name)).result() == b"a picture"
    )


def test_a_stations_clock_is_compared_with_the_servers(plant, tmp_path):
    server, *_ = plant
    with closing(enrolled(server, "ST-3", tmp_path / "ST-3")) as one:
        assert not one.time.is_in_touch
        one.start()
        one.synced()
        reading = one.time.reading()
        assert reading.quality == "synchronised"
        assert reading.offset_ms is not None
        assert abs(reading.offset_ms) <= reading.uncertainty_ms < 2_000
        assert one.time.is_in_touch


def test_a_revoked_station_keeps_its_records_and_nothing_of_them_counts(plant, warnings):
    server, one, two = plant
    assert_converged(server, one, two)
    before = two.hashes()
    revoke = RevokeStation(station="ST-1", why="stolen")
    server.house.write(lambda c: server.house.carry_out(c, revoke, ADMIN)).result()
    call_and_close(one)
    status = one.heard.wait_for(lambda s: s.state == "blocked" and s.quarantined == 2)
    assert status.code == "sync.key_revoked"
    two.synced()
    two.client.wake(urgent=True)
    two.heard.wait_for(lambda _: len(two.hashes()) == len(before) + 1)


class Faulty(Intake):
    """Meets a fault of the program in one kind of event, as a bug in a fold would."""

    def _place_run(self, sitting, run):
        if sitting.digestible and any("call_raised" in s.envelope.kind for s in run.values()):
            raise KeyError("a fold that is not total")
        super()._place_run(sitting, run)


def test_an_event_the_server_cannot_digest_does_not_block_its_station(plant, warnings):
    server, one, two = plant
    one.synced()
    house = server.house
    house.intake.__class__ = Faulty
    with warnings.expected("sync.indigestible"):
        call_and_close(one)
        status = one.heard.wait_for(lambda s: s.unsent == 0 and s.quarantined == 1)
    assert status.state == "attention"
    define = DefineArea(area="LINE-2", name=NAME)
    (event,) = one.do(define, ADMIN).events
    one.client.wake(urgent=True)
    two.heard.wait_for(lambda _: event.hash in two.hashes())


def test_a_station_notes_of_each_of_its_logs_when_it_was_held_to_its_end(plant):
    _, one, _ = plant
    one.synced()
    for area in (PLANT, AREA):
        noted = one.writer.act(lambda c, area=area: heard(c, area)).result()
        assert noted is not None
