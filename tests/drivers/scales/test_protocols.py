"""Frames as the manuals and the shared vectors have them; and what damage never makes of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.decoding import Answer, Unreadable
from drivers.protocols import protocol, words
from drivers.reading import Decoded, Status
from tests.drivers.scales.frames import MANUALS, rows

EVERY = (*rows(), *MANUALS)
FIXED_WIDTHS = {
    "and-ad4329",
    "and-ad4404",
    "sbi",
    "rinstrum-f4",
    "rinstrum-f2",
    "ohaus",
    "ohaus-defender",
    "mitutoyo",
}
CLAIMS_REST = {Status.STABLE, Status.STABLE_COUNT, Status.OK}


def read(word: str, frame: bytes) -> Answer:
    decode = protocol(word)
    assert decode is not None, word
    return decode(frame)


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
def test_a_frame_says_what_its_manual_says(row):
    said = read(row.protocol, row.frame)
    if isinstance(said, Unreadable):
        assert row.status == "error"
        return
    assert said.status == row.status
    assert said.unit == row.unit
    value = said.text if said.value is None else f"{said.value:f}"
    assert value == row.value


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
def test_a_flipped_bit_never_makes_a_weight_at_rest_of_what_was_none(row):
    before = read(row.protocol, row.frame)
    for at in range(len(row.frame)):
        for bit in range(8):
            frame = bytearray(row.frame)
            frame[at] ^= 1 << bit
            after = read(row.protocol, bytes(frame))
            if claims_rest(after):
                assert claims_rest(before), (frame, after)


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
def test_a_flipped_bit_outside_the_digits_leaves_the_number_or_refuses_it(row):
    before = read(row.protocol, row.frame)
    if not isinstance(before, Decoded) or before.value is None:
        return
    for at, byte in enumerate(row.frame):
        if chr(byte).isdigit():
            continue  # another digit is another number: no frame here has a checksum
        for bit in range(8):
            frame = bytearray(row.frame)
            frame[at] ^= 1 << bit
            after = read(row.protocol, bytes(frame))
            if claims_rest(after):
                assert isinstance(after, Decoded)
                assert (after.value, after.unit) == (before.value, before.unit), frame


@pytest.mark.parametrize(
    "row",
    [row for row in EVERY if row.protocol in FIXED_WIDTHS and row.status != "error"],
    ids=lambda row: row.name,
)
def test_a_lost_or_doubled_byte_never_makes_another_weight_where_widths_are_fixed(row):
    before = read(row.protocol, row.frame)
    body = row.frame.rstrip(b"\r\n")
    for at in range(len(body)):
        for frame in (body[:at] + body[at + 1 :], body[: at + 1] + body[at:]):
            after = read(row.protocol, frame + b"\r\n")
            if claims_rest(after):
                assert isinstance(before, Decoded)
                assert isinstance(after, Decoded)
                assert (after.value, after.unit) == (before.value, before.unit), frame


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
def test_a_line_torn_by_a_line_end_within_is_refused(row):
    body = row.frame.rstrip(b"\r\n")
    for at in range(1, len(body)):
        torn = read(row.protocol, body[:at] + b"\r" + body[at:] + b"\r\n")
        assert isinstance(torn, Unreadable)


@pytest.mark.parametrize("word", words())
@given(frame=st.binary(max_size=200))
def test_any_bytes_have_an_answer(word, frame):
    assert_sound(read(word, frame))


@pytest.mark.parametrize("word", words())
@given(data=st.data())
def test_anything_near_a_frame_has_a_sound_answer(word, data):
    frames = [row.frame for row in EVERY if row.protocol == word] or [b"ST,GS,+000000.kg"]
    frame = bytearray(data.draw(st.sampled_from(frames)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(frame) - 1))
        new = data.draw(st.sampled_from(b"0123456789.+-,: eEINFAnS\xb2\xb9\x00\xff?\r\n[]"))
        frame[at : at + 1] = bytes([new]) * data.draw(st.integers(0, 2))
        frame = frame or bytearray(b"0")
    assert_sound(read(word, bytes(frame)))


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.name)
@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e5", b"1_000", b"0x10", b"\xb2"])
def test_what_python_would_take_for_a_number_is_none(row, number):
    before = read(row.protocol, row.frame)
    if not isinstance(before, Decoded) or before.value is None:
        return
    digits = before.text.lstrip("+-").encode()
    frame = row.frame.replace(digits, number.rjust(len(digits)))
    if frame != row.frame:
        assert not claims_rest(read(row.protocol, frame))


def claims_rest(said: Answer) -> bool:
    return isinstance(said, Decoded) and said.status in CLAIMS_REST and said.value is not None


def assert_sound(said: Answer) -> None:
    if isinstance(said, Unreadable):
        return
    assert isinstance(said.status, Status)
    if said.value is not None:
        assert said.value.is_finite()
        assert said.value == Decimal(said.text)
    if said.status in {Status.OVERLOAD, Status.UNDERLOAD, Status.NOT_EXECUTABLE, Status.ERROR}:
        assert said.value is None
