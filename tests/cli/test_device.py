"""`lineside device`: lists, watches, tests and plays devices, on real ports."""

import io
import json
import queue
import sys
import threading
from collections.abc import Iterator

import pytest

from app.__main__ import main
from app.cli.device_simulate import play_lines
from app.kernel.words import Bilingual
from app.stations.profile import DeviceLine, Profile, Purpose, write_profile
from drivers.device import Binding, Ears, Times
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.scanners.scan import Scan
from drivers.scanners.serial import SerialScanner
from drivers.simulated.roster import part
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import TcpStage
from tests.drivers.test_stage import Reader

PATIENCE_S = 10
needs_ptys = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en")


@pytest.fixture
def simulated() -> Iterator[SimulatedScanner]:
    with SimulatedScanner(TcpStage()) as scanner:
        scanner.open()
        yield scanner


class Printed(io.StringIO):
    """A standard output whose lines can be waited for, from another thread."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: queue.Queue[str] = queue.Queue()
        self._part = ""

    def write(self, text: str) -> int:
        *whole, self._part = (self._part + text).split("\n")
        for line in whole:
            self.lines.put(line)
        return len(text)

    def until(self, word: str) -> str:
        while word not in (line := self.lines.get(timeout=PATIENCE_S)):
            pass
        return line


class Running:
    """A command on a thread of its own, as a terminal runs it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
        self.printed, self._words = Printed(), words
        self._status: queue.Queue[int] = queue.Queue()
        monkeypatch.setattr(sys, "stdout", self.printed)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def status(self) -> int:
        self._thread.join(PATIENCE_S)
        return self._status.get(timeout=PATIENCE_S)

    def _run(self) -> None:
        self._status.put(main(self._words))


def until(states: "queue.Queue[Health]", condition: Condition) -> None:
    while states.get(timeout=PATIENCE_S).condition is not condition:
        pass


@needs_ptys
def test_every_line_is_a_scan_and_orders_are_obeyed():
    scans: queue.Queue[Scan] = queue.Queue()
    states: queue.Queue[Health] = queue.Queue()
    complaints: list[str] = []
    with SimulatedScanner() as simulated:
        ears: Ears[Scan] = Ears(scans.put, states.put, lambda traffic: None)
        binding = Binding("SCAN-1", "scanner", f"serial:{simulated.open()}")
        connect = connect_to(binding, lambda: Backoff(0.01, 0.02))
        scanner = SerialScanner(binding, connect, ears, Times(lambda: 0))
        scanner.start()
        until(states, Condition.READY)
        lines = ["LS1/B/OP-07\n", "\n", "!merged A\n", "B\n", "!! !C\n", "!dance\n"]
        play_lines(simulated, lines, complaints.append)
        heard = [scans.get(timeout=PATIENCE_S).text for _ in range(4)]
        play_lines(simulated, ["!pull\n"], complaints.append)
        until(states, Condition.ABSENT)
        play_lines(simulated, ["!plug\n"], complaints.append)
        until(states, Condition.READY)
        scanner.stop()
    assert heard == ["LS1/B/OP-07", "A", "B", "!C"]
    assert complaints == ["dance"]


@needs_ptys
def test_a_played_device_says_first_where_it_is(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("!dance\n"))
    assert main(["device", "simulate", "scanner", "--pty"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("/")
    assert said.out.endswith("/scanner\n")
    assert "dance" in said.err
    assert "pull" in said.err


def test_a_script_is_played_at_whoever_listens(monkeypatch, tmp_path):
    script = tmp_path / "morning.toml"
    step = '[[step]]\nafter = 0.1\nfault = "split"\nsay = "LS1/B/OP-07"\n'
    script.write_text(step * 20)
    stdin = io.StringIO()
    monkeypatch.setattr(sys, "stdin", stdin)
    words = ("device", "simulate", "scanner", "--tcp", "0", "--protocol", "crlf")
    command = Running(monkeypatch, *words, "--script", str(script))
    reader = Reader(command.printed.until("tcp:"))
    assert reader.all_of(13) == b"LS1/B/OP-07\r\n"
    reader.close()
    assert command.status() == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--tcp", "0", "--protocol", "morse"),
        ("--tcp", "99999"),
        ("--tcp", "0", "--script", "no-such-file.toml"),
    ],
)
def test_what_cannot_be_played_is_said(capsys, words):
    assert main(["device", "simulate", "scanner", *words]) == 2
    assert "This cannot be played" in capsys.readouterr().err


def test_a_script_with_an_unknown_order_is_refused_before_it_is_played(capsys, tmp_path):
    script = tmp_path / "wrong.toml"
    script.write_text("[[step]]\ndance = true\n")
    assert main(["device", "simulate", "scanner", "--tcp", "0", "--script", str(script)]) == 2
    said = capsys.readouterr()
    assert "step 1: dance" in said.err
    assert not said.out


def test_watching_shows_health_bytes_and_what_was_read(monkeypatch, simulated):
    command = Running(
        monkeypatch, "device", "watch", simulated.address, "--driver", "scanner", "--seconds", "3"
    )
    command.printed.until("Ready")
    simulated.scan("]d2010952\x1d21A")
    assert "5d 64 32" in (line := command.printed.until("<"))
    assert r"]d2010952\x1d21A" in line
    assert r"]d2 010952\x1d21A" in command.printed.until("=")
    assert command.status() == 0


