"""Keeps a station's time: watches its clock, takes the server's, says how far both may be trusted.

time = Timekeeper(clock)
time.hear(contact)      # the exchange: the server answered, and told its time
time.look()             # at every act, and every second: has the clock jumped?
time.quality()          # what an event says of its time
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from app.kernel.clock import Clock, Quality
from app.kernel.refused import Refused
from app.stations import trusted_time
from app.stations.trusted_time import Jump, Kept, Now
from app.store import local
from app.sync.transport import Contact

TOUCH_S = 60.0
"""A server that answered this lately is in touch."""
KEEP_EVERY_S = 60.0
"""How often what is known of time goes to disk: more than this no power cut takes away."""

AT_ONCE_S = 0.5
"""Two clocks read within this are read at the same moment."""

_SHELF, _KEY = "time", "kept"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the clock stands. `offset_ms`: how far the server's is ahead; None before any contact.

    `contact_ms` is the server's time when it last agreed with the clock, 0 for never.
    """

    quality: Quality
    offset_ms: int | None = None
    uncertainty_ms: int = 0
    contact_ms: int = 0

    @property
    def is_suspect(self) -> bool:
        """Tell whether a person has to look at the clock."""
        return self.quality is Quality.SUSPECT


class Timekeeper:
    """One station's time. May be used from any thread."""

    def __init__(self, clock: Clock, kept: Kept | None = None, last_wall_ms: int = 0) -> None:
        """Go on from what was kept; `last_wall_ms` is the clock in this station's last event."""
        self._clock = clock
        self._guard = threading.Lock()
        self._state, jump = trusted_time.begun(self._now(), kept or Kept(), last_wall_ms)
        self._unheard = () if jump is None else (jump,)
        self._noted: Callable[[Jump], None] | None = None
        self._told_ms = 0
        self._answered_s: float | None = None
        self._kept_s = float("-inf")

    def listen(self, noted: Callable[[Jump], None]) -> None:
        """Tell `noted` of each jump, on the thread that sees it; one at the start is told now."""
        unheard, self._unheard = self._unheard, ()
        self._noted = noted
        for jump in unheard:
            noted(jump)

    def look(self) -> None:
        """Compare the two clocks, and tell of a jump."""
        with self._guard:
            self._state, jump = trusted_time.looked(self._state, self._now())
        if jump is not None and self._noted is not None:
            self._noted(jump)

    def hear(self, contact: Contact) -> None:
        """Take note that the server answered, and of the time it told."""
        self.look()
        told_ms = self.trusted_now_ms()
        with self._guard:
            now = self._now()
            self._answered_s = now.s
            self._state = trusted_time.heard(self._state, now, contact, told_ms)

    def trusted_now_ms(self) -> int:
        """Return the best that is known of the time; it never goes back, whoever sets the clock.

        After a restart it is not before what the last good contact vouched for.
        """
        with self._guard:
            now_ms = self._state.line.server_ms_at(self._clock.monotonic_s())
            self._told_ms = max(self._told_ms, now_ms)
            return self._told_ms

    def quality(self) -> str:
        """Return what an event says of its time."""
        return self.reading().quality.value

    def reading(self) -> Reading:
        """Look, and return how the clock stands."""
        self.look()
        with self._guard:
            state, now = self._state, self._now()
        return Reading(
            trusted_time.quality(state, now),
            state.offset_ms(now),
            state.uncertainty_ms(now),
            state.good.contact_ms,
        )

    @property
    def is_in_touch(self) -> bool:
        """Tell whether the server answered lately."""
        answered_s = self._answered_s
        return answered_s is not None and self._clock.monotonic_s() - answered_s <= TOUCH_S

    @property
    def is_due(self) -> bool:
        """Tell whether a contact vouches for time that is not on disk yet."""
        is_old = self._clock.monotonic_s() - self._kept_s >= KEEP_EVERY_S
        return self._state.is_watched and is_old

    def keep(self, connection: Connection) -> None:
        """Put what is known of time on disk."""
        with self._guard:
            now = self._now()
            kept = trusted_time.kept(self._state, now)
            self._kept_s = now.s
        local.put(connection, _SHELF, _KEY, msgspec.json.encode(kept))

    def _now(self) -> Now:
        """Read both clocks; again where something held us up in between, or it would be a jump."""
        while True:
            before_s = self._clock.monotonic_s()
            wall_ms, s = self._clock.now_ms(), self._clock.monotonic_s()
            if s - before_s < AT_ONCE_S:
                return Now(wall_ms, s)


def kept_time(connection: Connection) -> Kept:
    """Return what was kept of time here, nothing where nobody did."""
    data = local.get(connection, _SHELF, _KEY)
    return Kept() if data is None else msgspec.json.decode(data, type=Kept)


def check_trusted(quality: Quality) -> None:
    """Let a release be signed at this quality of time. Refusal: `time.suspect`."""
    if quality is Quality.SUSPECT:
        raise Refused("time.suspect")
