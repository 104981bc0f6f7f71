"""How far this station's clock may be trusted, in words, and every jump of it that was seen."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.sites.queries import ClockJump
from app.stations.timekeeper import Reading
from app.ui.kit import Banner, IconBox, Scroller, Sheet, Text
from app.ui.moments import Moments
from app.ui.signs import time_state
from app.ui.theme.look import Look


class ClockSheet(Sheet):
    """Says what is known, and nothing else."""

    def __init__(  # what it shows, looked up by its screen
        self,
        look: Look,
        host: QWidget,
        moments: Moments,
        reading: Reading,
        jumps: tuple[ClockJump, ...],
    ) -> None:
        words = look.words
        super().__init__(look, host, words("sync_devices.clock"), name="clock-sheet")
        self._moments = moments
        said = words(f"time.quality.{reading.quality}")
        about = words(f"time.about.{reading.quality}")
        self.body.addWidget(
            Banner(look, time_state(reading.quality), said, about, name="clock-quality")
        )
        self.body.addLayout(self._facts(reading))
        self.body.addWidget(Text(look, words("time.jumps"), "strong"))
        self.body.addWidget(Scroller(look, "clock-jumps", self._jumps(jumps)), 1)
        self.closed.connect(self.deleteLater)

    def _facts(self, reading: Reading) -> QGridLayout:
        look, words = self.look, self.look.words
        offset, agreed = "–", words("time.never")
        if reading.offset_ms is not None:
            offset = words("time.offset_s", value=offset_text(reading))
        if reading.contact_ms:
            agreed = self._moments.when(reading.contact_ms)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setColumnStretch(1, 1)
        for line, (code, value) in enumerate((("offset", offset), ("agreed", agreed))):
            grid.addWidget(Text(look, words(f"time.{code}"), "hint"), line, 0)
            grid.addWidget(Text(look, value, "strong"), line, 1)
        return grid

    def _jumps(self, jumps: tuple[ClockJump, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(1))
        for jump in jumps:
            column.addLayout(self._jump(jump))
        if not jumps:
            column.addWidget(Text(self.look, self.look.words("time.no_jumps"), "body", "ink3"))
        column.addStretch()
        return holder

    def _jump(self, jump: ClockJump) -> QHBoxLayout:
        look, words = self.look, self.look.words
        is_back = jump.to_ms < jump.from_ms
        due, shown = self._moments.when(jump.from_ms), self._moments.when(jump.to_ms)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(Text(look, words("time.jump.back" if is_back else "time.jump.ahead")))
        lines.addWidget(Text(look, words("time.jump.way", due=due, shown=shown), "hint"))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        icon = "rotate-ccw" if is_back else "redo-2"
        row.addWidget(IconBox(look, icon, ink="warn", ground="warn_soft", size=46))
        row.addLayout(lines, 1)
        return row


def offset_text(reading: Reading) -> str:
    """Return the seconds to the server's clock, and how sure they are: `+0.8 ± 0.1`."""
    offset_ms = reading.offset_ms or 0
    sign = "−" if offset_ms < 0 else "+"
    return f"{sign}{_tenths(abs(offset_ms))} ± {_tenths(reading.uncertainty_ms + 99)}"


def _tenths(ms: int) -> str:
    return f"{ms // 1000:,}.{ms % 1000 // 100}"