def test_watching_for_programs_is_one_line_of_json_each(monkeypatch, simulated):
    watch = ("device", "watch", simulated.address, "--driver", "scanner", "--seconds", "3")
    command = Running(monkeypatch, *watch, "--json")
    assert json.loads(command.printed.until("opening"))["what"] == "health"
    assert json.loads(command.printed.until("ready"))["trouble"] == ""
    simulated.scan("]d2010952\x1d21A")
    traffic, told = (json.loads(command.printed.until(word)) for word in ("traffic", "told"))
    assert traffic["direction"] == "in"
    assert bytes.fromhex(traffic["hex"]) == b"]d2010952\x1d21A"
    assert told["kind"] == "Scan"
    assert told["said"]["text"] == "010952\x1d21A"
    assert command.status() == 0


def test_a_device_that_answers_passes(monkeypatch, simulated, capsys):
    stopped = threading.Event()

    def scan_on() -> None:
        while not stopped.wait(0.05):
            simulated.scan("LS1/B/OP-07")

    hand = threading.Thread(target=scan_on)
    hand.start()
    try:
        assert main(["device", "test", simulated.address, "--driver", "scanner", "--json"]) == 0
    finally:
        stopped.set()
        hand.join(PATIENCE_S)
    said = capsys.readouterr()
    assert json.loads(said.out)["said"]["text"] == "LS1/B/OP-07"
    assert "Scan any code" in said.err


def test_a_device_that_says_nothing_fails_with_what_to_do(simulated, capsys):
    test = ["device", "test", simulated.address, "--driver", "scanner", "--seconds", "0.3"]
    assert main(test) == 1
    assert "switched on" in capsys.readouterr().err


def test_a_device_that_is_not_there_fails_with_what_to_do(simulated, capsys):
    simulated.pull()
    test = ["device", "test", simulated.address, "--driver", "scanner", "--seconds", "0.3"]
    assert main(test) == 1
    assert "network" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["test", "watch"])
@pytest.mark.parametrize(
    "given", [("gpib:7",), ("serial:x", "--set", "baud=fast"), ("loopback:", "--set", "baud")]
)
def test_what_nothing_can_open_is_said_at_once(capsys, action, given):
    assert main(["device", action, *given, "--driver", "scanner"]) == 2
    assert "device list" in capsys.readouterr().err


def test_what_is_bound_is_listed_beside_what_is_there(tmp_path, simulated, capsys):
    given = simulated.address.removeprefix("tcp:")
    write_profile(tmp_path / "profile.json", _profile(simulated.address))
    assert main(["device", "list", "--data", str(tmp_path), "--json", given]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        {"what": "found", "address": simulated.address, "port": given, "words": "", "usb": None},
        {
            "what": "bound",
            "role": "SCAN-1",
            "driver": "scanner",
            "address": simulated.address,
            "asset": "",
        },
    ]
    assert main(["device", "list", "--data", str(tmp_path), given]) == 0
    assert f"SCAN-1: scanner at {simulated.address}" in capsys.readouterr().out


def test_what_is_named_and_not_there_is_said(capsys):
    assert main(["device", "list", "127.0.0.1:1"]) == 1
    assert "127.0.0.1:1" in capsys.readouterr().err


def test_a_system_that_lists_no_ports_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "serial.tools.list_ports", None)
    assert main(["device", "list"]) == 1
    assert "/dev/ttyUSB0" in capsys.readouterr().err


def test_a_station_without_a_profile_is_said(tmp_path, capsys):
    assert main(["device", "list", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err


def _profile(address: str) -> Profile:
    return Profile(
        station="ST-1",
        name=Bilingual("一", "One"),
        purpose=Purpose.OPERATOR,
        areas=("A1",),
        devices=(DeviceLine(code="SCAN-1", driver="scanner", link=address),),
    )


TAGS = """
[[tag]]
name = "melt"
kind = "holding"
register = 10
unit = "°C"
"""
COURSE = """
[parameter.melt]
value = "185"
"""


@pytest.mark.parametrize(
    ("kind", "protocol", "driver", "shown", "said"),
    [
        ("scale", "mt-sics", "scale.mt-sics", "12.34 g", "Reading"),
        ("gauge", "mark10", "gauge.mark10", "4.2 N", "Reading"),
        ("printer", "zpl", "printer.zpl", "", "PrinterStatus"),
        ("equipment", "modbus", "equipment.modbus-tcp", "", "Sample"),
        ("equipment", "logger", "equipment.logger", "", "Sample"),
    ],
)
def test_every_kind_that_is_played_answers_its_driver(
    monkeypatch, capsys, tmp_path, kind, protocol, driver, shown, said
):
    tags, course = tmp_path / "tags.toml", tmp_path / "course.toml"
    tags.write_text(TAGS, encoding="utf-8")
    course.write_text(COURSE, encoding="utf-8")
    machine = ("--set", f"tags={tags}", "--set", f"course={course}") * (kind == "equipment")
    cast = part(kind)
    assert cast is not None
    settings = {"tags": str(tags), "course": str(course)}
    with cast.load(settings)[protocol](TcpStage()) as played:
        played.open()
        if shown:
            played.play(f"say {shown}")
        assert main(["device", "test", played.address, "--driver", driver, "--json", *machine]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == said


def test_a_machine_whose_tags_cannot_be_read_is_not_played(capsys):
    absent = ("--set", "tags=/nowhere/tags.toml")
    assert main(["device", "simulate", "equipment", "--tcp", "0", *absent]) == 2
    assert "/nowhere/tags.toml" in capsys.readouterr().err


@needs_ptys
def test_a_bare_port_is_a_serial_one(capsys):
    with SimulatedScanner() as scanner:
        port = scanner.open()
        assert port.startswith("/")
        watch = ["device", "watch", port, "--driver", "scanner", "--seconds", "0.2", "--json"]
        assert main(watch) == 0
    assert '"ready"' in capsys.readouterr().out
