"""Whether the draft of a review can be made, in words."""

from dataclasses import dataclass

from app.journal.upcast import Vocabulary
from app.kernel.words import Words
from app.ui.screens.forms.review.facts import Review, Sureness, drafted


@dataclass(frozen=True, slots=True)
class Readiness:
    """`lacks` is empty where the draft can be made; the others are what the banner says."""

    lacks: str
    state: str
    title: str
    text: str


def readiness(review: Review, vocabulary: Vocabulary, words: Words) -> Readiness:
    """Return whether a draft can be made: it needs a number, and what its rules ask."""
    if not review.now.code:
        lacks, trouble = words("sheet_review.lacks_code"), words("sheet_review.no_code")
        return Readiness(lacks, "warn", words("sheet_review.not_yet"), trouble)
    refused = drafted(review).trouble(vocabulary.documents["form"], vocabulary.plugs)
    if refused is not None:
        lacks, title = words("sheet_review.not_ready"), words("sheet_review.not_yet")
        return Readiness(lacks, "warn", title, words.refusal(refused))
    left, missing = review.count(Sureness.OPEN, Sureness.LOOK), review.missing()
    how = words("sheet_review.ready_how")
    if left:
        return Readiness("", "warn", words("sheet_review.ready_but", n=left), how)
    if missing:
        how = words("sheet_review.one_language", n=missing)
    return Readiness("", "ok", words("sheet_review.ready"), how)
