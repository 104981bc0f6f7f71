"""Handing a task on: to whom, and what they should know.

Controls by name: `delegate-to`, `delegate-why`, `delegate-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.inbox.facts import InboxFacts
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look


class DelegateSheet(kit.Sheet):
    """`given` carries (the person's id, remarks)."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        title = words("inbox.act.delegate")
        super().__init__(look, host, title, name="delegate-sheet", side="centre", width=620)
        self._which = kit.Text(look, "", "strong", wrap=True)
        self._to = kit.SelectField(look, words("inbox.to_whom"), (), name="delegate-to")
        self._why = WhyArea(look, words("inbox.label.delegate"), name="delegate-why")
        self._do = kit.Button(look, title, name="delegate-do", kind="primary", icon="send")
        self._do.clicked.connect(self._give)
        for part in (self._which, self._to, self._why):
            self.body.addWidget(part)
        self.buttons.addWidget(self._do, 1)

    def ask(self, which: str, facts: InboxFacts) -> None:
        """Open empty, about a task; whoever has it already is not offered."""
        words, holder = self.look.words, "" if facts.task is None else facts.task.holder
        named = tuple(
            (one.person, f"{words.of(one.name)} · {one.person}")
            for one in facts.able
            if one.person != holder
        )
        self._which.say(which)
        self._to.show_options((("", words("inbox.choose")), *named))
        self._why.put("")
        self._why.fail("")
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not; what was chosen stays."""
        self._do.busy(False)
        self._why.fail(self.look.words.refusal(refused))

    def _give(self) -> None:
        if not self._to.value():
            self._to.fail(self.look.words("inbox.choose_first"))
            return
        self._to.fail("")
        self._do.busy(True)
        self.given.emit((self._to.value(), self._why.text().strip()))
