"""`lineside device simulate scanner`: lines in, scans out of a real port."""

import argparse
import queue
import sys

import pytest

from app.cli import device
from drivers.device import Binding, Ears, Times
from drivers.health import Condition, Health
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.scanners.scan import Scan
from drivers.scanners.serial import SerialScanner
from drivers.simulated.scanner import SimulatedScanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    device.configure(parser)
    return parser.parse_args(words)


def test_every_line_is_a_scan_and_orders_are_obeyed(capsys):
    scans: queue.Queue[Scan] = queue.Queue()
    states: queue.Queue[Health] = queue.Queue()
    with SimulatedScanner() as simulated:
        ears: Ears[Scan] = Ears(scans.put, states.put, lambda traffic: None)
        binding = Binding("SCAN-1", "scanner", f"serial:{simulated.open()}")
        connect = connect_to(binding, lambda: Backoff(0.01, 0.02))
        scanner = SerialScanner(binding, connect, ears, Times(lambda: 0))
        scanner.start()
        until(states, Condition.READY)
        device.play(simulated, ["LS1/B/OP-07\n", "\n", "!merged A\n", "B\n", "!! !C\n", "!dance\n"])
        heard = [scans.get(timeout=10).text for _ in range(4)]
        device.play(simulated, ["!pull\n"])
        until(states, Condition.ABSENT)
        device.play(simulated, ["!plug\n"])
        until(states, Condition.READY)
        scanner.stop()
    assert heard == ["LS1/B/OP-07", "A", "B", "!C"]
    assert "!dance" in capsys.readouterr().err


def test_the_port_is_named_first(monkeypatch, capsys, tmp_path):
    lines = tmp_path / "lines"
    lines.write_text("")
    with lines.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert device.run(parsed("simulate", "scanner", "--pty")) == 0
    assert capsys.readouterr().out.strip().endswith("scanner")


def until(states: "queue.Queue[Health]", condition: Condition) -> None:
    while states.get(timeout=10).condition is not condition:
        pass
