"""`lineside station`: a machine joins a real server, or hears in a sentence why not."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer

from app.__main__ import main
from app.capabilities.sites.commands import RevokeStation
from app.kernel.words import Bilingual
from app.stations.identity import found
from app.stations.key_places import key_stores
from app.stations.profile import Profile, Purpose, read_profile, write_profile
from app.ui.window import Window
from tests.server.live import AREA, a_server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def enrol(folder, url, token, *more, station="ST-07"):
    return main(
        [
            *("station", "enrol", "--data", str(folder), "--server", url, "--token", token),
            *("--station", station, "--name-zh", "加工", "--name-en", "Machining"),
            *("--purpose", "operator", *more),
        ]
    )


def test_a_machine_enrols_and_says_its_fingerprint_and_where_its_key_lies(
    server, tmp_path, capsys, warnings
):
    token = server.ticket("ST-01")
    with warnings.expected("station.key_not_kept"):  # the tests have no keyring
        centres = ("--work-centres", "CNC, QC", "--language", "en")
        assert enrol(tmp_path, server.url, token, *centres, station="ST-01") == 0
    said = capsys.readouterr().out
    assert f"Station ST-01 is enrolled; areas: {AREA}" in said
    assert "Fingerprint of its key" in said
    assert "No system keyring" in said
    profile = read_profile(tmp_path / "profile.json")
    assert (profile.station, profile.areas) == ("ST-01", (AREA,))
    assert (profile.purpose, profile.work_centres) == (Purpose.OPERATOR, ("CNC", "QC"))


def test_a_passphrase_is_read_from_a_file_and_a_program_reads_the_answer(server, tmp_path, capsys):
    secret = tmp_path / "passphrase"
    secret.write_text("nine green bottles\n")
    options = ("--passphrase-file", str(secret), "--json")
    token = server.ticket("ST-02")
    assert enrol(tmp_path / "data", server.url, token, *options, station="ST-02") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["station"], answer["areas"]) == ("ST-02", [AREA])
    assert answer["key_place"]["kind"] == "file_passphrase"
    assert answer["guarded"]


@pytest.fixture
def locked(tmp_path):
    secret = tmp_path / "passphrase"
    secret.write_text("nine green bottles")
    return ("--passphrase-file", str(secret), "--language", "en")


def test_a_token_works_once(server, tmp_path, capsys, locked):
    token = server.ticket("ST-03")
    assert enrol(tmp_path / "one", server.url, token, *locked, station="ST-03") == 0
    assert enrol(tmp_path / "other", server.url, token, *locked, station="ST-03") == 2
    assert "each works once" in capsys.readouterr().err
    assert not (tmp_path / "other" / "profile.json").exists()


def test_a_folder_that_was_enrolled_before_comes_with_a_new_key(server, tmp_path, capsys, locked):
    folder, more = tmp_path / "data", {"station": "ST-12"}
    assert enrol(folder, server.url, server.ticket("ST-12"), *locked, **more) == 0
    before = (folder / "identity.json").read_bytes()
    assert enrol(folder, server.url, server.ticket("ST-12"), *locked, **more) == 2
    assert "lineside-server revoke" in capsys.readouterr().err
    assert (folder / "identity.json").read_bytes() == before
    revoke = RevokeStation(station="ST-12", why="disk put back")
    server.house.write(lambda c: server.house.carry_out(c, revoke, "OP-01")).result()
    assert enrol(folder, server.url, server.ticket("ST-12"), *locked, **more) == 0
    assert "goes on in a new chain" in capsys.readouterr().out
    assert (folder / "identity.json").read_bytes() != before


def test_a_wrong_token_may_be_put_right(server, tmp_path, capsys, locked):
    assert enrol(tmp_path / "data", server.url, "AAAAA-BBBBB", *locked) == 2
    assert "The enrolment code is not right" in capsys.readouterr().err
    assert enrol(tmp_path / "data", server.url, server.ticket("ST-07"), *locked) == 0


def test_a_server_out_of_reach_is_a_sentence_and_the_next_try_may_succeed(
    server, tmp_path, capsys, locked
):
    token = server.ticket("ST-08")
    nobody = "http://127.0.0.1:9"
    assert enrol(tmp_path / "data", nobody, token, *locked, station="ST-08") == 2
    said = capsys.readouterr().err
    assert f"The server at {nobody} cannot be reached" in said
    assert "Traceback" not in said
    assert enrol(tmp_path / "data", server.url, token, *locked, station="ST-08") == 0


def test_an_unsafe_address_is_refused(tmp_path, capsys, locked):
    assert enrol(tmp_path / "data", "http://server.plant.example", "T", *locked) == 2
    assert "needs https" in capsys.readouterr().err


def test_a_folder_of_another_station_is_left_alone(server, tmp_path, capsys, locked):
    first = server.ticket("ST-09")
    assert enrol(tmp_path / "data", server.url, first, *locked, station="ST-09") == 0
    before = (tmp_path / "data" / "profile.json").read_bytes()
    second = server.ticket("ST-10")
    assert enrol(tmp_path / "data", server.url, second, *locked, station="ST-10") == 2
    assert "identity of station ST-09" in capsys.readouterr().err
    assert (tmp_path / "data" / "profile.json").read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\xff"])
def test_a_passphrase_that_cannot_be_read_is_said(tmp_path, capsys, content):
    secret = tmp_path / "passphrase"
    if content is not None:
        secret.write_bytes(content)
    options = ("--passphrase-file", str(secret), "--language", "zh_CN")
    assert enrol(tmp_path / "data", "http://127.0.0.1:9", "T", *options) == 2
    assert "读不到口令" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_running_where_no_station_is_says_how_to_enrol(tmp_path, capsys, qapp):
    assert main(["station", "run", "--data", str(tmp_path), "--language", "en"]) == 2
    assert "Enrol it first" in capsys.readouterr().err


def test_a_station_runs_until_it_is_told_to_end(tmp_path, qapp):
    secret = tmp_path / "passphrase"
    secret.write_text("nine green bottles")
    folder = tmp_path / "data"
    found(folder, "ST-11", key_stores(folder, "nine green bottles"))
    write_profile(folder / "profile.json", alone("ST-11"))
    titles: list[str] = []

    def end_it_when_it_is_open() -> None:
        windows = [one for one in qapp.topLevelWidgets() if isinstance(one, Window)]
        if any(window.isVisible() for window in windows):
            watch.stop()
            titles.extend(window.windowTitle() for window in windows)
            os.kill(os.getpid(), signal.SIGTERM)

    watch = QTimer(interval=20)
    watch.timeout.connect(end_it_when_it_is_open)
    watch.start()
    with handlers_put_back():
        options = ("--data", str(folder), "--passphrase-file", str(secret))
        assert main(["station", "run", *options]) == 0
    assert titles == ["Lineside · ST-11"]
    assert (folder / "station.db").exists()


def alone(station: str) -> Profile:
    """Return the profile of a station without a server."""
    name = Bilingual("加工", "Machining")
    return Profile(station=station, name=name, purpose=Purpose.OPERATOR, areas=(AREA,))


@contextmanager
def handlers_put_back():
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def test_enrolling_needs_no_qt():
    script = (
        "import sys; from app.__main__ import main\n"
        "try: main(['station', 'enrol', '--help'])\n"
        "except SystemExit: pass\n"
        "import app.stations.joining; sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
