"""A layout as one ESC/POS label: the whole of it a raster image, then a cut.

Receipt printers set text and symbols each their own way; dots are dots on all of them. Bytes of
the picture may look like a real-time order: those that do harm (pulse, power off) are switched off
before it, and a stray answer to DLE EOT is drained before the next question is asked.
"""

from escpos.constants import (  # type: ignore[import-untyped]  # it has no types
    ESC,
    GS,
    HW_INIT,
    PAPER_PART_CUT,
)
from escpos.image import EscposImage  # type: ignore[import-untyped]  # it has no types
from PIL import Image, ImageOps

from drivers.printers.layout import Layout
from drivers.printers.marks import drawn
from drivers.printers.typefaces import Typefaces

BAND = 256
"""Rows a raster command carries: what the smallest receive buffers take at 80 mm (12 KiB)."""
NO_REAL_TIME = GS + b"(D\x05\x00\x14\x01\x00\x02\x00"
"""GS ( D: DLE DC4 functions 1 (pulse) and 2 (power off) are not carried out."""
FEED = ESC + b"d\x04"
"""Four lines: from the print head to the knife."""


def label(layout: Layout, faces: Typefaces) -> bytes:
    """Return the commands that print the layout once. Raises Unprintable."""
    white_paper = ImageOps.invert(drawn(layout, faces).convert("L"))
    bands = b"".join(
        _raster(white_paper.crop((0, top, white_paper.width, min(top + BAND, white_paper.height))))
        for top in range(0, white_paper.height, BAND)
    )
    return b"".join((HW_INIT, NO_REAL_TIME, bands, FEED, PAPER_PART_CUT))


def flush(length: int) -> bytes:
    """Return what fills a raster that came only in part: white; beyond it NUL is no order."""
    return bytes(length)


def _raster(band: Image.Image) -> bytes:
    """GS v 0: rows of dots at full density."""
    image = EscposImage(band)
    size = image.width_bytes.to_bytes(2, "little") + image.height.to_bytes(2, "little")
    return b"".join((GS, b"v0\x00", size, image.to_raster_format()))
