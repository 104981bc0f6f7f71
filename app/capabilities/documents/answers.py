"""What documents tell: pins, lines of a body, readings."""

from dataclasses import dataclass
from enum import StrEnum

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


class State(StrEnum):
    """How a revision stands; its words are `documents.state.<value>`."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    """In force from a day to come."""
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SentBackBy:
    """Who wanted a draft otherwise, when, and what should change."""

    person: str
    at_ms: int
    remarks: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision, from its first draft to what came of it (times in ms since 1970 UTC).

    `authors` saved a draft. `asked` is the hash of the event that gave the present draft to review,
    empty where none did or it was sent back. `agreed` are the named reviewers whose signature
    stands over it, in their order; `is_approved` says that of the approver. `from_ms` is None until
    it is put in force.
    """

    form: str
    code: str
    revision: str
    title: Bilingual
    body: str
    attached: tuple[str, ...]
    note: str
    must_read: tuple[str, ...]
    state: State
    authors: tuple[str, ...]
    saved_by: str
    saved_ms: int
    asked: str
    asked_by: str
    asked_ms: int
    reviewers: tuple[str, ...]
    approver: str
    agreed: tuple[str, ...]
    is_approved: bool
    sent_back: SentBackBy | None
    from_ms: int | None
    approved_by: str
    approved_ms: int | None
    withdrawn_by: str
    withdrawn_ms: int | None
    why: str

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be changed."""
        return self.state in (State.DRAFT, State.IN_REVIEW)

    @property
    def next_to_sign(self) -> str:
        """Return whose turn it is: the first reviewer who has not agreed, else the approver."""
        if self.state is not State.IN_REVIEW:
            return ""
        waiting = (one for one in self.reviewers if one not in self.agreed)
        return next(waiting, self.approver)

    @property
    def next_to_act(self) -> str:
        """Return who has to do something: an author, or whose turn it is to sign."""
        return self.saved_by if self.state is State.DRAFT else self.next_to_sign


@dataclass(frozen=True, slots=True)
class Word:
    """A text of the catalogue, said in the reader's language."""

    code: str


Said = Bilingual | Word | str


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered call-out on a picture, in thousandths of its size: where its number stands,
    and what is meant."""

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
