"""A review that is not drafted yet: kept as it stands, brought back when the screen is opened."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from app.ui.drafts import Drafts
from app.ui.screens.forms.review.facts import Opened, Review, Standing


class KeptReview(msgspec.Struct, frozen=True, kw_only=True):
    """Where the workbook lies, which of its sheets is in front, and what stands of each."""

    path: str
    sheet: int
    standings: tuple[Standing, ...]

    def reviews(self, found: Opened) -> tuple[Review, ...]:
        """Return the reviews of a workbook as they stood; anew where the file reads otherwise."""
        reviews = tuple(Review(draft) for draft in found.drafts)
        if [_cells(one.now) for one in reviews] == [_cells(one) for one in self.standings]:
            for review, standing in zip(reviews, self.standings, strict=True):
                review.now = standing
        return reviews


class ReviewDrafts(QObject):
    """One person's review under way."""

    def __init__(self, drafts: Drafts, person: str, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._key = kept_as(person)

    def ask(self, then: Callable[[KeptReview], None]) -> None:
        """Ask for what was kept; `then` is called only where there is something to be had."""

        def read(data: bytes | None) -> None:
            try:
                kept = msgspec.json.decode(data, type=KeptReview) if data else None
            except msgspec.MsgspecError:  # kept by another version of the program
                kept = None
            if kept is not None:
                then(kept)

        self._drafts.get(self, self._key, read)

    def keep(self, path: Path, reviews: Sequence[Review], sheet: int) -> None:
        """Keep how a review stands."""
        standings = tuple(one.now for one in reviews)
        kept = KeptReview(path=str(path), sheet=sheet, standings=standings)
        self._drafts.put(self._key, msgspec.json.encode(kept))

    def forget(self) -> None:
        """Forget it: its draft was made."""
        self._drafts.drop(self._key)


def kept_as(person: str) -> str:
    """Return under which name a person's review is kept."""
    return f"form-import/{person}"


def _cells(standing: Standing) -> list[str]:
    return [one.read.cell for one in standing.fields]
