"""When it happened, if that was not just now: stepped back from now, and why it comes so late."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.operations.decisions import LATE_MS
from app.ui.kit import Button, ReasonTiles, Sheet, Text, Tile
from app.ui.moments import Moments
from app.ui.screens.production.lateness import LATE
from app.ui.theme.look import Look

MINUTE_MS = 60_000
STEPS_MIN = (-60, -15, -5, 5, 15)
LONGEST_MS = 7 * 24 * 60 * MINUTE_MS
"""What lies further back is a matter for a correction, not for a stepper."""


@dataclass(frozen=True, slots=True)
class Happened:
    """When it happened, in ms since 1970 UTC, 0 for just now; and why it is entered so late."""

    occurred_ms: int = 0
    late_because: str = ""


class WhenSheet(Sheet):
    """`confirmed` carries a `Happened`."""

    confirmed = Signal(object)

    def __init__(self, look: Look, host: QWidget, moments: Moments, entered: Happened) -> None:
        words = look.words
        super().__init__(look, host, words("execute.when.title"), name="when-sheet", width=760)
        self._moments, self._now_ms = moments, moments.now_ms()
        self._occurred_ms = entered.occurred_ms or self._now_ms
        self._time = Text(look, "", "number")
        self._ago = Text(look, "", "hint")
        self._why = Text(look, words("execute.when.why", n=LATE_MS // MINUTE_MS), "strong")
        self._reasons = ReasonTiles(
            look,
            tuple(Tile(code, words(f"execute.late.{code}")) for code in LATE),
            name="late",
        )
        self._reasons.choose(entered.late_because)
        self._reasons.chosen.connect(self._show)
        self._confirm = Button(look, "", name="when-confirm", kind="primary", icon="check")
        self._confirm.clicked.connect(self._take)
        now = Button(look, words("execute.when.now"), name="when-now")
        now.clicked.connect(lambda: self._end(Happened()))
        self.body.addLayout(self._told())
        self.body.addLayout(self._steps())
        self.body.addWidget(self._why)
        self.body.addWidget(self._reasons)
        self.buttons.addWidget(now)
        self.buttons.addWidget(self._confirm, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _told(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._time)
        column.addWidget(self._ago)
        return column

    def _steps(self) -> QHBoxLayout:
        words = self.look.words
        row = QHBoxLayout()
        row.setSpacing(self.look.space(1))
        for by in STEPS_MIN:
            sign = "−" if by < 0 else "+"
            said = words("moments.minutes", n=abs(by))
            button = Button(self.look, f"{sign}{said}", name=f"when{by:+d}", kind="default")
            button.clicked.connect(_Step(self, by))
            row.addWidget(button, 1)
        return row

    def step(self, minutes: int) -> None:
        """Go back or on, in whole minutes, never past now."""
        wanted = (self._occurred_ms // MINUTE_MS + minutes) * MINUTE_MS
        self._occurred_ms = min(self._now_ms, max(self._now_ms - LONGEST_MS, wanted))
        self._show()

    def _show(self, _: str = "") -> None:
        words, moments = self.look.words, self._moments
        ago_ms = self._now_ms - self._occurred_ms
        is_now, is_late = ago_ms < MINUTE_MS, ago_ms > LATE_MS
        self._time.say(moments.when(self._occurred_ms))
        ago = words("execute.when.ago", age=moments.age(self._occurred_ms))
        self._ago.say(words("execute.when.now") if is_now else ago)
        self._why.colour("ink" if is_late else "ink3")
        self._reasons.setEnabled(is_late)
        said = words("execute.when.confirm", time=moments.time(self._occurred_ms))
        self._confirm.say(said)
        is_missing = is_late and not self._reasons.value()
        self._confirm.block(words("execute.blocked.reason") if is_missing else "")

    def _take(self) -> None:
        ago_ms = self._now_ms - self._occurred_ms
        because = self._reasons.value() if ago_ms > LATE_MS else ""
        self._end(Happened() if ago_ms < MINUTE_MS else Happened(self._occurred_ms, because))

    def _end(self, made: Happened) -> None:
        self.close_sheet()
        self.confirmed.emit(made)


class _Step:
    def __init__(self, sheet: WhenSheet, minutes: int) -> None:
        self._sheet, self._minutes = sheet, minutes

    def __call__(self) -> None:
        self._sheet.step(self._minutes)
