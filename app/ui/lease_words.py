"""How long people may sign here without the server, in the few words of a line."""

from app.kernel.words import Words
from app.stations.lease import LeaseStanding, Running
from app.ui.moments import Moments

_MINUTE_MS = 60_000
_DAY_MIN = 24 * 60

STATES = {
    Running.UNNEEDED: "ok",
    Running.MISSING: "warn",
    Running.RUNNING: "ok",
    Running.ENDING: "warn",
    Running.OVER: "fail",
}
"""The colour a lease is said in."""


def lease_line(words: Words, moments: Moments, stands: LeaseStanding) -> str:
    """Return `signing until 11-27 08:00`, or why nobody signs."""
    return words(f"lease.{stands.state}", until=moments.date_time(stands.until_ms))


def lease_left(words: Words, stands: LeaseStanding, now_ms: int) -> str:
    """Return what is left of a lease in its two greatest units; empty where nothing is."""
    minutes = max(0, stands.until_ms - now_ms) // _MINUTE_MS
    if minutes == 0:
        return ""
    if minutes >= _DAY_MIN:
        days, hours = minutes // _DAY_MIN, minutes % _DAY_MIN // 60
        return words("lease.left_days", days=days, hours=hours)
    return words("lease.left_hours", hours=minutes // 60, minutes=minutes % 60)
