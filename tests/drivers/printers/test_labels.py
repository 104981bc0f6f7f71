"""A layout is said in four languages; what they print is read back from their bytes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from drivers.printers.languages import EPL, ESCPOS, LANGUAGES, TSPL, ZPL
from drivers.printers.layout import BoxItem, Flaw, RuleItem, Symbology, Unprintable
from drivers.printers.marks import drawn, paper
from drivers.printers.png import label as png_label
from drivers.printers.preview import NotUnderstood
from tests.drivers.printers.labels import (
    FACES,
    a_layout,
    a_symbol,
    a_text,
    a_udi_label,
    mm,
    previewed,
    rendered_by_zplkit,
)

PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)


def ink_of(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.getbbox()
    assert box is not None
    return box


def a_full_label():
    return a_layout(
        a_text("一次性导管 14G Ø2.1®"),
        a_text("LOT 7", y="6"),
        a_text("bold", y="10", bold=True),
        a_symbol(Symbology.QR, "导管", y="20"),
        RuleItem(x_mm=mm(3), y_mm=mm(15), width_mm=mm(50), height_mm=mm("0.3")),
        BoxItem(x_mm=mm(30), y_mm=mm(20), width_mm=mm(9), height_mm=mm(9), line_mm=mm("0.4")),
    )


@pytest.mark.parametrize("word", LANGUAGES)
def test_the_preview_of_the_bytes_is_the_label_dot_for_dot(word):
    layout = a_full_label()
    difference = ImageChops.logical_xor(previewed(LANGUAGES[word], layout), drawn(layout, FACES))
    assert difference.getbbox() is None


@pytest.mark.parametrize("word", LANGUAGES)
def test_chinese_text_has_ink_where_it_stands(word):
    picture = previewed(LANGUAGES[word], a_layout(a_text("一次性导管", x="10", y="10")))
    left, top, right, bottom = ink_of(picture)
    assert 80 <= left < 84
    assert 78 <= top < bottom <= 80 + 26
    assert 5 * 24 - 12 < right - left <= 5 * 24  # five squares of 3 mm at 203 dpi
    assert sum(picture.histogram()[1:]) > 400


def test_another_program_draws_our_chinese_bitmap_dot_for_dot():
    layout = a_layout(a_text("一次性导管", x="10", y="10"))
    theirs = rendered_by_zplkit(ZPL.label(layout, FACES), layout)
    assert ImageChops.logical_xor(theirs, drawn(layout, FACES)).getbbox() is None


def test_a_chinese_label_in_zpl_is_short():
    assert len(ZPL.label(a_udi_label(), FACES)) < 1_000


def test_plain_text_is_the_printers_own_font():
    data = ZPL.label(a_layout(a_text("LOT 7")), FACES)
    assert b"^A0N,24,24^FH\\^FDLOT 7^FS" in data


def test_a_backslash_is_drawn_by_us_for_the_printers_font_has_a_cent_sign_there():
    assert b"^GF" in ZPL.label(a_layout(a_text("a\\b")), FACES)


@pytest.mark.parametrize("language", [ZPL, TSPL, EPL, ESCPOS])
@given(text=PRINTABLE)
def test_no_text_breaks_out_of_its_field(language, text):
    quiet = language.label(a_layout(a_text("x", y="20")), FACES)
    try:
        data = language.label(a_layout(a_text(text, height="2"), a_text("x", y="20")), FACES)
    except Unprintable:
        return
    assert language.preview(data, (480, 320), FACES).getbbox() is not None
    if language is ZPL:
        own = re.findall(rb"[\^~][A-Z0-9]{2}", data)
        assert set(own) <= set(re.findall(rb"[\^~][A-Z0-9]{2}", quiet)) | {b"^GF", b"^A0"}


@pytest.mark.parametrize("language", [ZPL, TSPL, EPL, ESCPOS])
@pytest.mark.parametrize(
    "text", ["^XZ", "~JA", "^FS^XZ~JR", '"', "\\", 'x"\\[R]\r', "\\5E", "_1", "a^FD", "}{"]
)
def test_a_printers_order_in_a_text_is_text(language, text):
    layout = a_layout(a_symbol(Symbology.DATAMATRIX, text), a_text(text.strip("\r")))
    picture = previewed(language, layout)
    assert picture.getbbox() is not None
    if language is ZPL:
        assert ZPL.label(layout, FACES).count(b"^XZ") == 1
        assert b"~" not in ZPL.label(layout, FACES)


@pytest.mark.parametrize("control", ["\r", "\n", "\x1b", "\x1d", "\x00", "\x10\x04\x01", "\u2028"])
def test_a_control_character_is_no_text(control):
    with pytest.raises(Unprintable) as refused:
        drawn(a_layout(a_text(f"a{control}b")), FACES)
    assert refused.value.flaw is Flaw.CONTROL_CHARACTER


@pytest.mark.parametrize(
    ("item", "flaw"),
    [
        (a_text("一" * 40, x="1"), Flaw.TOO_WIDE),
        (a_text("x" * 100_000), Flaw.TOO_WIDE),
        (a_text("导管", x="58"), Flaw.TOO_WIDE),
        (a_text("x", x="70"), Flaw.OFF_THE_LABEL),
        (a_text("x", y="39.5"), Flaw.OFF_THE_LABEL),
        (a_text("x", x="-2"), Flaw.OFF_THE_LABEL),
        (a_text("x", height="41"), Flaw.OFF_THE_LABEL),
        (a_text("x", height="0"), Flaw.SIZE),
        (a_text("x", x="NaN"), Flaw.SIZE),
        (a_text("x", y="-1e99"), Flaw.SIZE),
        (a_text("x", max_width_mm=mm("0.01")), Flaw.SIZE),
        (a_text("龘"), Flaw.NO_GLYPH),
        (a_text("   "), Flaw.NO_GLYPH),
        (a_text(""), Flaw.NO_GLYPH),
        (a_symbol(Symbology.QR, "x" * 400, module="1"), Flaw.OFF_THE_LABEL),
        (a_symbol(Symbology.QR, "x", module="0"), Flaw.SIZE),
        (a_symbol(Symbology.QR, "x", y="39"), Flaw.OFF_THE_LABEL),
        (RuleItem(x_mm=mm(1), y_mm=mm(1), width_mm=mm(0), height_mm=mm(1)), Flaw.SIZE),
        (RuleItem(x_mm=mm(1), y_mm=mm(1), width_mm=mm(99), height_mm=mm(1)), Flaw.OFF_THE_LABEL),
        (
            BoxItem(x_mm=mm(1), y_mm=mm(1), width_mm=mm(3), height_mm=mm(3), line_mm=mm(2)),
            Flaw.SIZE,
        ),
    ],
)
@pytest.mark.parametrize("word", LANGUAGES)
def test_what_does_not_fit_is_refused_and_never_cut(word, item, flaw):
    with pytest.raises(Unprintable) as refused:
        LANGUAGES[word].label(a_layout(item), FACES)
    assert refused.value.flaw is flaw


@pytest.mark.parametrize("width", ["0", "-1", "9000", "NaN", "Infinity", "1e999999999", "-1e9999"])
def test_a_label_has_a_size_printers_have(width):
    with pytest.raises(Unprintable):
        paper(a_layout(width=width))


def test_a_wide_text_is_set_narrower_within_its_width():
    wide = ink_of(drawn(a_layout(a_text("一次性导管")), FACES))
    narrow = ink_of(drawn(a_layout(a_text("一次性导管", max_width_mm=mm("10"))), FACES))
    assert narrow[2] - narrow[0] == 80
    assert (narrow[1], narrow[3]) == (wide[1], wide[3])


def test_the_picture_knows_its_true_size(tmp_path):
    file = tmp_path / "label.png"
    file.write_bytes(png_label(a_udi_label(), FACES))
    with Image.open(file) as picture:
        assert picture.size == (480, 320)
        assert round(picture.info["dpi"][0]) == 203


@pytest.mark.parametrize("word", LANGUAGES)
@given(data=st.binary(max_size=200))
def test_an_interpreter_refuses_any_bytes_it_does_not_know(word, data):
    with pytest.raises(NotUnderstood):
        LANGUAGES[word].preview(data, (480, 320), FACES)


@pytest.mark.parametrize("word", LANGUAGES)
@given(st.data())
def test_a_damaged_label_is_refused_or_drawn_but_never_an_accident(word, data):
    language = LANGUAGES[word]
    whole = language.label(a_udi_label(), FACES)
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    cut = data.draw(st.booleans())
    spoiled = whole[:place] if cut else whole[:place] + bytes((byte,)) + whole[place + 1 :]
    try:
        picture = language.preview(spoiled, (480, 320), FACES)
    except NotUnderstood:
        return
    assert not cut or spoiled.rstrip(b"\r\n") == whole.rstrip(b"\r\n")
    assert picture.size[0] <= 16_000
