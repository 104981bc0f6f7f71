"""Compare drafts with what a careful person reads in a sheet, field by field.

Labels, sections, units and choices compare after NFKC, without white space and closing colons;
sections also without leading numbers and trailing brackets; limits by value.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Field = Mapping[str, Any]
NUMERIC = ("nominal", "lsl", "usl")
BAR = ("kind", "unit", *NUMERIC)


@dataclass(frozen=True)
class Score:
    """How many of the expected fields are right, and what isn't, in words."""

    right: int
    of: int
    faults: tuple[str, ...]


def plain(text: str | None) -> str | None:
    if text is None:
        return None
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(":")


def plain_section(text: str | None) -> str | None:
    said = plain(text)
    if said is None:
        return None
    said = re.sub(r"^(?:[一二三四五六七八九十]+、|\(?\d+[.、)]|[A-Z]\.)", "", said)
    return re.sub(r"[(\[][^()\[\]]*[)\]]$", "", said)


def score(expected: Sequence[Field], found: Sequence[Field]) -> Score:
    """Score what was found, in order; optional fields may be missing."""
    faults: list[str] = []
    right = of = at = 0
    for wanted in expected:
        place = next((i for i in range(at, len(found)) if names(wanted, found[i])), None)
        if place is None:
            if not wanted.get("optional"):
                of += 1
                faults.append(f"missing {wanted['label']}")
            continue
        faults.extend(f"not expected {found[i]['label']}" for i in range(at, place))
        at = place + 1
        of += 1
        wrong = list(differences(wanted, found[place]))
        faults.extend(wrong)
        right += not wrong
    faults.extend(f"not expected {one['label']}" for one in found[at:])
    return Score(right, of, tuple(faults))


def names(wanted: Field, found: Field) -> bool:
    labels = [wanted["label"], *wanted.get("label_also", ())]
    return plain(found["label"]) in [plain(label) for label in labels]


def differences(wanted: Field, found: Field) -> Iterator[str]:
    for name in (*BAR, "section", "choices", "samples", "ac", "re"):
        one, two = wanted.get(name), found.get(name)
        if comparable(name, one) != comparable(name, two):
            yield f"{wanted['label']}: {name} is {two!r}, not {one!r}"


def comparable(name: str, value: Any) -> object:  # noqa: ANN401 - whatever a JSON file holds
    if value is None:
        return None
    if name in NUMERIC:
        return Decimal(value)
    if name == "choices":
        return [plain(one) for one in value]
    if name == "section":
        return plain_section(value)
    return plain(value) if isinstance(value, str) else value
