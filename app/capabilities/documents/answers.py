"""What documents tell: pins, lines of a body, readings."""

from dataclasses import dataclass

from app.kernel.words import Bilingual

Path = tuple[str | int, ...]
"""Where something stands in a body: names of fields, places in lists from 0."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A revision in force, pinned by the sha256 of its body."""

    form: str
    code: str
    revision: str
    title: Bilingual
    body: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text of the catalogue, said in the reader's language."""

    code: str


Said = Bilingual | Word | str


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered call-out on a picture, in thousandths of its size: the number, and what is meant."""

    label_x: int
    label_y: int
    x: int
    y: int
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document as people read it.

    `path` is the part of the body it speaks of; `level` 0 is a heading, 1 an item below it.
    `field` names what is said (text `documents.field.<field>`), empty where the text says it.
    """

    path: Path
    text: tuple[Said, ...] = ()
    number: str = ""
    level: int = 1
    field: str = ""
    picture: str = ""
    marks: tuple[Mark, ...] = ()
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A revision somebody must read; `read_ms` is None until they signed for it.

    `from_ms` is when it comes into force (ms since 1970 UTC): from then on nobody who has not
    read it works by it.
    """

    pin: Pin
    person: str
    from_ms: int
    read_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """What cannot both stand; `key` is sha256(kind, subjects), `owner` must settle it.

    `kind` is `effective_apart` (two revisions that replace the same one) or `made_twice` (one
    revision with two bodies).
    """

    key: str
    kind: str
    form: str
    code: str
    revisions: tuple[str, ...]
    owner: str
    at_ms: int
