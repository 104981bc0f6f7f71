"""Values of a form are handed in; what is missing for one is asked for.

A value that is refused because something is missing is not lost: what is missing is asked for, and
the value is handed in again.
"""

from dataclasses import replace

import msgspec
from PySide6.QtCore import QObject, Signal

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.filling.commands import INVESTIGATE, EnterFields, InvestigateResult
from app.capabilities.forms.filling.decisions import Entry
from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Made
from app.ui.screens.forms.gauge_sheet import GaugeSheet
from app.ui.screens.forms.investigate_sheet import Found, InvestigateSheet
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Saved, Screen
from app.ui.screens.why_sheet import Question, WhySheet

_USUAL = ("typing", "unit", "wrong_place", "read_again")


class FillEntries(QObject):
    """Hands in values of one form for `screen`. `taken` carries the paths that are on disk,
    `failed` a path and why, `dropped` the paths whose new value somebody took back."""

    taken = Signal(object)
    failed = Signal(object)
    dropped = Signal(object)

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(screen)
        self._screen, self._floor, self._look = screen, parts.floor, parts.look
        self._words = parts.look.words
        self._facts: FillFacts | None = None
        self._around: Around | None = None
        self.gauges: dict[str, str] = {}
        """The gauge in use, by the kind of gauge that fields ask for."""

    def about(self, around: Around, facts: FillFacts) -> None:
        """Act on this form, as it stands now."""
        self._around, self._facts = around, facts

    def use_gauge(self, code: str) -> bool:
        """Measure with a gauge that was scanned from now on; False where nothing here is measured.

        It is looked up by its code or what its maker engraved; whether it may be used is checked
        with each value.
        """
        facts = self._facts
        if facts is None:
            return False
        number = facts.named.gauge_of(code)
        gauge = next((one for one in facts.named.gauges if one.gauge == number), None)
        tops = facts.filled.layout.tops.values()
        asked = {
            str(one.settings.gauge_kind) for one in tops if hasattr(one.settings, "gauge_kind")
        }
        meant = {one for one in asked if gauge is None or one in ("", gauge.sort)}
        self.gauges |= dict.fromkeys(meant, number)
        if meant:
            self._screen.tell.emit(Notice(self._words("fill.gauge_in_use", gauge=number)))
        return bool(meant)

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
            self,
            command,
            lambda done: self._entered(paths, done),
            lambda no: self._refused(sent, no),
        )

    def _entered(self, paths: tuple[str, ...], done: Changes) -> None:
        """Tell what is on disk; what says again what stands there is no entry."""
        if done.events:
            self.taken.emit(paths)
        else:
            self.dropped.emit(paths)

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
        about = about if old else words("fill.entry_after")
        asks = Question("change", words("fill.change"), about, usual, tiles="usual")
        sheet = WhySheet(self._look, self._screen, asks, once=True)
        sheet.given.connect(lambda why: self.enter(_because(made, why)))
        sheet.closed.connect(lambda unused: self._drop(made) if unused else None)
        sheet.ask()

    def _ask_passed_over(self, made: Made, refused: Refused) -> None:
        """Ask why an older lot is passed over; the lot is handed in again with the reason."""
        words = self._words
        asks = Question("pass-over", words("fill.lot.pass_over"), words.refusal(refused))
        sheet = WhySheet(self._look, self._screen, asks, once=True)
        sheet.given.connect(lambda why: self.enter(_passing_over(made, why)))
        sheet.closed.connect(lambda unused: self._drop(made) if unused else None)
        sheet.ask()

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
