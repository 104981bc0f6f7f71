"""Who signs in which order, and what comes of it once everybody has."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.quality.nonconformance.review_board.answers import FollowUp, Review
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance.words import DISPOSITIONS, amount, turns
from app.ui.theme.look import Look

_STATES = {
    "planned": ("todo", "circle"),
    "waits": ("warn", "clock"),
    "done": ("ok", "circle-check"),
}


class SigningOrder(kit.Card):
    """The order of signing as a strip; below it what follows."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "nc-order", "clear")
        self.hug()
        self._moments = moments
        words = look.words
        self.body.setContentsMargins(0, 0, 0, 0)
        self._needs = kit.Text(look, "", "hint", elide=True)
        self._turns = kit.TurnStrip(look, name="nc-turns")
        self._none = kit.Text(look, words("ncr_board.order_none"), "hint", wrap=True)
        self._follows = kit.Text(look, words("ncr_board.follows"), "label")
        self._shown: tuple[FollowUp, ...] | None = None
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, words("ncr_board.order"), "label"))
        head.addWidget(self._needs, 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._turns)
        self.body.addWidget(self._none)
        self.body.addWidget(self._follows)
        self.body.addLayout(self._rows)

    def show_review(self, review: Review, names: dict[str, Bilingual]) -> None:
        """Show whose turn it is and what follows."""
        words = self.look.words
        found = turns(review, names, self._moments, words)
        self._turns.show_turns(found)
        self._turns.setVisible(bool(found))
        self._none.setVisible(not found)
        missing = [words(f"ncr.part.{part.value}") for part in review.it.missing]
        self._needs.say(
            words("ncr_board.needs", who=words("ncr_board.and").join(missing)) if missing else ""
        )
        self._follows.setVisible(bool(review.follow_ups))
        if review.follow_ups == self._shown:
            return
        self._shown = review.follow_ups
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, one in enumerate(review.follow_ups):
            self._rows.addWidget(self._row(place, one))

    def _row(self, place: int, one: FollowUp) -> kit.FactRow:
        look, words = self.look, self.look.words
        icon = "microscope" if one.kind is None else DISPOSITIONS[one.kind]
        state, shape = _STATES.get(one.state, _STATES["planned"])
        said = words(f"ncr_board.follow.{one.state}")
        if one.due_ms is not None and one.state != "done":
            said = words("ncr_board.due", day=self._moments.short_day(one.due_ms))
        much = amount(one.quantity, one.unit, words) if one.quantity else ""
        return kit.FactRow(
            look,
            icon,
            words(f"ncr.follow.{one.title}"),
            one.detail,
            much,
            name=f"nc-follow-{place}",
            chip=(state, said, shape),
            is_open=False,
        )
