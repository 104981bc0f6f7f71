"""Asking others for something: what, who, by when, how urgent.

Controls by name: `ask-what`, `ask-role`, `ask-person`, `ask-due-<minutes>`, `ask-urgency-<value>`,
`ask-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.capabilities.flows.tasks.commands import AskTask
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.inbox.facts import InboxFacts
from app.ui.screens.inbox.words import URGENCY
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look

DUE_MIN = (0, 30, 120, 480, 1_440)
"""By when it is asked for, in minutes from now; 0 is any time. `inbox.within.<minutes>`."""


class AskSheet(kit.Sheet):
    """`given` carries an `AskTask`. What is typed stands in both languages as it was typed."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        title = words("inbox.act.ask")
        super().__init__(look, host, title, name="ask-sheet", side="centre", width=720)
        self._what = WhyArea(look, words("inbox.label.ask"), name="ask-what")
        self._role = kit.SelectField(look, words("inbox.to_role"), (), name="ask-role")
        self._person = kit.SelectField(look, words("inbox.to_person"), (), name="ask-person")
        dues = tuple(kit.Option(str(one), words(f"inbox.within.{one}")) for one in DUE_MIN)
        self._due = kit.Segmented(look, dues, name="ask-due")
        urgencies = tuple(
            kit.Option(one.value, words(f"inbox.urgency.{one.value}"), icon=URGENCY[one][1])
            for one in reversed(URGENCY)
        )
        self._urgency = kit.Segmented(look, urgencies, name="ask-urgency")
        self._do = kit.Button(look, title, name="ask-do", kind="primary", icon="send")
        self._do.clicked.connect(self._give)
        whom = QHBoxLayout()
        whom.setSpacing(look.space(2))
        whom.addWidget(self._role, 1)
        whom.addWidget(self._person, 1)
        self.body.addWidget(self._what)
        self.body.addLayout(whom)
        self.body.addWidget(kit.Text(look, words("inbox.within"), "label"))
        self.body.addWidget(self._due)
        self.body.addWidget(kit.Text(look, words("inbox.urgency"), "label"))
        self.body.addWidget(self._urgency)
        self.buttons.addWidget(self._do, 1)

    def ask(self, facts: InboxFacts) -> None:
        """Open empty; one of all roles, one of all people, or both."""
        words = self.look.words
        nobody = ("", words("inbox.nobody"))
        roles = ((code, str(words.of(name))) for code, name in facts.named.roles.items())
        people = ((one.person, f"{words.of(one.name)} · {one.person}") for one in facts.able)
        self._role.show_options((nobody, *roles))
        self._person.show_options((nobody, *people))
        self._due.choose(str(DUE_MIN[0]))
        self._urgency.choose(Urgency.NORMAL.value)
        self._what.put("")
        self._what.fail("")
        self._do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not; what was typed stays."""
        self._do.busy(False)
        self._what.fail(self.look.words.refusal(refused))

    def _give(self) -> None:
        text = self._what.text().strip()
        self._do.busy(True)
        self.given.emit(
            AskTask(
                title=Bilingual(text, text),
                roles=tuple(filter(None, (self._role.value(),))),
                people=tuple(filter(None, (self._person.value(),))),
                due_min=int(self._due.value()),
                urgency=Urgency(self._urgency.value()),
            )
        )
