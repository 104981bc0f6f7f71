"""Field kinds that hold dates, times and durations."""

from datetime import date, datetime
from decimal import Decimal

from app.capabilities.forms.times.bodies import Day, Duration, Moment, Span
from app.journal.capability import FieldKind
from app.kernel.refused import Refused

YEAR_MS = 366 * 86_400_000


def _day(settings: Day, value: str) -> str:
    try:
        said = date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise Refused("field.no_date", value=value) from error
    early = settings.not_before and said < settings.not_before
    if early or (settings.not_after and said > settings.not_after):
        least, greatest = settings.not_before or "—", settings.not_after or "—"
        raise Refused("field.beyond", value=said, least=least, greatest=greatest)
    return said


def _moment(settings: Moment, value: str) -> str:
    del settings
    try:
        said = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise Refused("field.no_date", value=value) from error
    if said.tzinfo is None:
        raise Refused("field.no_zone", value=value)
    return said.isoformat(timespec="minutes")


def _span(settings: Duration, value: Span) -> Span:
    del settings
    if not 0 <= value.ms <= YEAR_MS:
        raise Refused("field.no_duration")
    if value.from_ms is not None and value.to_ms is not None:
        _check_ends(value.ms, value.from_ms, value.to_ms)
    return value


def _check_ends(ms: int, from_ms: int, to_ms: int) -> None:
    if to_ms - from_ms != ms:
        raise Refused("field.no_duration")


def _long_enough(settings: Duration, value: Span) -> bool | None:
    if settings.least_s is None and settings.most_s is None:
        return None
    enough = settings.least_s is None or value.ms >= settings.least_s * 1_000
    return enough and (settings.most_s is None or value.ms <= settings.most_s * 1_000)


def _said(settings: Duration, value: Span) -> str:
    del settings
    hours, rest = divmod(value.ms // 1_000, 3_600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}"


def _sound_day(settings: Day) -> None:
    for text in (settings.not_before, settings.not_after):
        try:
            _ = text and date.fromisoformat(text)
        except ValueError as error:
            raise Refused("form.settings_unsound", setting="not_before") from error


KINDS = (
    FieldKind("date", "times", "calendar", Day, str, sound=_sound_day, accept=_day),
    FieldKind("datetime", "times", "calendar-clock", Moment, str, accept=_moment),
    FieldKind(
        "duration",
        "times",
        "timer",
        Duration,
        Span,
        accept=_span,
        passes=_long_enough,
        said=_said,
        worth=lambda settings, value: Decimal(value.ms) / 1_000,
    ),
)
