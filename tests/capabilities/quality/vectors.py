"""The shared vectors of quality methods, as rows."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "vectors" / "quality"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
