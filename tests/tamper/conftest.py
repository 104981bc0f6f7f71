"""A station's folder, made once by real acts: six of them at the server, three not sent yet."""

import pytest

from tests.server.live import a_server
from tests.tamper.workshop import at_work, copied, enrolled


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with a_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def recorded(server, tmp_path_factory):
    """The folder nobody has touched."""
    folder = enrolled(server, "ST-1", tmp_path_factory.mktemp("recorded") / "ST-1")
    with at_work(folder) as station:
        station.in_step()
        station.act("A-1", "A-2", "A-3")
        station.act("A-4", "A-5", "A-6")
        station.in_step()
    with at_work(folder) as station:
        station.act("A-7", "A-8", "A-9")
    return folder


@pytest.fixture
def folder(recorded, tmp_path):
    """A copy of it, to be tampered with."""
    return copied(recorded, tmp_path / "station")
