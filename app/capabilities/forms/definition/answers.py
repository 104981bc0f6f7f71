"""How a form is laid out: every place that can be filled, with its kind and settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.capabilities.forms.definition.bodies import Field, Form
from app.journal.capability import FieldKind
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

ANY = "*"
"""The key of a part of which there may be any number, added as they are filled."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a structured kind: the next word of its path, what it is called and holds."""

    key: str
    label: Bilingual
    kind: str
    settings: msgspec.Struct
    required: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value goes. `path` is the field's key, then the keys of its parts: `od/3`.

    `label` is the field's or, in a part, that part's; `settings` the kind's own, decoded.
    """

    path: str
    field: Field
    kind: FieldKind
    settings: Any
    label: Bilingual
    required: bool


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a form: at which field (empty: the form itself), in what of it.

    `part` is the word of that in `Field`, `Section` or `Form`; `at` which section, from 0.
    """

    refused: Refused
    field: str = ""
    part: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A form ready to be filled: `fixed` are the places of each field that are always there.

    `open` are the fields to which rows or pieces may be added while they are filled; `formulas` are
    the keys that are worked out, in the order they must be; `names` those some expression asks for.
    """

    form: Form
    kinds: Mapping[str, FieldKind]
    tops: Mapping[str, Place]
    fixed: Mapping[str, tuple[Place, ...]]
    open: frozenset[str] = frozenset()
    formulas: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    _found: dict[str, Place | None] = field(default_factory=dict)

    @property
    def places(self) -> Mapping[str, Place]:
        """Return every fixed place by its path, in reading order."""
        return {place.path: place for places in self.fixed.values() for place in places}

    def place(self, path: str) -> Place | None:
        """Return the place a path names, also in rows that are added; None where there is none."""
        if path not in self._found:
            self._found[path] = self._walk(path)
        return self._found[path]

    def of_field(self, key: str) -> tuple[Place, ...]:
        """Return the fixed places of one field."""
        return self.fixed[key]

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Return the parts of a structured place; none for one that holds a value itself."""
        return () if place.kind.parts is None else place.kind.parts(place.settings, self.kinds)

    def step(self, place: Place, key: str) -> Place | None:
        """Return the part of a place with a key."""
        for part in self.parts(place):
            if part.key == key or (part.key == ANY and key.isdigit() and key != "0"):
                return Place(
                    f"{place.path}/{key}",
                    place.field,
                    self.kinds[part.kind],
                    part.settings,
                    part.label,
                    part.required,
                )
        return None

    def leaves(self, place: Place) -> Iterator[Place]:
        """Return the fixed places within one, itself where it has no parts."""
        parts = self.parts(place)
        if not parts:
            yield place
        for part in parts:
            inner = None if part.key == ANY else self.step(place, part.key)
            if inner is not None:
                yield from self.leaves(inner)

    def _walk(self, path: str) -> Place | None:
        top, *rest = path.split("/")
        place = self.tops.get(top)
        for key in rest:
            if place is None:
                return None
            place = self.step(place, key)
        return None if place is None or place.kind.parts is not None else place
