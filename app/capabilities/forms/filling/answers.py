"""What filled forms tell: a form as it stands, and every value that was tried."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.judging.answers import Held, Judged, Subject
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form as it stands: its layout, values, verdict, and who began it when."""

    filled: str
    stream: str
    revision: str
    pin: str
    right: str
    reviewed: bool
    subject: Subject
    state: str
    verdict: str
    started_by: str
    started_ms: int
    completed_by: str
    completed_ms: int
    layout: Layout
    held: Mapping[str, Held]
    judged: Judged

    def place(self, path: str) -> Place | None:
        """Return a place of the form."""
        return self.layout.place(path)


@dataclass(frozen=True, slots=True)
class Tried:
    """One value that was entered at a place, whether it counts or was replaced."""

    hash: str
    path: str
    said: str
    passes: str
    source: str
    gauge: str
    reason: str
    by: str
    at_ms: int


class FormReadings(msgspec.Struct, frozen=True, gc=False):
    """What counts at one place of one filled form, and in its parts: JSON, in their order.

    `by` entered the last of them, at `at_ms`; `began_ms` is when the form was begun.
    """

    filled: str
    values: tuple[str, ...]
    by: str
    at_ms: int
    lot: str
    order: str
    began_ms: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that counts at a place of a form, as JSON, with whose it is and what it is of.

    `of` is the material, else the product, the form was filled for.
    """

    filled: str
    value: str
    by: str
    at_ms: int
    lot: str
    order: str
    of: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A failed result that waits for its investigation: where, what, whose, since when."""

    filled: str
    title: Bilingual
    path: str
    label: Bilingual
    said: str
    by: str
    at_ms: int
    subject: Subject


@dataclass(frozen=True, slots=True)
class GaugeUse:
    """A filled form a gauge gave values to: what it is, how it stands, how many, from when to when.

    Values that were replaced are counted too: they were measured with it all the same.
    """

    filled: str
    stream: str
    title: Bilingual
    state: str
    verdict: str
    order: str
    operation: str
    lot: str
    count: int
    first_ms: int
    last_ms: int
