"""What the screen of gauges shows, asked on the reader thread in one go; what it proposes. No Qt.

facts = gauge_facts(connection, now, "G-08")
facts.part("pressing")          # what may not be used, the most pressing first
facts.weeks(now)                # what is due in each of the next weeks
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection

from app.capabilities.equipment.gauges.answers import Gauge, Standing, Window
from app.capabilities.equipment.gauges.decisions import look_back
from app.capabilities.equipment.gauges.queries import gauges
from app.capabilities.forms.readings.answers import GaugeUse
from app.capabilities.forms.readings.queries import measured_with
from app.capabilities.people.accounts.queries import people
from app.kernel.days import Moment, end_of_day_ms, is_a_day
from app.kernel.words import Bilingual

GAUGES = "gauges"
"""The screen's name."""
ALL, PRESSING, IN_QUESTION = "all", "pressing", "in_question"
PARTS = (
    (ALL, ""),
    (PRESSING, "fail"),
    (IN_QUESTION, "hold"),
    (Standing.DUE_SOON.value, "warn_solid"),
    (Standing.USABLE.value, "ok"),
    (Standing.OUT_OF_USE.value, ""),
)
"""The parts of the list, each with the colour of its dot."""
WEEKS = 8
"""So many weeks ahead the strip shows."""
_BARRED = (Standing.FAILED, Standing.NEVER_CALIBRATED, Standing.OVERDUE)
_RANK = {
    Standing.FAILED.value: 0,
    Standing.OVERDUE.value: 1,
    Standing.NEVER_CALIBRATED.value: 2,
    IN_QUESTION: 3,
    Standing.DUE_SOON.value: 4,
    Standing.USABLE.value: 5,
    Standing.OUT_OF_USE.value: 6,
}
_NEVER = "0000-00-00"


@dataclass(frozen=True, slots=True)
class GaugeLine:
    """A gauge, how it stands (a `Standing`, or `in_question`), and the days it may yet be used.

    It is in question while its last calibration found it wrong and nothing worse is the case: it
    may be used again, but what it measured before is not settled.
    """

    gauge: Gauge
    mark: str
    left: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the strip and the gauges due in it; this week also holds what is late."""

    begins: date
    ends: date
    due: tuple[GaugeLine, ...]
    late: tuple[GaugeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Questioned:
    """What one failed calibration puts in question, and the forms that rest on it."""

    window: Window
    uses: tuple[GaugeUse, ...]


@dataclass(frozen=True, slots=True)
class GaugeFacts:
    """Every gauge, the most pressing first; one in front, with what it puts in question."""

    lines: tuple[GaugeLine, ...] = ()
    chosen: GaugeLine | None = None
    questioned: tuple[Questioned, ...] = ()
    names: dict[str, Bilingual] = field(default_factory=dict)

    def part(self, key: str) -> tuple[GaugeLine, ...]:
        """Return one part of the list."""
        if key == ALL:
            return self.lines
        if key == PRESSING:
            return tuple(one for one in self.lines if one.mark in _BARRED)
        return tuple(one for one in self.lines if one.mark == key)

    def find(self, code: str) -> GaugeLine | None:
        """Return a gauge by its code, or by the number its maker engraved."""
        found = (one for one in self.lines if code in (one.gauge.gauge, one.gauge.serial))
        return next(found, None)


def gauge_facts(connection: Connection, now: Moment, chosen: str) -> GaugeFacts:
    """Return what the screen shows; `chosen` falls back to the most pressing gauge."""
    lines = listed(gauges(connection), now)
    front = next((one for one in lines if one.gauge.gauge == chosen), next(iter(lines), None))
    named = {one.person: one.name for one in people(connection)}
    if front is None:
        return GaugeFacts(names=named)
    windows = look_back(front.gauge)
    asked = tuple(Questioned(one, _uses(connection, one, now.offset_min)) for one in windows)
    return GaugeFacts(lines, front, asked, named)


def listed(found: Iterable[Gauge], now: Moment) -> tuple[GaugeLine, ...]:
    """Return gauges in the order they press; equals by when they are due."""
    lines = (GaugeLine(one, mark_of(one, now), one.days_left(now)) for one in found)
    return tuple(sorted(lines, key=_turn))


def mark_of(gauge: Gauge, now: Moment) -> str:
    """Return how a gauge stands; one that may be used but was found wrong last is in question."""
    standing, last = gauge.standing(now), gauge.last
    is_well = standing in (Standing.USABLE, Standing.DUE_SOON)
    return IN_QUESTION if is_well and last is not None and not last.passed else standing.value


def weeks_of(lines: Iterable[GaugeLine], today: date) -> tuple[Week, ...]:
    """Return this week and those after it (Monday to Sunday) with what is due in each.

    What is overdue lies in this week too: it presses no less. Gauges out of use are not counted.
    """
    counted = [
        (date.fromisoformat(one.gauge.due), one)
        for one in lines
        if one.mark != Standing.OUT_OF_USE.value and is_a_day(one.gauge.due)
    ]
    monday = today - timedelta(days=today.weekday())
    found = []
    for number in range(WEEKS):
        begins = monday + timedelta(days=7 * number)
        ends = begins + timedelta(days=6)
        first = today if number == 0 else begins
        due = tuple(one for day, one in counted if first <= day <= ends)
        late = tuple(one for day, one in counted if day < today) if number == 0 else ()
        found.append(Week(begins, ends, due, late))
    return tuple(found)


def proposed_due(day: str, months: int) -> str:
    """Return the last day of use after a calibration on a day (ISO): so many months, less a day.

    Calibrated on 30 November for six months it may be used to 29 May; where a month is too short,
    to the day before its last.
    """
    made = date.fromisoformat(day)
    year, month = divmod(made.year * 12 + made.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(made.day, last)) - timedelta(days=1)).isoformat()


def _uses(connection: Connection, window: Window, offset_min: int) -> tuple[GaugeUse, ...]:
    if not is_a_day(window.to_day):
        return ()
    to_ms = end_of_day_ms(window.to_day, offset_min)
    from_ms = 0
    if is_a_day(window.from_day):
        from_ms = end_of_day_ms(window.from_day, offset_min) - 86_400_000
    return measured_with(connection, window.gauge, from_ms, to_ms)


def _turn(line: GaugeLine) -> tuple[int, str, str]:
    return _RANK.get(line.mark, 0), line.gauge.due or _NEVER, line.gauge.gauge
