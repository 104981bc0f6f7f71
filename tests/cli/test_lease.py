"""A lease by file and as a QR code: from the server's command line to a station without network."""

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from app.__main__ import main
from app.kernel.symbols import own
from app.stations.recogniser import LeaseCode, recognise
from app.sync.lease import read
from drivers.scanners.scan import Scan
from server.__main__ import main as server_main
from server.lease_code import blocks, modules
from tests.server.live import a_server
from tests.server.test_keys_and_leases import PASSPHRASE, Post

STATION = "ST-1"


@pytest.fixture(scope="module")
def plant(tmp_path_factory):
    """A server, and a station that has been in touch once and is closed."""
    folder = tmp_path_factory.mktemp("plant")
    with a_server(folder / "server") as server:
        post = Post(server, folder / STATION, STATION)
        post.close()
        yield server, post


def ask_server(server, *more) -> int:
    return server_main(["lease", STATION, "--data", str(server.folder), *more])


def take(post, file) -> int:
    words = post.folder / "passphrase"
    words.write_text(PASSPHRASE)
    options = ("--data", str(post.folder), "--passphrase-file", str(words), "--language", "en")
    return main(["station", "lease", str(file), *options])


def test_a_lease_goes_by_file_from_server_to_station(plant, tmp_path, capsys):
    server, _ = plant
    file = tmp_path / "lease.txt"
    assert ask_server(server, "--out", str(file), "--language", "en") == 0
    assert "Leave to sign for station ST-1" in capsys.readouterr().out
    lease = read(file.read_text(), server.house.nameplate.key, STATION)
    assert lease.until_ms > lease.issued_ms


def test_the_picture_is_read_back_as_the_same_lease(plant, tmp_path):
    server, _ = plant
    file = tmp_path / "lease.png"
    assert ask_server(server, "--out", str(file)) == 0
    (symbol,) = zxingcpp.read_barcodes(_grey(file))
    meaning = recognise(Scan(text=symbol.text, aim="]Q1", source="scanner", heard_at_ms=0))
    assert isinstance(meaning, LeaseCode)
    assert read(meaning.text, server.house.nameplate.key, STATION).station == STATION


def test_without_a_file_the_code_is_drawn_in_the_terminal(plant, capsys):
    server, _ = plant
    assert ask_server(server) == 0
    drawn = capsys.readouterr().out.splitlines()
    assert len({len(line) for line in drawn[:-1]}) == 1
    assert set("".join(drawn[:-1])) <= set("█▀▄ ")


def test_two_rows_of_modules_are_one_line_of_blocks():
    rows = modules("ABC")
    assert len(blocks(rows).splitlines()) == (len(rows) + 1) // 2
    assert own.read(own.lease_code("ABC")) == own.OwnCode(own.Thing.LEASE, ("ABC",))


def test_a_file_that_is_no_lease_is_refused_in_a_sentence(plant, tmp_path, capsys):
    _, post = plant
    file = tmp_path / "note.txt"
    file.write_text("hello")
    assert take(post, file) == 2
    assert "no leave to sign" in capsys.readouterr().err
    assert take(post, tmp_path / "missing") == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_station_that_is_not_running_takes_a_lease_from_a_file(
    plant, tmp_path, capsys, monkeypatch
):
    server, post = plant
    file = tmp_path / "lease.txt"
    ask_server(server, "--out", str(file))
    assert take(post, file) == 0
    assert "People may sign at this station until" in capsys.readouterr().out


def test_a_station_the_plant_does_not_know_gets_none(plant, capsys):
    server, _ = plant
    assert server_main(["lease", "ST-9", "--data", str(server.folder), "--language", "en"]) == 2
    assert "ST-9" in capsys.readouterr().err


def _grey(file):
    return QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8)
