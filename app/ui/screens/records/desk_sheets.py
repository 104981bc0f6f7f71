"""What people say when they explain, resolve or hand over a discrepancy."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.records.discrepancies import decisions
from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.commands import (
    ExplainDiscrepancy,
    HandOverDiscrepancy,
    ResolveDiscrepancy,
)
from app.capabilities.records.discrepancies.decisions import HOWS
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.records.desk_facts import DeskFacts
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

_HOW_ICONS = {"corrected": "undo-2", "one_stands": "circle-check", "both_stand": "copy"}


class _DeskSheet(kit.Sheet):
    """`sent` carries the command. The text by name: `<name>-text`, the button `<name>-do`."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget, name: str, label: str, icon: str) -> None:
        words = look.words
        super().__init__(look, host, words(f"desk.{name}.title"), name=f"desk-{name}-sheet")
        self.case: Case | None = None
        self.text = kit.Field(look, label, name=f"{name}-text")
        self._do = kit.Button(
            look, words(f"desk.{name}"), name=f"{name}-do", kind="primary", icon=icon
        )
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)
        self._do.clicked.connect(self._send)
        self.text.entered.connect(self._send)

    def show_case(self, facts: DeskFacts, case: Case, teller: Teller) -> None:
        """Open empty, about a case."""
        self.case = case
        self.text.put("")
        self.fill(facts, case, teller)
        self._do.busy(False)
        self.open()

    def fill(self, facts: DeskFacts, case: Case, teller: Teller) -> None:
        """Take note of what the case needs."""

    def refuse(self, refused: Refused) -> None:
        """Say why not, at the text."""
        self._do.busy(False)
        self.text.fail(self.look.words.refusal(refused))

    def command(self, case: Case) -> Command:
        """Return what is asked. Raises Refused where the rules say no already."""
        raise NotImplementedError

    def _send(self) -> None:
        if self.case is None:
            return
        try:
            command = self.command(self.case)
        except Refused as refused:
            self.refuse(refused)
            return
        self.finish(command)

    def finish(self, command: Command) -> None:
        """Hand the command on; what is still asked (a signature) is asked in its own sheet."""
        self.close_sheet()
        self.sent.emit(command)


class ExplainSheet(_DeskSheet):
    """How it came about."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(
            look, host, "explain", look.words("desk.explain.text"), icon="message-square"
        )
        self.body.addWidget(self.text)

    def command(self, case: Case) -> ExplainDiscrepancy:
        decisions.explain(case, self.text.text())
        return ExplainDiscrepancy(about=case.about, subjects=case.subjects, text=self.text.text())


class ResolveSheet(_DeskSheet):
    """How it is settled, and why; what was looked at is what the page was drawn from."""

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, "resolve", words("desk.why"), icon="signature")
        self._looked = kit.Text(look, "", "body", "ink2", wrap=True)
        tiles = tuple(kit.Tile(how, words(f"desk.how.{how}"), _HOW_ICONS[how]) for how in HOWS)
        self._hows = kit.ReasonTiles(look, tiles, name="how", columns=1)
        self.body.addWidget(self._looked)
        self.body.addWidget(kit.Text(look, words("desk.how"), "strong"))
        self.body.addWidget(self._hows)
        self.body.addWidget(self.text)

    def fill(self, facts: DeskFacts, case: Case, teller: Teller) -> None:
        n = 0 if case.found is None else len(case.found.looked_at)
        self._looked.say(self.look.words("desk.resolve.looked", n=n))

    def command(self, case: Case) -> ResolveDiscrepancy:
        how, why = self._hows.value(), self.text.text()
        looked_at = () if case.found is None else case.found.looked_at
        decisions.resolve(case, how, why, looked_at, actor=case.owner)
        return ResolveDiscrepancy(
            about=case.about, subjects=case.subjects, how=how, text=why, looked_at=looked_at
        )


class HandOverSheet(_DeskSheet):
    """To whom, and why. It stays open until it is on disk: nothing more is asked."""

    def finish(self, command: Command) -> None:
        self._do.busy(True)
        self.sent.emit(command)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, "hand_over", words("desk.why"), icon="send")
        self._to = kit.SelectField(look, words("desk.hand_over.to"), (), name="hand-over-to")
        self.body.addWidget(self._to)
        self.body.addWidget(self.text)

    def fill(self, facts: DeskFacts, case: Case, teller: Teller) -> None:
        others = (one for one in facts.able if one != facts.me)
        self._to.show_options(tuple((one, f"{teller.who(one)} · {one}") for one in others))

    def command(self, case: Case) -> HandOverDiscrepancy:
        return HandOverDiscrepancy(
            about=case.about,
            subjects=case.subjects,
            to=self._to.value(),
            why=self.text.text(),
        )
