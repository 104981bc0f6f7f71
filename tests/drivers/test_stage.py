"""The stage of simulated devices: real ptys and sockets, their cables pulled and plugged."""

import queue
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import serial

from drivers.simulated.stage import PtyStage, Stage, TcpStage

PATIENCE_S = 10
POSIX = sys.platform != "win32"
EVERY_STAGE = (pytest.param(PtyStage, marks=pytest.mark.skipif(not POSIX, reason="ptys")), TcpStage)


class Reader:
    """Somebody at the station's end, by the plainest means there are."""

    def __init__(self, address: str) -> None:
        scheme, _, rest = address.partition(":")
        self._way: socket.socket | serial.Serial
        if scheme == "tcp":
            host, _, port = rest.partition(":")
            self._way = socket.create_connection((host, int(port)), PATIENCE_S)
        else:
            self._way = serial.Serial(rest, timeout=PATIENCE_S)

    def read(self) -> bytes:
        if isinstance(self._way, socket.socket):
            return self._way.recv(4096)
        return bytes(self._way.read(max(1, self._way.in_waiting)))

    def write(self, data: bytes) -> None:
        if isinstance(self._way, socket.socket):
            self._way.sendall(data)
        else:
            self._way.write(data)

    def close(self) -> None:
        self._way.close()

    def all_of(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            data += self.read()
        return data


@pytest.fixture(params=EVERY_STAGE)
def stage(request) -> Iterator[Stage]:
    with closing(request.param()) as stage:
        stage.plug()
        yield stage


def test_what_is_said_is_read_and_what_is_written_is_received(stage):
    with closing(Reader(stage.address)) as reader:
        stage.send(b"S S 1.00 g\r\n")
        assert reader.all_of(12) == b"S S 1.00 g\r\n"
        reader.write(b"SI\r\n")
        assert stage.received(PATIENCE_S) == b"SI\r\n"


def test_nothing_received_is_nothing(stage):
    assert stage.received(0.01) == b""


def test_more_than_fits_into_a_buffer_arrives_whole_while_somebody_reads(stage):
    data = bytes(range(256)) * 2_000
    with closing(Reader(stage.address)) as reader:
        reader.write(b"!")
        stage.received(PATIENCE_S)
        sender = threading.Thread(target=stage.send, args=(data,))
        sender.start()
        assert reader.all_of(len(data)) == data
        sender.join(PATIENCE_S)


def test_with_the_cable_out_bytes_are_lost_and_the_same_address_comes_back(stage):
    address = stage.address
    stage.pull()
    stage.pull()
    assert not stage.is_plugged
    stage.send(b"into the air")
    with pytest.raises(OSError, match=r"refused|No such|could not open"):
        Reader(address)
    stage.plug()
    stage.plug()
    assert stage.address == address
    with closing(Reader(address)) as reader:
        reader.write(b"?")
        assert stage.received(PATIENCE_S) == b"?"
        stage.send(b"back")
        assert reader.all_of(4) == b"back"


def test_a_pull_is_seen_by_who_reads_and_does_not_end_who_receives(stage):
    received: queue.Queue[bytes] = queue.Queue()
    with closing(Reader(stage.address)) as reader:
        reader.write(b"a")
        assert stage.received(PATIENCE_S) == b"a"
        waiter = threading.Thread(target=lambda: received.put(stage.received(PATIENCE_S)))
        waiter.start()
        stage.pull()
        try:
            assert reader.read() == b""
        except OSError:  # a pty says so as an error
            assert isinstance(stage, PtyStage)
    stage.plug()
    with closing(Reader(stage.address)) as reader:
        reader.write(b"b")
        assert received.get(timeout=PATIENCE_S) == b"b"
    waiter.join(PATIENCE_S)


def test_closing_wakes_who_waits_and_leaves_nothing_behind(stage):
    received: queue.Queue[bytes] = queue.Queue()
    waiter = threading.Thread(target=lambda: received.put(stage.received(PATIENCE_S)))
    waiter.start()
    began_s = time.monotonic()
    stage.close()
    stage.close()
    assert received.get(timeout=PATIENCE_S) == b""
    assert time.monotonic() - began_s < PATIENCE_S / 2
    waiter.join(PATIENCE_S)
    stage.plug()
    assert not stage.is_plugged
    if isinstance(stage, PtyStage):
        assert not Path(stage.port).parent.exists()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files")
@pytest.mark.parametrize("kind", EVERY_STAGE)
def test_two_hundred_pulls_leave_no_file_open(kind):
    before = len(list(Path("/proc/self/fd").iterdir()))
    with closing(kind()) as stage:
        for _ in range(200):
            stage.plug()
            with closing(Reader(stage.address)) as reader:
                reader.write(b"x")
                stage.received(PATIENCE_S)
            stage.pull()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_over_tcp_the_last_caller_is_heard():
    with closing(TcpStage()) as stage:
        stage.plug()
        with closing(Reader(stage.address)) as first, closing(Reader(stage.address)) as second:
            first.write(b"1")
            second.write(b"2")
            heard = b""
            while b"2" not in heard:
                heard += stage.received(PATIENCE_S)
            stage.send(b"for the second")
            assert second.all_of(14) == b"for the second"


def test_over_tcp_what_is_said_to_who_has_gone_is_lost_and_the_next_one_hears():
    with closing(TcpStage()) as stage:
        stage.plug()
        with closing(Reader(stage.address)) as first:
            first.write(b"1")
            assert stage.received(PATIENCE_S) == b"1"
        for _ in range(3):
            stage.send(b"lost")
        with closing(Reader(stage.address)) as second:
            stage.send(b"heard")
            assert second.all_of(5) == b"heard"


def test_a_taken_port_is_refused():
    with closing(TcpStage()) as stage:
        stage.plug()
        port = int(stage.address.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            TcpStage(port)


@pytest.mark.skipif(not POSIX, reason="ptys")
def test_with_nobody_reading_bytes_are_lost_in_the_end():
    with closing(PtyStage()) as stage:
        stage.plug()
        stage.send(bytes(1_000_000))
        stage.await_reader()
        assert stage.is_plugged
