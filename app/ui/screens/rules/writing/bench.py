"""What the parts of the page share: the look, how things are called, and the sheets that ask."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.capabilities.rules.definition.decisions import facts_of
from app.journal.capability import Plugs
from app.journal.ruling import Fact
from app.ui import kit
from app.ui.kit.sheet import page_of
from app.ui.kit.typed import LONGEST_DIGITS, number
from app.ui.screens.rules.telling import Teller
from app.ui.screens.rules.writing.slot_sheet import Asked, Choice, Choices, SlotSheet
from app.ui.theme.look import Look

Took = Callable[[str], None]
TookMany = Callable[[tuple[str, ...]], None]
_TYPE = "\x00type"


@dataclass(frozen=True, slots=True, eq=False)
class RuleBench:
    """Made once a page; sheets lie over what `page` is on; `teller` returns how things are told."""

    look: Look
    plugs: Plugs
    page: QWidget
    teller: Callable[[], Teller]

    @property
    def host(self) -> QWidget:
        """Return what sheets lie over."""
        return page_of(self.page)

    def facts(self, when: str) -> Mapping[str, Fact]:
        """Return the facts of an occasion or a watch by name."""
        return {one.name: one for one in facts_of(when, self.plugs) or ()}

    # ------------------------------------------------------------------ asking
    def ask_one(
        self, title: str, groups: Sequence[Choices], took: Took, *, name: str, held: str = ""
    ) -> None:
        """Ask for one of several."""
        asked = Asked(title, tuple(groups), (held,))
        sheet = SlotSheet(self.look, self.host, asked, name=name)
        sheet.picked.connect(took)
        sheet.open()

    def ask_many(
        self,
        title: str,
        groups: Sequence[Choices],
        took: TookMany,
        *,
        name: str,
        held: tuple[str, ...],
    ) -> None:
        """Ask for any of several; nothing is taken before it is said to be all."""
        asked = Asked(title, tuple(groups), held, many=True)
        sheet = SlotSheet(self.look, self.host, asked, name=name)
        sheet.picked_all.connect(took)
        sheet.open()

    def ask_number(
        self, title: str, held: str, took: Took, *, name: str, is_whole: bool = False
    ) -> None:
        """Ask for a number, exact as typed."""
        limits = kit.Limits(places=0 if is_whole else LONGEST_DIGITS)
        mode = "integer" if is_whole else "signed-decimal"
        shown = kit.NumberField(self.look, title, name=f"{name}-number")
        keypad = kit.Keypad(self.look, name=f"{name}-keypad", mode=mode, digits=LONGEST_DIGITS)
        sheet = kit.NumberSheet(self.look, self.host, shown, keypad, name=name)
        sheet.entered.connect(lambda typed: took(number(typed, limits) or "0"))
        sheet.ask("" if held == "0" else held, lambda typed: number(typed, limits))

    def ask_text(self, title: str, held: str, took: Took, *, name: str) -> None:
        """Ask for a line of text."""
        words = self.look.words
        sheet = kit.TypeSheet(
            self.look, self.host, title, name=name, label=title, action=words("kit.done")
        )
        sheet.entered.connect(took)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
        sheet.field.put(held)

    def ask_named(self, what: str, title: str, held: str, took: Took, *, name: str) -> None:
        """Ask for a code: one of those the plant knows, or another that is typed."""
        offered = self.named(what)
        if not offered:
            self.ask_text(title, held, took, name=name)
            return
        words = self.look.words
        other = Choice(_TYPE, words("rule_edit.type_it"), icon="keyboard")
        groups = (Choices("", offered), Choices("", (other,)))

        def take(key: str) -> None:
            if key == _TYPE:
                self.ask_text(title, held, took, name=f"{name}-typed")
            else:
                took(key)

        self.ask_one(title, groups, take, name=name, held=held)

    def named(self, what: str) -> tuple[Choice, ...]:
        """Return what the plant knows of a kind, by code."""
        teller = self.teller()
        codes = teller.names.offered(what)
        return tuple(
            Choice(code, teller.names.say(self.look.words, what, code), code) for code in codes
        )
