"""OPC UA over a real socket: what a server says, when it says it, and when it says nothing."""

import sys
from decimal import Decimal

import pytest

pytest.importorskip("asyncua", reason="needs the extra opcua")

from drivers.device import Binding, Ears, Times
from drivers.equipment.opcua import OpcUaMachine, make
from drivers.equipment.sample import Quality, Told, Working
from drivers.equipment.tags import UnusableTags
from drivers.health import Condition, Trouble
from drivers.roster import driver
from drivers.simulated.opcua import SimulatedOpcUa
from tests.drivers.equipment.listening import (
    NOW_MS,
    TABLE_TEXT,
    Listener,
    a_course,
    a_table,
    made,
    quick,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:asyncua")


def bound(address: str, listener: Listener, tags: str = TABLE_TEXT) -> OpcUaMachine:
    binding = Binding("IM-01", "equipment.opcua", address, "IM-01", {"tags": tags})
    return OpcUaMachine(binding, listener.ears(), Times(lambda: NOW_MS), quick)


@pytest.fixture
def machine():
    with SimulatedOpcUa(a_table(), a_course()) as played:
        played.open()
        yield played


@pytest.fixture
def listener(machine):
    heard = Listener()
    device = bound(machine.address, heard)
    device.start()
    yield heard
    device.stop()
    device.stop()


def test_a_server_tells_its_values_at_its_own_time_and_its_state(machine, listener):
    listener.until(Condition.READY)
    melt = listener.reaches("melt", "18.53")  # the table's scale holds here too
    assert (melt.unit, melt.quality, melt.at_ms) == ("°C", Quality.GOOD, NOW_MS)
    assert melt.source_ms > NOW_MS  # the server's own clock, not ours
    assert listener.state().working is Working.RUNNING


def test_a_value_nobody_vouches_for_is_no_value(machine, listener):
    listener.reaches("vibration", "1.8")
    machine.play("bad vibration")
    bad = listener.sample("vibration", lambda one: one.quality is Quality.BAD)
    assert bad.value is None
    machine.play("good vibration")
    assert listener.good("vibration").value == Decimal("1.8")


def test_a_server_that_goes_is_said_and_comes_back(machine, listener):
    listener.until(Condition.READY)
    machine.play("pull")
    assert listener.states.get(timeout=20).condition in (Condition.ABSENT, Condition.FAULTED)
    machine.play("set melt 200")
    machine.play("plug")
    listener.until(Condition.READY)
    listener.reaches("melt", "20.0")


def test_a_node_the_server_has_not_is_said_and_the_others_are_heard(machine):
    heard = Listener()
    tags = TABLE_TEXT.replace("IM-01.vibration", "IM-01.nothing")
    device = bound(machine.address, heard, tags)
    device.start()
    try:
        health = heard.until(Condition.DEGRADED, Trouble.SETTINGS)
        assert "vibration" in health.detail
        heard.good("melt")
    finally:
        device.stop()


def test_nobody_at_the_address_is_said():
    heard = Listener()
    device = made("equipment.opcua", "opc.tcp://127.0.0.1:9", heard)
    device.start()
    try:
        heard.until(Condition.ABSENT, Trouble.UNREACHABLE)
    finally:
        device.stop()


def test_a_tag_without_a_node_is_refused():
    binding = Binding("X", "equipment.opcua", "opc.tcp://h:1", "", {"tags": "[[tag]]\nname='a'"})
    ears: Ears[Told] = Ears(lambda _: None, lambda _: None, lambda _: None)
    with pytest.raises(UnusableTags):
        make(binding, lambda ears: pytest.fail("no link is made"), ears, Times(lambda: 0))


def test_without_the_library_the_device_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "drivers.equipment.opcua", None)  # as if it were not there
    found = driver("equipment.opcua")
    assert found is not None
    heard = Listener()
    binding = Binding("IM-01", "equipment.opcua", "opc.tcp://h:1")
    device = found.load()(
        binding, lambda ears: pytest.fail("no link is made"), heard.ears(), Times(lambda: 0)
    )
    device.start()
    assert "opcua" in heard.until(Condition.FAULTED, Trouble.NOT_INSTALLED).detail
    device.stop()
