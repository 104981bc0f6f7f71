"""What may be believed of time: jumps, sleep, drift, a server that disagrees, restarts."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import Quality, quality_of
from app.kernel.refused import Refused
from app.stations.timekeeper import Timekeeper, check_trusted, kept_time
from app.stations.trusted_time import DRIFT, LIMIT_MS, Jump
from app.store.engine import open_writer
from app.store.migrations import migrate
from app.sync.transport import Contact

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
NOON_MS = 1_763_800_000_000


@dataclass
class TwoClocks:
    """A wall clock somebody can set and a monotonic one nobody can; `real_ms` is the truth."""

    wall_ms: int = NOON_MS
    real_ms: int = NOON_MS
    s: float = 500.0
    zone_min: int = 480

    def now_ms(self) -> int:
        return self.wall_ms

    def offset_min(self) -> int:
        return self.zone_min

    def monotonic_s(self) -> float:
        return self.s

    def pass_ms(self, ms: int) -> None:
        self.wall_ms += ms
        self.real_ms += ms
        self.s += ms / 1000

    def sleep_ms(self, ms: int) -> None:
        """Let time pass that this machine's monotonic clock does not count."""
        self.wall_ms += ms
        self.real_ms += ms


class Watched:
    """A timekeeper on two clocks, the server's answers, and what it noted."""

    def __init__(self, clocks: TwoClocks | None = None, kept=None, last_wall_ms: int = 0) -> None:
        self.clocks = clocks or TwoClocks()
        self.time = Timekeeper(self.clocks, kept, last_wall_ms)
        self.jumps: list[Jump] = []
        self.time.listen(self.jumps.append)

    def hear(self, *, off_ms: int = 0, half_trip_ms: int = 20) -> None:
        """Let the server answer; its clock is `off_ms` ahead of the truth."""
        told_ms = self.clocks.real_ms + off_ms
        self.time.hear(Contact(told_ms, self.clocks.s, half_trip_ms))

    @property
    def quality(self) -> str:
        return self.time.quality()


@pytest.fixture
def watched() -> Watched:
    """A clock in step with the server."""
    made = Watched()
    made.hear()
    return made


# -- how good the clock is ------------------------------------------------------------------------


def test_before_any_contact_nothing_is_known():
    reading = Watched().time.reading()
    assert (reading.quality, reading.offset_ms, reading.contact_ms) == ("unsynchronised", None, 0)


def test_a_clock_in_step_with_the_server_is_synchronised(watched):
    reading = watched.time.reading()
    assert (reading.quality, reading.offset_ms) == ("synchronised", 0)
    assert reading.uncertainty_ms == 20


def test_a_clock_some_seconds_off_is_drifting():
    off = Watched(TwoClocks(wall_ms=NOON_MS - 5_000))
    off.hear()
    assert off.quality == "drifting"
    assert off.time.reading().offset_ms == 5_000


def test_what_is_known_grows_less_sure_until_the_next_contact(watched):
    watched.clocks.pass_ms(HOUR_MS)
    assert watched.time.reading().uncertainty_ms == 20 + HOUR_MS * DRIFT
    assert watched.quality == "synchronised"
    watched.clocks.pass_ms(5 * HOUR_MS)
    assert watched.quality == "drifting"
    watched.clocks.pass_ms(19 * HOUR_MS)
    assert watched.quality == "unsynchronised"
    watched.hear()
    assert watched.quality == "synchronised"


def test_the_best_recent_word_of_the_server_counts(watched):
    watched.hear(off_ms=900, half_trip_ms=1_000)
    assert watched.time.reading().offset_ms == 0
    watched.clocks.pass_ms(10 * HOUR_MS)
    watched.hear(off_ms=900, half_trip_ms=1_000)
    assert watched.time.reading().offset_ms == 900


def test_a_server_that_contradicts_what_was_known_is_heard(watched):
    watched.hear(off_ms=10_000, half_trip_ms=1_000)
    assert watched.time.reading().offset_ms == 10_000


def test_the_word_of_older_events_stays_understood():
    assert quality_of("off") is Quality.DRIFTING
    assert quality_of("synchronised") is Quality.SYNCHRONISED
    assert quality_of("of tomorrow") is Quality.UNSYNCHRONISED


# -- jumps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("by_ms", [-HOUR_MS, -5_000, LIMIT_MS + 1_000, 365 * DAY_MS])
def test_a_clock_that_jumps_is_noted_and_suspect(watched, by_ms):
    watched.clocks.pass_ms(MINUTE_MS)
    watched.clocks.wall_ms += by_ms
    watched.time.look()
    due_ms = NOON_MS + MINUTE_MS
    assert watched.jumps == [Jump(due_ms, due_ms + by_ms)]
    assert watched.quality == "suspect"
    assert len(watched.jumps) == 1


