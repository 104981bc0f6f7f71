"""What a person made of the split and has not proposed yet, kept until it is.

It belongs to the proposal it was made from: once another one stands, it is of no use any more.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from app.capabilities.quality.nonconformance.records.bodies import Split
from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.ui.drafts import Drafts
from app.ui.screens.quality.nonconformance import needs


class _Kept(msgspec.Struct, frozen=True):
    after: str
    splits: tuple[Split, ...]


class SplitDrafts:
    """One window's half-made splits, by nonconformance."""

    def __init__(self, drafts: Drafts, owner: QObject) -> None:
        self._drafts, self._owner = drafts, owner

    def of(self, review: Review, then: Callable[[needs.Splits], None]) -> None:
        """Give `then` what is being made, or what stands."""
        before = begun_with(review)

        def got(kept: bytes | None) -> None:
            held = None if kept is None else msgspec.json.decode(kept, type=_Kept)
            mine = held is not None and held.after == _after(review)
            then(held.splits if held is not None and mine else before)

        if "propose" in review.acts:
            self._drafts.get(self._owner, _key(review), got)
        else:
            then(before)

    def put(self, review: Review, splits: needs.Splits) -> None:
        """Keep what is being made."""
        kept = _Kept(_after(review), splits)
        self._drafts.put(_key(review), msgspec.json.encode(kept))

    def drop(self, review: Review) -> None:
        """Forget it: it was proposed."""
        self._drafts.drop(_key(review))


def _key(review: Review) -> str:
    return f"ncr/{review.it.name}/split"


def begun_with(review: Review) -> needs.Splits:
    """Return what stands; of one that was sent back what it was, to be made better."""
    it = review.it
    if "propose" not in review.acts:
        return () if it.standing is None else needs.used(it.standing.splits)
    last = it.proposals[-1] if it.proposals else None
    return needs.used(last.splits) if last is not None and last.sent_back_by else ()


def _after(review: Review) -> str:
    """Return after which proposal a split is made: a draft from before another one is of no use."""
    proposals = review.it.proposals
    return proposals[-1].hash if proposals else ""
