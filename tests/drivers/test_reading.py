"""Symbols in pictures, without a camera: what zxing-cpp writes, it and zbar read back."""

import random

import pytest
import zxingcpp
from PIL import Image

from drivers.scanners import reading
from drivers.scanners.reading import Seen, checked, symbols

GS1 = "(01)09521234560029(10)aB!\"%&'\\()(21)x"
GS1_TEXT = "010952123456002910aB!\"%&'()\x1d21x"


def picture(text: str, kind: str, *, gs1: bool = False) -> Image.Image:
    """Return a symbol as a grey picture with room around it."""
    drawn = zxingcpp.create_barcode(
        text, zxingcpp.barcode_format_from_str(kind), gs1=gs1, force_square=True
    )
    grey = memoryview(drawn.to_image(scale=4))  # type: ignore[arg-type]  # its stub forgets the buffer
    height, width = grey.shape or (0, 0)
    symbol = Image.frombuffer("L", (width, height), bytes(grey))
    sheet = Image.new("L", (width + 80, height + 80), 255)
    sheet.paste(symbol, (40, 40))
    return sheet


@pytest.mark.parametrize(
    ("text", "kind", "gs1", "seen"),
    [
        (GS1, "DataMatrix", True, "]d2" + GS1_TEXT),
        (GS1, "Code128", True, "]C1" + GS1_TEXT),
        (GS1, "QRCode", True, "]Q3" + GS1_TEXT),
        ("LS1/O/WORK000434", "QRCode", False, "]Q1LS1/O/WORK000434"),
        ("LS1/E/CNC-01", "DataMatrix", False, "]d1LS1/E/CNC-01"),
        ("批号 7", "QRCode", False, "]Q1批号 7"),
    ],
)
def test_every_wanted_symbol_is_read_with_identifier_and_separators(text, kind, gs1, seen):
    assert [one.text for one in symbols(picture(text, kind, gs1=gs1))] == [seen]


def test_kinds_nobody_wants_are_not_looked_for():
    assert symbols(picture("6901234567892", "EAN13")) == ()
    assert (
        symbols(picture("6901234567892", "EAN13"), checked("EAN13"))[0].text == "]E06901234567892"
    )


def test_two_symbols_in_one_picture_are_two():
    left, right = picture("A", "QRCode"), picture("B", "DataMatrix")
    sheet = Image.new("L", (left.width + right.width, max(left.height, right.height)), 255)
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width, 0))
    assert {one.text for one in symbols(sheet)} == {"]Q1A", "]d1B"}


def test_an_empty_picture_and_noise_hold_nothing():
    noise = random.Random(7).randbytes(200 * 200)
    assert symbols(Image.new("L", (200, 200), 255)) == ()
    assert symbols(Image.frombytes("L", (200, 200), noise)) == ()


def test_zbar_looks_where_zxing_saw_nothing():
    assert reading._second_sight(picture("LS1/B/OP-07", "QRCode"), ("QRCode",)) == [
        Seen("LS1/B/OP-07", b"LS1/B/OP-07")
    ]
    assert reading._second_sight(picture("LS1/B/OP-07", "DataMatrix"), ("DataMatrix",)) == []


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="BogusCode"):
        checked("QRCode,BogusCode")
