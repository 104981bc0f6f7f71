"""What completes an inspection: complete and sign, the reviewer's signature, the conclusion."""

from app.capabilities.forms.filling.commands import CompleteForm
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.inspecting.commands import ConcludeInspection
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.plans.bodies import INSPECT
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui.screens.forms.facts import COMPLETED
from app.ui.screens.forms.fill_acts import FillActs
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.inspecting.facts import InspectFacts
from app.ui.screens.quality.inspecting.next_act import PERFORMED, REVIEWED
from app.ui.screens.screen import Screen


class InspectActs(FillActs):
    """`FillActs`, and what inspectors do at the end.

    The signature that completes an inspection concludes it in the same act, where its signer may.
    """

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(parts, screen)
        self._signs_next = False
        self._inspected: InspectFacts | None = None

    def went_on(self, facts: InspectFacts) -> None:
        """Ask for the signature a completed form waits for, once."""
        self._inspected = facts
        if self._signs_next and facts.fill.filled.state == COMPLETED and facts.fill.shown:
            self._signs_next = False
            self.perform()

    def complete_and_sign(self) -> None:
        """Complete the form; the signature is asked for once it stands on disk."""
        if self._facts is not None:
            self._signs_next = True
            command = CompleteForm(filled=self._facts.filled.filled)
            self._floor.act(self, command, self._completed, self._not_completed)

    def perform(self) -> None:
        """Let whoever is in front sign that they inspected it."""
        facts = self._inspected
        if facts is not None:
            made = tuple(sorted(facts.fill.shown))
            ask = Ask(facts.fill.filled.stream, PERFORMED, made=made)
            self._ask_to_sign(facts, ask, ends=not facts.is_reviewed)

    def review(self) -> None:
        """Let another person sign that they reviewed it."""
        facts = self._inspected
        if facts is not None:
            ask = Ask(facts.fill.filled.stream, REVIEWED, seen=facts.fill.shown)
            self._ask_to_sign(facts, ask, ends=True)

    def conclude(self) -> None:
        """Let the completed form decide."""
        facts = self._inspected
        if facts is not None and facts.inspection is not None:
            command = ConcludeInspection(inspection=facts.inspection.name)
            self._act(command, self._words("inspect.concluded"))

    def _ask_to_sign(self, facts: InspectFacts, ask: Ask, *, ends: bool) -> None:
        words, one = self._words, facts.inspection
        is_open = one is not None and one.step in (Standing.TO_REVIEW, Standing.TO_CONCLUDE)
        then: tuple[Command, ...] = ()
        if one is not None and ends and is_open and self._may(INSPECT):
            then = (ConcludeInspection(inspection=one.name),)
        verdict = words(f"forms.verdict.{facts.fill.filled.verdict or 'none'}")
        title = str(words.of(facts.fill.title))
        self._signing.ask(Subject(title, ask.meaning, verdict, asks=(ask,), then=then))

    def _completed(self, changes: Changes) -> None:
        self._saved(changes, self._words("fill.completed"))

    def _not_completed(self, refused: Refused) -> None:
        self._signs_next = False
        self._screen.say_refused(refused)
