"""Addresses: each scheme makes its link, what is none says so, and no text breaks anything."""

import queue
import socket
import sys
import types
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.device import Binding
from drivers.health import Condition, Trouble
from drivers.links.address import UnusableAddress, connect_to
from drivers.links.link import Link
from drivers.links.owner import OwnedLink
from drivers.links.spooler import SpoolerPort
from drivers.simulated.stage import PtyStage, TcpStage
from tests.drivers.hearing import PATIENCE_S, Hearing, failure, quick

needs_ptys = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")


@pytest.fixture
def hearing() -> Hearing:
    return Hearing()


@pytest.fixture
def started(hearing) -> Iterator["Start"]:
    start = Start(hearing)
    yield start
    for link in start.links:
        link.stop()


class Start:
    def __init__(self, hearing: Hearing) -> None:
        self.links: list[Link] = []
        self._hearing = hearing

    def __call__(self, address: str, **settings: str) -> Link:
        binding = Binding("probe", "none", address, settings=settings)
        link = connect_to(binding, quick)(self._hearing.ears())
        self.links.append(link)
        link.start()
        assert self._hearing.state() == (Condition.OPENING, Trouble.NONE)
        return link


@pytest.mark.parametrize(
    "address",
    [
        "",
        "serial:",
        "serial",
        "tcp:",
        "tcp:192.0.2.7",
        "tcp::9100",
        "tcp:192.0.2.7:",
        "tcp:192.0.2.7:0",
        "tcp:192.0.2.7:65536",
        "tcp:192.0.2.7:99999999999999999999",
        "tcp:192.0.2.7:http",
        "usb:",
        "usb:0403",
        "usb:0403:",
        "usb:403:6001",
        "usb:0403:60zz",
        "file:",
        "spooler:",
        "keyboard",
        "gpib:7",
    ],
)
def test_what_is_no_address_says_so(address):
    with pytest.raises(UnusableAddress):
        connect_to(Binding("probe", "none", address))


@pytest.mark.parametrize(
    "settings", [{"baud": "fast"}, {"baud": "0"}, {"baud": "-1"}, {"bits": ""}, {"baud": "9" * 30}]
)
def test_a_line_no_port_has_says_so(settings):
    with pytest.raises(UnusableAddress):
        connect_to(Binding("probe", "none", "serial:x", settings=settings))


@given(st.text(max_size=40), st.sampled_from(("", "serial:", "tcp:", "usb:", "file:", "spooler:")))
def test_any_text_is_an_address_or_is_refused(text, scheme):
    with suppress(UnusableAddress):
        connect_to(Binding("probe", "none", scheme + text))


def test_a_loopback_hears_what_it_says(hearing, started):
    link = started("loopback:")
    hearing.until(Condition.READY)
    job = bytes(range(256)) * 10_000
    done = link.write(job)
    assert hearing.bytes(len(job)) == job
    assert failure(done) is None


def test_a_refused_connection_is_unreachable(hearing, started):
    with closing(TcpStage()) as stage:  # its cable is out: the port is reserved and refuses
        started(stage.address)
        assert hearing.state() == (Condition.ABSENT, Trouble.UNREACHABLE)


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 300, "\udcff"])
def test_a_host_nobody_finds_is_a_trouble_and_no_crash(hearing, started, host):
    started(f"tcp:{host}:9100")
    condition, trouble = hearing.state()
    assert condition in (Condition.ABSENT, Condition.FAULTED)
    assert trouble in (Trouble.UNREACHABLE, Trouble.SETTINGS)


def test_a_host_by_its_ipv6_address_is_reached(hearing, started):
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this computer has no IPv6")
    with server:
        started(f"tcp:[::1]:{server.getsockname()[1]}")
        assert hearing.state() == (Condition.READY, Trouble.NONE)


@needs_ptys
def test_a_link_to_a_pty_by_another_name_is_a_serial_address(tmp_path, hearing, started):
    with closing(PtyStage()) as stage:
        stage.plug()
        by_id = tmp_path / "usb-FTDI_FT232R_A50285BI-if00-port0"
        by_id.symlink_to(stage.port)
        started(f"serial:{by_id}", baud="115200", bits="7", parity="E")
        assert hearing.state() == (Condition.READY, Trouble.NONE)


@pytest.mark.skipif(sys.platform == "win32", reason="a path of another system")
@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/dev/null", Trouble.SILENT_FAILURE),
        ("/dev", Trouble.SILENT_FAILURE),
        ("/dev/no\0where", Trouble.SETTINGS),
    ],
)
def test_a_path_that_is_no_port_is_a_trouble_and_no_crash(hearing, started, path, trouble):
    started(f"serial:{path}")
    assert hearing.state() == (Condition.FAULTED, trouble)


