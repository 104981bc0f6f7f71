"""What was reported at an operation: who, when, how much; what was corrected stays legible."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.progress.answers import Reported
from app.kernel.quantity import plain
from app.ui.kit import Button, EmptyState, IconBox, Scroller, Sheet, Text
from app.ui.moments import Moments
from app.ui.screens.production.at_work import AtWork
from app.ui.screens.production.lateness import late_words
from app.ui.theme.look import Look

_SIGNS = {
    "good": ("check", "ok", "ok_soft"),
    "scrap": ("x", "fail", "fail_soft"),
    "rework": ("rotate-ccw", "warn", "warn_soft"),
}
CORRECTIONS = ("entered_by_mistake", "miscounted", "wrong_kind", "wrong_task")
"""Why a report is taken back; the codes stand in the journal, the texts in the catalogue."""


class ReportsSheet(Sheet):
    """`corrected` carries the `Reported` that is to be taken back."""

    corrected = Signal(object)

    def __init__(
        self,
        look: Look,
        host: QWidget,
        at: AtWork,
        moments: Moments,
        may_correct: Callable[[Reported], bool],
    ) -> None:
        title = look.words("execute.reports")
        super().__init__(look, host, title, name="reports-sheet", side="right", width=600)
        self._at, self._moments, self._may_correct = at, moments, may_correct
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        for reported in at.work.reports:
            column.addWidget(self._row(reported))
        if not at.work.reports:
            words = look.words
            column.addWidget(
                EmptyState(look, "list", words("execute.nothing_yet"), words("execute.reports_how"))
            )
        column.addStretch()
        self.body.addWidget(Scroller(look, "reports", inside), 1)
        self.closed.connect(self.deleteLater)

    def _row(self, reported: Reported) -> QWidget:
        look = self.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        icon, ink, ground = _SIGNS[reported.cause]
        if reported.is_correction:
            icon, ink, ground = "undo-2", "ink2", "sunken"
        row.addWidget(IconBox(look, icon, ink=ink, ground=ground, size=46))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addLayout(self._amounts(reported))
        lines.addWidget(Text(look, self._who(reported), "hint", elide=True))
        lines.addStretch()
        row.addLayout(lines, 1)
        is_left = not reported.is_correction and reported.left > 0
        if is_left and self._may_correct(reported):
            correct = Button(
                look,
                look.words("execute.correct"),
                name=f"correct-{reported.hash[:8]}",
                size="small",
            )
            correct.clicked.connect(lambda: self._correct(reported))
            row.addWidget(correct)
        holder.setFixedHeight(look.density.row + look.space(1))
        return holder

    def _amounts(self, reported: Reported) -> QHBoxLayout:
        look, words = self.look, self.look.words
        unit = words.of(self._at.task.unit)
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        what = words(
            "execute.correction" if reported.is_correction else f"execute.{reported.cause}"
        )
        row.addWidget(Text(look, what, "strong"))
        amount = Text(look, f"{plain(reported.quantity)} {unit}", "strong")
        if not reported.is_correction and reported.left != reported.quantity:
            struck = look.font("strong")
            struck.setStrikeOut(True)
            amount.setFont(struck)
            amount.colour("ink3")
            row.addWidget(amount)
            row.addWidget(Text(look, f"{plain(reported.left)} {unit}", "strong"))
        else:
            row.addWidget(amount)
        row.addStretch()
        return row

    def _who(self, reported: Reported) -> str:
        words = self.look.words
        name = words.of(self._at.names.get(reported.actor, reported.actor))
        facts = (
            self._why(reported),
            str(name),
            self._moments.when(reported.at_ms),
            self._late(reported),
        )
        return " · ".join(fact for fact in facts if fact)

    def _late(self, reported: Reported) -> str:
        """Say when it happened where that was before it was entered, and why so late."""
        words = self.look.words
        if reported.occurred_ms == reported.at_ms:
            return ""
        happened = words("execute.happened", when=self._moments.when(reported.occurred_ms))
        return " · ".join(p for p in (happened, late_words(words, reported.late_because)) if p)

    def _why(self, reported: Reported) -> str:
        words = self.look.words
        if reported.is_correction and reported.reason in CORRECTIONS:
            return words(f"execute.correction.{reported.reason}")
        for reason in self._at.work.reasons:
            if reason.code == reported.reason:
                return str(words.of(reason.name))
        return reported.reason

    def _correct(self, reported: Reported) -> None:
        self.close_sheet()
        self.corrected.emit(reported)
