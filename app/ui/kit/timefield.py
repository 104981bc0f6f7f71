"""A time of day in a form: typed, or with the keypad of a sheet; its value is ISO text."""

from app.ui.kit.keypad import Keypad
from app.ui.kit.numberfield import NumberField
from app.ui.kit.numbersheet import NumberSheet
from app.ui.kit.typed import moment
from app.ui.kit.typedcontrol import TypedControl
from app.ui.theme.look import Look


class TimeField(TypedControl):
    """`changed` carries `14:30`, or `14:30:05` where `seconds` are asked; empty for none."""

    def __init__(self, look: Look, label: str, *, name: str, seconds: bool = False) -> None:
        self._how = look.words("kit.time.how_s" if seconds else "kit.time.how")
        self._seconds = seconds
        super().__init__(look, label, name=name, placeholder=self._how, icon="clock")

    def read(self, typed: str) -> str:
        if not typed.strip():
            return ""
        return moment(typed).isoformat("seconds" if self._seconds else "minutes")

    def ask(self) -> None:
        look, name, digits = self.look, self.name, 6 if self._seconds else 4
        shown = NumberField(look, self.label, name=f"{name}-number", limits=self._how)
        keypad = Keypad(look, name=f"{name}-keypad", mode="time", digits=digits)
        sheet = NumberSheet(look, self.page(), shown, keypad, name=f"{name}-sheet")
        sheet.entered.connect(self.enter)
        sheet.ask("", self.read, in_pairs)


def in_pairs(digits: str) -> str:
    """Return typed digits as a time from its left: `143` is `14:3`."""
    return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))