def test_a_file_is_written_to_and_never_made(tmp_path, hearing, started):
    labels = tmp_path / "labels.zpl"
    link = started(f"file:{labels}")
    assert hearing.state() == (Condition.ABSENT, Trouble.NO_SUCH_PORT)
    labels.write_bytes(b"before;")
    assert hearing.state() == (Condition.READY, Trouble.NO_STATUS)
    assert failure(link.write(b"^XA^XZ")) is None
    assert labels.read_bytes() == b"before;^XA^XZ"


def test_a_big_job_is_written_to_a_file_whole(tmp_path, hearing, started):
    labels = tmp_path / "labels.zpl"
    labels.touch()
    link = started(f"file:{labels}")
    hearing.until(Condition.READY)
    assert failure(link.write(bytes(1_000_000))) is None
    assert labels.stat().st_size == 1_000_000


@needs_ptys
def test_a_device_file_that_hangs_up_is_a_pulled_cable(hearing, started):
    with closing(PtyStage()) as stage:
        stage.plug()
        link = started(f"file:{stage.port}")
        assert hearing.state() == (Condition.READY, Trouble.NO_STATUS)
        link.write(b"^XA^XZ")
        assert stage.received(PATIENCE_S) == b"^XA^XZ"
        stage.pull()
        assert hearing.state() == (Condition.ABSENT, Trouble.PULLED)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a spooler")
def test_a_spooler_on_another_system_is_a_trouble_that_says_why(hearing, started):
    started("spooler:Zebra ZD421")
    health = hearing.states.get(timeout=PATIENCE_S)
    assert (health.condition, health.trouble) == (Condition.FAULTED, Trouble.SETTINGS)
    assert "Windows" in health.detail


class WindowsError(Exception):
    """As pywintypes.error: number, function, sentence."""


class SpoolerStandIn(types.SimpleNamespace):
    """The calls of win32print a link makes, noted; nobody here has Windows."""

    error: type[Exception] = WindowsError

    def __init__(self, *, takes: int = 1_000_000) -> None:
        super().__init__()
        self.calls: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.takes = takes

    def OpenPrinter(self, name: str) -> object:  # noqa: N802  # Windows' own name
        if name != "Zebra":
            raise WindowsError(1801, "OpenPrinter", "The printer name is invalid.")
        return name

    def StartDocPrinter(self, printer: object, level: int, document: object) -> int:  # noqa: N802  # as above
        self.calls.put((level, document))
        return 1

    def WritePrinter(self, printer: object, data: bytes) -> int:  # noqa: N802  # as above
        self.calls.put(data)
        return min(self.takes, len(data))

    def EndDocPrinter(self, printer: object) -> None:  # noqa: N802  # as above
        self.calls.put("end")

    def ClosePrinter(self, printer: object) -> None:  # noqa: N802  # as above
        self.calls.put("close")


def test_each_write_is_one_raw_document_of_the_spooler(hearing):
    spooler = SpoolerStandIn()
    link = OwnedLink(lambda: SpoolerPort("Zebra", spooler), hearing.ears(), name="probe")
    link.start()
    assert hearing.until(Condition.READY).trouble is Trouble.NO_STATUS
    assert failure(link.write(b"^XA^XZ")) is None
    assert [spooler.calls.get(timeout=PATIENCE_S) for _ in range(3)] == [
        (1, ("Lineside", None, "RAW")),
        b"^XA^XZ",
        "end",
    ]
    link.stop()
    assert spooler.calls.get(timeout=PATIENCE_S) == "close"


def test_a_printer_the_spooler_does_not_know_is_no_such_port(hearing):
    spooler = SpoolerStandIn()
    link = OwnedLink(lambda: SpoolerPort("Epson", spooler), hearing.ears(), name="probe")
    link.start()
    assert hearing.until(Condition.ABSENT).trouble is Trouble.NO_SUCH_PORT
    link.stop()


def test_a_document_the_spooler_takes_in_part_is_an_oserror(hearing):
    spooler = SpoolerStandIn(takes=3)
    link = OwnedLink(lambda: SpoolerPort("Zebra", spooler), hearing.ears(), name="probe")
    link.start()
    hearing.until(Condition.READY)
    assert isinstance(failure(link.write(b"^XA^XZ")), OSError)
    link.stop()
