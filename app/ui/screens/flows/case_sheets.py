"""What people say when they send a case back or give a step to somebody else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.screens.why_sheet import Question, WhySheet
from app.ui.theme.look import Look


class ChoosingSheet(WhySheet):
    """A choice above the reason. `chosen` carries (what was chosen, the reason).

    Controls by name: `<name>-to` and those of the reason.
    """

    picked = Signal(object)

    def __init__(self, look: Look, host: QWidget, asks: Question, label: str) -> None:
        super().__init__(look, host, asks)
        self._to = kit.SelectField(look, label, (), name=f"{asks.name}-to")
        self.body.insertWidget(1, self._to)
        self.given.connect(lambda why: self.picked.emit((self._to.value(), why)))

    def ask_about(self, which: str, options: tuple[tuple[str, str], ...]) -> None:
        """Open empty, about a step, with what may be chosen."""
        self._to.show_options(options)
        self.ask(which)


def back_sheet(look: Look, host: QWidget) -> ChoosingSheet:
    """Return the sheet that asks where a case goes back to, and what is to be done otherwise."""
    words = look.words
    asks = Question(
        "case-back", words("case.back"), words("case.back.means"), label=words("case.back.why")
    )
    return ChoosingSheet(look, host, asks, words("case.back.to"))


def give_sheet(look: Look, host: QWidget) -> ChoosingSheet:
    """Return the sheet that asks who is to do a step."""
    words = look.words
    asks = Question("case-give", words("case.give"), words("case.give.means"), needs_text=False)
    return ChoosingSheet(look, host, asks, words("case.give.to"))


def turning_sheet(look: Look, host: QWidget) -> WhySheet:
    """Return the sheet that asks for remarks where an outcome turns back."""
    words = look.words
    asks = Question("case-turn", words("case.turn"), "", label=words("case.back.why"))
    return WhySheet(look, host, asks)


def off_sheet(look: Look, host: QWidget) -> WhySheet:
    """Return the sheet that asks why a case is not gone on with."""
    words = look.words
    asks = Question("case-off", words("case.off"), words("case.off.means"), kind="danger")
    return WhySheet(look, host, asks)
