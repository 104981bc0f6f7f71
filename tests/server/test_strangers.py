"""Who claims to be somebody else is looked up a few times, then held back before any look-up."""

import pytest

from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from app.sync.protocol import Cursor, Pull
from app.sync.wire import pack
from server.door import STRANGERS_BURST, STRANGERS_PER_S, Strangers
from tests.journal.node import HandClock
from tests.server.live import LiveStation, a_server, enrolled
from tests.server.test_what_is_turned_away import code, send

HERE, THERE = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def at():
    return HandClock()


@pytest.fixture
def strangers(at):
    strangers = Strangers(at)
    for _ in range(STRANGERS_BURST):
        strangers.check(HERE, "ST-1")
        strangers.fail(HERE, "ST-1")
    return strangers


def test_after_a_few_in_vain_an_address_is_held_back(strangers):
    with pytest.raises(Refused, match=r"sync\.too_many"):
        strangers.check(HERE, "ST-2")
    strangers.check(THERE, "ST-2")


def test_it_is_heard_again_after_a_while(strangers, at):
    at.ms += 1000 // STRANGERS_PER_S
    strangers.check(HERE, "ST-1")


def test_a_station_that_showed_its_key_is_not_kept_out_by_a_stranger_behind_its_router(at):
    strangers = Strangers(at)
    strangers.prove(HERE, "ST-9")
    for _ in range(STRANGERS_BURST):
        strangers.fail(HERE, "ST-1")
    strangers.check(HERE, "ST-9")


def test_over_http_the_answer_is_429_with_a_time_to_wait(tmp_path, warnings):
    with a_server(tmp_path / "server") as server:
        station = enrolled(server, "ST-1", tmp_path / "ST-1")
        stranger = LiveStation("ST-7", tmp_path, SigningKey(new_private_bytes()), server.url)
        body = pack(Pull(area="plant", cursor=Cursor()))
        assert send(server, station, body, path="/v1/pull").status_code == 200
        with warnings.expected("sync.turned_away"):
            answers = [send(server, stranger, body, path="/v1/pull")]
            while answers[-1].status_code == 401:
                answers.append(send(server, stranger, body, path="/v1/pull"))
        *_, held_back = answers
        assert (held_back.status_code, code(held_back)) == (429, "sync.too_many")
        assert len(answers) > STRANGERS_BURST
        assert int(held_back.headers["Retry-After"]) > 0
        assert send(server, station, body, path="/v1/pull").status_code == 200
        station.close()
