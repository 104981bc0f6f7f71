"""What people do with a form beside typing: witness, leave out, complete, void, sign."""

import msgspec

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.answers import Tried
from app.capabilities.forms.filling.commands import (
    INVESTIGATE,
    CompleteForm,
    VoidForm,
    WitnessField,
)
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.queries import tried
from app.capabilities.people.signatures.commands import Ask
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui.screens.forms import offers
from app.ui.screens.forms.facts import COMPLETED, FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Made
from app.ui.screens.forms.fields.shown import signature_for
from app.ui.screens.forms.fill_entries import FillEntries
from app.ui.screens.forms.history_sheet import HistorySheet
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Screen
from app.ui.screens.why_sheet import Question, WhySheet


class FillActs(FillEntries):
    """Everything people do with one form, for `screen`; signals as those of `FillEntries`."""

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(parts, screen)
        self._signing = SignatureSheet(parts, screen)
        self._signing.signed.connect(self._signed)
        self._is_completed = False

    def about(self, around: Around, facts: FillFacts) -> None:
        """Act on this form, as it stands now; one just completed is signed next."""
        super().about(around, facts)
        if self._is_completed and facts.filled.state == COMPLETED:
            self._is_completed = False
            self._sign_next(facts)

    # ------------------------------------------------------------------ a field's menu
    def do(self, asked: offers.Asked) -> None:
        """Do what a field's menu offers."""
        facts = self._facts
        place = (
            None if facts is None else facts.filled.layout.tops.get(asked.path.partition("/")[0])
        )
        if facts is None or place is None:
            return
        if asked.what == offers.NOT_APPLICABLE:
            self._ask_leave_out(place, facts)
        elif asked.what == offers.HISTORY:
            self._show_history(place, facts)
        elif asked.what == offers.GAUGE:
            self._ask_gauge(place, None)
        elif asked.what == offers.WITNESS:
            self._witness(offers.to_witness(place, facts), facts)
        elif asked.what == offers.INVESTIGATE:
            self._ask_investigate(asked.path, place, facts)
        elif asked.what == "sign":
            self.sign(place.settings.meaning)

    def _ask_investigate(self, path: str, place: Place, facts: FillFacts) -> None:
        open_ = offers.to_investigate(place, facts)
        if not self._may(INVESTIGATE):
            refused = Refused("right.missing", right=self._words(f"people.right.{INVESTIGATE}"))
            self._screen.say_refused(refused)
        elif open_:
            self._ask_finding(path if path in open_ else open_[0], facts, None)

    def _ask_leave_out(self, place: Place, facts: FillFacts) -> None:
        words = self._words
        leaves = facts.filled.layout.of_field(place.path)
        paths = [leaf.path for leaf in leaves if leaf.path not in facts.filled.held]
        paths = paths or [leaf.path for leaf in leaves]
        title = words("fill.offer.na")
        about = str(words.of(place.field.label))
        asks = Question("leave-out", title, about)
        sheet = WhySheet(self._look, self._screen, asks, once=True)
        sheet.given.connect(
            lambda why: self.enter(
                Made(tuple(Entry(path=one, not_applicable=why, reason=why) for one in paths))
            )
        )
        sheet.ask()

    def _show_history(self, place: Place, facts: FillFacts) -> None:
        name, key = facts.filled.filled, place.field.key

        def show(found: tuple[Tried, ...]) -> None:
            around = self._around
            mine = tuple(one for one in found if one.path.partition("/")[0] == key)
            if around is not None:
                title = around.said(place.field.label)
                HistorySheet(around, self._screen, title, facts, mine).open()

        self._floor.ask(self, lambda c: tried(c, name), show)

    def _witness(self, paths: tuple[str, ...], facts: FillFacts) -> None:
        """Let whoever is in front, and did not enter it, sign that they saw it come about."""
        commands = tuple(WitnessField(filled=facts.filled.filled, path=path) for path in paths)
        place = facts.filled.place(paths[0]) if paths else None
        if place is None:
            return
        said = " · ".join(facts.filled.held[path].said for path in paths)
        title = str(self._words.of(place.field.label))
        self._sign_acts(Subject(title, "witnessed", said, commands=commands), commands[0])

    def _sign_acts(self, subject: Subject, first: Command) -> None:
        """Say what is wrong before anybody is asked to sign."""
        station, session = self._floor.station, self._floor.session
        actor = "" if session is None else session.person

        def rehearse() -> None:
            station.ask(lambda c: station.journal.rehearse(c, first, actor)).result()

        self._floor.work(
            self, rehearse, lambda _: self._signing.ask(subject), self._screen.say_refused
        )

    # ------------------------------------------------------------------ the whole form
    def complete(self) -> None:
        """Say that the form is complete."""
        if self._facts is not None:
            command = CompleteForm(filled=self._facts.filled.filled)
            self._floor.act(self, command, self._completed, self._screen.say_refused)

    def _completed(self, changes: Changes) -> None:
        self._is_completed = True  # what it wants signed is asked for once that is shown
        self._saved(changes, self._words("fill.completed"))

    def _sign_next(self, facts: FillFacts) -> None:
        """Ask whoever completed it for the first signature that its fields want."""
        tops = facts.filled.layout.tops.values()
        wanted = (one.settings.meaning for one in tops if one.kind.code == "signature")
        meaning = next((one for one in wanted if signature_for(facts, one) is None), "")
        if meaning:
            self.sign(meaning)

    def void(self) -> None:
        """Ask why the form shall not count."""
        facts = self._facts
        if facts is None:
            return
        words = self._words
        usual = tuple(words(f"fill.void.{one}") for one in ("by_mistake", "wrong_lot", "twice"))
        means = words("fill.void_means")
        asks = Question("void", words("fill.do.void"), means, usual, "danger", tiles="usual")
        sheet = WhySheet(self._look, self._screen, asks, once=True)
        command = VoidForm(filled=facts.filled.filled, reason="")
        sheet.given.connect(
            lambda why: self._act(
                msgspec.structs.replace(command, reason=why), words("fill.voided")
            )
        )
        sheet.ask()

    def sign(self, meaning: str) -> None:
        """Let whoever is in front sign the form as it is shown."""
        facts = self._facts
        if facts is None:
            return
        stream = facts.filled.stream
        made = () if _closes(meaning) else tuple(sorted(facts.shown))
        seen = facts.shown if _closes(meaning) else None
        ask = Ask(stream, meaning, seen=seen, made=made)
        words = self._words
        verdict = words(f"forms.verdict.{facts.filled.verdict or 'none'}")
        self._signing.ask(Subject(str(words.of(facts.title)), meaning, verdict, asks=(ask,)))

    def _signed(self, changes: Changes) -> None:
        self._saved(changes, self._words("fill.signed"))

    def _act(self, command: Command, said: str) -> None:
        self._floor.act(
            self, command, lambda changes: self._saved(changes, said), self._screen.say_refused
        )


def _closes(meaning: str) -> bool:
    from app.capabilities.people.signatures.decisions import MEANINGS

    return MEANINGS[meaning].closes
