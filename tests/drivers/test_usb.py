"""Ports by what a device on USB says of itself: the one that fits, never a guess."""

import sys
import types
from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.device import Binding
from drivers.health import Condition, Trouble
from drivers.links import found
from drivers.links.address import connect_to
from drivers.links.found import CannotList, FoundPort, UsbName, found_ports, looked_at, usb_name
from drivers.links.troubles import AmbiguousDevice
from drivers.links.usb import port_of
from drivers.simulated.stage import PtyStage, TcpStage
from tests.drivers.hearing import Hearing, quick

SCALE = UsbName("0403", "6001", "A50285BI", "1-1.2")
OTHER_SCALE = UsbName("0403", "6001", "A50285ZZ", "1-1.3")
SCANNER = UsbName("0c2e", "0b6a", "", "1-1.4")
FOUR_PORTS = tuple(UsbName("0403", "6011", "FT4", f"1-2:1.{port}") for port in range(4))
ON_THE_BENCH = (SCALE, OTHER_SCALE, SCANNER, *FOUR_PORTS)
anything = st.text(st.characters(codec="utf-8"), max_size=12)
number = st.integers(0, 0xFFFF).map("{:04x}".format)
names = st.builds(UsbName, number, number, anything, anything)


def at(*names: UsbName) -> tuple[FoundPort, ...]:
    usb = [FoundPort(name.address, f"/dev/ttyUSB{n}", "", name) for n, name in enumerate(names)]
    return (*usb, FoundPort("serial:/dev/ttyS0", "/dev/ttyS0"))


def wanted(rest: str) -> UsbName:
    name = usb_name(rest)
    assert name is not None
    return name


@pytest.mark.parametrize(
    ("rest", "port"),
    [
        ("0403:6001:A50285BI", 0),
        ("0403:6001:A50285BI:1-1.2", 0),
        ("0403:6001::1-1.3", 1),
        ("0C2E:0B6A", 2),
        ("0403:6011:FT4:1-2:1.2", 5),
    ],
)
def test_a_device_is_found_by_what_it_is(rest, port):
    assert port_of(wanted(rest), lambda: at(*ON_THE_BENCH)) == f"/dev/ttyUSB{port}"


@pytest.mark.parametrize("rest", ["0403:6001", "0403:6011", "0403:6011:FT4", "0403:6011:FT4:1-2"])
def test_where_two_fit_a_person_must_choose(rest):
    with pytest.raises(AmbiguousDevice, match=r"ttyUSB.*ttyUSB"):
        port_of(wanted(rest), lambda: at(*ON_THE_BENCH))


@pytest.mark.parametrize(
    "rest", ["0403:6001:A50285XX", "0403:6001:A50285BI:1-1.3", "0403:6002", "0403:6001::1-1"]
)
def test_a_device_that_is_not_there_is_never_replaced_by_another(rest):
    with pytest.raises(FileNotFoundError):
        port_of(wanted(rest), lambda: at(*ON_THE_BENCH))


def test_a_serial_number_with_the_letter_of_ftdis_windows_driver_fits():
    there = UsbName("0403", "6001", "A50285BIA", "")
    assert port_of(wanted("0403:6001:A50285BI"), lambda: at(there)) == "/dev/ttyUSB0"


def test_the_more_exact_of_two_fits_is_taken():
    plain, lettered = SCALE, UsbName("0403", "6001", "A50285BIA", "1-1.3")
    assert port_of(wanted("0403:6001:A50285BI"), lambda: at(lettered, plain)) == "/dev/ttyUSB1"


def test_a_serial_number_with_colons_is_kept_apart_from_the_location():
    name = UsbName("303a", "1001", "F4:12:FA:01", "1-1.2:1.0")
    assert name.address == "usb:303a:1001:F4%3A12%3AFA%3A01:1-1.2%3A1.0"
    assert wanted(name.address.removeprefix("usb:")) == name


@given(names)
def test_every_name_is_read_back_from_its_address(name):
    assert wanted(name.address.removeprefix("usb:")) == name


@given(names, st.lists(st.sampled_from(FOUR_PORTS)))
def test_a_found_device_is_found_again_by_its_address(name, others):
    listed = at(name, *others)
    assert port_of(wanted(name.address.removeprefix("usb:")), lambda: listed) == "/dev/ttyUSB0"


