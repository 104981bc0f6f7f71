"""What was not understood, or should be looked at: each with its cell, and what can be done.

Controls by name: `question-<n>` (goes there), `question-<n>-confirm`, `question-<n>-fill`,
`question-<n>-skip`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.sheets.drafts import Doubt
from app.ui import kit
from app.ui.screens.forms.review.facts import Question, Review, Sureness
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person does about a question: `go`, `confirm`, `fill` or `skip` its field."""

    at: int
    what: str


class QuestionList(kit.Card):
    """`answered` carries an `Answered`."""

    answered = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "review-questions")
        words = look.words
        self._shown: tuple[Question, ...] | None = None
        self._open = kit.StatusChip(look, "fail", name="review-open")
        self._look = kit.StatusChip(look, "warn", name="review-look")
        self._ignored = kit.Text(look, "", "hint", elide=True)
        self._ignored.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._none = kit.Banner(
            look,
            "ok",
            words("sheet_review.all_clear"),
            words("sheet_review.all_clear_how"),
            name="review-clear",
        )
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(kit.Text(look, words("sheet_review.questions"), "title"))
        head.addWidget(self._open)
        head.addWidget(self._look)
        head.addWidget(self._ignored, 1)
        self._scroller = kit.Scroller(look, "review-questions-scroll")
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addWidget(self._scroller, 1)

    def show_review(self, review: Review) -> None:
        """Show what is still asked."""
        words, questions = self.look.words, review.questions()
        opened = sum(review.sureness(one.at) is Sureness.OPEN for one in questions)
        self._say(self._open, "fail", "sheet_review.open_n", opened)
        self._say(self._look, "warn", "sheet_review.look_n", len(questions) - opened)
        ignored = "、".join(review.draft.ignored)
        ignored = ignored if words.language == "zh_CN" else ignored.replace("、", ", ")
        said = words("sheet_review.ignored_n", n=len(review.draft.ignored), cells=ignored)
        self._ignored.say(said if review.draft.ignored else "")
        self._none.setVisible(not questions)
        self._scroller.setVisible(bool(questions))
        if questions != self._shown:
            self._shown = questions
            self._scroller.setWidget(self._page(review, questions))

    def _say(self, chip: kit.StatusChip, state: str, code: str, count: int) -> None:
        chip.setVisible(count > 0)
        chip.show_state(state, self.look.words(code, n=count))

    def _page(self, review: Review, questions: tuple[Question, ...]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(1), 0)
        column.setSpacing(self.look.space(1))
        for question in questions:
            label = review.now.fields[question.at].label.of(self.look.words.language)
            is_open = review.sureness(question.at) is Sureness.OPEN
            column.addWidget(self._line(question, label, is_open=is_open))
        column.addStretch()
        return page

    def _line(self, question: Question, label: str, *, is_open: bool) -> kit.Card:
        look, words = self.look, self.look.words
        card = kit.Card(look, f"question-{question.number}-card", "fail" if is_open else "warn")
        card.body.setContentsMargins(*(look.space(1),) * 4)
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        name = f"question-{question.number}"
        dot = kit.NumberDot(look, question.number, name=name, accessible=f"{question.cell} {label}")
        dot.mark("current")
        dot.clicked.connect(_Answer(self, question.at, "go"))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        text = " ".join(question.text.split())
        lines.addWidget(kit.Text(look, f"{label}: {text}" if text else label, "strong", elide=True))
        why = kit.Text(look, words(f"sheet.doubt.{question.doubt}"), "hint", "ink2", elide=True)
        lines.addWidget(why)
        row.addWidget(dot)
        row.addWidget(kit.Text(look, question.cell, "figures", "fail" if is_open else "warn"))
        row.addLayout(lines, 1)
        for what, icon in self._choices(question.doubt):
            button = kit.Button(
                look, words(f"sheet_review.{what}"), name=f"{name}-{what}", icon=icon, size="small"
            )
            button.clicked.connect(_Answer(self, question.at, what))
            row.addWidget(button)
        card.body.addLayout(row)
        return card.hug()

    @staticmethod
    def _choices(doubt: Doubt) -> tuple[tuple[str, str], ...]:
        if doubt in (Doubt.ELSEWHERE, Doubt.CONTRADICTION):
            return (("fill", "pencil"), ("skip", "minus"))
        if doubt is Doubt.FORMULA:
            return (("confirm", "check"), ("skip", "minus"))
        return (("confirm", "check"), ("fill", "pencil"))


class _Answer:
    """Tells the list what was answered about which field."""

    def __init__(self, questions: QuestionList, at: int, what: str) -> None:
        self._questions, self._answer = questions, Answered(at, what)

    def __call__(self) -> None:
        self._questions.answered.emit(self._answer)
