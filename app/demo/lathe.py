"""How the demo's lathe makes adaptors, and what they are measured with: chance has its shape here.

    for size in SIZES:
        measured(size, 1, dice.gauss(size.mean, size.sigma))   # the first piece of a round

Names and limits of the sizes are those of the plant's form (`resources/plant/forms/turning.toml`).
"""

from dataclasses import dataclass

import msgspec

from app.capabilities.forms.filling.decisions import Entry

TURNING = "QF-LA-20"
"""The plant's form of what is inspected at the lathe."""
PIECES = 5
"""How many pieces are measured on a round."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in mm: its mean, its spread within a round and from round to round, its gauge."""

    key: str
    mean: float
    sigma: float
    wander: float
    places: int
    gauge: str


SIZES = (
    Size("od", 6.3510, 0.011, 0.001, 3, "G-03"),
    Size("bore", 2.504, 0.021, 0.002, 2, "G-02"),
    Size("length", 28.03, 0.14, 0.02, 2, "G-02"),
)


def measured(size: Size, at: int, value: float) -> Entry:
    """Return what is entered of piece `at` of a round, counted from 1."""
    return Entry(path=f"{size.key}/{at}", value=decimal(value, size.places), gauge=size.gauge)


def decimal(value: float, places: int) -> str:
    """Return a number as it is entered."""
    return msgspec.json.encode(f"{value:.{places}f}").decode()
