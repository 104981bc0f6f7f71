"""What people do with a form beside typing: give reasons, investigate, witness, complete, sign.

A value that is refused because something is missing is not lost: what is missing is asked for, and
the value is handed in again.
"""

from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject, Signal

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.answers import Tried
from app.capabilities.forms.filling.commands import (
    INVESTIGATE,
    CompleteForm,
    EnterFields,
    InvestigateResult,
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
from app.ui.screens.forms.gauge_sheet import GaugeSheet
from app.ui.screens.forms.history_sheet import HistorySheet
from app.ui.screens.forms.investigate_sheet import Found, InvestigateSheet
from app.ui.screens.forms.reason_sheet import ReasonSheet
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Notice, Saved, Screen

_USUAL = ("typing", "unit", "wrong_place", "read_again")


class FillActs(QObject):
    """Acts on one form for `screen`. `taken` carries the paths that are on disk, `failed` a path
    and why, `dropped` the paths whose new value somebody took back."""

    taken = Signal(object)
    failed = Signal(object)
    dropped = Signal(object)

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._floor, self._look = screen, parts.floor, parts.look
        self._words = parts.look.words
        self._signing = SignatureSheet(parts, screen)
        self._signing.signed.connect(self._signed)
        self._facts: FillFacts | None = None
        self._around: Around | None = None
        self._is_completed = False
        self.gauges: dict[str, str] = {}
        """The gauge in use, by the kind of gauge that fields ask for."""

    def about(self, around: Around, facts: FillFacts) -> None:
        """Act on this form, as it stands now."""
        self._around, self._facts = around, facts
        if self._is_completed and facts.filled.state == COMPLETED:
            self._is_completed = False
            self._sign_next(facts)

    # ------------------------------------------------------------------ values
    def enter(self, made: Made) -> None:
        """Hand in what was made; one act, all of it or none."""
        facts = self._facts
        if facts is None:
            return
        entries = tuple(self._with_gauge(facts, one) for one in made.entries)
        command = EnterFields(filled=facts.filled.filled, entries=entries, pictures=made.pictures)
        sent = replace(made, entries=entries)
        paths = tuple(one.path for one in entries)
        self._floor.act(
            self, command, lambda _: self.taken.emit(paths), lambda no: self._refused(sent, no)
        )

    def _with_gauge(self, facts: FillFacts, entry: Entry) -> Entry:
        place = facts.filled.place(entry.path)
        if place is None or entry.gauge or not hasattr(place.settings, "needs_gauge"):
            return entry
        gauge = entry.device or self.gauges.get(place.settings.gauge_kind, "")
        return msgspec.structs.replace(entry, gauge=gauge)

    def _refused(self, made: Made, refused: Refused) -> None:
        facts, path = self._facts, made.entries[0].path
        place = None if facts is None else facts.filled.place(path)
        if facts is None or place is None:
            self._screen.say_refused(refused)
        elif refused.code == "field.reason_missing":
            self._ask_reason(made, facts)
        elif refused.code == "field.gauge_missing":
            self._ask_gauge(place, made)
        elif refused.code == "lot.older_first":
            self._ask_passed_over(made, refused)
        elif refused.code == "field.uninvestigated" and self._may(INVESTIGATE):
            self._ask_finding(path, facts, made)
        else:
            self.failed.emit((path, self._words.refusal(refused)))

    def _ask_reason(self, made: Made, facts: FillFacts) -> None:
        words, path = self._words, made.entries[0].path
        held = facts.filled.held.get(path)
        old = "" if held is None else held.said or words("forms.verdict.not_applicable")
        about = words("fill.change_means", old=words(old) if words.knows(old) else old)
        usual = tuple(words(f"fill.change.{one}") for one in _USUAL)
        sheet = ReasonSheet(
            self._look,
            self._screen,
            words("fill.change"),
            name="change",
            about=about if old else words("fill.entry_after"),
            usual=usual,
        )
        sheet.given.connect(lambda why: self.enter(_because(made, why)))
        sheet.closed.connect(lambda unused: self._drop(made) if unused else None)
        sheet.open()

    def _ask_passed_over(self, made: Made, refused: Refused) -> None:
        """Ask why an older lot is passed over; the lot is handed in again with the reason."""
        words = self._words
        sheet = ReasonSheet(
            self._look,
            self._screen,
            words("fill.lot.pass_over"),
            name="pass-over",
            about=words.refusal(refused),
        )
        sheet.given.connect(lambda why: self.enter(_passing_over(made, why)))
        sheet.closed.connect(lambda unused: self._drop(made) if unused else None)
        sheet.open()

    def _ask_gauge(self, place: Place, made: Made | None) -> None:
        around, facts = self._around, self._facts
        if around is None or facts is None:
            return
        kind = place.settings.gauge_kind
        sheet = GaugeSheet(around, self._screen, place, facts.named, self.gauges.get(kind, ""))

        def chosen(gauge: str) -> None:
            self.gauges[kind] = gauge
            if made is not None:
                self.enter(made)

        sheet.chosen.connect(chosen)
        sheet.closed.connect(lambda unused: self._drop(made) if unused and made else None)
        sheet.open()

    def _ask_finding(self, path: str, facts: FillFacts, made: Made | None) -> None:
        words, held = self._words, facts.filled.held.get(path)
        said = "" if held is None else held.said
        about = words("fill.investigate_means", said=words(said) if words.knows(said) else said)
        sheet = InvestigateSheet(self._look, self._screen, path, about)
        sheet.found.connect(lambda found: self._investigate(found, made))
        sheet.closed.connect(lambda unused: self._drop(made) if unused and made else None)
        sheet.open()

    def _investigate(self, found: Found, made: Made | None) -> None:
        facts = self._facts
        if facts is None:
            return
        command = InvestigateResult(
            filled=facts.filled.filled, path=found.path, finding=found.finding, cause=found.cause
        )
        again = made if found.finding == "test_deviated" else None

        def then(changes: Changes) -> None:
            self._saved(changes, self._words(f"forms.finding.{found.finding}"))
            if again is not None:
                self.enter(again)
            elif made is not None:
                self._drop(made)

        self._floor.act(self, command, then, self._screen.say_refused)

    def _drop(self, made: Made) -> None:
        self.dropped.emit(tuple(one.path for one in made.entries))

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
        sheet = ReasonSheet(self._look, self._screen, title, name="leave-out", about=about)
        sheet.given.connect(
            lambda why: self.enter(
                Made(tuple(Entry(path=one, not_applicable=why, reason=why) for one in paths))
            )
        )
        sheet.open()

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
        sheet = ReasonSheet(
            self._look,
            self._screen,
            words("fill.do.void"),
            name="void",
            about=words("fill.void_means"),
            usual=usual,
        )
        command = VoidForm(filled=facts.filled.filled, reason="")
        sheet.given.connect(
            lambda why: self._act(
                msgspec.structs.replace(command, reason=why), words("fill.voided")
            )
        )
        sheet.open()

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

    def _saved(self, changes: Changes, said: str) -> None:
        self._screen.tell.emit(Notice(said))
        self._screen.saved.emit(Saved(tuple(one.hash for one in changes.events), said))

    def _may(self, right: str) -> bool:
        session = self._floor.session
        return session is not None and session.may(right)


def _because(made: Made, why: str) -> Made:
    entries = tuple(msgspec.structs.replace(one, reason=why) for one in made.entries)
    return replace(made, entries=entries)


def _passing_over(made: Made, why: str) -> Made:
    """Return the lot that was picked with why an older one was passed over."""
    first, *others = made.entries
    value = {**msgspec.json.decode(first.value), "because": why}
    entry = msgspec.structs.replace(first, value=msgspec.json.encode(value).decode())
    return replace(made, entries=(entry, *others))


def _closes(meaning: str) -> bool:
    from app.capabilities.people.signatures.decisions import MEANINGS

    return MEANINGS[meaning].closes
