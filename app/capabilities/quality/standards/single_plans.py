"""GB/T 2828.1-2012 = ISO 2859-1:1999: sample size code letters and single sampling plans.

Tables 1 and 2-A, 2-B, 2-C. Each cell is what stands in the table once its arrow is followed: an
arrow changes code letter, sample size, acceptance and rejection number together. In *reduced* this
edition has no gap between acceptance and rejection number; MIL-STD-105E has, and is another table.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from app.kernel.paths import resources

EDITION = "GB/T 2828.1-2012 = ISO 2859-1:1999"


@dataclass(frozen=True, slots=True)
class Cell:
    """One plan of the table: the letter it belongs to, and which way an arrow led there."""

    letter: str
    n: int
    ac: int
    re: int
    arrow: str


@dataclass(frozen=True, slots=True)
class LotSizes:
    """One line of table 1: lots of `least` to `most` (None: and more), a letter for each level."""

    least: int
    most: int | None
    letters: dict[str, str]


@lru_cache
def lot_sizes() -> tuple[LotSizes, ...]:
    """Return table 1, smallest lots first."""
    return tuple(
        LotSizes(
            least=int(row.pop("lot_min")),
            most=int(most) if (most := row.pop("lot_max")) else None,
            letters=row,
        )
        for row in _rows("iso2859_code_letters")
    )


@lru_cache
def cells() -> dict[tuple[str, str, Decimal], Cell]:
    """Return tables 2-A to 2-C: (code letter, severity, AQL) → its plan."""
    return {
        (row["letter"], row["inspection"], Decimal(row["AQL"])): Cell(
            letter=row["resolved_letter"],
            n=int(row["n"]),
            ac=int(row["Ac"]),
            re=int(row["Re"]),
            arrow=row["arrow"],
        )
        for row in _rows("iso2859_single_plans")
    }


@lru_cache
def aqls() -> tuple[Decimal, ...]:
    """Return the series of AQLs, tightest first."""
    return tuple(sorted({aql for _, _, aql in cells()}))


def _rows(name: str) -> list[dict[str, str]]:
    with (resources() / "quality" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
