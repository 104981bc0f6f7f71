"""What an EPL2 label prints, by reading it: the subset `label.py` writes, and nothing else."""

import re

from PIL import Image

from drivers.printers.strokes import Strokes
from drivers.printers.typefaces import Typefaces

_STROKES = Strokes(
    head=re.compile(rb"\r\nN\r\nq([0-9]+)\r\nZT\r\n"),
    bar=re.compile(rb"LO([0-9]+),([0-9]+),([0-9]+),([0-9]+)\r\n"),
    bits=re.compile(rb"GW([0-9]+),([0-9]+),([0-9]+),([0-9]+),"),
    end=b"P1\r\n",
    named="N to P",
)


def preview(data: bytes, paper: tuple[int, int], _faces: Typefaces) -> Image.Image:
    """Return the one label the commands print on `paper` (dots), mode "1", ink is 1.

    Raises NotUnderstood.
    """
    return _STROKES.preview(data, paper)
