"""What may be believed of time: pure steps from (state, what the clocks say) to the next state.

The wall clock is anybody's to set, the monotonic one nobody's. So trusted time runs on the
monotonic clock from the last contact with the server, and the wall clock is watched against it.
A change of the zone or of summer time moves neither.
"""

from dataclasses import dataclass, replace

import msgspec

from app.kernel.clock import Quality
from app.sync.transport import Contact

GOOD_MS = 2_000
"""A clock that surely agrees with the server's this well is called synchronised."""
LIMIT_MS = 2 * 60_000
"""A jump forward beyond this is noted; a clock further off the server's than this is suspect."""
BACK_MS = 2_000
"""A clock set back by more than this is noted; less is a time service putting it right."""
DRIFT = 0.0001
"""How fast a quartz may run away: 100 ppm, twice what it is sold for."""
STALE_MS = 24 * 3600 * 1000
"""After this long without contact nothing is known of the clock any more."""


class Kept(msgspec.Struct, frozen=True):
    """What outlives the program, in ms: the clock when it was kept, and the last good contact.

    `trusted_ms` is how far trusted time had come, `contact_ms` the server's time at the contact,
    `offset_ms` how far it was ahead of the clock then.
    """

    wall_ms: int = 0
    trusted_ms: int = 0
    contact_ms: int = 0
    offset_ms: int = 0
    uncertainty_ms: int = 0
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """Both clocks at one moment: wall in ms since 1970 UTC, monotonic in seconds."""

    wall_ms: int
    s: float


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock showed `to_ms` where `from_ms` was due."""

    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class State:
    """`line` is trusted time, `measured` the best word of the server's, `seen` both clocks in step.

    `is_watched`: there was a good contact since the start. `good` is what of it is kept.
    """

    seen: Now
    line: Contact
    measured: Contact | None
    good: Kept
    is_watched: bool = False
    is_suspect: bool = False

    def offset_ms(self, now: Now) -> int | None:
        """Return how far the server's clock is ahead of ours; None before any contact."""
        return None if self.measured is None else self.measured.server_ms_at(now.s) - now.wall_ms

    def uncertainty_ms(self, now: Now) -> int:
        """Return by how much that may be wrong: it grows until the next contact."""
        return 0 if self.measured is None else _uncertainty_ms(self.measured, now)


def begun(now: Now, kept: Kept, last_wall_ms: int) -> tuple[State, Jump | None]:
    """Go on after a start; `last_wall_ms` is what the clock said in this station's last event.

    Nobody watched the clock in between, so all that shows is one that is earlier than before.
    """
    measured = None
    if kept.contact_ms:
        server_ms = now.wall_ms + kept.offset_ms
        grown_ms = round(max(0, server_ms - kept.contact_ms) * DRIFT)
        measured = Contact(server_ms, now.s, kept.uncertainty_ms + grown_ms)
    line = Contact(max(kept.trusted_ms, now.wall_ms + kept.offset_ms), now.s, 0)
    state = State(now, line, measured, kept, is_suspect=kept.is_suspect)
    known_ms = max(kept.wall_ms, last_wall_ms)
    if now.wall_ms >= known_ms - BACK_MS:
        return state, None
    return replace(state, is_suspect=True), Jump(known_ms, now.wall_ms)


def looked(state: State, now: Now) -> tuple[State, Jump | None]:
    """Compare how far the two clocks have come since they were in step.

    Small steps add up: `seen` stands until the next contact.
    """
    passed_ms = round((now.s - state.seen.s) * 1000)
    due_ms = state.seen.wall_ms + passed_ms
    slack_ms = max(0, passed_ms) * DRIFT
    if -BACK_MS - slack_ms <= now.wall_ms - due_ms <= LIMIT_MS + slack_ms:
        return state, None
    return replace(state, seen=now, is_suspect=True), Jump(due_ms, now.wall_ms)


def heard(state: State, now: Now, contact: Contact, told_ms: int) -> State:
    """Take the server's time. Suspicion ends, or begins, with what the server says of the clock.

    Trusted time follows the server unless it contradicts both clocks; one that has run ahead, to
    `told_ms`, waits for it, and is suspect while that is too far.
    """
    measured = contact if _is_better(state, now, contact) else state.measured
    assert measured is not None
    server_ms, uncertainty_ms = measured.server_ms_at(now.s), _uncertainty_ms(measured, now)
    line, room_ms = state.line, LIMIT_MS - uncertainty_ms
    is_agreed = abs(server_ms - now.wall_ms) <= room_ms
    if is_agreed or abs(server_ms - line.server_ms_at(now.s)) <= room_ms:
        line = measured
    is_good = is_agreed and abs(server_ms - max(told_ms, line.server_ms_at(now.s))) <= room_ms
    state = replace(state, seen=now, line=line, measured=measured, is_suspect=not is_good)
    if not is_good:
        return state
    good = Kept(
        contact_ms=contact.server_ms,
        offset_ms=server_ms - now.wall_ms,
        uncertainty_ms=uncertainty_ms,
    )
    return replace(state, good=good, is_watched=True)


def kept(state: State, now: Now) -> Kept:
    """Return what to keep. Time that no contact has vouched for since the start binds nobody."""
    trusted_ms = state.line.server_ms_at(now.s) if state.is_watched else state.good.trusted_ms
    return msgspec.structs.replace(
        state.good, wall_ms=now.wall_ms, trusted_ms=trusted_ms, is_suspect=state.is_suspect
    )


def quality(state: State, now: Now) -> Quality:
    """Return how far the clock may be trusted."""
    offset_ms = state.offset_ms(now)
    if state.is_suspect:
        return Quality.SUSPECT
    if offset_ms is None or now.wall_ms + offset_ms - state.good.contact_ms > STALE_MS:
        return Quality.UNSYNCHRONISED
    is_near = abs(offset_ms) + state.uncertainty_ms(now) <= GOOD_MS
    return Quality.SYNCHRONISED if state.is_watched and is_near else Quality.DRIFTING


def _is_better(state: State, now: Now, contact: Contact) -> bool:
    """Tell whether a contact says more than what is known: it is closer, or contradicts it."""
    known = state.measured
    if known is None or not state.is_watched:
        return True
    known_ms, contact_ms = _uncertainty_ms(known, now), _uncertainty_ms(contact, now)
    apart_ms = abs(known.server_ms_at(now.s) - contact.server_ms_at(now.s))
    return contact_ms <= known_ms or apart_ms > known_ms + contact_ms


def _uncertainty_ms(contact: Contact, now: Now) -> int:
    return contact.uncertainty_ms + round(max(0.0, now.s - contact.at_s) * 1000 * DRIFT)
