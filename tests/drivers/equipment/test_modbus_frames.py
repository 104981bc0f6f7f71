"""Any bytes are an answer, damage or more to wait for: nothing else comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.equipment.modbus_frames import LONGEST, Exceptional, Exchange, Framing, Garbled, Words
from drivers.equipment.registers import Block
from drivers.simulated.modbus import RequestFramer, answered, crc

BLOCK = Block(unit_id=1, kind="holding", start=100, count=2, period_ms=1000, tags=())
FRAMINGS = [Framing.RTU, Framing.TCP]


def the_answer(exchange, framing, read=lambda unit, kind, address: address):
    return answered(exchange.asked, read, is_rtu=framing is Framing.RTU)


def test_a_captured_exchange_over_tcp_is_as_the_page_says():
    block = Block(1, "holding", 100, 1, 1000, ())
    exchange = Exchange(Framing.TCP, block, 0)
    assert exchange.asked.hex(" ") == "00 01 00 00 00 06 01 03 00 64 00 01"
    assert exchange.feed(bytes.fromhex("00010000000501030200b9")) == Words((185,))


def test_a_captured_exchange_over_a_serial_line_is_as_the_specification_says():
    exchange = Exchange(Framing.RTU, Block(17, "holding", 0x6B, 3, 1000, ()), 0)
    assert exchange.asked.hex(" ") == "11 03 00 6b 00 03 76 87"
    body = bytes.fromhex("110306022b00000064")
    assert exchange.feed(body + crc(body)) == Words((0x022B, 0, 0x64))


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("kind", ["holding", "input", "coil", "discrete"])
def test_the_slave_and_the_library_read_the_standard_alike(framing, kind):
    block = Block(3, kind, 7, 11, 1000, ())
    exchange = Exchange(framing, block, 41)
    (request,) = RequestFramer(is_rtu=framing is Framing.RTU).feed(exchange.asked, 0)
    read = lambda unit, kind, address: address % 2  # noqa: E731  # a machine in one line
    told = answered(request.data, read, is_rtu=framing is Framing.RTU)
    assert exchange.feed(told) == Words(tuple(address % 2 for address in range(7, 18)))


@pytest.mark.parametrize("framing", FRAMINGS)
def test_a_refusal_is_no_damage(framing):
    exchange = Exchange(framing, BLOCK, 1)
    told = the_answer(exchange, framing, lambda unit, kind, address: None)
    assert exchange.feed(told) == Exceptional(2)


@pytest.mark.parametrize("framing", FRAMINGS)
@given(data=st.data())
def test_any_split_gives_the_same_answer(framing, data):
    exchange = Exchange(framing, BLOCK, 5)
    told = the_answer(exchange, framing)
    cut = data.draw(st.integers(0, len(told)))
    pieces = [piece for piece in (told[:cut], told[cut:]) if piece]
    assert [exchange.feed(piece) for piece in pieces][-1] == Words((100, 101))


@pytest.mark.parametrize("framing", FRAMINGS)
@given(st.lists(st.binary(min_size=1, max_size=120), max_size=6))
def test_any_bytes_give_an_answer_damage_or_patience(framing, pieces):
    exchange = Exchange(framing, BLOCK, 5)
    try:
        for piece in pieces:
            told = exchange.feed(piece)
            assert told is None or isinstance(told, Words | Exceptional)
    except Garbled:
        return
    assert len(exchange.heard) <= LONGEST


@given(st.integers(0, 8), st.integers(1, 255))
def test_one_flipped_byte_on_a_serial_line_is_never_another_value(at, flip):
    exchange = Exchange(Framing.RTU, BLOCK, 5)
    told = bytearray(the_answer(exchange, Framing.RTU))
    told[at] ^= flip
    try:
        answer = exchange.feed(bytes(told))
    except Garbled:
        return
    assert answer is None


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_a_slave_lives_through_any_bytes(pieces):
    for is_rtu in (True, False):
        framer = RequestFramer(is_rtu=is_rtu)
        for piece in pieces:
            for frame in framer.feed(piece, 0):
                answered(frame.data, lambda unit, kind, address: 0, is_rtu=is_rtu)
