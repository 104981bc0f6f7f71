"""Numbers of a form, whole or decimal: exact text, limits in sight before anything is entered."""

from decimal import Decimal

from app.kernel.quantity import plain
from app.ui.kit.keypad import Keypad
from app.ui.kit.numberfield import NumberField
from app.ui.kit.numbersheet import NumberSheet
from app.ui.kit.typed import Limits, number
from app.ui.kit.typedcontrol import TypedControl
from app.ui.theme.look import Look

_DIGITS = 12


class DecimalField(TypedControl):
    """`changed` carries plain decimal text with the places typed, `12.50`; empty for none."""

    def __init__(
        self, look: Look, label: str, *, name: str, unit: str = "", limits: Limits | None = None
    ) -> None:
        super().__init__(look, label, name=name, placeholder=unit, icon="grid-3x3")
        self.limits = limits or Limits(places=6)
        self._unit = unit
        if said := self.limits.as_text(unit):
            self.hint(said)

    def read(self, typed: str) -> str:
        return number(typed, self.limits)

    def shown(self, value: str) -> str:
        return f"{plain_text(value)} {self._unit}".strip()

    def ask(self) -> None:
        look, limits, name = self.look, self.limits, self.name
        signed = "signed" if limits.low is None or limits.low < 0 else ""
        kind = "decimal" if limits.places else "" if signed else "integer"
        mode = "-".join(part for part in (signed, kind) if part)
        shown = NumberField(
            look, self.label, self._unit, name=f"{name}-number", limits=limits.as_text()
        )
        keypad = Keypad(look, name=f"{name}-keypad", mode=mode, digits=_DIGITS)
        sheet = NumberSheet(look, self.page(), shown, keypad, name=f"{name}-sheet")
        sheet.entered.connect(self.enter)
        sheet.ask(self.value(), self.read)


class WholeField(DecimalField):
    """A whole number; `changed` carries it as text without places."""

    def __init__(
        self, look: Look, label: str, *, name: str, unit: str = "", limits: Limits | None = None
    ) -> None:
        given = limits or Limits()
        super().__init__(
            look, label, name=name, unit=unit, limits=Limits(given.low, given.high, places=0)
        )


def plain_text(value: str) -> str:
    """Return decimal text with thousands in groups; its places stay as they were typed."""
    whole, point, places = value.partition(".")
    sign = "−" if whole.startswith("-") else ""
    return f"{sign}{plain(Decimal(whole.removeprefix('-') or '0'))}{point}{places}"
