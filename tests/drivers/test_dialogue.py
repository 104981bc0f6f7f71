"""A dialogue under any bytes, in any pieces, for ever: only whole frames, and nothing grows."""

import threading
import tracemalloc
from concurrent.futures import Future
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.device import Binding, Ears, Times, Traffic
from drivers.dialogue import Dialogue
from drivers.health import Condition, Health
from drivers.links.link import LinkEars
from drivers.manner import Manner
from drivers.reading import Reading
from drivers.scales.manners import manner_of
from tests.drivers.scales.frames import MANUALS, rows

FRAMES = [row.frame for row in (*rows(), *MANUALS)]
SPOKEN = ("mt-sics", "and", "sbi", "toledo-8217", "generic-st", "rinstrum-f2")


class Wire:
    """A link in hand: what is put on it is heard at once, on the thread that puts it."""

    def __init__(self, ears: LinkEars) -> None:
        self.ears = ears

    def start(self) -> None:
        self.ears.health(Health(Condition.READY))

    def stop(self, timeout_s: float = 2.0) -> None:
        pass

    def write(self, data: bytes) -> "Future[None]":
        done: Future[None] = Future()
        done.set_result(None)
        return done


class Talk:
    """A dialogue over such a wire, and all it told; the clock is turned by hand."""

    def __init__(self, manner: Manner) -> None:
        self.now_s = 1_000.0
        self.told: list[Reading] = []
        self.health: list[Health] = []
        self.traffic = 0
        self.wire: Wire
        times = Times(lambda: 0, lambda: self.now_s)
        ears: Ears[Reading] = Ears(self.told.append, self.health.append, self._saw)
        self.dialogue = Dialogue(
            Binding("scale", "scale", "wire"), self._connect, ears, times, manner, self._took
        )
        self.wire.start()

    def hear(self, data: bytes) -> None:
        self.now_s += 0.001
        self.wire.ears.bytes(data)

    def _connect(self, ears: LinkEars) -> Wire:
        self.wire = Wire(ears)
        return self.wire

    def _saw(self, traffic: Traffic) -> None:
        self.traffic += 1

    def _took(self, reading: Reading) -> Reading:
        self.told.append(reading)
        return reading


@pytest.mark.parametrize("word", SPOKEN)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(FRAMES), st.binary(max_size=20)), max_size=12),
    cuts=st.lists(st.integers(0, 300), max_size=8),
)
def test_what_is_told_stands_whole_in_the_stream(word, pieces, cuts):
    manner, stream = manner_of(word), b"".join(pieces)
    talk = Talk(manner)
    for begin, end in pairwise([0, *sorted(cuts), len(stream)]):
        talk.hear(stream[begin:end])
    for reading in talk.told:
        assert reading.raw in stream
        assert manner.decode(reading.raw) == reading.decoded


@pytest.mark.parametrize("word", SPOKEN)
def test_the_line_under_way_at_the_beginning_is_never_told(word):
    for row in (*rows(), *MANUALS):
        if row.protocol == word:
            for at in range(len(row.frame)):
                talk = Talk(manner_of(word))
                talk.hear(row.frame[at:])
                assert not talk.told


def test_a_line_after_a_quiet_beginning_is_told():
    talk = Talk(manner_of("mt-sics"))
    talk.now_s += 1.0
    talk.hear(b"S S     100.00 g\r\n")
    assert [reading.decoded.text for reading in talk.told] == ["100.00"]


def test_a_question_is_the_age_of_its_answer_and_a_first_byte_that_of_a_line():
    talk = Talk(manner_of("generic-st"))
    talk.now_s += 1.0
    talk.hear(b"ST,GS,+  ")
    began_s = talk.now_s
    talk.hear(b"1.240kg\r\n")
    assert talk.told[0].heard_s == began_s


@pytest.mark.parametrize("noise", [b"\x00", b"S S     100.00 g\r\n", b"\r\n", b"garble\r\n"])
def test_twenty_thousand_pieces_of_anything_leave_nothing_behind(noise):
    talk, before = Talk(manner_of("mt-sics")), threading.active_count()
    _hear_many(talk, noise, 2_000)
    tracemalloc.start()
    _hear_many(talk, noise, 20_000)
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 200_000
    assert threading.active_count() == before


def _hear_many(talk: Talk, noise: bytes, times: int) -> None:
    for _ in range(times):
        talk.hear(noise)
        talk.told.clear()
