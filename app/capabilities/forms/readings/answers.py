"""Answers to questions about readings. Values are JSON, as they were entered."""

from dataclasses import dataclass

import msgspec

from app.kernel.words import Bilingual


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
