"""Devices on trial: they work before they are bound, and no port in use is touched."""

import sys

import pytest

from app.stations.bench import Binding, Condition, Kind, Reading, Scan
from app.stations.trial import FoundPort, Trial, free
from app.stations.trying import serial_number
from drivers.health import Trouble
from drivers.links.found import UsbName
from drivers.simulated.scanner import SimulatedScanner
from tests.stations.at_bench import BRISK, NOW_MS, Listener, a_scale, at_bench, bound, quick

needs_ptys = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
FTDI = UsbName("0403", "6001", "A50285BI")
PORTS = (
    FoundPort(FTDI.address, "/dev/ttyUSB0", "FT232R", FTDI),
    FoundPort("serial:/dev/ttyS0", "/dev/ttyS0"),
)


@pytest.fixture
def trial():
    made = Trial(listener := Listener(), now_ms=lambda: NOW_MS, backoff=quick)
    yield made, listener
    made.close()


@pytest.mark.parametrize(
    "address",
    [FTDI.address, "serial:/dev/ttyUSB0", "usb:0403:6001"],
    ids=["by its whole name", "by its port of today", "by a shorter name"],
)
def test_a_port_that_is_bound_is_never_on_trial(address):
    assert free(PORTS, [Binding("SC-01", "scale.sbi", address)]) == PORTS[1:]


def test_a_port_nothing_is_bound_to_is_free():
    away = Binding("SC-01", "scale.sbi", "usb:0403:6015:NOT-HERE")
    assert free(PORTS, [away, Binding("LB-01", "printer.zpl", "tcp:192.0.2.7:9100")]) == PORTS


@needs_ptys
def test_every_port_on_trial_is_heard_under_its_own_address(trial):
    at, listener = trial
    with SimulatedScanner() as one, SimulatedScanner() as other:
        ports = [FoundPort(f"serial:{each.open()}", "scanner") for each in (one, other)]
        at.hear_at(ports)
        at.hear_at(ports)
        listener.until(lambda _: all(state.is_at_work for state in at.states()))
        other.scan("ABC-12")
        heard = listener.until_told(lambda told: isinstance(told, Scan))
        assert (heard.source, heard.text) == (ports[1].address, "ABC-12")
        assert {state.kind for state in at.states()} == {Kind.SCANNER}


@needs_ptys
def test_a_scale_proves_itself_with_its_reading_its_frame_and_its_number(trial):
    at, listener = trial
    with a_scale() as scale:
        scale.play("say 12.34 g")
        at.prove(Binding("", "scale.mt-sics", scale.address, "", BRISK))
        listener.until_is(Condition.READY)
        told = listener.until_told(
            lambda told: isinstance(told, Reading) and told.decoded.text == "12.34"
        )
        assert told.source == scale.address
        assert b"12.34 g" in at.last_frame(scale.address).data
        assert serial_number(at.bench, scale.address) == "B135792468"


@needs_ptys
def test_the_wrong_protocol_proves_nothing(trial):
    at, listener = trial
    with a_scale("sbi") as scale:
        at.prove(Binding("", "scale.mt-sics", scale.address, "", {**BRISK, "quiet_s": "0.2"}))
        state = listener.until(lambda state: bool(state.reason))
        assert (state.condition, state.reason) == (Condition.FAULTED, Trouble.SILENT)


@needs_ptys
def test_a_second_proof_takes_the_place_of_the_first(trial):
    at, listener = trial
    with a_scale() as one, a_scale() as other:
        for scale in (one, other):
            at.prove(Binding("", "scale.mt-sics", scale.address, "", BRISK))
            listener.until_is(Condition.READY)
        assert [state.role for state in at.states()] == [other.address]


@needs_ptys
def test_a_closed_trial_lets_go_of_its_ports(trial):
    at, listener = trial
    with a_scale() as scale:
        at.prove(Binding("", "scale.mt-sics", scale.address, "", BRISK))
        listener.until_is(Condition.READY)
        at.close()
        at.close()
        with at_bench(bound(scale)) as (_, beside):
            beside.until_is(Condition.READY)
