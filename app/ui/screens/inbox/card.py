"""One thing that waits: how urgent it is, what it is about, whose it is, and what can be done.

Controls by name: `inbox-go` where to open it is all there is to do, else `inbox-open`,
`inbox-seen`, `inbox-take`, `inbox-finish`, `inbox-delegate`, `inbox-withdraw`.
"""

from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.flows.tasks.tables import OPEN, TAKEN, TaskRow
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.front_card import Front, FrontCard
from app.ui.screens.inbox.facts import Entry, InboxFacts
from app.ui.screens.inbox.words import about, due_said, for_whom, sign, who
from app.ui.theme.look import Look

ACTS = {
    "withdraw": "undo-2",
    "delegate": "send",
    "take": "hand",
    "open": "arrow-right",
    "seen": "eye",
    "finish": "circle-check",
    "go": "arrow-right",
}
"""What people do with a line, each with its icon, in the order of the buttons."""
_SAID = {"go": "open"}


class InboxCard(FrontCard):
    """`asked` carries what a person wants done with it."""

    def __init__(self, look: Look, moments: Moments) -> None:
        front = Front(
            "inbox",
            "bell",
            "inbox.empty",
            "inbox.empty_how",
            "inbox.not_yours",
            ACTS,
            lambda words, act: words(f"inbox.act.{_SAID.get(act, act)}"),
            {"seen": "primary", "go": "primary", "finish": "primary"},
            columns=2,
        )
        super().__init__(look, moments, front)
        self._said = kit.Text(look, "", "strong", wrap=True)
        self._note = kit.Text(look, "", "body", "ink2", wrap=True)
        self._lay_out(self._note)
        inside = self._why.parentWidget()
        column = None if inside is None else inside.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self._said)

    def show_entry(self, facts: InboxFacts, entry: Entry, may: frozenset[str]) -> None:
        """Show a line; `may` is what whoever is in front may do with it."""
        words = self.look.words
        state, word, icon = sign(entry, words)
        title = entry.todo.title.of(words.language)
        self.show_head(words(f"inbox.kind.{entry.todo.kind}"), "", (state, word, icon))
        self._said.say(title)
        self._show_late(entry)
        self.show_span(None)
        note = "" if facts.task is None else self._told(facts.task)
        self._note.say(note)
        self._note.setVisible(bool(note))
        self._pairs.show_pairs(self._facts(facts, entry))
        self.show_acts(tuple(act for act in ACTS if act in may), may)

    def _show_late(self, entry: Entry) -> None:
        self._why.setVisible(entry.line.is_late)
        if entry.line.is_late:
            said = due_said(entry.todo, self.look.words, self._moments)
            why = entry.line.why.value
            self._why.say("warn", said, self.look.words(f"inbox.why.{why}"), icon="hourglass")

    def _told(self, row: TaskRow) -> str:
        return "\n".join(one for one in (row.note, row.remarks) if one)

    def _facts(self, facts: InboxFacts, entry: Entry) -> tuple[tuple[str, str], ...]:
        words, named, todo = self.look.words, facts.named, entry.todo
        row, moments = facts.task, self._moments
        due = "" if todo.due_ms is None else moments.when(todo.due_ms)
        holder = who(row.holder, named, words) if row is not None and row.holder else ""
        asked = who(row.asked_by, named, words) if row is not None else ""
        seen = words("orders.comma").join(who(one, named, words) for one in sorted(entry.seen))
        further = words("orders.comma").join(
            named.roles[one].of(words.language) if one in named.roles else one
            for one in todo.escalated
        )
        ended = ""
        if row is not None and row.state not in (OPEN, TAKEN):
            ended = f"{moments.when(row.ended_ms)} · {who(row.ended_by, named, words)}"
        return (
            (words("inbox.about"), about(todo.matter, words)),
            (words("inbox.whom"), for_whom(todo, named, words)),
            (words("inbox.came"), moments.when(todo.since_ms)),
            (words("inbox.due_at"), due),
            (words("inbox.holder"), holder),
            (words("inbox.asked_by"), asked),
            (words("inbox.seen"), seen),
            (words("inbox.further"), further),
            (words("inbox.ended"), ended),
        )
