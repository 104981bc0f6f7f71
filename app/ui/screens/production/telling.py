"""How production's bench screens say days, times, durations and how far an order is."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from app.capabilities.production.progress.answers import OrderLine, Phase
from app.kernel.clock import Clock
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.kit import Chip

PHASES = {
    Phase.PLANNED: ("todo", "circle"),
    Phase.WAITING: ("todo", "clock"),
    Phase.RUNNING: ("running", "play"),
    Phase.PAUSED: ("todo", "pause"),
    Phase.FINISHED: ("ok", "circle-check"),
}
"""State and shape of each phase."""


def local(ms: int, offset_min: int) -> datetime:
    """Return a moment in the plant's own time."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(
        timezone(timedelta(minutes=offset_min))
    )


def today(clock: Clock) -> str:
    """Return the plant's day as ISO."""
    return local(clock.now_ms(), clock.offset_min()).date().isoformat()


def time_of(ms: int, clock: Clock) -> str:
    """Return `14:26`, with the day before it where it is another one than today."""
    at, now = (local(one, clock.offset_min()) for one in (ms, clock.now_ms()))
    return at.strftime("%H:%M" if at.date() == now.date() else "%m-%d %H:%M")


def second_of(ms: int, clock: Clock) -> str:
    """Return `2026-11-22 14:26:03`, in the plant's own time."""
    return local(ms, clock.offset_min()).strftime("%Y-%m-%d %H:%M:%S")


def short_day(iso: str, now: str) -> str:
    """Return `11-22`, with the year where it is another one."""
    return iso[5:] if iso[:4] == now[:4] else iso


def phase_chip(words: Words, line: OrderLine) -> Chip:
    """Return how far an order is; one on hold, or late, says so in colour, shape and word."""
    if line.is_held:
        return Chip("hold", words("production.held"), icon="hand")
    if line.is_late:
        return Chip("warn", words("orders.late"), solid=True)
    state, icon = PHASES[line.phase]
    return Chip(state, words(f"production.phase.{line.phase.value}"), icon=icon)


def amounts(words: Words, found: Iterable[tuple[str, Decimal]]) -> str:
    """Return quantities of several units in one line: `140,000 套 · 800 个`."""
    said = (f"{plain(value)} {unit}" for unit, value in found)
    return " · ".join(said) or words("orders.nothing")
