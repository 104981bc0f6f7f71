"""Reading back a label that is bars and bitmaps and nothing else, as EPL2's and TSPL2's are."""

import re
from dataclasses import dataclass

from PIL import Image

from drivers.printers.preview import NotUnderstood, Picture, bitmap, number


@dataclass(frozen=True, slots=True)
class Strokes:
    """How one language writes such a label: `head`, then each `bar` (x, y, width, height) and
    `bits` (x, y, bytes a row, rows) in dots, then `end`. `named` is what a person looks for.
    """

    head: re.Pattern[bytes]
    bar: re.Pattern[bytes]
    bits: re.Pattern[bytes]
    end: bytes
    named: str

    def preview(self, data: bytes, paper: tuple[int, int]) -> Image.Image:
        """Return the one label the commands print on `paper` (dots), mode "1", ink is 1.

        Raises NotUnderstood.
        """
        picture, head = Picture(*paper), self.head.match(data)
        at = head.end() if head else 0
        while at and data[at:] != self.end:
            at = self._after(data, at, picture)
        if not at:
            raise NotUnderstood(f"no label from {self.named}")
        return picture.image

    def _after(self, data: bytes, at: int, picture: Picture) -> int:
        """Draw the command at a place and return where the next one begins."""
        if found := self.bar.match(data, at):
            picture.bar(*map(number, found.groups()))
            return found.end()
        if found := self.bits.match(data, at):
            x, y, row, rows = map(number, found.groups())
            end = found.end() + row * rows
            if data[end : end + 2] == b"\r\n":
                picture.ink(x, y, bitmap(data[found.end() : end], row, rows, black=0))
                return end + 2
        raise NotUnderstood(f"no command at byte {at}: {data[at : at + 16]!r}")
