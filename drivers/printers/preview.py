"""A label's picture read back from the bytes that print it, so that what is shown is what is sent.

Each language has an interpreter of its own that knows what its writer says and refuses all else.
"""

from dataclasses import dataclass, field

from PIL import Image

from drivers.printers.marks import MOST_DOTS
from drivers.printers.typefaces import Ink, merge


class NotUnderstood(ValueError):  # what the bytes are, not what went wrong
    """Bytes an interpreter knows nothing of; its text says what and where."""


@dataclass(slots=True)
class Picture:
    """A label being drawn, `width` x `height` dots; nothing is drawn beside it."""

    width: int
    height: int
    image: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        if not (0 < self.width <= MOST_DOTS and 0 < self.height <= MOST_DOTS):
            raise NotUnderstood(f"a label of {self.width} x {self.height} dots")
        self.image = Image.new("1", (self.width, self.height), 0)

    def bar(self, x: int, y: int, width: int, height: int) -> None:
        """Draw a black rectangle. Raises NotUnderstood where it leaves the label."""
        self._demand_room(x, y, width, height)
        self.image.paste(1, (x, y, x + width, y + height))

    def ink(self, x: int, y: int, image: Image.Image) -> None:
        """Draw dots; what is black stays black. Raises NotUnderstood where they leave the label."""
        self._demand_room(x, y, image.width, image.height)
        merge(self.image, Ink(x, y, image))

    def _demand_room(self, x: int, y: int, width: int, height: int) -> None:
        if x < 0 or y < 0 or x + width > self.width or y + height > self.height:
            raise NotUnderstood(f"{width} x {height} dots at {x},{y} leave the label")


def bitmap(data: bytes, row: int, rows: int, *, black: int = 1) -> Image.Image:
    """Return `rows` rows of `row` bytes as dots; `black` is the bit that means ink."""
    if row <= 0 or rows <= 0 or row * 8 > MOST_DOTS or rows > MOST_DOTS:
        raise NotUnderstood(f"a bitmap of {row} bytes x {rows} rows")
    if len(data) != row * rows:
        raise NotUnderstood(f"{len(data)} bytes in a bitmap of {row} x {rows}")
    ink = data if black else bytes(byte ^ 0xFF for byte in data)
    return Image.frombytes("1", (row * 8, rows), ink)


def number(text: bytes | str, least: int = 0, most: int = MOST_DOTS) -> int:
    """Return a whole decimal number between two bounds. Raises NotUnderstood."""
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    if not (said.isascii() and said.isdecimal() and len(said) <= 9 and least <= int(said) <= most):
        raise NotUnderstood(f"{said!r} where a number from {least} to {most} belongs")
    return int(said)
