"""What completes an inspection: complete and sign, the reviewer's signature, the conclusion."""

from app.capabilities.forms.filling.commands import CompleteForm
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui.screens.forms.facts import COMPLETED, FillFacts
from app.ui.screens.forms.fill_acts import FillActs
from app.ui.screens.kind import Parts
from app.ui.screens.quality.next_act import PERFORMED, REVIEWED
from app.ui.screens.screen import Screen


class InspectActs(FillActs):
    """`FillActs`, and what inspectors do at the end."""

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(parts, screen)
        self._signs_next = False

    def complete_and_sign(self) -> None:
        """Complete the form; the signature is asked for once it stands on disk."""
        if self._facts is not None:
            self._signs_next = True
            command = CompleteForm(filled=self._facts.filled.filled)
            self._floor.act(self, command, self._completed, self._not_completed)

    def went_on(self, facts: FillFacts) -> None:
        """Ask for the signature a completed form waits for, once."""
        if self._signs_next and facts.filled.state == COMPLETED and facts.shown:
            self._signs_next = False
            self.sign(PERFORMED)

    def review(self) -> None:
        """Let another person sign that they reviewed it."""
        self.sign(REVIEWED)

    def _completed(self, changes: Changes) -> None:
        self._saved(changes, self._words("fill.completed"))

    def _not_completed(self, refused: Refused) -> None:
        self._signs_next = False
        self._screen.say_refused(refused)
