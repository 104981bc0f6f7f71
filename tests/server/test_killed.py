"""The server as a process of its own, killed at any moment: what it acknowledged is still there."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.kernel.clock import SystemClock
from app.kernel.sealing import SigningKey, new_private_bytes
from app.store.tables import receipt
from app.sync.enrolment import Newcomer, enrol
from app.sync.signing import Identity
from app.sync.transport import Server
from server import house as houses
from tests.server.live import NAME, LiveStation, digests, founding
from tests.server.process import COMMAND, ServerProcess, ticket
from tests.server.test_exchange_over_http import call_and_close


@contextmanager
def a_station(folder: Path, name: str, url: str, token: str):
    folder.mkdir()
    key = SigningKey(new_private_bytes())
    newcomer = Newcomer(token, NAME, "operator", key.public_key.hex())
    enrol(Server(url), newcomer, Identity(name, key.sign), SystemClock())
    station = LiveStation(name, folder, key, url)
    station.open()
    station.start()
    yield station
    station.close()


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "server"
    houses.prepare(folder)
    house = houses.open_house(folder)
    house.write(lambda c: house.found(c, founding())).result()
    house.close()
    process = ServerProcess(folder)
    yield process
    process.kill()


def acknowledged(station) -> set[str]:
    query = select(receipt.c.hash).where(receipt.c.position.is_not(None))
    return station.writer.act(lambda c: set(c.execute(query).scalars())).result()


def test_killed_in_the_middle_of_a_push_it_has_all_it_acknowledged(server, tmp_path):
    url = server.start()
    token = ticket(server.folder, "ST-1")
    with a_station(tmp_path / "ST-1", "ST-1", url, token) as one:
        for _ in range(2):
            call_and_close(one, 20)
            one.client.wake(urgent=True)
            server.kill()
            told = acknowledged(one)
            one.heard.wait_for(lambda s: s.state == "offline")
            house = houses.open_house(server.folder)
            kept = house.read(
                lambda c: set(
                    c.execute(
                        select(receipt.c.hash).where(receipt.c.position.is_not(None))
                    ).scalars()
                )
            ).result()
            house.close()
            assert told <= kept
            server.start()
        one.synced()
        mine = one.digests()
        assert len(one.hashes()) >= 80
    server.kill()
    house = houses.open_house(server.folder)
    assert house.read(lambda c: digests(c, house.vocabulary)).result() == mine
    house.close()


def test_after_a_restored_backup_the_stations_offer_everything_again(server, tmp_path):
    url = server.start()
    token = ticket(server.folder, "ST-1")
    with a_station(tmp_path / "ST-1", "ST-1", url, token) as one:
        one.synced()
        server.kill()
        backup = {p: p.read_bytes() for p in server.folder.iterdir()}
        server.start()
        call_and_close(one, 5)
        one.synced()
        wanted = one.hashes()
        server.kill()
        for path in server.folder.iterdir():
            path.unlink()
        for path, data in backup.items():
            path.write_bytes(data)
        subprocess.run((*COMMAND, "restored", "--data", str(server.folder)), check=True)
        server.start()
        one.synced()
        mine = one.digests()
        assert one.hashes() == wanted
    server.kill()
    house = houses.open_house(server.folder)
    assert house.read(lambda c: digests(c, house.vocabulary)).result() == mine
    house.close()
