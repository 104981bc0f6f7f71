"""An older or second copy of a disk: seen when the server is met, and gone on from without loss."""

import shutil

import pytest
from sqlalchemy import func, select

from app.capabilities.sites.queries import areas, continued, forks, rollbacks
from app.kernel.refused import Refused
from app.stations.self_check import held
from app.store.tables import event, receipt
from server.__main__ import main as server_main
from tests.server.live import a_server
from tests.tamper.workshop import at_work, copied, enrolled, verified


@pytest.fixture
def plant(tmp_path):
    with a_server(tmp_path / "server") as server:
        yield server


@pytest.fixture
def folder(plant, tmp_path):
    """A station that has done three things and told the server."""
    folder = enrolled(plant, "ST-1", tmp_path / "ST-1")
    with at_work(folder) as station:
        station.in_step()
        station.act("A-1", "A-2", "A-3")
        station.in_step()
    return folder


def put_back(copy, folder):
    """Put a whole folder back: database, head, the server's words, everything."""
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def on_server(server, query):
    return server.house.read(query).result()


def names(connection):
    return {area.area for area in areas(connection)}


def doubled(connection):
    query = select(event.c.hash).group_by(event.c.hash).having(func.count() > 1)
    return connection.execute(query).all()


def unplaced(connection):
    query = select(event.c.hash).outerjoin(receipt, receipt.c.hash == event.c.hash)
    return connection.execute(query.where(receipt.c.position.is_(None))).scalars().all()


def test_a_disk_put_back_with_all_its_anchors_shows_and_loses_nothing(
    plant, folder, tmp_path, capsys, warnings
):
    older = copied(folder, tmp_path / "older")
    with at_work(folder) as station:
        station.act("B-1", "B-2")
        station.in_step()
    put_back(older, folder)
    assert verified(folder, capsys)[0] == 0  # nothing on this disk can tell
    with warnings.expected("sync.put_back"), at_work(folder) as station:
        station.in_step()
        (seen,) = station.ask(lambda c: rollbacks(c))
        assert (seen.station, seen.seq, seen.held_seq) == ("ST-1", 3, 5)
        assert station.ask(lambda c: held(c, station.station)).put_back == seen
        station.act("B-3")  # the chain goes on from what came back
        station.in_step()
        assert {"B-1", "B-2", "B-3"} <= station.ask(names)
    assert on_server(plant, rollbacks) == (seen,)
    assert on_server(plant, forks) == ()
    assert verified(folder, capsys)[0] == 0


def test_it_is_said_once_however_often_the_station_meets_the_server(
    plant, folder, tmp_path, warnings
):
    older = copied(folder, tmp_path / "older")
    with at_work(folder) as station:
        station.act("B-1")
        station.in_step()
    with warnings.expected("sync.put_back"):
        for _ in range(2):
            put_back(older, folder)
            with at_work(folder) as station:
                station.in_step()
                station.in_step()
    assert len(on_server(plant, rollbacks)) == 1


def test_a_station_that_only_works_and_is_killed_is_never_said_to_be_put_back(plant, folder):
    for n in range(3):
        with at_work(folder) as station:
            station.act(f"D-{n}")
            station.in_step()
            station.act(f"E-{n}")
    with at_work(folder) as station:
        station.in_step()
    assert on_server(plant, rollbacks) == ()


def test_what_was_written_after_an_old_disk_was_put_back_is_a_fork_and_kept(
    plant, folder, tmp_path, warnings
):
    older = copied(folder, tmp_path / "older")
    with at_work(folder) as station:
        station.act("B-1", "B-2")
        station.in_step()
    put_back(older, folder)
    with warnings.expected("sync.put_back"), at_work(folder) as station:
        station.act("C-1")
        station.in_step()
        assert {"B-1", "B-2", "C-1"} <= station.ask(names)
    assert [(one.station, one.seq) for one in on_server(plant, forks)] == [("ST-1", 4)]
    assert len(on_server(plant, rollbacks)) == 1


