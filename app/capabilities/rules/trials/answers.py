"""What one slice of a trial tells; times in ms since 1970 UTC."""

from dataclasses import dataclass

from app.capabilities.rules.firings.answers import WouldFire

Mark = tuple[int, str, int]
"""Up to where a trial has come: clock (hlc), station and number of the last event looked at."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What a rule would have done with a few events.

    `cases` go by key: the same key in a later slice is the same case. `looked_at` is how many
    events (or watched things) there were, `to` where the next slice goes on, None at the end;
    `share` how much of the time is done, from 0 to 1. A watch tells what it sees now, at once.
    """

    looked_at: int
    cases: tuple[tuple[str, WouldFire], ...]
    to: Mark | None = None
    share: float = 1.0
    is_now: bool = False
