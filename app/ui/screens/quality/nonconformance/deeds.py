"""What was entered as done with a nonconformance, to choose from: the latest first. No widgets."""

from app.capabilities.quality.nonconformance.records.tables import DeedRow
from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.kernel.words import Words
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance.words import amount


def deeds(review: Review, words: Words, moments: Moments) -> tuple[kit.Pick, ...]:
    """Return the entries that still count: what was done to how many, when and where."""
    counting = (one for one in reversed(review.it.done) if not one.is_back)
    return tuple(_deed(one, review, words, moments) for one in counting)


def _deed(deed: DeedRow, review: Review, words: Words, moments: Moments) -> kit.Pick:
    kind = words(f"ncr.disposition.{deed.disposition}")
    much = amount(deed.counts + deed.counts_rejected, review.it.row.unit, words)
    said = words(f"ncr_board.deed.{deed.what}", kind=kind, much=much)
    when = moments.date_time(deed.at_ms)
    return kit.Pick(deed.hash, said, f"{when} · {deed.station} · {deed.by}")
