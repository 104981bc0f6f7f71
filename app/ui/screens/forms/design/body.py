"""What can be done to a form that is being drawn: plain values in, new plain values out. No Qt.

A body is never changed in place: what an edit leaves alone is shared with the body before, so that
undoing is going back to it and a form of a thousand fields costs no more than one of ten.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.capabilities.forms.definition.decisions import KEY, SUBJECT_NAMES
from app.ui.screens.forms.design.names import renamed

Plain = dict[str, Any]
CONDITIONS = ("must", "visible_if", "read_only_if")
MOST_COLUMNS = 4
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a form, both from 0: before field `at` of `section`, or that field itself."""

    section: int
    at: int


def fields_of(body: Plain) -> Iterator[tuple[Spot, Plain]]:
    """Return every field with where it stands, in reading order."""
    for number, section in enumerate(body["sections"]):
        for at, field in enumerate(section["fields"]):
            yield Spot(number, at), field


def find(body: Plain, key: str) -> Spot | None:
    """Return where a field stands; None for one that is not there."""
    return next((spot for spot, field in fields_of(body) if field["key"] == key), None)


def field_at(body: Plain, spot: Spot) -> Plain:
    """Return a field."""
    made: Plain = body["sections"][spot.section]["fields"][spot.at]
    return made


def add_section(body: Plain, at: int, title: Plain) -> Plain:
    """Put an empty section before that which is `at`."""
    sections = list(body["sections"])
    sections.insert(at, {"title": title, "fields": [], "columns": 1})
    return {**body, "sections": sections}


def set_section(body: Plain, at: int, name: str, value: object) -> Plain:
    """Say something else of a section: its title, its columns."""
    sections = list(body["sections"])
    sections[at] = {**sections[at], name: value}
    return {**body, "sections": sections}


def move_section(body: Plain, at: int, by: int) -> Plain:
    """Move a section up (−1) or down (+1); one at the end stays."""
    other = at + by
    if not 0 <= other < len(body["sections"]):
        return body
    sections = list(body["sections"])
    sections[at], sections[other] = sections[other], sections[at]
    return {**body, "sections": sections}


def remove_section(body: Plain, at: int) -> Plain:
    """Take a section away with its fields."""
    sections = [one for number, one in enumerate(body["sections"]) if number != at]
    return {**body, "sections": sections}


def add_field(body: Plain, spot: Spot, field: Plain) -> Plain:
    """Put a field in at a spot; a form without any section gets one that has no title yet."""
    if not body["sections"]:
        body = add_section(body, 0, {"zh": "", "en": ""})
    fields = list(body["sections"][spot.section]["fields"])
    fields.insert(spot.at, field)
    return set_section(body, spot.section, "fields", fields)


def remove_field(body: Plain, spot: Spot) -> Plain:
    """Take a field away; what names it in an expression is left, and told as unsound."""
    fields = body["sections"][spot.section]["fields"]
    kept = [one for at, one in enumerate(fields) if at != spot.at]
    return set_section(body, spot.section, "fields", kept)


def move_field(body: Plain, spot: Spot, to: Spot) -> tuple[Plain, Spot]:
    """Move a field before what now stands at `to`; return the body and where it then stands."""
    field = field_at(body, spot)
    if to.section == spot.section and to.at in (spot.at, spot.at + 1):
        return body, spot
    is_after = to.section == spot.section and to.at > spot.at
    landed = Spot(to.section, to.at - 1 if is_after else to.at)
    return add_field(remove_field(body, spot), landed, field), landed


def step_field(body: Plain, spot: Spot, by: int) -> tuple[Plain, Spot]:
    """Move a field one up (−1) or down (+1); at an end of its section into the next one."""
    here = len(body["sections"][spot.section]["fields"])
    if 0 <= spot.at + by < here:
        return move_field(body, spot, Spot(spot.section, spot.at + (2 if by > 0 else -1)))
    other = spot.section + by
    if not 0 <= other < len(body["sections"]):
        return body, spot
    at = 0 if by > 0 else len(body["sections"][other]["fields"])
    return move_field(body, spot, Spot(other, at))


def duplicate_field(body: Plain, spot: Spot) -> tuple[Plain, Spot]:
    """Put the same field again behind it, under a key of its own."""
    field = field_at(body, spot)
    twin = {**field, "key": new_key(body, field["key"])}
    behind = Spot(spot.section, spot.at + 1)
    return add_field(body, behind, twin), behind


def set_field(body: Plain, spot: Spot, name: str, value: object) -> Plain:
    """Say something else of a field. A condition is given up where `value` is empty."""
    fields = list(body["sections"][spot.section]["fields"])
    fields[spot.at] = {**fields[spot.at], name: value}
    return set_section(body, spot.section, "fields", fields)


def rename_key(body: Plain, spot: Spot, key: str) -> Plain:
    """Give a field another key; every expression that names it, or a part of it, follows."""
    old = field_at(body, spot)["key"]
    body = set_field(body, spot, "key", key)
    others = frozenset(field["key"] for _, field in fields_of(body))
    if old == key or not KEY.fullmatch(key) or old in others:
        return body  # named twice, nobody could tell which of them was meant
    return _retold(body, lambda text: renamed(text, old, key, others))


def new_key(body: Plain, wish: str) -> str:
    """Return a key like `wish` that no field has: `force`, then `force_2`."""
    taken = {field["key"] for _, field in fields_of(body)} | SUBJECT_NAMES
    return free_key(wish, taken)


def free_key(wish: str, taken: set[str] | frozenset[str]) -> str:
    """Return a key like `wish` that is not taken."""
    stem = slug(wish) or "field"
    if stem not in taken:
        return stem
    stem = re.sub(r"_\d+$", "", stem)
    number = 2
    while (made := f"{stem[: _LONGEST_KEY - len(str(number)) - 1]}_{number}") in taken:
        number += 1
    return made


def slug(text: str) -> str:
    """Return a text as a key: `Outer diameter (mm)` is `outer_diameter_mm`."""
    plain = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return re.sub(r"^[0-9_]+", "", plain)[:_LONGEST_KEY].rstrip("_")


def _retold(body: Plain, tell: Callable[[str], str]) -> Plain:
    """Return the body with every expression told anew."""
    sections = []
    for section in body["sections"]:
        fields = [_field_retold(field, tell) for field in section["fields"]]
        same = all(new is old for new, old in zip(fields, section["fields"], strict=True))
        sections.append(section if same else {**section, "fields": fields})
    return {**body, "sections": sections, "verdict": tell(body.get("verdict", ""))}


def _field_retold(field: Plain, tell: Callable[[str], str]) -> Plain:
    told: Plain = {name: tell(field[name]) for name in CONDITIONS if field.get(name)}
    settings = field.get("settings", {})
    if isinstance(settings, dict) and settings.get("expression"):
        told["settings"] = {**settings, "expression": tell(settings["expression"])}
    changed = any(field[name] != value for name, value in told.items())
    return {**field, **told} if changed else field
