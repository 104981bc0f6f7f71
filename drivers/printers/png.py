"""A layout as a picture of its true size, for people to look at."""

import io

from PIL import Image, ImageOps

from drivers.printers.layout import Layout
from drivers.printers.marks import drawn
from drivers.printers.typefaces import Typefaces


def label(layout: Layout, faces: Typefaces) -> bytes:
    """Return the label as a PNG that knows its dots per inch. Raises Unprintable."""
    return png(drawn(layout, faces), layout.dpi)


def png(ink: Image.Image, dpi: int) -> bytes:
    """Return dots, ink 1, as black on white."""
    file = io.BytesIO()
    ImageOps.invert(ink.convert("L")).convert("1").save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
