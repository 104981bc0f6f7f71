"""What can happen to a review of access."""

from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened, Whole


class Finding(StrEnum):
    """What a reviewer says of an account; its words are `people.finding.<finding>`."""

    KEEP = "keep"
    CHANGE = "change"
    DISABLE = "disable"


class _OfReview(Happened, frozen=True, kw_only=True):
    plant_wide: ClassVar[bool] = True

    review: str

    @property
    def stream(self) -> str:
        return f"access_review/{self.review}"


class ReviewStarted(_OfReview, frozen=True, kw_only=True):
    """Whoever acts looks through the accounts; `listed` is the sha256 of who had which rights."""

    kind: ClassVar[str] = "people.review_started"

    listed: str
    people: Whole

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.listed,)


class AccountJudged(_OfReview, frozen=True, kw_only=True):
    """What whoever acts says of one account; `before` is what was said of it earlier."""

    kind: ClassVar[str] = "people.account_judged"

    person: str
    finding: Finding
    before: str
    why: str


class ReviewClosed(_OfReview, frozen=True, kw_only=True):
    """Every account was looked at; the next review is due by then."""

    kind: ClassVar[str] = "people.review_closed"

    listed: str
    kept: Whole
    to_change: Whole
    next_ms: Whole
