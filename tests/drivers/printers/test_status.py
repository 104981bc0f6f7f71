"""What printers answer, by the tables of their manuals; never well-being out of nonsense."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.printers.epl.status import RECEIPT
from drivers.printers.languages import EPL, ESCPOS, LANGUAGES, TSPL, ZPL
from drivers.printers.printer import State
from drivers.printers.words import state_of, worst
from drivers.printers.zpl import status as zpl

VECTORS = Path(__file__).parents[2] / "vectors" / "printers" / "printer_status.csv"
with VECTORS.open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))
IN_HEX = tuple(row for row in ROWS if "=" not in row["response"] and ":" not in row["response"])

FIRST = "030,0,0,0320,000,0,0,0,000,0,0,0"
SECOND = "000,0,0,0,1,2,4,0,00000000,1,000"
WELL = (State.READY, State.PAPER_NEAR_END)


def hs(first=FIRST, second=SECOND, third="1234,0") -> bytes:
    return b"".join(f"\x02{string}\x03\r\n".encode() for string in (first, second, third))


def with_field(string: str, place: int, value: str) -> str:
    fields = string.split(",")
    fields[place] = value
    return ",".join(fields)


@pytest.mark.parametrize("row", IN_HEX, ids=lambda row: row["id"])
def test_the_vectors_in_hex(row):
    answer = LANGUAGES[row["protocol"]].read(
        bytes.fromhex(row["query"]), bytes.fromhex(row["response"])
    )
    assert answer == row["expected"]


def test_the_vectors_of_the_host_status_strings():
    assert zpl.read(hs(first=with_field(FIRST, 5, "1"))) == "buffer_full"  # PS21, f
    assert zpl.read(hs(second=with_field(SECOND, 3, "1"))) == "ribbon_out"  # PS23, p
    assert zpl.read(hs(second=with_field(SECOND, 8, "00000003"))) == "busy"  # PS24, u
    assert len(ROWS) - len(IN_HEX) == 3


@pytest.mark.parametrize(
    ("place", "value", "word"),
    [
        (1, "1", "paper_out"),
        (2, "1", "paused"),
        (4, "002", "busy"),
        (5, "1", "buffer_full"),
        (6, "1", "diagnostic_mode"),
        (7, "1", "partial_format"),
        (9, "1", "memory_lost"),
        (10, "1", "head_cold"),
        (11, "1", "head_overheat"),
    ],
)
def test_every_flag_of_string_1_is_told(place, value, word):
    assert zpl.read(hs(first=with_field(FIRST, place, value))) == word


@pytest.mark.parametrize(
    ("place", "value", "word"),
    [(2, "1", "head_up"), (3, "1", "ribbon_out"), (7, "1", "label_waiting")],
)
def test_every_flag_of_string_2_is_told(place, value, word):
    assert zpl.read(hs(second=with_field(SECOND, place, value))) == word


def test_a_printer_with_no_flag_up_is_online():
    assert ZPL.read(b"~HS", hs()) == "online"
    assert ZPL.read(b"~HS\r\n", hs()) == "online"


@given(st.integers(0, len(hs()) - 1))
def test_a_host_status_cut_short_is_unknown(place):
    assert zpl.read(hs()[:place]) == "unknown"


@given(st.integers(0, len(hs()) - 1), st.integers(0, 255))
def test_one_wrong_byte_in_a_host_status_never_makes_a_sick_printer_well(place, byte):
    sick = hs(first=with_field(FIRST, 1, "1"), second=with_field(SECOND, 2, "1"))
    spoiled = sick[:place] + bytes((byte,)) + sick[place + 1 :]
    assert state_of(zpl.read(spoiled)) not in WELL


@given(st.binary(max_size=120))
@example(b"")
@example(b"\x02\x03\r\n" * 3)
def test_no_other_bytes_are_a_well_answer(data):
    for language in (ZPL, TSPL, EPL):
        assert language.read(language.questions[0].request, data) == "unknown"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("40 40 40 40", "normal"),
        ("60 40 40 40", "paused"),
        ("42 40 40 40", "backing_label"),
        ("43 40 40 40", "cutting"),
        ("45 40 40 40", "error"),
        ("46 40 40 40", "form_feed"),
        ("4b 40 40 40", "waiting_for_print_key"),
        ("4c 40 40 40", "label_waiting"),
        ("50 40 40 40", "printing_batch"),
        ("57 40 40 40", "imaging"),
        ("40 41 40 40", "paper_near_end"),
        ("40 42 40 40", "ribbon_near_end"),
        ("40 44 40 40", "normal"),
        ("40 48 40 40", "buffer_full"),
        ("45 40 41 40", "head_overheat"),
        ("45 40 42 40", "motor_overheat"),
        ("45 40 44 40", "head_error"),
        ("45 40 48 40", "cutter_jam"),
        ("45 40 50 40", "memory_full"),
        ("45 40 40 41", "paper_empty"),
        ("45 40 40 42", "paper_jam"),
        ("45 40 40 44", "ribbon_empty"),
        ("45 40 40 48", "ribbon_jam"),
        ("45 40 40 60", "head_open"),
        ("45 40 40 61", "head_open"),
        ("45 40 40 45", "paper_empty"),
        ("40 40 40 41", "paper_empty"),
        ("50 40 40 41", "paper_empty"),
        ("60 40 40 42", "paper_jam"),
        ("41 40 40 40", "unknown"),
        ("40 40 40 50", "unknown"),
        ("40 50 40 40", "unknown"),
        ("40 40 60 40", "unknown"),
        ("00 00 00 00", "unknown"),
        ("c0 c0 c0 c0", "unknown"),
    ],
)
def test_the_tables_of_tspl(answer, word):
    framed = b"\x02" + bytes.fromhex(answer) + b"\x03\r\n"
    assert TSPL.read(b"\x1b!S", framed) == word


@pytest.mark.parametrize("place", range(4))
def test_every_byte_of_a_tspl_status_is_a_known_one_or_unknown(place):
    well = []
    for byte in range(256):
        answer = bytearray(b"\x02@@@@\x03\r\n")
        answer[1 + place] = byte
        if state_of(TSPL.read(b"\x1b!S", bytes(answer))) in WELL:
            well.append(byte)
    reserved = [0x44, 0x60, 0x64]  # of the warning: they may stand
    warnings = [0x41, 0x42, 0x43, 0x45, 0x46, 0x47, 0x61, 0x62, 0x63, 0x65, 0x66, 0x67]
    assert well == (sorted([0x40, *reserved, *warnings]) if place == 1 else [0x40])


@given(st.binary(min_size=1, max_size=12))
def test_a_tspl_frame_that_is_cut_or_too_long_is_unknown(extra):
    assert TSPL.read(b"\x1b!S", b"\x02@@@@\x03\r\n" + extra) == "unknown"
    assert TSPL.read(b"\x1b!S", extra + b"\x02@@@@\x03\r\n") == "unknown"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (0x00, "normal"),
        (0x01, "head_open"),
        (0x02, "paper_jam"),
        (0x03, "head_open"),
        (0x04, "paper_empty"),
        (0x08, "ribbon_empty"),
        (0x0A, "paper_jam"),
        (0x0C, "paper_empty"),
        (0x10, "paused"),
        (0x20, "printing"),
        (0x40, "cover_open"),
        (0x80, "error"),
    ],
)
def test_the_short_status_of_tspl(answer, word):
    assert TSPL.read(b"\x1b!?", bytes((answer,))) == word
    assert TSPL.read(b"\x1b!?", b"") == "unknown"


@pytest.mark.parametrize(
    ("request_", "answer", "word"),
    [
        (1, 0x12, "online"),
        (1, 0x16, "online"),  # the drawer's pin says nothing of the printer
        (1, 0x1A, "offline"),
        (1, 0x72, "online"),  # bits 5 and 6 are undefined
        (2, 0x12, "online"),
        (2, 0x16, "cover_open"),
        (2, 0x1A, "feeding"),
        (2, 0x32, "paper_out"),
        (2, 0x52, "error"),
        (2, 0x36, "cover_open"),
        (2, 0x72, "paper_out"),
        (3, 0x12, "online"),
        (3, 0x16, "mechanical_error"),
        (3, 0x1A, "cutter_error"),
        (3, 0x32, "unrecoverable_error"),
        (3, 0x52, "auto_recoverable_error"),
        (4, 0x12, "paper_adequate"),
        (4, 0x1E, "paper_near_end"),
        (4, 0x72, "paper_out"),
        (4, 0x7E, "paper_out"),
    ],
)
def test_the_tables_of_dle_eot(request_, answer, word):
    assert ESCPOS.read(b"\x10\x04" + bytes((request_,)), bytes((answer,))) == word


@pytest.mark.parametrize("request_", range(1, 5))
def test_a_real_time_status_without_its_fixed_bits_is_unknown(request_):
    for byte in range(256):
        word = ESCPOS.read(b"\x10\x04" + bytes((request_,)), bytes((byte,)))
        assert (word == "unknown") == (byte & 0x93 != 0x12)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (0x00, "paper_adequate"),
        (0x03, "paper_near_end"),
        (0x0C, "paper_out"),
        (0x0F, "paper_out"),
        (0x60, "paper_adequate"),
    ],
)
def test_the_paper_status_in_turn(answer, word):
    assert ESCPOS.read(b"\x1dr\x01", bytes((answer,))) == word


def test_a_paper_status_without_its_fixed_bits_is_unknown():
    for byte in range(256):
        word = ESCPOS.read(b"\x1dr\x01", bytes((byte,)))
        assert (word == "unknown") == bool(byte & 0x90)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.word)
def test_silence_is_unknown_to_every_question(language):
    for question in (*language.questions, *language.others):
        assert language.read(question.request, b"") == "unknown"


def test_an_unknown_question_has_no_answer():
    assert ESCPOS.read(b"\x10\x04\x05", b"\x12") == "unknown"
    assert ZPL.read(b"~HI", hs()) == "unknown"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (b"00\r\n", "normal"),
        (b"07\r\n", "paper_or_ribbon_out"),
        (b"11\r\n", "head_open"),
        (b"12\r\n", "paused"),
        (b"92\r\n", "paused"),
        (b"62\r\n", "head_overheat"),
        (b"81\r\n", "cutter_jam"),
        (b"01\r\n", "error"),
        (b"99\r\n", "error"),
        (b"01,11\r\n", "head_open"),
        (b"00", "unknown"),
        (b"0\r\n", "unknown"),
        (b"000\r\n", "unknown"),
        (b"\x0600\r\n", "unknown"),
    ],
)
def test_the_codes_of_epl(answer, word):
    assert EPL.read(b"\r\n^ee\r\n", answer) == word
    assert EPL.read(b"^ee", answer) == word


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (b"\x06", "normal"),
        (b"\x1507", "paper_or_ribbon_out"),
        (b"\x1501", "error"),
        (b"\x15", "unknown"),
        (b"00", "unknown"),
    ],
)
def test_an_epl_printer_acknowledges_a_label_or_says_why_not(answer, word):
    assert RECEIPT.read(answer) == word


def test_of_two_troubles_the_worse_one_is_told():
    assert worst(("online", "busy", "paper_out")) == "paper_out"
    assert worst(("paper_near_end", "normal")) == "paper_near_end"
    assert worst(("online", "unknown")) == "unknown"
    assert worst(()) == "unknown"
    assert state_of("a word nobody knows") is State.UNKNOWN
