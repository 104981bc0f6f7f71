"""What a TSPL2 label prints, by reading it: the subset `label.py` writes, and nothing else."""

import re

from PIL import Image

from drivers.printers.strokes import Strokes
from drivers.printers.typefaces import Typefaces

_STROKES = Strokes(
    head=re.compile(rb"SIZE [0-9.]+ mm,[0-9.]+ mm\r\nREFERENCE 0,0\r\nCLS\r\n"),
    bar=re.compile(rb"BAR ([0-9]+),([0-9]+),([0-9]+),([0-9]+)\r\n"),
    bits=re.compile(rb"BITMAP ([0-9]+),([0-9]+),([0-9]+),([0-9]+),1,"),
    end=b"PRINT 1,1\r\n",
    named="SIZE to PRINT",
)


def preview(data: bytes, paper: tuple[int, int], _faces: Typefaces) -> Image.Image:
    """Return the one label the commands print on `paper` (dots), mode "1", ink is 1.

    Raises NotUnderstood.
    """
    return _STROKES.preview(data, paper)
