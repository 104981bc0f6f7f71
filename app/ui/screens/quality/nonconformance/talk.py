"""What was done and said about one nonconformance, the newest first, and what it cost."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.kernel.quantity import plain
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance.words import amount, called
from app.ui.theme.look import Look

_DONE = {"begun": "play", "executed": "check", "verified": "scan-eye"}
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Line:
    at_ms: int
    icon: str
    title: str
    sub: str


class Talk(kit.Card):
    """Remarks, sent back proposals, what was executed and verified, costs."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "nc-talk", "clear")
        self.hug()
        self._moments = moments
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.space(0))
        self._shown: tuple[_Line, ...] | None = None
        self._title = kit.Text(look, look.words("ncr_board.talk"), "label")
        self._none = kit.Text(look, look.words("ncr_board.talk_none"), "hint", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(self._title)
        self.body.addWidget(self._none)
        self.body.addLayout(self._rows)

    def show_review(self, review: Review, names: dict[str, Bilingual]) -> None:
        """Show what was done and said; `names` are people's by id."""
        found = sorted(self._lines(review, names), key=lambda one: -one.at_ms)
        lines = tuple(found[:_MOST])
        self._none.setVisible(not lines)
        if lines == self._shown:
            return
        self._shown = lines
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, line in enumerate(lines):
            name = f"nc-talk-{place}"
            made = kit.FactRow(self.look, line.icon, line.title, line.sub, name=name, is_open=False)
            self._rows.addWidget(made)

    def _lines(self, review: Review, names: dict[str, Bilingual]) -> list[_Line]:
        words, it, unit = self.look.words, review.it, review.it.row.unit
        found = []
        for said in review.remarks:
            shown = words("ncr_board.with_photos", n=len(said.pictures)) if said.pictures else ""
            text = " · ".join(part for part in (said.text, shown) if part)
            by = called(said.by, names, words)
            found.append(self._line(said.at_ms, "message-square", text, by))
        for one in it.proposals:
            if one.sent_back_by:
                code = "ncr_board.turn.refused" if one.is_refused else "ncr_board.turn.sent_back"
                text = f"{words(code)}: {one.sent_back_why}"
                who = called(one.sent_back_by, names, words)
                found.append(self._line(one.sent_back_ms, "undo-2", text, who))
        for done in it.done:
            what = words(f"ncr.disposition.{done.disposition}")
            much = amount(done.quantity, unit, words)
            text = words(f"ncr_board.done.{done.what}", what=what, much=much)
            if done.rejected:
                text += " · " + words("ncr_board.rejected", n=plain(done.rejected))
            people = (called(one, names, words) for one in (done.by, done.second) if one)
            sub = " + ".join(people)
            icon = _DONE.get(done.what, "check")
            found.append(self._line(done.at_ms, icon, text, sub, done.remark))
        for cost in review.costs:
            said_cost = words("ncr_board.cost", kind=words(f"ncr.cost.{cost.kind.value}"))
            found.append(
                _Line(0, "database", f"{said_cost} {plain(cost.amount)} {cost.currency}", "")
            )
        return found

    def _line(self, at_ms: int, icon: str, title: str, *sub: str) -> _Line:
        said = " · ".join(part for part in (*sub, self._moments.when(at_ms)) if part)
        return _Line(at_ms, icon, title, said)