def test_a_jump_is_seen_by_whoever_only_asks_for_the_quality(watched):
    watched.clocks.wall_ms -= HOUR_MS
    assert watched.quality == "suspect"
    assert len(watched.jumps) == 1


@pytest.mark.parametrize("by_ms", [-1_500, 90_000])
def test_what_a_time_service_puts_right_is_no_jump(watched, by_ms):
    watched.clocks.wall_ms += by_ms
    watched.time.look()
    assert watched.jumps == []
    assert watched.quality != "suspect"


def test_small_steps_back_add_up_to_a_jump(watched):
    for _ in range(3):
        watched.clocks.wall_ms -= 1_500
        watched.time.look()
    assert len(watched.jumps) == 1


def test_a_demonstration_that_turns_both_clocks_back_is_no_jump(watched):
    watched.clocks.pass_ms(-HOUR_MS)
    watched.time.look()
    assert watched.jumps == []


class HeldUp(TwoClocks):
    """A machine that stops for ten seconds just after the wall clock was read."""

    is_due = False

    def now_ms(self) -> int:
        wall_ms = super().now_ms()
        if self.is_due:
            self.is_due = False
            self.pass_ms(10_000)
        return wall_ms


def test_a_machine_that_stops_between_the_two_clocks_sees_no_jump():
    clocks = HeldUp()
    held_up = Watched(clocks)
    clocks.is_due = True
    held_up.time.look()
    assert held_up.jumps == []


def test_summer_time_moves_the_zone_and_no_clock(watched):
    watched.clocks.zone_min -= 60
    watched.clocks.pass_ms(MINUTE_MS)
    assert watched.quality == "synchronised"
    assert watched.jumps == []


def test_suspicion_ends_when_the_server_agrees_with_the_clock_again(watched):
    watched.clocks.wall_ms -= HOUR_MS
    watched.hear()
    assert watched.quality == "suspect"
    assert watched.time.reading().offset_ms == HOUR_MS
    watched.clocks.wall_ms += HOUR_MS
    watched.time.look()
    assert watched.quality == "suspect"
    watched.hear()
    assert watched.quality == "synchronised"
    assert len(watched.jumps) == 2


def test_a_server_minutes_away_makes_the_clock_suspect_without_any_jump(watched):
    watched.hear(off_ms=LIMIT_MS + MINUTE_MS)
    assert watched.quality == "suspect"
    assert watched.jumps == []
    watched.hear()
    assert watched.quality == "synchronised"


# -- sleep ----------------------------------------------------------------------------------------


def test_a_sleep_the_monotonic_clock_counts_is_no_jump(watched):
    watched.clocks.pass_ms(8 * HOUR_MS)
    watched.time.look()
    assert watched.jumps == []


def test_a_sleep_it_does_not_count_looks_like_a_jump_ahead_until_the_server_agrees(watched):
    watched.clocks.sleep_ms(8 * HOUR_MS)
    watched.time.look()
    (jump,) = watched.jumps
    assert jump.to_ms > jump.from_ms
    assert watched.quality == "suspect"
    watched.hear()
    assert watched.quality == "synchronised"
    assert watched.time.trusted_now_ms() == watched.clocks.real_ms


# -- restarts -------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path):
    """A station's database with nothing on it."""
    engine = open_writer(tmp_path / "time.db")
    with engine.begin() as connection:
        migrate(connection)
    yield engine
    engine.dispose()


@pytest.fixture
def restart(disk):
    """Close a timekeeper and begin another on the same disk; the monotonic clock begins anew."""

    def again(watched: Watched, *, off_for_ms: int = MINUTE_MS, last_wall_ms: int = 0) -> Watched:
        with disk.begin() as connection:
            watched.time.keep(connection)
            kept = kept_time(connection)
        watched.clocks.pass_ms(off_for_ms)
        watched.clocks.s = 3.0
        return Watched(watched.clocks, kept, last_wall_ms)

    return again


def test_the_last_contact_outlives_a_restart_but_nobody_watched_the_clock(watched, restart):
    again = restart(watched)
    reading = again.time.reading()
    assert (reading.quality, reading.offset_ms) == ("drifting", 0)
    assert reading.contact_ms == NOON_MS
    again.hear()
    assert again.quality == "synchronised"


