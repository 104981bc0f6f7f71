"""What every simulated device does by itself: answer, beat, obey, and spoil what it says."""

import queue
import threading
from collections.abc import Iterable, Iterator

import pytest

from drivers.simulated.device import Orders, SimulatedDevice, UnknownOrder
from drivers.simulated.faults import BANNER, Fault
from drivers.simulated.stage import TcpStage
from tests.drivers.test_stage import PATIENCE_S, Reader


class Parrot(SimulatedDevice):
    """Answers every request with itself, twice where it is told to; says what it is shown."""

    times = 1

    def answer(self, request: bytes) -> Iterable[bytes]:
        if request == b"break":
            raise ValueError("as asked")
        return [request + b"\r\n"] * self.times

    def beat(self) -> Iterable[bytes]:
        yield b"tick\r\n"

    def present(self, text: str) -> None:
        self.say(text.encode() + b"\r\n")

    def orders(self) -> Orders:
        return {**super().orders(), "times": self._set_times}

    def _set_times(self, rest: str) -> None:
        self.times = int(rest)


@pytest.fixture
def parrot() -> Iterator[Parrot]:
    with Parrot(TcpStage()) as parrot:
        parrot.open()
        yield parrot


@pytest.fixture
def reader(parrot) -> Iterator[Reader]:
    reader = Reader(parrot.address)
    reader.write(b"hello\r")
    assert reader.all_of(7) == b"hello\r\n"
    yield reader
    reader.close()


def test_a_request_is_answered_however_it_comes(parrot, reader):
    reader.write(b"S")
    reader.write(b"I\r\nT\r")
    assert reader.all_of(7) == b"SI\r\nT\r\n"


def test_own_orders_and_those_of_every_device_are_obeyed(parrot, reader):
    parrot.play("times 2")
    reader.write(b"SI\r")
    assert reader.all_of(8) == b"SI\r\nSI\r\n"
    parrot.play("say polly")
    assert reader.all_of(7) == b"polly\r\n"


def test_a_fault_stands_for_so_many_frames(parrot, reader):
    parrot.play("fault duplicate 2")
    for word in ("a", "b", "c"):
        parrot.play(f"say {word}")
    assert reader.all_of(15) == b"a\r\na\r\nb\r\nb\r\nc\r\n"


def test_a_fault_for_ever_ends_when_it_is_taken_back(parrot, reader):
    parrot.play("fault silence always")
    parrot.play("say nothing")
    reader.write(b"hello?\r")
    parrot.play("fault none")
    parrot.play("say here")
    heard = reader.all_of(6)
    assert heard.startswith((b"here\r\n", b"hello?"))  # the answer may have come after the fault


def test_a_merged_frame_leaves_with_the_next_one(parrot, reader):
    parrot.spoil(Fault.MERGED)
    parrot.play("say a")
    parrot.play("say b")
    assert reader.all_of(6) == b"a\r\nb\r\n"


def test_a_cable_pulled_in_a_frame_is_out(parrot, reader):
    parrot.play("fault pulled")
    parrot.play("say 1234")
    heard = reader.read()
    assert heard == b"123"
    assert reader.read() == b""
    parrot.play("plug")
    again = Reader(parrot.address)
    again.write(b"x\r")
    assert again.all_of(3) == b"x\r\n"
    again.close()


@pytest.mark.parametrize(
    "order", ["dance", "", "!say x", "fault", "fault dance", "fault split many", "SAY x"]
)
def test_an_order_nobody_knows_is_refused(parrot, order):
    with pytest.raises(UnknownOrder):
        parrot.play(order)


def test_a_device_that_breaks_goes_on_playing(parrot, reader, warnings):
    with warnings.expected("simulated.failed"):
        reader.write(b"break\rstill\r")
        assert reader.all_of(7) == b"still\r\n"


def test_a_device_beats_by_itself():
    with Parrot(TcpStage(), beat_s=0.01) as parrot:
        reader = Reader(parrot.open())
        assert reader.all_of(12) == b"tick\r\ntick\r\n"
        reader.close()


def test_a_device_that_boots_says_so_at_each_plug():
    with Parrot(TcpStage(), boots=True) as parrot:
        parrot.open()
        parrot.pull()
        told: queue.Queue[bytes] = queue.Queue()
        parrot.plug()
        reader = Reader(parrot.address)
        reader.write(b"x\r")
        told.put(reader.all_of(3))
        reader.close()
    assert told.get() in (BANNER[:3], b"x\r\n")  # nobody may have been there to hear it


def test_a_slow_drip_does_not_hold_the_cable(parrot, reader):
    parrot.play("fault drip")
    dripping = threading.Thread(target=parrot.play, args=("say " + "x" * 1000,))
    dripping.start()
    assert reader.all_of(3) == b"xxx"
    parrot.play("pull")
    while reader.read():
        pass
    parrot.close()
    dripping.join(PATIENCE_S)
    assert not dripping.is_alive()


def test_closing_twice_leaves_no_thread(parrot):
    parrot.close()
    parrot.close()
    assert parrot.address not in [thread.name for thread in threading.enumerate()]
