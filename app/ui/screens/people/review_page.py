"""Reviewing access: when it is due, the list line by line, and closing it with a signature.

Controls by name: `review-start`, `review` (table), `review-keep`, `review-change`,
`review-disable`, `review-close`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.reviews.bodies import Line
from app.capabilities.people.reviews.tables import ReviewRow
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.people_table import role_names
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look

_FINDINGS = {"keep": "ok", "change": "warn", "disable": "fail"}
_SHOWN = 8
"""Closed reviews listed."""


class ReviewPage(kit.Card):
    """`asked` carries what is wanted: start, close, keep, judge_change, judge_disable."""

    asked = Signal(str)
    picked = Signal(str)
    """The id of the person whose line is in front."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "review-page")
        self._moments = moments
        self._facts: UsersFacts | None = None
        self._person = ""
        words = look.words
        self._title = kit.Text(look, "", "strong", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "", name="review-due")
        self._start = _button(look, "review-start", words("users.review.start"), "list-checks")
        self._close = _button(look, "review-close", words("users.review.close"), "signature")
        self._table = kit.DataTable(
            look,
            _columns(_Cells(look, moments, self)),
            name="review",
            accessible=words("users.review"),
        )
        self._keep = kit.Button(
            look, words("people.finding.keep"), name="review-keep", icon="check"
        )
        self._change = kit.Button(
            look, words("people.finding.change"), name="review-change", icon="user-cog"
        )
        self._disable = kit.Button(
            look, words("people.finding.disable"), name="review-disable", icon="ban", kind="danger"
        )
        self._past = QVBoxLayout()
        self._lay_out()
        self._connect()

    def facts(self) -> UsersFacts:
        """Return what is shown."""
        assert self._facts is not None
        return self._facts

    def show_facts(self, facts: UsersFacts, reviewer: str, block: str) -> None:
        """Show the open review, or when the next is due; `block` says why one may not review."""
        self._facts = facts
        now = facts.trust.reviews
        is_open = now.due.open is not None
        self._start.setVisible(not is_open)
        self._start.block(block)
        left = now.left(reviewer)
        words = self.look.words
        self._close.setVisible(is_open)
        self._close.block(block or (words("users.review.left", n=left) if left else ""))
        self._say_due(facts)
        for button in (self._keep, self._change, self._disable):
            button.setVisible(is_open)
            button.block(block or self._why_not(reviewer))
        self._show_lines(facts)
        self._show_past(facts)

    def _say_due(self, facts: UsersFacts) -> None:
        words, now = self.look.words, facts.trust.reviews
        day = self._moments.day(now.due.due_ms)
        if now.due.open is not None:
            by = facts.name(now.due.open.by, words.language)
            done = len(now.judged)
            self._title.say(words("users.review.going", done=done, all=len(now.lines)))
            when = self._moments.when(now.due.open.started_ms)
            self._sub.say(words("users.review.by", by=by, when=when, print=now.due.open.listed[:8]))
            self._chip.show_state("running", words("users.review.open"))
            return
        self._title.say(words("users.review.due", day=day))
        self._sub.say(words("users.review.dormant", n=len(facts.trust.dormant)))
        if now.due.is_overdue(facts.at_ms):
            self._chip.show_state("warn", words("users.review.overdue"))
        else:
            self._chip.show_state("ok", words("users.review.in_time"))

    def _show_lines(self, facts: UsersFacts) -> None:
        words, now = self.look.words, facts.trust.reviews
        self._table.empty_says(words("users.review.none"), words("users.review.what"))
        if now.due.open is not None and not now.is_here:
            self._table.show_failed(words("refused.review.list_not_here"))
            return
        urgent = sorted(now.lines, key=lambda one: (one.person in now.judged, not one.flags))
        self._table.show_rows(urgent, [_text(one) for one in urgent])

    def _show_past(self, facts: UsersFacts) -> None:
        while (item := self._past.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in facts.trust.reviews.closed[:_SHOWN]:
            self._past.addWidget(self._closed(facts, row))

    def _closed(self, facts: UsersFacts, row: ReviewRow) -> QWidget:
        words = self.look.words
        said = words(
            "users.review.closed",
            day=self._moments.day(row.closed_ms or 0),
            by=facts.name(row.closed_by, words.language),
            people=row.people,
            change=row.to_change,
        )
        return kit.Text(self.look, said, "hint", elide=True)

    def _why_not(self, reviewer: str) -> str:
        words = self.look.words
        if not self._person:
            return words("users.nobody")
        return words("users.review.own") if self._person == reviewer else ""

    def _pick(self, line: Line) -> None:
        self._person = line.person
        self.picked.emit(line.person)

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(look.space(3))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head.addLayout(lines, 1)
        for part in (self._chip, self._start, self._close):
            head.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        for button in (self._keep, self._change, self._disable):
            foot.addWidget(button)
        foot.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(foot)
        self.body.addLayout(self._past)

    def _connect(self) -> None:
        self._table.picked.connect(self._pick)
        self._table.opened.connect(lambda _: self.asked.emit("judge_keep"))
        self._start.clicked.connect(lambda: self.asked.emit("review_start"))
        self._close.clicked.connect(lambda: self.asked.emit("review_close"))
        self._keep.clicked.connect(lambda: self.asked.emit("judge_keep"))
        self._change.clicked.connect(lambda: self.asked.emit("judge_change"))
        self._disable.clicked.connect(lambda: self.asked.emit("judge_disable"))


@dataclass(frozen=True, slots=True)
class _Cells:
    look: Look
    moments: Moments
    page: ReviewPage

    def name(self, one: Line) -> kit.Cell:
        return kit.Coded(one.person, one.name.of(self.look.words.language))

    def roles(self, one: Line) -> kit.Cell:
        said = role_names(self.look, self.page.facts(), one.roles)
        places = f" ({'; '.join(one.places)})" if one.places else ""
        return f"{said}{places}"

    def rights(self, one: Line) -> kit.Cell:
        return str(len(one.rights))

    def seen(self, one: Line) -> kit.Cell:
        return self.moments.day(one.seen_ms) if one.seen_ms else self.look.words("users.never")

    def flags(self, one: Line) -> kit.Cell:
        if not one.flags:
            return "—"
        words = self.look.words
        said = words("orders.comma").join(words(f"people.flag.{flag}") for flag in one.flags)
        return kit.Chip("warn", said)

    def finding(self, one: Line) -> kit.Cell:
        found = self.page.facts().trust.reviews.judged.get(one.person)
        if found is None:
            return kit.Chip("todo", self.look.words("users.review.todo"))
        return kit.Chip(
            _FINDINGS[found.finding], self.look.words(f"people.finding.{found.finding}")
        )


def _columns(cells: _Cells) -> tuple[kit.Column[Line], ...]:
    words = cells.look.words
    return (
        kit.Column("name", words("users.column.name"), cells.name, 268),
        kit.Column("roles", words("users.column.roles"), cells.roles),
        kit.Column("rights", words("users.column.rights"), cells.rights, 76, right=True),
        kit.Column("seen", words("users.column.seen"), cells.seen, 116),
        kit.Column("flags", words("users.column.flags"), cells.flags, 196),
        kit.Column("finding", words("users.column.finding"), cells.finding, 148),
    )


def _button(look: Look, name: str, text: str, icon: str) -> kit.Button:
    return kit.Button(look, text, name=name, icon=icon, kind="primary")


def _text(one: Line) -> str:
    return f"{one.person} {one.name.zh} {one.name.en}".casefold()
