"""The commissioning scan: byte for byte, or what the scanner does to what it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.kernel.refused import Refused
from app.kernel.symbols import gs1
from app.kernel.symbols.gs1.check_digits import CSET82
from app.kernel.symbols.matrix import gs1_datamatrix
from app.kernel.words import LANGUAGES, Words
from app.stations.commissioning import (
    CONTENT,
    ELEMENTS,
    IDENTIFIER,
    Problem,
    Verdict,
    accepted,
    verdict,
)
from drivers.scanners.layouts import BE, DE, FR, FR_CAPS, LAYOUTS, US, US_CAPS
from drivers.scanners.reading import symbols
from drivers.scanners.scan import Transport, heard

GS = gs1.GS
EXACT = IDENTIFIER + CONTENT


def shown(text: str) -> Verdict:
    return verdict(heard(text, "keyboard", 0, transport=Transport.KEYBOARD))


def test_the_symbol_on_the_screen_is_read_back_exactly():
    modules = gs1_datamatrix(ELEMENTS)
    picture = Image.new("L", (len(modules[0]) + 8, len(modules) + 8), 255)
    for y, row in enumerate(modules):
        for x, is_dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if is_dark else 255)
    (seen,) = symbols(picture.resize((picture.width * 4, picture.height * 4)))
    assert shown(seen.text).is_exact


def test_it_holds_every_kind_of_sign():
    gs1.check_for_print(ELEMENTS)
    assert CONTENT.count(GS) == 1
    assert set("!\"%&'()") <= set(CONTENT) <= {*CSET82, GS}
    assert any(sign.islower() for sign in CONTENT)
    assert any(sign.isupper() for sign in CONTENT)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (EXACT, []),
        (CONTENT, [Problem.IDENTIFIER_OFF]),
        (GS + CONTENT, [Problem.IDENTIFIER_OFF]),
        ("]d1" + CONTENT, [Problem.IDENTIFIER_WRONG]),
        (EXACT.replace(GS, ""), [Problem.SEPARATOR_LOST]),
        (EXACT.replace(GS, "{GS}"), [Problem.SEPARATOR_CHANGED]),
        (EXACT.upper().replace("]D2", "]d2"), [Problem.CASE_CHANGED]),
        ("#" + EXACT, [Problem.PREFIX]),
        (EXACT + "\t", [Problem.SUFFIX]),
        ("~" + CONTENT.replace(GS, "|") + "~", [
            Problem.IDENTIFIER_OFF, Problem.SEPARATOR_CHANGED, Problem.PREFIX, Problem.SUFFIX,
        ]),
        (US_CAPS.done(EXACT), [Problem.CAPS_LOCK]),
        (FR.done(EXACT), [Problem.LAYOUT]),
        (DE.done(EXACT), [Problem.LAYOUT]),
        (FR_CAPS.done(EXACT), [Problem.CAPS_LOCK]),
        (FR.done(CONTENT), [Problem.IDENTIFIER_OFF, Problem.LAYOUT]),
        ("6901234567892", [Problem.ANOTHER_SYMBOL]),
        (EXACT[:-1], [Problem.ANOTHER_SYMBOL]),
        ("", [Problem.ANOTHER_SYMBOL]),
    ],
)  # fmt: skip
def test_what_a_scanner_does_is_told(text, problems):
    assert list(shown(text).problems) == problems


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_each_layout_is_told_from_every_other(layout):
    assert shown(layout.done(EXACT)).layout is layout


def test_a_known_layout_is_mapped_back_and_all_else_is_refused():
    assert accepted(shown(EXACT)) is US
    layout = accepted(shown(BE.done(EXACT)))
    assert layout.undone(BE.done("MO-7.a_Z")) == "MO-7.a_Z"
    for text in (CONTENT, US_CAPS.done(EXACT), EXACT + "x", "ABC"):
        with pytest.raises(Refused, match=r"scanner\.not_exact"):
            accepted(shown(text))


def test_a_wedge_is_judged_by_what_it_typed_not_by_what_was_made_of_it():
    typed = FR.done(EXACT)
    scan = heard(FR.undone(typed), "keyboard", 0, transport=Transport.KEYBOARD, raw=typed.encode())
    assert verdict(scan).layout is FR


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_that_says_what_to_do(language):
    said = Verdict(tuple(Problem), FR).said(Words(language))
    assert len(set(said)) == len(Problem)
    assert not any("devices." in sentence or "{" in sentence for sentence in said)


@given(st.text(max_size=200))
def test_any_scan_has_a_verdict(text):
    assert shown(text).problems or text == EXACT


def test_the_writer_is_asked_for_a_square_symbol():
    """The flatter DataMatrix of zxing-cpp reads as `]d8`, which many scanners do not know."""
    assert len(gs1_datamatrix(ELEMENTS)) == len(gs1_datamatrix(ELEMENTS)[0])
