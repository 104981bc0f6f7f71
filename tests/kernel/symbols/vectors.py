"""Real cases with their expected results, as lists of rows."""

import csv
from datetime import date
from pathlib import Path

import pytest

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "symbols"
TODAY = date(2026, 11, 26)
GS = "\x1d"


def rows(name: str):
    """Return a file's rows as parameters, each called by its id."""
    with (VECTORS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["id"]) for row in csv.DictReader(file)]