def test_a_clock_set_back_while_the_program_was_away_is_noted_at_its_start(watched, restart):
    watched.clocks.wall_ms -= HOUR_MS
    again = restart(Watched(watched.clocks), last_wall_ms=NOON_MS)
    assert again.jumps == [Jump(NOON_MS, NOON_MS - HOUR_MS + MINUTE_MS)]
    assert again.quality == "suspect"


def test_suspicion_outlives_a_restart(watched, restart):
    watched.clocks.wall_ms -= HOUR_MS
    assert watched.quality == "suspect"
    again = restart(watched)
    assert again.quality == "suspect"
    assert again.jumps == []


def test_days_without_a_contact_leave_nothing_known_after_a_restart(watched, restart):
    assert restart(watched, off_for_ms=2 * DAY_MS).quality == "unsynchronised"


def test_time_a_contact_vouched_for_is_never_before_it_after_a_restart(watched, restart):
    watched.clocks.pass_ms(3 * HOUR_MS)
    told_ms = watched.time.trusted_now_ms()
    watched.clocks.wall_ms -= DAY_MS
    assert restart(watched).time.trusted_now_ms() >= told_ms


def test_a_clock_that_was_years_ahead_before_any_contact_binds_nobody_for_ever(restart):
    ahead = Watched(TwoClocks(wall_ms=NOON_MS + 1000 * DAY_MS))
    assert ahead.time.trusted_now_ms() > NOON_MS + 999 * DAY_MS
    ahead.clocks.wall_ms = ahead.clocks.real_ms
    ahead.hear()
    assert ahead.quality == "suspect"  # what it said of the time cannot be taken back
    again = restart(ahead)
    again.hear()
    assert again.quality == "synchronised"
    assert again.time.trusted_now_ms() == again.clocks.real_ms


# -- in touch, and the disk -----------------------------------------------------------------------


def test_a_server_that_answered_within_a_minute_is_in_touch(watched):
    assert not Watched().time.is_in_touch
    assert watched.time.is_in_touch
    watched.clocks.pass_ms(MINUTE_MS)
    assert watched.time.is_in_touch
    watched.clocks.pass_ms(1_000)
    assert not watched.time.is_in_touch


def test_what_a_contact_vouches_for_goes_to_disk_every_minute(watched, disk):
    assert not Watched().time.is_due
    assert watched.time.is_due
    with disk.begin() as connection:
        watched.time.keep(connection)
    assert not watched.time.is_due
    watched.clocks.pass_ms(MINUTE_MS)
    assert watched.time.is_due


# -- trusted time ---------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.integers(0, 3 * DAY_MS)),
        st.tuples(st.just("sleep"), st.integers(0, 3 * DAY_MS)),
        st.tuples(st.just("set"), st.integers(-400 * DAY_MS, 400 * DAY_MS)),
        st.tuples(st.just("hear"), st.integers(-400 * DAY_MS, 400 * DAY_MS)),
        st.tuples(st.just("hear"), st.integers(-30_000, 30_000)),
        st.tuples(st.just("look"), st.just(0)),
    ),
    max_size=30,
)


@given(steps=STEPS)
def test_trusted_time_never_goes_back_whatever_happens_to_the_clock_and_the_server(steps):
    watched = Watched()
    told_ms = watched.time.trusted_now_ms()
    for act, ms in steps:
        match act:
            case "pass":
                watched.clocks.pass_ms(ms)
            case "sleep":
                watched.clocks.sleep_ms(ms)
            case "set":
                watched.clocks.wall_ms += ms
            case "hear":
                watched.hear(off_ms=ms)
            case "look":
                watched.time.look()
        now_ms = watched.time.trusted_now_ms()
        assert now_ms >= told_ms
        told_ms = now_ms


@given(steps=STEPS)
def test_a_clock_that_is_not_suspect_after_a_contact_is_within_bounds_of_the_server(steps):
    watched = Watched()
    for act, ms in steps:
        if act == "set":
            watched.clocks.wall_ms += ms
        elif act == "hear":
            watched.hear(off_ms=ms)
            if watched.quality != "suspect":
                server_ms = watched.clocks.real_ms + ms
                assert abs(watched.clocks.wall_ms - server_ms) <= LIMIT_MS
                assert abs(watched.time.trusted_now_ms() - server_ms) <= LIMIT_MS
        else:
            watched.clocks.pass_ms(ms)


# -- what rests on it -----------------------------------------------------------------------------


def test_nothing_is_released_on_suspect_time(watched):
    for quality in Quality:
        if quality is not Quality.SUSPECT:
            check_trusted(quality)
    with pytest.raises(Refused, match=r"time\.suspect"):
        check_trusted(Quality.SUSPECT)
