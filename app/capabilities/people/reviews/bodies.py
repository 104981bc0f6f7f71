"""The list a review looks through: who had which rights when it was started."""

import msgspec

from app.kernel.words import Bilingual


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One account as it stood. `flags` are what to look at first: `people.flag.<flag>`."""

    person: str
    name: Bilingual
    roles: tuple[str, ...]
    places: tuple[str, ...]
    rights: tuple[str, ...]
    seen_ms: int
    flags: tuple[str, ...]


class List(msgspec.Struct, frozen=True, kw_only=True):
    """Every active account when a review was started."""

    at_ms: int
    lines: tuple[Line, ...]
