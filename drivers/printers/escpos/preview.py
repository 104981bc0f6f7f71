"""What an ESC/POS label prints, by reading it: the subset `label.py` writes, and nothing else."""

from PIL import Image

from drivers.printers.preview import NotUnderstood, Picture, bitmap
from drivers.printers.typefaces import Typefaces

_HEAD = b"\x1b@\x1d(D\x05\x00\x14\x01\x00\x02\x00"
_RASTER = b"\x1dv0\x00"
_END = b"\x1bd\x04\x1dV\x01"


def preview(data: bytes, paper: tuple[int, int], _faces: Typefaces) -> Image.Image:
    """Return the one label the commands print on `paper` (dots), mode "1", ink is 1.

    Raises NotUnderstood.
    """
    if not data.startswith(_HEAD):
        raise NotUnderstood("no label from ESC @ to GS V")
    picture, at, y = Picture(*paper), len(_HEAD), 0
    while data[at:] != _END:
        band, at = _band(data, at)
        picture.ink(0, y, band.crop((0, 0, min(band.width, paper[0]), band.height)))
        y += band.height
    return picture.image


def _band(data: bytes, at: int) -> tuple[Image.Image, int]:
    """Return the dots of the raster at a place and where the next command begins."""
    if data[at : at + 4] != _RASTER or len(data) < at + 8:
        raise NotUnderstood(f"no command at byte {at}: {data[at : at + 16]!r}")
    row = int.from_bytes(data[at + 4 : at + 6], "little")
    rows = int.from_bytes(data[at + 6 : at + 8], "little")
    end = at + 8 + row * rows
    return bitmap(data[at + 8 : end], row, rows), end
