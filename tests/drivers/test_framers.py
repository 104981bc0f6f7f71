"""Framers: any split of a stream gives the same frames, and nothing ever escapes or grows."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.framers import (
    ETX,
    STX,
    Damage,
    Damaged,
    EndFramer,
    EnvelopeFramer,
    FixedFramer,
    Frame,
    Framer,
    LineFramer,
)

LONGEST = 16

EVERY_KIND: tuple[Callable[[], Framer], ...] = (
    lambda: LineFramer(longest=LONGEST),
    lambda: EndFramer(b"\r", longest=LONGEST),
    lambda: EndFramer(b"\r\n", longest=LONGEST),
    lambda: EndFramer(ETX + b"\r", longest=LONGEST),
    lambda: EnvelopeFramer(STX, ETX, between=b"\r\n", longest=LONGEST),
    lambda: EnvelopeFramer(STX, b"\r", longest=LONGEST),
    lambda: EnvelopeFramer(STX, ETX + b"\r\n", longest=LONGEST),
    lambda: EnvelopeFramer(b"AAB", b"AB", longest=LONGEST),
    lambda: FixedFramer(4, longest=LONGEST),
    lambda: FixedFramer(4, sync=STX, longest=LONGEST),
    lambda: FixedFramer(4, sync=STX + STX + b"A", longest=LONGEST),
    lambda: FixedFramer(4, sync=STX, is_whole=ends_in_cr, longest=LONGEST),
)
every_kind = pytest.mark.parametrize("make", EVERY_KIND)
noise = st.one_of(
    st.binary(max_size=200),
    st.text(alphabet="\x02\x03\r\nAB0", max_size=200).map(str.encode),
)


def ends_in_cr(frame: bytes) -> bool:
    return frame.endswith(b"\r")


def frames(framer: Framer, *chunks: bytes) -> list[Frame | Damaged]:
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


def test_an_exact_end_takes_other_line_ends_for_data():
    assert frames(EndFramer(b"\r\n"), b"A\rB\nC\r", b"\nD\r\n") == [
        Frame(b"A\rB\nC"),
        Frame(b"D"),
    ]


def test_an_endless_frame_with_an_exact_end_is_told_at_once_and_the_next_one_is_read():
    framer = EndFramer(b"\r\n", longest=8)
    assert frames(framer, b"x" * 100) == [Damaged(b"x" * 8, Damage.TOO_LONG)]
    assert frames(framer, b"x" * 100 + b"\r", b"\nOK\r\n") == [Frame(b"OK")]


def test_the_longest_frame_is_still_a_frame():
    assert frames(EndFramer(b"\r\n", longest=4), b"1234\r\n") == [Frame(b"1234")]
    assert frames(EnvelopeFramer(STX, b"\r\n", longest=4), b"\x021234\r\n") == [Frame(b"1234")]
    assert frames(LineFramer(longest=4), b"1234\r\n") == [Frame(b"1234")]


def test_an_envelope_is_opened_and_noise_around_it_is_told_apart():
    assert frames(EnvelopeFramer(STX, b"\r"), b"??\x02+00123\r\x02+00124\r") == [
        Damaged(b"??", Damage.STRAY),
        Frame(b"+00123"),
        Frame(b"+00124"),
    ]


def test_a_printers_three_strings_come_without_their_line_ends():
    answer = b"\x02030,0,0\x03\r\n\x02000,0\x03\r\n\x021234,0\x03\r\n"
    strings = [Frame(b"030,0,0"), Frame(b"000,0"), Frame(b"1234,0")]
    assert frames(EnvelopeFramer(STX, ETX, between=b"\r\n"), answer) == strings
    assert frames(EnvelopeFramer(STX, ETX + b"\r\n"), answer) == strings


def test_an_envelope_that_lost_its_end_does_not_swallow_the_next_one():
    assert frames(EnvelopeFramer(STX, ETX), b"\x02+001\x02+002\x03") == [
        Damaged(b"+001", Damage.UNFINISHED),
        Frame(b"+002"),
    ]


def test_an_envelope_without_an_end_is_told_and_the_next_one_is_read():
    found = frames(EnvelopeFramer(STX, ETX, longest=8), b"\x02" + b"x" * 12, b"\x02OK\x03")
    assert found[0] == Damaged(b"x" * 8, Damage.TOO_LONG)
    assert found[-1] == Frame(b"OK")


def test_a_fixed_frame_is_found_again_behind_bytes_that_only_look_like_its_start():
    framer = FixedFramer(5, sync=STX, is_whole=ends_in_cr)
    assert frames(framer, b"\x02\x0212", b"3\r\x02456\r") == [
        Damaged(b"\x02", Damage.STRAY),
        Frame(b"\x02123\r"),
        Frame(b"\x02456\r"),
    ]


def test_fixed_frames_without_a_sign_are_found_again_by_a_gap():
    framer = FixedFramer(4)
    assert framer.feed(b"123", 0) == ()
    assert framer.feed(b"ABCD", 1_000) == (Damaged(b"123", Damage.UNFINISHED), Frame(b"ABCD"))


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: EndFramer(b""),
        lambda: EnvelopeFramer(STX, b""),
        lambda: EnvelopeFramer(STX, STX),
        lambda: FixedFramer(0),
        lambda: FixedFramer(1, sync=b"AB"),
        lambda: FixedFramer(LONGEST + 1, longest=LONGEST),
    ],
)
def test_a_framer_that_could_find_nothing_is_not_made(impossible):
    with pytest.raises(ValueError, match=r"frame|envelope"):
        impossible()


@every_kind
@given(stream=noise, cuts=st.lists(st.integers(0, 200), max_size=8))
def test_any_split_of_any_bytes_gives_the_same_frames(make, stream, cuts):
    edges = [0, *sorted(cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(edges)]
    assert frames(make(), *chunks) == frames(make(), stream)


@every_kind
@given(stream=noise)
def test_frames_are_never_empty_and_never_longer_than_the_longest(make, stream):
    assert all(0 < len(found.data) <= LONGEST for found in frames(make(), stream * 3))


@every_kind
@given(stream=noise)
def test_after_any_noise_and_a_reset_the_framer_is_as_new(make, stream):
    framer, probe = make(), b"\x02A\x02\x02AB\r\x021\r\n\x03\r\n"
    frames(framer, stream)
    framer.reset()
    assert framer.reset() is None
    assert frames(framer, probe) == frames(make(), probe)


@every_kind
def test_a_million_bytes_of_noise_are_not_kept(make):
    framer = make()
    for chunk in (b"\x02", b"A", b"\x02A"):
        frames(framer, chunk * 100_000)
        lost = framer.reset()
        assert lost is None or len(lost.data) <= LONGEST


@given(st.lists(st.binary(min_size=1, max_size=16).filter(lambda b: not {10, 13} & set(b))))
def test_what_was_framed_comes_back(contents):
    stream = b"".join(content + b"\r\n" for content in contents)
    assert frames(LineFramer(longest=16), stream) == [Frame(content) for content in contents]


@given(st.lists(st.binary(min_size=1, max_size=16).filter(lambda b: not {2, 3} & set(b))), noise)
def test_what_lay_in_envelopes_comes_back_after_any_noise(contents, before):
    stream = b"".join(STX + content + ETX for content in contents)
    framer = EnvelopeFramer(STX, ETX, longest=LONGEST)
    frames(framer, before)
    framer.reset()
    assert frames(framer, stream) == [Frame(content) for content in contents]
