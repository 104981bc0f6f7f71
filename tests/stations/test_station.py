"""A station at work: who listens is told of every commit."""

from app.capabilities.people.accounts.commands import NoteRefusedLogin
from app.journal import head
from app.journal.journal import Changes
from app.kernel.words import Bilingual
from app.stations.identity import found
from app.stations.key_places import FileStore
from app.stations.profile import FILE_NAME, Profile, Purpose, write_profile
from app.stations.station import open_station
from tests.journal.node import HandClock

NAME = Bilingual("一号工位", "Station 1")


def test_a_head_file_that_cannot_be_written_keeps_nobody_from_hearing_of_a_commit(
    tmp_path, warnings
):
    stores = (FileStore(tmp_path / "keys", passphrase=None, machine="test-machine"),)
    profile = Profile(station="S1", name=NAME, areas=("line-1",), purpose=Purpose.OPERATOR)
    write_profile(tmp_path / FILE_NAME, profile)
    found(tmp_path, "S1", stores)
    (tmp_path / head.FILE_NAME).mkdir()
    station = open_station(tmp_path, stores, clock=HandClock())
    heard: list[Changes | None] = []
    station.listen(heard.append)
    with warnings.expected("station.head_not_written"):
        saved = station.act(NoteRefusedLogin(why="login.unknown_badge")).result()
        station.close()
    assert heard == [saved]
