"""What a TSPL2 label prints, by reading it: the subset `label.py` writes, and nothing else."""

import re

from PIL import Image

from drivers.printers.preview import NotUnderstood, Picture, bitmap, number
from drivers.printers.typefaces import Typefaces

_HEAD = re.compile(rb"SIZE [0-9.]+ mm,[0-9.]+ mm\r\nREFERENCE 0,0\r\nCLS\r\n")
_BAR = re.compile(rb"BAR ([0-9]+),([0-9]+),([0-9]+),([0-9]+)\r\n")
_BITMAP = re.compile(rb"BITMAP ([0-9]+),([0-9]+),([0-9]+),([0-9]+),1,")
_END = b"PRINT 1,1\r\n"


def preview(data: bytes, paper: tuple[int, int], _faces: Typefaces) -> Image.Image:
    """Return the one label the commands print on `paper` (dots), mode "1", ink is 1.

    Raises NotUnderstood.
    """
    picture, head = Picture(*paper), _HEAD.match(data)
    at = head.end() if head else 0
    while at and data[at:] != _END:
        at = _after(data, at, picture)
    if not at:
        raise NotUnderstood("no label from SIZE to PRINT")
    return picture.image


def _after(data: bytes, at: int, picture: Picture) -> int:
    """Draw the command at a place and return where the next one begins."""
    if found := _BAR.match(data, at):
        picture.bar(*map(number, found.groups()))
        return found.end()
    if found := _BITMAP.match(data, at):
        x, y, row, rows = map(number, found.groups())
        end = found.end() + row * rows
        if data[end : end + 2] == b"\r\n":
            picture.ink(x, y, bitmap(data[found.end() : end], row, rows, black=0))
            return end + 2
    raise NotUnderstood(f"no command at byte {at}: {data[at : at + 16]!r}")
