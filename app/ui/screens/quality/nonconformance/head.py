"""The head of a review: what, where, how many, found by whom, measured against which limit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance.words import (
    amount,
    called,
    late,
    state_said,
)
from app.ui.theme.look import Look

_FACTS = ("what", "where", "much", "found", "limit", "measured")
_PHOTOS = 3


class ReviewHead(kit.Card):
    """Title, chips, six facts, photos. `opens` carries the place of a photo.

    Without `title` whoever holds it puts its `line` of title and chips elsewhere.
    """

    opens = Signal(int)

    def __init__(self, look: Look, moments: Moments, *, title: bool = True) -> None:
        super().__init__(look, "nc-head", "clear")
        self.hug()
        self._moments = moments
        self.body.setContentsMargins(0, 0, 0, 0)
        self._title = kit.Text(look, "", "page", elide=True)
        self._title.setFont(look.sized(look.density.title + 3, 700))
        self._state = kit.StatusChip(look, "todo", " ", name="nc-state")
        self._late = kit.StatusChip(look, "warn", " ", name="nc-late", solid=True, icon="clock")
        self._sub = kit.Text(look, "", "body", "ink2", elide=True)
        self._facts = {one: kit.Text(look, "", "strong", wrap=True) for one in _FACTS}
        self._shape = kit.IconBox(
            look, "octagon-x", ink="fail", ground="", size=look.density.icon_small
        )
        self._photos = kit.PhotoRow(look, name="nc-photos", most=_PHOTOS)
        self._photos.opens.connect(self.opens)
        self.line = QWidget()
        head = QHBoxLayout(self.line)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(look.space(2))
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        head.addWidget(self._late)
        if title:
            self.body.addWidget(self.line)
        self.body.addWidget(self._sub)
        self.body.addLayout(self._grid())
        self.body.addWidget(self._photos)

    def show_review(
        self, review: Review, pictures: dict[str, bytes], names: dict[str, Bilingual]
    ) -> None:
        """Show one as it stands."""
        words, row = self.look.words, review.it.row
        self._title.say(f"{row.number} · {review.code_name.of(words.language)}")
        state, icon, said = state_said(review.card.state, words)
        self._state.show_state(state, said, icon)
        overdue = late(review.card, self._moments.now_ms(), words)
        self._late.setVisible(bool(overdue))
        if overdue:
            self._late.show_state("warn", overdue, "clock")
        self._sub.say(self._how_bad(review))
        self._show_facts(review, names)
        shown = tuple(
            kit.Photo(pictures.get(one.sha256, b""), one.caption or words("ncr_board.no_caption"))
            for one in review.pictures
        )
        self._photos.show_photos(shown)

    def _how_bad(self, review: Review) -> str:
        words = self.look.words
        parts = [words("ncr_board.severity", what=words(f"ncr.severity.{review.severity.value}"))]
        if review.risk is not None:
            parts.append(words("ncr_board.risk", what=words(f"ncr.risk.{review.risk.value}")))
        if review.it.row.registered:
            parts.append(words("ncr_board.registered"))
        if review.rule:
            parts.append(words("ncr_board.rule", rule=review.rule))
        if review.cycles_done:
            cycles = words("ncr_board.cycles", n=review.cycles_done, most=review.cycles_most)
            parts.append(cycles)
        return " · ".join(parts)

    def _show_facts(self, review: Review, names: dict[str, Bilingual]) -> None:
        words, row, language = self.look.words, review.it.row, self.look.words.language
        what = (review.what_code, review.what.of(language))
        where = (row.operation, review.operation_name.of(language), row.equipment, row.order)
        by = called(review.found_by, names, self.look.words)
        found = (by, self._moments.when(row.opened_ms))
        share = words("ncr_board.of_checked", n=row.failed, all=row.checked) if row.checked else ""
        measured = " ".join(part for part in (row.measured, share) if part)
        much = amount(row.quantity, row.unit, words)
        said = {
            "what": " ".join(dict.fromkeys(part for part in what if part)),
            "where": " · ".join(dict.fromkeys(part for part in where if part)),
            "much": " · ".join(part for part in (much, row.lot) if part),
            "found": " · ".join(part for part in found if part),
            "limit": " ".join(part for part in (row.characteristic, row.limit) if part) or "—",
            "measured": measured or "—",
        }
        for key, text in said.items():
            self._facts[key].say(text or "—")
        self._facts["measured"].colour("fail" if measured else "ink")
        self._shape.setVisible(bool(measured))

    def _grid(self) -> QGridLayout:
        look, grid = self.look, QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(1) + 2)
        for place, (key, text) in enumerate(self._facts.items()):
            pair = QWidget()
            lines = QVBoxLayout(pair)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(1)
            lines.addWidget(kit.Text(look, look.words(f"ncr_board.fact.{key}"), "hint"))
            line = QHBoxLayout()
            line.setSpacing(look.space(0))
            if key == "measured":
                line.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            lines.addLayout(line)
            lines.addStretch()
            grid.addWidget(pair, *divmod(place, 3))
        for column in range(3):
            grid.setColumnStretch(column, 1)
        return grid
