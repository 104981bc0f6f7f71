"""How often a person's PIN was tried wrongly at this station, kept across restarts.

A try is counted *before* the PIN is checked and forgiven when it was right, so that pulling the
plug at the right moment buys no free guesses.
"""

import msgspec
from sqlalchemy import Connection

from app.store import local

SHELF = "login_tries"
_MINUTE_MS = 60_000


class DoorRules(msgspec.Struct, frozen=True):
    """What a site sets for its logins (COMPLIANCE §4: 5 tries, 15 minutes; UI.md: idle 3)."""

    tries: int = 5
    lock_min: int = 15
    idle_s: int = 180


class Tries(msgspec.Struct, frozen=True):
    """Wrong tries since the last right one, and until when the person is locked."""

    wrong: int = 0
    locked_until_ms: int | None = None

    def is_locked(self, now_ms: int) -> bool:
        """Tell whether the person may not even try now."""
        return self.locked_until_ms is not None and now_ms < self.locked_until_ms

    def minutes_left(self, now_ms: int) -> int:
        """Return the minutes of the lockout that are left, rounded up."""
        return -((now_ms - (self.locked_until_ms or now_ms)) // _MINUTE_MS)

    def one_more(self, rules: DoorRules, now_ms: int) -> "Tries":
        """Return the count after one more try; after a lockout has run out it starts again."""
        wrong = 1 if self.locked_until_ms is not None else self.wrong + 1
        over = wrong >= rules.tries
        return Tries(wrong, now_ms + rules.lock_min * _MINUTE_MS if over else None)


def is_idle(away_s: float, rules: DoorRules) -> bool:
    """Tell whether nobody has been there for so long that the station locks."""
    return away_s >= rules.idle_s


def tries_of(connection: Connection, person: str) -> Tries:
    """Return a person's count at this station."""
    data = local.get(connection, SHELF, person)
    return Tries() if data is None else msgspec.json.decode(data, type=Tries)


def keep_tries(connection: Connection, person: str, tries: Tries) -> None:
    """Keep a person's count."""
    local.put(connection, SHELF, person, msgspec.json.encode(tries))


def forgive(connection: Connection, person: str) -> None:
    """Forget a person's wrong tries."""
    local.drop(connection, SHELF, person)