@pytest.mark.parametrize("rest", ["", "0403", "403:6001", "0403:60011", "0403:６００１"])
def test_what_names_no_device_is_no_name(rest):
    assert usb_name(rest) is None


def lister(monkeypatch: pytest.MonkeyPatch, comports: object) -> None:
    module = types.SimpleNamespace(comports=comports)
    monkeypatch.setitem(sys.modules, "serial.tools.list_ports", module)


def described(device: str, **said: object) -> types.SimpleNamespace:
    nothing = dict.fromkeys(("vid", "pid", "serial_number", "location", "description"))
    return types.SimpleNamespace(device=device, **{**nothing, **said})


def test_this_computers_ports_are_listed_or_it_is_said_why_not():
    with suppress(CannotList):
        assert all(one.address and one.port for one in found_ports())


def test_ports_on_usb_come_first_and_carry_the_address_to_bind(monkeypatch):
    scale = described(
        "/dev/ttyUSB0", vid=0x0403, pid=0x6001, serial_number="A5", description="FT232R"
    )
    lister(monkeypatch, lambda: [described("/dev/ttyS0", description="n/a"), scale])
    assert found_ports() == (
        FoundPort("usb:0403:6001:A5", "/dev/ttyUSB0", "FT232R", UsbName("0403", "6001", "A5")),
        FoundPort("serial:/dev/ttyS0", "/dev/ttyS0"),
    )


@pytest.mark.parametrize("trouble", [ImportError, PermissionError, TypeError, ValueError])
def test_a_system_that_cannot_list_its_ports_says_so(monkeypatch, trouble):
    def comports() -> None:
        raise trouble("no such thing here")

    lister(monkeypatch, comports)
    with pytest.raises(CannotList, match="no such thing here"):
        found_ports()


def test_a_system_without_a_lister_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "serial.tools.list_ports", None)
    with pytest.raises(CannotList):
        found_ports()


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_a_link_looks_for_its_device_at_each_opening(monkeypatch):
    listed: list[types.SimpleNamespace] = []
    lister(monkeypatch, lambda: list(listed))
    hearing = Hearing()
    binding = Binding("scale", "none", "usb:0403:6001:A5")
    link = connect_to(binding, quick)(hearing.ears())
    link.start()
    assert hearing.until(Condition.ABSENT).trouble is Trouble.NO_SUCH_PORT
    with closing(PtyStage("first")) as first, closing(PtyStage("second")) as second:
        first.plug()
        second.plug()
        listed.append(described(first.port, vid=0x0403, pid=0x6001, serial_number="A5"))
        hearing.until(Condition.READY)
        listed[:] = [described(second.port, vid=0x0403, pid=0x6001, serial_number="A5")]
        first.pull()
        hearing.until(Condition.READY)
        second.send(b"here")
        assert hearing.bytes(4) == b"here"
        listed.append(described("/dev/ttyUSB9", vid=0x0403, pid=0x6001, serial_number="A5"))
        second.pull()
        assert hearing.until(Condition.FAULTED).trouble is Trouble.AMBIGUOUS
        link.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")
def test_a_pty_nobody_lists_is_found_by_its_path(tmp_path):
    with closing(PtyStage()) as stage:
        assert looked_at(stage.port) is None
        stage.plug()
        assert looked_at(stage.port) == FoundPort(f"serial:{stage.port}", stage.port)
    (tmp_path / "a file").touch()
    assert looked_at(str(tmp_path / "a file")) is None


def test_a_host_is_found_where_it_answers(monkeypatch):
    with closing(TcpStage()) as stage:
        given = stage.address.removeprefix("tcp:")
        assert looked_at(given) is None
        stage.plug()
        assert looked_at(given) == FoundPort(stage.address, given)
        monkeypatch.setattr(found, "RAW_PORT", int(given.rpartition(":")[2]))
        assert looked_at("127.0.0.1") == FoundPort(stage.address, given)


@pytest.mark.parametrize("given", ["no-such-host.invalid", "127.0.0.1:99999", "a..b", ""])
def test_what_is_not_there_is_not_found(given):
    assert looked_at(given) is None
