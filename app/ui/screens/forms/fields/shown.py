"""Kinds nobody types: what a formula came to, a number given here, a signature, an unknown kind."""

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.workbooks.telling import said
from app.capabilities.people.signatures.queries import Signature, Validity
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import COMPLETED, FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, name_for


class ShownControl(FieldControl):
    """Shows what is held and takes nothing; of a kind this program cannot fill it says so."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._text = kit.Text(self.look, "—", "strong", wrap=True)
        self._text.setObjectName(name_for(place))
        self.widget = self._text

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        if held is not None:
            self._text.say(said(self.look.words, self.place, held.value, held.said))
        elif self.place.kind.is_entered:
            self._text.say(self.look.words("fill.not_here"))


class FormulaControl(ShownControl):
    """Shows what a formula comes to as the form stands."""

    def show_facts(self, facts: FillFacts) -> None:
        key = self.place.field.key
        value = facts.filled.judged.worked.get(key)
        unit = getattr(self.place.settings, "unit", "")
        shown = plain(value) if isinstance(value, Decimal) else str(value)
        self._text.say("—" if value is None else f"{shown} {unit}".strip())


class SerialControl(FieldControl):
    """Gives a number here at a press; what was given stays."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._text = kit.Text(self.look, "", "strong")
        self._give = kit.Button(
            self.look, self.look.words("fill.give_number"), name=name_for(place), icon="tag"
        )
        self._give.clicked.connect(lambda: self.hand_in(None))
        self.widget = HuggingWidget()
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._give)

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        self._give.setVisible(held is None)
        self._text.say("—" if held is None else held.said)


class SignControl(FieldControl):
    """Asks for the signature a field wants, once the form is complete, and shows who gave it."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        says = self.look.words(f"signature.meaning.{place.settings.meaning}")
        self._field = kit.SignatureField(
            self.look, around.label(place), name=name_for(place), asks=says
        )
        self._field.pressed.connect(lambda: self.asked.emit("sign"))
        self.widget = self._field

    def show_facts(self, facts: FillFacts) -> None:
        given = signature_for(facts, self.place.settings.meaning)
        words = self.look.words
        if given is None:
            self._field.put(None)
            wait = "" if facts.filled.state == COMPLETED else words("fill.sign_after_complete")
            self._field.block(wait)
            return
        at = self.around.moments.local(given.at_ms).strftime("%Y-%m-%d %H:%M:%S")
        flaw = words("fill.signed_before") if given.validity is Validity.SUPERSEDED else ""
        says = words(f"signature.meaning.{given.meaning}")
        self._field.put(kit.Signed(given.name.of(words.language), says, at, flaw))
        self._field.block("")


def signature_for(facts: FillFacts, meaning: str) -> Signature | None:
    """Return the last signature of a meaning that stands; None where it is still to be given.

    One that was given before the last entry no longer says anything of the form as it is.
    """
    taken = {one.withdraws for one in facts.signatures if one.withdraws}
    found = [
        one
        for one in facts.signatures
        if one.meaning == meaning
        and one.hash not in taken
        and one.validity in (Validity.VALID, Validity.SUPERSEDED)
    ]
    return found[-1] if found and facts.filled.state == COMPLETED else None
