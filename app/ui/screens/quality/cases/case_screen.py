"""A list of cases and the page of one: what the three screens do alike.

A kind of screen says what it asks (`query`), how it shows a case (`show_case`) and what its acts
do (`press`). Controls by name: `<name>-new` where something is begun, those of list and page.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.capabilities.people.signatures.commands import Ask
from app.journal.capability import Command
from app.journal.journal import Changes, Journal
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.list_beside import Beside, lay_beside
from app.ui.screens.parted_list import Parted, PartedList
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.cases.ask_sheet import Asked, AskSheet, Sheeted, picture
from app.ui.screens.quality.cases.case_card import CaseCard
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Notice, Place, Saved, Screen

Given = Mapping[str, Any]


def _rehearsed(journal: Journal, command: Command, who: str, connection: Connection) -> None:
    journal.rehearse(connection, command, who)


class CaseScreen(Screen):
    """`Place.record` is the stream of a case."""

    def __init__(self, parts: Parts, name: str, listed: Parted, icon: str, sub: str) -> None:
        super().__init__(parts.floor, parts.look, name)
        look, words = parts.look, parts.look.words
        self.words = words
        self.moments = Moments(words, parts.floor.station.clock)
        self.facts: Any = None
        self.chosen = ""
        self.names: Mapping[str, Bilingual] = {}
        self.signing = SignatureSheet(parts, self)
        self.signing.signed.connect(self._signed)
        self._said = ""
        self.new = kit.Button(
            look,
            words(f"{name}.new"),
            name=f"{name}-new",
            icon="plus",
            size="normal",
        )
        self.new.clicked.connect(self.begin)
        self.list = PartedList(look, listed)
        self.list.chosen.connect(self._choose)
        empty = (icon, words(f"{name}.nothing"), words(f"{name}.nothing_how"))
        self.card = CaseCard(look, name, empty)
        self.card.asked.connect(self._press)
        header = kit.PageHeader(look, words(f"{name}.title"), words(sub), name=f"{name}-header")
        lay_beside(self, look, Beside(header, self.new, (), self.list, self.card, (5, 6)))

    # -------------------------------------------------------------- what a kind of screen says
    def query(self) -> Callable[[Connection], Any]:
        """Return what is asked on the reader thread."""
        raise NotImplementedError

    def show_facts(self, facts: Any) -> None:  # noqa: ANN401  # as each screen asks
        """Show list and case."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin a new case."""
        raise NotImplementedError

    def press(self, act: str) -> None:
        """Do what was asked of the case in front."""
        raise NotImplementedError

    # --------------------------------------------------------------------- going and showing
    def about(self, place: Place) -> None:
        if place.record:
            self.chosen = place.record

    def refresh(self) -> None:
        self.floor.ask(self, self.query(), self._show)

    def _show(self, facts: Any) -> None:  # noqa: ANN401  # as each screen asks
        self.facts = facts
        self.show_facts(facts)

    def _choose(self, line: Any) -> None:  # noqa: ANN401  # a line of each list
        self.chosen = line.stream
        self.refresh()

    def _press(self, act: str) -> None:
        if act == "record":
            self.go.emit(Place(RECORD, record=self.chosen))
        else:
            self.press(act)

    def may(self, right: str) -> bool:
        """Tell whether whoever is in front has a right."""
        return self.floor.session is not None and self.floor.session.may(right)

    @property
    def person(self) -> str:
        """Return who is in front."""
        return "" if self.floor.session is None else self.floor.session.person

    def name_of(self, person: str) -> str:
        """Return somebody's name in this language."""
        found = self.names.get(person)
        return person if found is None else found.of(self.words.language)

    def by(self, person: str, at_ms: int) -> str:
        """Return who did something and when; nothing before it was done."""
        return f"{self.name_of(person)} · {self.moments.when(at_ms)}" if at_ms else ""

    def people_picks(self) -> tuple[kit.Pick, ...]:
        """Return everybody who may be chosen."""
        return tuple(
            kit.Pick(person, name.of(self.words.language), person)
            for person, name in self.names.items()
        )

    def options(self, family: str, keys: Any) -> tuple[kit.Option, ...]:  # noqa: ANN401  # an enum
        """Return the choices of a family of words."""
        return tuple(kit.Option(str(key), self.words(f"{family}{key}")) for key in keys)

    # ------------------------------------------------------------------------- asking and doing
    def sheet(
        self,
        of: Sheeted,
        asked: tuple[Asked, ...],
        then: Callable[[Given], None],
        known: Mapping[str, Any] | None = None,
    ) -> AskSheet:
        """Ask for fields; `then` is given what was entered while the sheet is still open."""
        made = AskSheet(self.look, self, of, asked, self.moments)
        made.given.connect(then)
        self._sheet = made
        made.ask(known)
        return made

    def do(self, command: Command, said: str, then: Callable[[], None] | None = None) -> None:
        """Carry out what a sheet asked for: it closes, or says why not."""
        sheet = self._sheet

        def done(_: Changes) -> None:
            sheet.close_sheet()
            self.tell.emit(Notice(said))
            if then is not None:
                then()

        self.floor.act(self, command, done, sheet.refuse)

    def do_with_picture(
        self,
        path: str,
        make: Callable[[tuple[tuple[str, bytes], ...]], Command],
        said: str,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Carry out a command with the picture chosen, which a worker reads first."""
        sheet = self._sheet
        self.floor.work(
            self, lambda: picture(path), lambda read: self.do(make(read), said, then), sheet.refuse
        )

    def sign(self, subject: Subject, said: str) -> None:
        """Let whoever is in front sign; what forbids it is said before anybody signs."""
        station, who, self._said = self.floor.station, self.person, said

        def rehearse() -> None:
            for command in subject.first:
                station.ask(partial(_rehearsed, station.journal, command, who)).result()

        self.floor.work(self, rehearse, lambda _: self.signing.ask(subject), self.say_refused)

    def subject(
        self, title: str, meaning: str, *, first: Command, then: tuple[Command, ...] = ()
    ) -> Subject:
        """Return what is signed of the case in front, as it is shown."""
        ask = Ask(self.chosen, meaning, seen=self.facts.seen)
        return Subject(title, meaning, asks=(ask,), first=(first,), then=then)

    def _signed(self, changes: Changes) -> None:
        self.tell.emit(Notice(self._said))
        self.saved.emit(Saved(tuple(one.hash for one in changes.events), self._said))
