"""One parameter: what it is now, whether that is well, and its curve between the limits."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.equipment.machines.answers import Limits, Parameter, Point
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.kit import STATES, Band, Card, Curve, IconBox, Text, TrendStrip
from app.ui.kit.trendstrip import Dot
from app.ui.moments import Moments
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Window:
    """The time a curve covers, in ms."""

    from_ms: int
    to_ms: int


class TrendCard(Card):
    """Named `trend-<parameter>`."""

    def __init__(self, look: Look, moments: Moments, parameter: Parameter) -> None:
        super().__init__(look, f"trend-{parameter.parameter}")
        self.body.setSpacing(2)
        self._moments = moments
        self.parameter = parameter
        name = str(look.words.of(parameter.name))
        self._name = name
        self._value = Text(look, "", "title")
        self._unit = Text(look, parameter.unit, "hint")
        self._state = IconBox(look, "circle", ground="", size=look.density.icon_small + 4)
        self._strip = TrendStrip(look, name=f"strip-{parameter.parameter}")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Text(look, name, "strong", elide=True), 1)
        row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(row)
        head.addWidget(Text(look, said_limits(look.words, parameter), "hint", elide=True))
        self.body.addLayout(head)
        self.body.addWidget(self._strip, 1)

    def show_dots(self, dots: tuple[Dot, ...], window: Window, latest: Point | None) -> None:
        """Show the curve of a time and what is measured now; None where nothing is."""
        limits = self.parameter.limits
        value = latest.value if latest is not None else None
        state = judged(limits, value)
        said = plain(value) if value is not None else "–"
        self._value.say(said)
        self._value.colour({"fail": "fail", "warn": "warn"}.get(state, "ink"))
        look = STATES[state]
        self._state.show_icon(look.icon, look.ink, "")
        curve = Curve(
            dots,
            window.from_ms,
            window.to_ms,
            band_of(limits),
            low="" if limits.low is None else plain(limits.low),
            high="" if limits.high is None else plain(limits.high),
            begin=self._moments.time(window.from_ms),
            end=self._moments.time(window.to_ms),
        )
        self._strip.show_curve(curve, f"{self._name} {said} {self.parameter.unit}")


def judged(limits: Limits, value: Decimal | None) -> str:
    """Return the kit's state of a value: well, warning, beyond a limit, or none."""
    if value is None:
        return "todo"
    if limits.crossed(value) is not None:
        return "fail"
    return "warn" if limits.is_warning(value) else "ok"


def band_of(limits: Limits) -> Band:
    """Return limits as a strip paints them."""
    lines = (limits.low, limits.high, limits.warn_low, limits.warn_high)
    return Band(*(None if line is None else float(line) for line in lines))


def said_limits(words: Words, parameter: Parameter) -> str:
    """Return the limits as a line: `215 – 235 °C`, `at most 7.1 mm/s`."""
    low, high, unit = parameter.limits.low, parameter.limits.high, parameter.unit
    if low is not None and high is not None:
        return f"{plain(low)} – {plain(high)} {unit}"
    if high is not None:
        return words("equipment.at_most", limit=plain(high), unit=unit)
    if low is not None:
        return words("equipment.at_least", limit=plain(low), unit=unit)
    return words("equipment.no_limits")
