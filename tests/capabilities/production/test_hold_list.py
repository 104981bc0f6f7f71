"""How old a station's list of holds is, and what an old one keeps it from: to begin work."""

from decimal import Decimal

import pytest

from app.capabilities.production.holds.answers import HOUR_MS, Freshness, ListAge
from app.capabilities.production.holds.decisions import age_of
from app.capabilities.production.holds.queries import list_age
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.sites.commands import NoteClockJump, SetHoldPolicy
from app.journal.event import PLANT
from app.kernel.place import Place
from app.kernel.refused import Refused
from tests.capabilities.production.factory import a_plant, a_released_order

AREA = "line-1"
HERE = Place(AREA, "S1")
START = {"operation": "B10"}


def hear(node, *areas):
    with node.engine.begin() as connection:
        for area in areas or (PLANT, AREA):
            node.journal.hear(connection, area)


def a_station(hours=168):
    node = a_plant()
    node.do(SetHoldPolicy(hours=hours, why="A week of cable faults is the most we have seen"))
    return node, a_released_order(node)


def begin(node, order):
    return node.do(StartOperation(order=order, operation="B10"))


def refuses(code, act, *args):
    with pytest.raises(Refused) as caught:
        act(*args)
    assert caught.value.code == code
    return caught.value.facts


def age(node):
    return node.ask(list_age, HERE, node.clock.now_ms())


@pytest.mark.requirement("IL-09")
def test_work_begins_by_a_list_just_under_the_limit_and_not_by_one_just_over_it():
    node, order = a_station()
    hear(node)
    node.clock.ms += 168 * HOUR_MS
    assert age(node) == ListAge(has_server=True, ms=168 * HOUR_MS, limit_hours=168)
    node.do(StartOperation(order=order, operation="B10"))
    other = a_released_order(node, "W-2")
    node.clock.ms += 1
    facts = refuses("work.hold_list_old", begin, node, other)
    assert facts == {"hours": 168, "limit": 168}
    node.do(ReportOperation(order=order, operation="B10", good=Decimal(1)))
    hear(node)
    begin(node, other)


def test_the_list_is_as_old_as_the_oldest_of_the_logs_it_comes_from():
    node, order = a_station(hours=8)
    hear(node)
    node.clock.ms += 9 * HOUR_MS
    hear(node, PLANT)
    assert age(node).hours == 9
    refuses("work.hold_list_old", begin, node, order)
    hear(node, AREA)
    begin(node, order)


@pytest.mark.requirement("IL-09")
def test_a_clock_moved_back_makes_the_list_no_younger():
    node, order = a_station(hours=8)
    hear(node)
    node.clock.ms += 9 * HOUR_MS
    node.clock.set_ms = -7 * HOUR_MS
    node.do(NoteClockJump(from_ms=node.clock.ms, to_ms=node.clock.now_ms()), "")
    assert age(node).ms == 9 * HOUR_MS
    refuses("work.hold_list_old", begin, node, order)
    hear(node)
    assert age(node).ms == 0
    begin(node, order)


def test_a_clock_found_earlier_than_when_the_list_was_held_knows_nothing_of_its_age():
    node, order = a_station(hours=8)
    hear(node)
    node.clock.ms -= HOUR_MS
    assert (age(node).ms, age(node).freshness) == (None, Freshness.OLD)
    refuses("work.hold_list_unknown", begin, node, order)
    node.clock.ms += HOUR_MS - 1_500
    begin(node, order)  # so little a time service puts right


def test_a_station_that_has_not_heard_all_its_logs_yet_begins_nothing():
    node, order = a_station(hours=8)
    hear(node, PLANT)
    refuses("work.hold_list_unknown", begin, node, order)


def test_a_station_without_a_server_and_a_site_without_a_limit_wait_for_nobody():
    node, order = a_station(hours=8)
    node.clock.ms += 1_000 * HOUR_MS
    assert (age(node).has_server, age(node).freshness) == (False, Freshness.LIVE)
    begin(node, order)
    free, order = a_station(hours=0)
    hear(free)
    free.clock.ms += 1_000 * HOUR_MS
    assert age(free).freshness is Freshness.AGEING
    begin(free, order)


def test_no_site_has_a_limit_until_it_sets_one():
    node = a_plant()
    assert age(node).limit_hours == 0


@pytest.mark.parametrize(
    ("age", "freshness"),
    [
        (ListAge(has_server=False), Freshness.LIVE),
        (ListAge(has_server=True, ms=0, limit_hours=8), Freshness.FRESH),
        (ListAge(has_server=True, ms=4 * HOUR_MS, limit_hours=8), Freshness.FRESH),
        (ListAge(has_server=True, ms=4 * HOUR_MS + 1, limit_hours=8), Freshness.AGEING),
        (ListAge(has_server=True, ms=8 * HOUR_MS, limit_hours=8), Freshness.AGEING),
        (ListAge(has_server=True, ms=8 * HOUR_MS + 1, limit_hours=8), Freshness.OLD),
        (ListAge(has_server=True, ms=24 * HOUR_MS), Freshness.FRESH),
        (ListAge(has_server=True, ms=24 * HOUR_MS + 1), Freshness.AGEING),
        (ListAge(has_server=True), Freshness.AGEING),
    ],
)
def test_a_list_ages_from_half_of_its_limit_on(age, freshness):
    assert age.freshness is freshness


def test_time_that_passed_is_what_the_clock_says_and_what_it_was_set_back_by():
    assert age_of(1_000, 0, 5_000) == 4_000
    assert age_of(1_000, 9_000, 5_000) == 13_000
    assert age_of(1_000, -3_000, 5_000) == 1_000
    assert age_of(5_000, 0, 4_000) == 0
    assert age_of(5_000, 0, 2_999) is None


@pytest.mark.parametrize(("hours", "why"), [(-1, "x"), (2161, "x"), (24, " ")])
def test_a_limit_is_a_number_of_hours_somebody_has_thought_about(hours, why):
    node = a_plant()
    code = "sites.rationale_missing" if hours == 24 else "sites.hold_hours"
    refuses(code, node.do, SetHoldPolicy(hours=hours, why=why))
