"""Symbols in pictures: zxing-cpp first, zbar second. No camera and no OpenCV here.

Only the wanted kinds are looked for: each costs time. zbar reads QR and Code 128 alone and tells no
AIM identifier, so what it finds counts as plain; it never sees a DataMatrix.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import zxingcpp

from drivers.scanners.scan import decoded

Picture = Any
"""What both readers take: a grey or BGR array, or a PIL image."""

FORMATS = ("DataMatrix", "QRCode", "Code128")
"""What labels in a device factory bear."""
_ZBAR = {"QRCode": "QRCODE", "Code128": "CODE128"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One symbol in a picture, as a scanner would send it: AIM identifier in front, GS kept."""

    text: str
    raw: bytes


def checked(formats: str) -> tuple[str, ...]:
    """Return the formats a comma list names. Raises ValueError where one is none."""
    zxingcpp.barcode_formats_from_str(formats)
    return tuple(name.strip() for name in formats.split(","))


def symbols(
    picture: Picture, formats: tuple[str, ...] = FORMATS, *, twice: bool = True
) -> tuple[Seen, ...]:
    """Return the symbols in `picture`, each once, in no order.

    `twice`: where zxing-cpp sees nothing, zbar looks too, which doubles the time.
    """
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.barcode_formats_from_str(",".join(formats)),
        text_mode=zxingcpp.TextMode.Plain,  # else brackets stand where the separators were
    )
    seen = [Seen(symbol.symbology_identifier + symbol.text, symbol.bytes) for symbol in found]
    if twice and not seen:
        seen = _second_sight(picture, formats)
    return tuple(dict.fromkeys(seen))


def _second_sight(picture: Picture, formats: tuple[str, ...]) -> list[Seen]:
    wanted = [_ZBAR[name] for name in formats if name in _ZBAR]
    read = _zbar()
    if read is None or not wanted:
        return []
    return [Seen(decoded(data), data) for data in read(picture, wanted)]


@cache
def _zbar() -> Callable[[Picture, list[str]], list[bytes]] | None:
    """Return zbar's reader; None where its library is not on this computer."""
    try:
        from pyzbar import pyzbar  # type: ignore[import-untyped]  # it has no types
    except (ImportError, OSError):  # no libzbar; on Windows no Visual C++ 2013 runtime
        return None

    def read(picture: Picture, wanted: list[str]) -> list[bytes]:
        kinds = [pyzbar.ZBarSymbol[name] for name in wanted]
        return [bytes(symbol.data) for symbol in pyzbar.decode(picture, symbols=kinds)]

    return read
