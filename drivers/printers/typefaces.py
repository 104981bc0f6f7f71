"""Text as dots, from the font files handed in: what the printer's own fonts cannot say."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from drivers.printers.layout import Flaw, Unprintable

EM_ASCENT = 0.88
"""How much of a character's square stands above the base line (OpenType, CJK ideographs)."""
NARROWEST = 0.5
"""How far a line is set narrower before it is refused: below it small type cannot be read."""
BLACK_FROM = 128


@dataclass(frozen=True, slots=True)
class Ink:
    """Dots at a place, in dots from the upper left corner; an image of mode "1", ink is 1."""

    x: int
    y: int
    image: Image.Image


class Typefaces:
    """The faces of labels: files in the order they are asked for a character, for each weight.

    For one thread at a time.
    """

    def __init__(self, regular: tuple[Path, ...], bold: tuple[Path, ...]) -> None:
        self._files = {False: regular, True: bold}
        self._fonts: dict[tuple[Path, int], ImageFont.FreeTypeFont] = {}
        self._held: dict[tuple[Path, str], bool] = {}

    def ink(self, text: str, size: int, most: int, *, bold: bool = False) -> Ink:
        """Return a line `size` dots high, its square's corner at 0, 0; at most `most` dots wide.

        Raises Unprintable where a character has no picture or the line does not fit.
        """
        if not all(character.isprintable() for character in text):
            raise Unprintable(Flaw.CONTROL_CHARACTER, text)
        if self.width(text, size, bold=bold) > most / NARROWEST + size:
            raise Unprintable(Flaw.TOO_WIDE, text)  # before a picture of any length is made
        grey = self._drawn(text, size, bold)
        box = grey.getbbox()
        if box is None:
            raise Unprintable(Flaw.NO_GLYPH, text)  # nothing but blanks
        line = grey.crop(box)
        width = _fitted(text, line.width, most)
        if width != line.width:
            line = line.resize((width, line.height), Image.Resampling.BOX)
        image = line.point(lambda value: 255 if value >= BLACK_FROM else 0).convert("1")
        return Ink(box[0] - size, box[1] - size, image)

    def width(self, text: str, size: int, *, bold: bool = False) -> int:
        """Return how far a line reaches at full width, in dots. Raises Unprintable."""
        return ceil(sum(font.getlength(run) for font, run in self._runs(text, size, bold)))

    def _drawn(self, text: str, size: int, bold: bool) -> Image.Image:
        """Return the line in grey, with `size` dots of white on every side."""
        grey = Image.new("L", (self.width(text, size, bold=bold) + 2 * size, 3 * size), 0)
        pen, x, base_line = ImageDraw.Draw(grey), float(size), size + round(size * EM_ASCENT)
        for font, run in self._runs(text, size, bold):
            pen.text((x, base_line), run, fill=255, font=font, anchor="ls")
            x += font.getlength(run)
        return grey

    def _runs(
        self, text: str, size: int, bold: bool
    ) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Yield the parts of a line that one file has all the characters of."""
        for file, run in groupby(text, lambda character: self._file(character, bold)):
            yield self._font(file, size), "".join(run)

    def _file(self, character: str, bold: bool) -> Path:
        for file in self._files[bold]:
            if self._has(file, character):
                return file
        raise Unprintable(Flaw.NO_GLYPH, character)

    def _has(self, file: Path, character: str) -> bool:
        """A font draws every character it lacks the same: as U+FFFF, which none has."""
        held = self._held.get((file, character))
        if held is None:
            font = self._font(file, 32)
            drawn, lacking = font.getmask(character, "1"), font.getmask("\uffff", "1")
            held = drawn.size != lacking.size or bytes(drawn) != bytes(lacking)
            self._held[file, character] = held
        return held

    def _font(self, file: Path, size: int) -> ImageFont.FreeTypeFont:
        if (file, size) not in self._fonts:
            self._fonts[file, size] = ImageFont.truetype(file, size)
        return self._fonts[file, size]


def _fitted(text: str, width: int, most: int) -> int:
    if width <= most:
        return width
    if most < width * NARROWEST:
        raise Unprintable(Flaw.TOO_WIDE, text)
    return most


def merge(onto: Image.Image, ink: Ink) -> None:
    """Put ink onto a picture of mode "1": what is black stays black."""
    box = (ink.x, ink.y, ink.x + ink.image.width, ink.y + ink.image.height)
    onto.paste(ImageChops.logical_or(onto.crop(box), ink.image), box)