def test_a_clone_is_named_when_both_have_been_at_the_server(
    plant, folder, tmp_path, capsys, warnings
):
    clone = copied(folder, tmp_path / "clone")
    with at_work(folder) as station:
        station.act("B-1")
        station.in_step()
    with warnings.expected("sync.put_back"), at_work(clone) as other:
        other.act("C-1")
        other.in_step()
    assert [(one.station, one.seq) for one in on_server(plant, forks)] == [("ST-1", 4)]
    with at_work(folder) as station:
        station.in_step()
        assert {"B-1", "C-1"} <= station.ask(names)
    assert verified(folder, capsys)[0] == 0  # a fork is kept; the server's event names it


def revoked(server, station="ST-1"):
    folder = str(server.folder)
    done = server_main(
        ["revoke", "--data", folder, "--station", station, "--why", "copied", "--person", "OP-01"]
    )
    assert done == 0


def test_a_station_enrolled_anew_carries_over_what_it_had_not_sent(plant, folder, capsys, warnings):
    with at_work(folder) as station:
        station.act("B-1", "B-2")
    revoked(plant)
    enrolled(plant, "ST-1", folder)
    with at_work(folder) as station:
        station.in_step()
        station.act("B-3")
        station.in_step()
        assert station.ask(unplaced) == []
    assert {"A-1", "A-2", "A-3", "B-1", "B-2", "B-3"} <= on_server(plant, names)
    (went_on,) = on_server(plant, continued)
    assert (went_on.station, went_on.seq) == ("ST-1", 5)
    assert on_server(plant, doubled) == []
    assert on_server(plant, forks) == ()
    assert verified(folder, capsys)[:2] == (0, [])


def test_what_a_revoked_key_could_not_vouch_for_the_next_one_does(plant, folder, warnings):
    """The station went on after the revocation; it was told that nothing of that counts."""
    revoked(plant)
    with at_work(folder) as station:
        station.act("B-1")
        station.blocked()
        assert station.ask(lambda c: "B-1" not in names(c))
    assert "B-1" not in on_server(plant, names)
    enrolled(plant, "ST-1", folder)
    with at_work(folder) as station:
        station.in_step()
        assert "B-1" in station.ask(names)
    assert "B-1" in on_server(plant, names)


def test_the_clone_of_a_station_enrolled_anew_counts_no_more(plant, folder, tmp_path, warnings):
    clone = copied(folder, tmp_path / "clone")
    revoked(plant)
    enrolled(plant, "ST-1", folder)
    with at_work(folder) as station:
        station.in_step()
    with at_work(clone) as other:
        other.act("C-1")
        other.blocked()
    assert "C-1" not in on_server(plant, names)


def test_an_old_disk_enrolled_anew_gets_back_what_it_lost(plant, folder, tmp_path, capsys):
    older = copied(folder, tmp_path / "older")
    with at_work(folder) as station:
        station.act("B-1")
        station.in_step()
    put_back(older, folder)
    revoked(plant)
    enrolled(plant, "ST-1", folder)
    with at_work(folder) as station:
        station.act("C-1")
        station.in_step()
        assert {"B-1", "C-1"} <= station.ask(names)
    assert on_server(plant, forks) == ()
    assert verified(folder, capsys)[0] == 0


def test_a_wrong_token_leaves_a_station_as_it_was(plant, folder):
    before = (folder / "identity.json").read_bytes()
    with pytest.raises(Refused, match=r"sites\.station_exists"):  # nobody revoked its key
        enrolled(plant, "ST-1", folder)
    assert (folder / "identity.json").read_bytes() == before
    with at_work(folder) as station:
        station.act("B-1")
        station.in_step()


def test_revoking_asks_for_the_right(plant, folder, capsys):
    told = ["--data", str(plant.folder), "--station", "ST-1", "--why", "x", "--person", "NOBODY"]
    assert server_main(["revoke", *told]) == 2
    assert capsys.readouterr().err
