"""What a control chart is told: its series with their lines, the marked points, words on demand.

A chart of 50,000 points asks for words only of those it shows: they are functions, not lists.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.kit.plotting import Values


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line across the chart: one value, or one for each point; `said` stands at its end."""

    value: float | Values
    said: str = ""

    def at(self, place: int) -> float | None:
        """Return the line's value at a point."""
        if isinstance(self.value, Sequence):
            return self.value[place] if 0 <= place < len(self.value) else None
        return self.value

    @property
    def is_level(self) -> bool:
        """Tell whether it has the same value for every point."""
        return not isinstance(self.value, Sequence)

    def values(self) -> Values:
        """Return its values, of a level line the only one."""
        return self.value if isinstance(self.value, Sequence) else (self.value,)


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A point that a rule marked: the rule's number as drawn (`1`, `1·5`), and what it says."""

    place: int
    number: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """One series with its limits; `zones` shades the thirds between centre and limits."""

    values: Values
    title: str = ""
    upper: ChartLine | None = None
    centre: ChartLine | None = None
    lower: ChartLine | None = None
    spec: tuple[ChartLine, ...] = ()
    marks: tuple[RuleMark, ...] = ()
    zones: bool = False

    def lines(self) -> tuple[tuple[ChartLine, str], ...]:
        """Return every line with its colour role."""
        known = ((self.upper, "warn"), (self.lower, "warn"), (self.centre, "ink3"))
        limits = tuple((line, role) for line, role in known if line is not None)
        return limits + tuple((line, "fail") for line in self.spec)


def _no_label(_place: int) -> str:
    return ""


def _no_facts(_place: int) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class ChartData:
    """One panel, or two that share the points; the second is the spread.

    `label(place)` is what stands below a point on the axis, `facts(place)` the lines of its tip;
    what the rules that marked it say is added. `divider` is the first point of the second phase,
    `phases` are the words left and right of it. Points from `pending` on are not complete yet.
    """

    panels: tuple[ChartPanel, ...] = ()
    label: Callable[[int], str] = _no_label
    facts: Callable[[int], tuple[str, ...]] = _no_facts
    divider: int | None = None
    phases: tuple[str, str] = ("", "")
    pending: int | None = None

    @property
    def count(self) -> int:
        """Return how many points there are."""
        return max((len(panel.values) for panel in self.panels), default=0)

    def told(self, place: int) -> tuple[str, ...]:
        """Return the point's facts and what the rules that marked it say."""
        marks = (mark for panel in self.panels for mark in panel.marks if mark.place == place)
        rules = tuple(f"◆ {mark.number} {mark.said}".strip() for mark in marks)
        return self.facts(place) + rules
