"""Times as people say them: today 13:52, 2 h 5 min, Sunday 22 November 2026, overdue by 3 days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from app.kernel.clock import Clock
from app.kernel.words import Words

_MINUTE_MS = 60_000
_HOUR_MIN = 60
_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as a task shows it."""

    text: str
    is_late: bool


def spell(words: Words, ms: int) -> str:
    """Return a length of time in its two greatest units; one where there is none of the second."""
    minutes = ms // _MINUTE_MS
    days, hours = minutes // _DAY_MIN, minutes % _DAY_MIN // _HOUR_MIN
    rest = minutes % _HOUR_MIN
    if days:
        return words("moments.days" if hours else "moments.whole_days", d=days, h=hours)
    if hours:
        return words("moments.hours" if rest else "moments.whole_hours", h=hours, n=rest)
    return words("moments.minutes", n=rest)


class Moments:
    """Says times in one language by one station's clock."""

    def __init__(self, words: Words, clock: Clock) -> None:
        self._words, self._clock = words, clock

    def now_ms(self) -> int:
        """Return the station's time."""
        return self._clock.now_ms()

    def offset_min(self) -> int:
        """Return the minutes by which the plant's time is ahead of UTC."""
        return self._clock.offset_min()

    def day(self, at_ms: int) -> str:
        """Return `2026-11-22`."""
        return self.local(at_ms).date().isoformat()

    def today(self) -> date:
        """Return the station's local date."""
        return self.local(self.now_ms()).date()

    def midnight_ms(self) -> int:
        """Return when today began here."""
        start = self.local(self.now_ms()).replace(hour=0, minute=0, second=0, microsecond=0)
        return int(start.timestamp() * 1000)

    def time(self, at_ms: int) -> str:
        """Return `14:26`."""
        return self.local(at_ms).strftime("%H:%M")

    def second(self, at_ms: int) -> str:
        """Return `14:26:03`."""
        return self.local(at_ms).strftime("%H:%M:%S")

    def when(self, at_ms: int) -> str:
        """Return `today 13:52`, `yesterday 16:20`, or the date."""
        days = (self.today() - self.local(at_ms).date()).days
        time = self.time(at_ms)
        if days == 0:
            return self._words("moments.today", time=time)
        if days == 1:
            return self._words("moments.yesterday", time=time)
        return self._words("moments.day", day=self.local(at_ms).strftime("%m-%d"), time=time)

    def date_time(self, at_ms: int) -> str:
        """Return `11-27 08:00`: a moment to come, or one long past."""
        return self.local(at_ms).strftime("%m-%d %H:%M")

    def short_day(self, at_ms: int) -> str:
        """Return `11-30`, with the year where it is another one."""
        day = self.local(at_ms).date()
        return day.strftime("%m-%d" if day.year == self.today().year else "%Y-%m-%d")

    def long_date(self) -> str:
        """Return today with its weekday, as a wall calendar says it."""
        day = self.today()
        return self._words(
            "moments.long_date",
            year=day.year,
            month=self._words(f"moments.month.{day.month}"),
            day=day.day,
            weekday=self._words(f"moments.weekday.{day.isoweekday()}"),
        )

    def age(self, since_ms: int) -> str:
        """Return how long ago that was, in its two greatest units."""
        return spell(self._words, max(0, self.now_ms() - since_ms))

    def due(self, day: str) -> Due:
        """Return an ISO due date as `due 11-30` or by how long it is over."""
        try:
            left = (date.fromisoformat(day) - self.today()).days
        except ValueError:
            return Due("", is_late=False)
        if left < 0:
            return Due(self._words("moments.overdue", n=-left), is_late=True)
        if left == 0:
            return Due(self._words("moments.due_today"), is_late=False)
        return Due(self._words("moments.due", day=day[5:]), is_late=False)

    def takt(self, each_ms: int) -> str:
        """Return the time one piece takes."""
        seconds = each_ms / 1000
        if seconds < 600:
            return self._words("moments.seconds", n=round(seconds))
        return self._words("moments.minutes", n=round(seconds / 60))

    def local(self, at_ms: int) -> datetime:
        """Return a moment in the plant's own time."""
        zone = timezone(timedelta(minutes=self._clock.offset_min()))
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone)
