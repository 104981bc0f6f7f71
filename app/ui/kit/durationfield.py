"""How long something took: by a timer that runs here, or typed; its least shown as progress."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.keypad import Keypad
from app.ui.kit.numberfield import NumberField
from app.ui.kit.numbersheet import NumberSheet
from app.ui.kit.progress import ProgressBar
from app.ui.kit.text import Text
from app.ui.kit.typed import clock_text, spell_s
from app.ui.theme.look import Look

TICK_MS = 250
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Spell:
    """A duration in ms; when it began and ended in ms since 1970 UTC, 0 where it was typed.

    One that began and has not ended is running.
    """

    ms: int = 0
    began_ms: int = 0
    ended_ms: int = 0

    @property
    def is_running(self) -> bool:
        """Tell whether the timer runs."""
        return bool(self.began_ms) and not self.ended_ms


NO_SPELL = Spell()


class DurationField(Control[Spell]):
    """`changed` carries a `Spell` when the timer starts, when it stops, and when one is typed.

    `now_ms` is the station's clock; `least_ms` what must have passed, shown as progress.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        now_ms: Callable[[], int],
        least_ms: int = 0,
    ) -> None:
        super().__init__(look, name, label, NO_SPELL)
        self._label, self._name, self._now_ms, self._least_ms = label, name, now_ms, least_ms
        words = look.words
        self._shown = Text(look, "", "number")
        self._left = Text(look, "", "hint", wrap=True)
        self._bar = ProgressBar(look, f"{name}-progress", accessible=label)
        self._turn = Button(look, "", name=f"{name}-turn", size="small")
        self._turn.clicked.connect(self.turn)
        typing = Button(
            look, words("kit.spell.type"), name=f"{name}-type", kind="ghost", size="small"
        )
        typing.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(self._shown, 1)
        row.addWidget(typing)
        row.addWidget(self._turn)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._left)
        self._bar.setVisible(bool(least_ms))
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.setFocusProxy(self._turn)
        self.show_value(NO_SPELL)

    def turn(self) -> None:
        """Start the timer, or stop it; one that was stopped starts anew."""
        now_ms, value = self._now_ms(), self.value()
        if value.is_running:
            ran_ms = max(0, now_ms - value.began_ms)
            self.commit(Spell(ran_ms, value.began_ms, max(now_ms, value.began_ms)))
        else:
            self.commit(Spell(0, began_ms=now_ms))

    def tick(self) -> None:
        """Show how long it has been running by now."""
        value = self.value()
        ms = max(0, self._now_ms() - value.began_ms) if value.is_running else value.ms
        words = self.look.words
        self._shown.say(clock_text(ms) if value != NO_SPELL else "–:––:––")
        self._shown.colour("accent" if value.is_running else "ink")
        self._bar.show_parts(min(ms, self._least_ms), 0, self._least_ms)
        left_ms = self._least_ms - ms
        self._bar.colour("ok" if left_ms <= 0 else "accent")
        least = clock_text(self._least_ms)
        said = words("kit.spell.reached", least=least)
        if left_ms > 0:
            said = words("kit.spell.left", least=least, left=clock_text(left_ms + 999))
        self._left.say(said if self._least_ms else "")
        self._left.setVisible(bool(self._least_ms))

    def show_value(self, value: Spell) -> None:
        words = self.look.words
        if value.is_running:
            self._turn.say(words("kit.spell.stop"))
            self._turn.show_icon("circle-stop")
        else:
            self._turn.say(words("kit.spell.again" if value != NO_SPELL else "kit.spell.start"))
            self._turn.show_icon("play")
        self._keep_time()
        self.tick()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        self._keep_time()
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        self._timer.stop()

    def _keep_time(self) -> None:
        if self.value().is_running and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _ask(self) -> None:
        look, name, words = self.look, self._name, self.look.words
        shown = NumberField(look, self._label, name=f"{name}-number", limits=words("kit.spell.how"))
        keypad = Keypad(look, name=f"{name}-keypad", mode="time", digits=_DIGITS)
        sheet = NumberSheet(look, self.page(), shown, keypad, name=f"{name}-sheet")
        sheet.entered.connect(self.enter)
        sheet.ask("", lambda typed: spell_s(typed) if typed else 0, from_right)

    def enter(self, typed: str) -> None:
        """Take a typed duration, `1:30:05` or `30:05`, or refuse it in words."""
        if not typed.strip():
            self.commit(NO_SPELL)
            return
        try:
            self.commit(Spell(spell_s(typed) * 1000))
        except Refused as refused:
            self.refuse(self.look.words.refusal(refused))


def from_right(digits: str) -> str:
    """Return typed digits as a duration, seconds last: `13005` is `1:30:05`."""
    if not digits:
        return ""
    padded = digits.rjust(_DIGITS, "0")
    hours, minutes, seconds = padded[:-4], padded[-4:-2], padded[-2:]
    return f"{int(hours)}:{minutes}:{seconds}"
