"""Framers: any split of a stream gives the same frames, and nothing ever escapes or grows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drivers.framers import Damage, Damaged, Frame, LineFramer


def frames(framer: LineFramer, *chunks: bytes) -> list[Frame | Damaged]:
    return [found for chunk in chunks for found in framer.feed(chunk, 0)]


def test_cr_lf_and_crlf_each_end_one_frame():
    assert frames(LineFramer(), b"A\rB\nC\r\nD\r") == [
        Frame(b"A"),
        Frame(b"B"),
        Frame(b"C"),
        Frame(b"D"),
    ]


def test_a_crlf_torn_in_two_ends_one_frame():
    assert frames(LineFramer(), b"A\r", b"\nB\r", b"\n") == [Frame(b"A"), Frame(b"B")]


def test_a_group_separator_is_data():
    assert frames(LineFramer(), b"]d20109521234560029\x1d21A\r") == [
        Frame(b"]d20109521234560029\x1d21A")
    ]


def test_a_frame_whose_end_never_came_does_not_join_the_next_one():
    framer = LineFramer()
    assert framer.feed(b"LS1/O/WORK0004", 1_000) == ()
    assert framer.feed(b"LS1/B/OP-07\r", 3_000) == (
        Damaged(b"LS1/O/WORK0004", Damage.UNFINISHED),
        Frame(b"LS1/B/OP-07"),
    )


def test_an_endless_frame_is_dropped_and_the_next_one_is_read():
    framer = LineFramer(longest=8)
    found = frames(framer, b"x" * 1_000, b"x" * 1_000 + b"\rOK\r")
    assert found == [Damaged(b"x" * 8, Damage.TOO_LONG), Frame(b"OK")]


def test_a_reset_hands_back_what_was_half_heard():
    framer = LineFramer()
    framer.feed(b"half", 0)
    assert framer.reset() == Damaged(b"half", Damage.UNFINISHED)
    assert framer.reset() is None
    assert frames(framer, b"whole\r") == [Frame(b"whole")]


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=8))
def test_any_split_of_any_bytes_gives_the_same_frames(stream, cuts):
    edges = [0, *sorted(cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(edges)]
    assert frames(LineFramer(longest=16), *chunks) == frames(LineFramer(longest=16), stream)


@given(st.lists(st.binary(min_size=1, max_size=16).filter(lambda b: not {10, 13} & set(b))))
def test_what_was_framed_comes_back(contents):
    stream = b"".join(content + b"\r\n" for content in contents)
    assert frames(LineFramer(longest=16), stream) == [Frame(content) for content in contents]
