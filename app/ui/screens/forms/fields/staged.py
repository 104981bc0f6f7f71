"""Kinds that are made in several presses: they are handed in whole, by a press of their own.

Each value handed in is an entry in the record, and changing one needs a reason: so what is still
being put together is no entry yet. It is kept as a draft.
"""

from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.numbers.bodies import Quantities
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Typed, name_for
from app.ui.screens.forms.fields.simple import options_of


class StagedControl(FieldControl):
    """Holds what is being put together, and hands it in at its button `<name>-enter`.

    A kind says what is staged (`staged`, None for nothing) and shows a value (`show_value`).
    """

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self.held: Any = None
        self._hash = ""
        self._enter = kit.Button(
            self.look,
            self.look.words("fill.enter"),
            name=f"{name_for(place)}-enter",
            kind="primary",
            icon="check",
            size="normal" if self.look.density.is_touch else "small",
        )
        self._enter.clicked.connect(self.give)
        self._enter.hide()
        self.widget = HuggingWidget()
        self.column = QVBoxLayout(self.widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.look.space(1))

    def hold(self, *widgets: QWidget) -> None:
        """Put the parts above the button."""
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addWidget(self._enter)
        self.widget.setFocusProxy(widgets[0])

    def staged(self) -> Any:  # noqa: ANN401  # as the kind has it
        """Return what is put together; None where that is nothing."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:  # noqa: ANN401  # as the kind has it
        """Show a value; None for none."""
        raise NotImplementedError

    def give(self) -> None:
        """Hand in what is put together."""
        made = self.staged()
        if made is not None:
            self.hand_in(made)

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        name = "" if held is None else held.hash
        if name != self._hash:
            self._hash, self.held = name, None if held is None else held.value
            self.show_value(self.held)
        self.settle()

    def restore(self) -> None:
        self.show_value(self.held)
        self.typed.emit(Typed(self.place.path, ""))
        self.settle()

    def retype(self, path: str, text: str) -> None:
        try:
            value = msgspec.json.decode(text, type=self.place.kind.value)
        except msgspec.MsgspecError:
            return  # what was kept by another version of the program
        self.show_value(value)
        self.settle()

    def take(self) -> str:
        """What is put together is not entered by itself: say that its button is to be pressed."""
        staged = self.staged()
        is_open = staged is not None and staged != self.held
        return self.look.words("fill.not_entered") if is_open else ""

    def touched(self) -> None:
        """Take note that a person changed what is put together."""
        staged = self.staged()
        text = "" if staged is None else msgspec.json.encode(staged).decode()
        self.typed.emit(Typed(self.place.path, text))
        self.settle()

    def settle(self) -> None:
        """Offer to hand in what differs from what is held."""
        staged = self.staged()
        self._enter.setVisible(staged is not None and staged != self.held)


class ManyControl(StagedControl):
    """Several of a list of choices."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        settings = place.settings
        alone = next((one.code for one in settings.choices if one.alone), "")
        picks = kit.Picks(least=settings.least, most=settings.most or 0, alone=alone)
        self._many = kit.MultiChoice(
            around.look,
            around.label(place),
            options_of(around, place),
            name=name_for(place),
            picks=picks,
        )
        self._many.changed.connect(lambda _: self.touched())
        self.hold(self._many)

    def staged(self) -> tuple[str, ...] | None:
        return self._many.value() or None

    def show_value(self, value: tuple[str, ...] | None) -> None:
        self._many.put(value or ())


class SplitControl(StagedControl):
    """Quantities by what becomes of them: good, rework, scrap by reason, with their sum."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        words, name = self.look.words, name_for(place)
        self._reasons = place.settings.reasons
        labels = {"good": words("fill.good"), "rework": words("fill.rework")}
        labels |= {
            f"scrap-{one}": words("fill.scrap", reason=_reason(words, one)) for one in self._reasons
        }
        self._fields: dict[str, kit.DecimalField] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self.look.space(1))
        limits = kit.Limits(low=Decimal(0), places=6)
        for at, (key, text) in enumerate(labels.items()):
            field = kit.DecimalField(
                self.look, text, name=f"{name}-{key}", unit=place.settings.unit, limits=limits
            )
            field.hint("")
            field.changed.connect(lambda _: self.touched())
            self._fields[key] = field
            grid.addWidget(kit.Text(self.look, text, "label", wrap=True), 2 * (at // 2), at % 2)
            grid.addWidget(field, 2 * (at // 2) + 1, at % 2)
        self._sum = kit.Text(self.look, "", "strong")
        self.hold(inside, self._sum)

    def staged(self) -> Quantities | None:
        typed = {key: field.value() for key, field in self._fields.items()}
        if not any(typed.values()):
            return None
        scrap = {one: Decimal(typed[f"scrap-{one}"] or 0) for one in self._reasons}
        return Quantities(
            good=Decimal(typed["good"] or 0),
            rework=Decimal(typed["rework"] or 0),
            scrap={one: amount for one, amount in scrap.items() if amount},
        )

    def show_value(self, value: Quantities | None) -> None:
        amounts = {} if value is None else {"good": value.good, "rework": value.rework}
        if value is not None:
            amounts |= {f"scrap-{one}": amount for one, amount in value.scrap.items()}
        for key, field in self._fields.items():
            field.put(f"{amounts[key]:f}" if key in amounts else "")

    def settle(self) -> None:
        super().settle()
        staged = self.staged()
        total = plain(staged.total) if staged is not None else "—"
        unit = self.place.settings.unit
        self._sum.say(self.look.words("fill.sum", total=f"{total} {unit}".strip()))


def _reason(words: Words, code: str) -> str:
    """Return a reason of scrap in words, where the plant's catalogue has it."""
    said = f"report.reason.{code}"
    return words(said) if words.knows(said) else code
