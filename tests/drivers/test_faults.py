"""Faults of the line: pure transformations of one frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.simulated.faults import BANNER, Fault, Piece, spoiled

FRAME = b"S S 1.00 g\r\n"
KEEP_THE_BYTES = (Fault.NONE, Fault.MERGED, Fault.SPLIT, Fault.DRIP)


def bytes_of(pieces: tuple[Piece, ...]) -> bytes:
    return b"".join(piece.data for piece in pieces)


@given(st.binary(max_size=50), st.sampled_from(Fault))
def test_any_frame_can_be_spoiled_in_any_way(frame, fault):
    pieces = spoiled(frame, fault)
    assert all(piece.wait_s >= 0 for piece in pieces)
    if fault in KEEP_THE_BYTES:
        assert bytes_of(pieces) == frame


@given(st.integers(0, len(FRAME)))
def test_a_split_falls_where_it_is_asked_for(at):
    first, second = spoiled(FRAME, Fault.SPLIT, at=at)
    assert (len(first.data), first.data + second.data) == (at, FRAME)
    assert second.wait_s > 0


def test_garbage_and_a_banner_come_before_the_whole_frame():
    noise, frame = spoiled(FRAME, Fault.GARBAGE)
    assert frame.data == FRAME
    assert noise.data.endswith(b"\r\n")
    assert bytes_of(spoiled(FRAME, Fault.BANNER)) == BANNER + FRAME


def test_a_dropped_end_is_dropped():
    assert bytes_of(spoiled(FRAME, Fault.DROPPED_CR)) == b"S S 1.00 g"


def test_parity_read_as_data_changes_just_the_top_bits():
    spoilt = bytes_of(spoiled(FRAME, Fault.PARITY))
    assert spoilt != FRAME
    assert bytes(byte & 0x7F for byte in spoilt) == FRAME
    assert all(byte.bit_count() % 2 == 0 for byte in spoilt)


def test_a_drip_is_one_byte_at_a_time():
    assert [len(piece.data) for piece in spoiled(FRAME, Fault.DRIP)] == [1] * len(FRAME)


def test_a_duplicate_comes_twice_and_silence_not_at_all():
    assert bytes_of(spoiled(FRAME, Fault.DUPLICATE)) == FRAME * 2
    assert spoiled(FRAME, Fault.SILENCE) == ()


@pytest.mark.parametrize("at", [0, 3, len(FRAME)])
def test_a_cable_pulled_in_a_frame_leaves_its_beginning(at):
    assert spoiled(FRAME, Fault.PULLED, at=at) == (Piece(FRAME[:at], then_pull=True),)
