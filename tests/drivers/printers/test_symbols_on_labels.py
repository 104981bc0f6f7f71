"""Symbols come back from every language's bytes as they were meant, byte for byte."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from drivers.printers.languages import LANGUAGES, ZPL
from drivers.printers.layout import Flaw, Symbology, Unprintable
from drivers.printers.marks import drawn
from drivers.printers.symbols import bracketed, element_string
from drivers.printers.zpl.bars import CODE_B, CODE_C, START_B, START_C, bars
from drivers.printers.zpl.code128 import invoked, values
from tests.drivers.printers.labels import (
    FACES,
    UDI,
    UDI_BYTES,
    a_layout,
    a_symbol,
    previewed,
    rendered_by_zplkit,
    seen,
)

CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
SERIALS = st.text(CSET82, min_size=1, max_size=20)


def in_brackets(lot: str, serial: str) -> str:
    def quoted(text):
        return text.replace("(", "\\(").replace(")", "\\)")

    return f"(01)09506000134352(10){quoted(lot)}(21){quoted(serial)}"


@pytest.mark.parametrize("word", LANGUAGES)
def test_a_gs1_datamatrix_comes_back_from_every_language(word):
    layout = a_layout(a_symbol(Symbology.GS1_DATAMATRIX, UDI))
    assert seen(previewed(LANGUAGES[word], layout)) == [("]d2", UDI_BYTES)]


@pytest.mark.parametrize("word", LANGUAGES)
def test_a_gs1_128_comes_back_from_every_language(word):
    content = "(01)09506000134352(10)LOT>7"
    layout = a_layout(a_symbol(Symbology.GS1_128, content, module="0.2"))
    assert seen(previewed(LANGUAGES[word], layout)) == [("]C1", b"010950600013435210LOT>7")]


@pytest.mark.parametrize("word", LANGUAGES)
@pytest.mark.parametrize(
    ("symbology", "content", "aim"),
    [
        (Symbology.QR, "LS1/O/导管#1", "]Q1"),
        (Symbology.QR, "LS1/B/OP-07", "]Q1"),
        (Symbology.DATAMATRIX, "a_1^~\\b", "]d1"),
        (Symbology.CODE128, "Ab^~>123456\\", "]C0"),
    ],
)
def test_plain_symbols_come_back_from_every_language(word, symbology, content, aim):
    layout = a_layout(a_symbol(symbology, content, module="0.25"))
    assert seen(previewed(LANGUAGES[word], layout)) == [(aim, content.encode())]


def test_another_program_reads_our_zpl_as_we_do():
    layout = a_layout(
        a_symbol(Symbology.GS1_DATAMATRIX, UDI, x="3", y="3"),
        a_symbol(Symbology.GS1_128, "(01)09506000134352(21)7>8", y="25", module="0.2"),
        a_symbol(Symbology.QR, "LS1/O/导管", x="40", y="3"),
    )
    data = ZPL.label(layout, FACES)
    theirs = rendered_by_zplkit(data, layout)
    assert seen(theirs) == [
        ("]C1", b"0109506000134352217>8"),
        ("]Q1", "LS1/O/导管".encode()),
        ("]d2", UDI_BYTES),
    ]
    assert seen(previewed(ZPL, layout)) == seen(theirs)


@given(SERIALS, SERIALS)
def test_any_lot_and_serial_come_back_from_zpl_through_another_program(lot, serial):
    content = in_brackets(lot, serial)
    layout = a_layout(a_symbol(Symbology.GS1_DATAMATRIX, content))
    data = ZPL.label(layout, FACES)
    wanted = [("]d2", f"010950600013435210{lot}\x1d21{serial}".encode())]
    assert seen(rendered_by_zplkit(data, layout)) == wanted
    assert seen(previewed(ZPL, layout)) == wanted


@given(SERIALS)
def test_any_serial_comes_back_from_a_gs1_128_through_another_program(serial):
    content = in_brackets("L", serial)
    layout = a_layout(a_symbol(Symbology.GS1_128, content, module="0.125"), width="100")
    wanted = [("]C1", f"010950600013435210L\x1d21{serial}".encode())]
    assert seen(rendered_by_zplkit(ZPL.label(layout, FACES), layout)) == wanted
    assert seen(previewed(ZPL, layout)) == wanted


@given(SERIALS, SERIALS)
def test_an_element_string_and_its_brackets_say_the_same(lot, serial):
    content = in_brackets(lot, serial)
    assert element_string(content) == f"010950600013435210{lot}\x1d21{serial}"
    assert bracketed(element_string(content)) == content


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\x1d"), min_size=1))
@example("0099")
def test_code_128_said_to_a_printer_says_the_text(text):
    start, *rest = values(invoked(text))
    said, in_c = "", start == START_C
    assert start in (START_B, START_C)
    for value in rest:
        if value == (CODE_B if in_c else CODE_C):  # in subset C, 99 is two digits
            in_c = not in_c
        elif value == 102:
            said += "\x1d"
        else:
            said += f"{value:02}" if in_c else chr(value + 32)
    assert said == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
@example("中")
@example("é½£")
@pytest.mark.parametrize("symbology", [Symbology.QR, Symbology.DATAMATRIX])
def test_any_text_in_a_symbol_is_utf_8(symbology, text):
    layout = a_layout(a_symbol(symbology, text, x="1", y="1", module="0.375"))
    ((_, read),) = seen(drawn(layout, FACES))
    assert read == text.encode()


def test_the_table_of_bars_is_code_128s():
    every = [bars((value,))[:11] for value in range(106)]
    assert len(set(every)) == 106
    assert all(len(modules) == 11 and modules[0] and not modules[10] for modules in every)
    assert all(sum(modules) % 2 == 0 for modules in every)  # ISO/IEC 15417: bars sum to even


@pytest.mark.parametrize(
    ("symbology", "content"),
    [
        (Symbology.GS1_DATAMATRIX, "(01)123"),
        (Symbology.GS1_DATAMATRIX, "no brackets"),
        (Symbology.GS1_DATAMATRIX, "(05)1"),
        (Symbology.GS1_128, "(10)导"),
        (Symbology.GS1_DATAMATRIX, ""),
        (Symbology.QR, ""),
        (Symbology.QR, "x" * 4_000),
        (Symbology.CODE128, "é"),
        (Symbology.DATAMATRIX, "x" * 4_000),
    ],
)
@pytest.mark.parametrize("word", LANGUAGES)
def test_what_a_symbol_cannot_carry_is_refused(word, symbology, content):
    with pytest.raises(Unprintable) as refused:
        LANGUAGES[word].label(a_layout(a_symbol(symbology, content)), FACES)
    assert refused.value.flaw is Flaw.NOT_ENCODABLE


@given(st.text(max_size=60), st.sampled_from(list(Symbology)))
def test_any_content_is_a_symbol_or_refused(content, symbology):
    layout = a_layout(a_symbol(symbology, content, x="1", y="1", module="0.125"), width="100")
    try:
        picture = drawn(layout, FACES)
    except Unprintable:
        return
    assert isinstance(picture, Image.Image)
    for language in LANGUAGES.values():
        assert previewed(language, layout).getbbox() is not None
