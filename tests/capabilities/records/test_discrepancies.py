"""What people do with a discrepancy: one owner, a resolution that stands and comes back."""

from decimal import Decimal

import pytest

from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.people.accounts.commands import DisablePerson
from app.capabilities.production.operations.events import OperationStarted
from app.capabilities.records.discrepancies.answers import Standing
from app.capabilities.records.discrepancies.commands import (
    ExplainDiscrepancy,
    HandOverDiscrepancy,
    ResolveDiscrepancy,
    TakeDiscrepancy,
)
from app.kernel.refused import Refused
from tests.capabilities.records.apart import (
    LEAD,
    OPERATOR,
    ORDER,
    OTHER,
    a_station_like,
    desk,
    found,
    meet,
    note,
    start_at,
    two_stations,
)


@pytest.fixture
def started():
    """Return two stations that started the same task apart and have met since."""
    one, two = two_stations()
    start_at(one, two)
    meet(one, two)
    return one, two


def take(node, case, actor):
    node.do(TakeDiscrepancy(about=case.about, subjects=case.subjects), actor)


def resolve(node, case, actor, looked_at=None, text="counted together"):
    seen = case.found.looked_at if looked_at is None else looked_at
    node.do(
        ResolveDiscrepancy(
            about=case.about,
            subjects=case.subjects,
            how="one_stands",
            text=text,
            looked_at=seen,
        ),
        actor,
    )


def test_one_is_found_with_the_same_key_and_one_owner_on_both_nodes(started):
    one, two = started
    (case,) = desk(one)
    assert (case,) == desk(two)
    assert (case.about, case.owner, case.standing) == ("double_start", LEAD, Standing.OPEN)


def test_whoever_takes_it_owns_it(started):
    one, _ = started
    (case,) = desk(one)
    take(one, case, OTHER)
    (case,) = desk(one)
    assert (case.owner, case.standing) == (OTHER, Standing.TAKEN)
    with pytest.raises(Refused, match=r"discrepancy\.yours_already"):
        take(one, case, OTHER)


def test_an_owner_who_may_not_settle_any_more_is_none(started):
    one, _ = started
    (case,) = desk(one)
    take(one, case, OTHER)
    one.do(DisablePerson(person=OTHER, why="left"), "FOUNDER")
    (case,) = desk(one)
    assert case.owner == LEAD


def test_it_is_explained_and_resolved_and_that_stands(started):
    one, two = started
    (case,) = desk(one)
    take(one, case, LEAD)
    one.do(ExplainDiscrepancy(about=case.about, subjects=case.subjects, text="cable out"), LEAD)
    assert desk(one)[0].standing is Standing.EXPLAINED
    resolve(one, desk(one)[0], LEAD)
    meet(one, two)
    (case,) = desk(two)
    assert case.standing is Standing.RESOLVED
    assert [act.what for act in case.acts] == ["taken", "explained", "resolved"]
    assert set(case.acts[-1].looked_at) == set(case.found.looked_at)


def test_a_third_start_returns_it(started):
    one, two = started
    take(one, desk(one)[0], LEAD)
    resolve(one, desk(one)[0], LEAD)
    three = a_station_like(two, "S3")
    (third,) = note(three, OperationStarted(order=ORDER, operation="B10"))
    meet(one, two, three)
    (case,) = desk(one)
    assert (case,) == desk(three)
    assert (case.standing, case.new) == (Standing.RETURNED, (third,))
    assert case.found.stations == ("S1", "S2", "S3")


def test_what_no_resolution_has_looked_at_returns_it_visibly():
    one, two = two_stations()
    _too_many(one, 150)
    _too_many(two, 150)
    meet(one, two)
    (case,) = [case for case in desk(one) if case.about == "negative_sum"]
    take(one, case, LEAD)
    resolve(one, case, LEAD)
    assert [c.standing for c in desk(one)] == [Standing.RESOLVED]
    (more,) = _too_many(two, 10)
    meet(one, two)
    (case,) = desk(one)
    assert (case.standing, case.new) == (Standing.RETURNED, (more,))
    resolve(one, case, LEAD, text="counted again")
    assert [c.standing for c in desk(one)] == [Standing.RESOLVED]


def test_what_is_put_right_is_gone_and_what_was_done_stays_readable():
    one, two = two_stations()
    _too_many(one, 150)
    _too_many(two, 150)
    meet(one, two)
    (case,) = desk(one)
    take(one, case, LEAD)
    _too_many(one, -100)
    (case,) = desk(one)
    assert (case.standing, case.found, case.owner) == (Standing.GONE, None, LEAD)


def test_two_people_resolving_it_apart_are_both_kept(started):
    one, two = started
    for node, person in ((one, LEAD), (two, OTHER)):
        (case,) = desk(node)
        take(node, case, person)
        resolve(node, desk(node)[0], person)
    meet(one, two)
    (case,) = desk(one)
    assert (case,) == desk(two)
    assert case.standing is Standing.RESOLVED
    assert {act.actor for act in case.resolutions} == {LEAD, OTHER}


def test_only_its_owner_resolves_it_and_says_how_and_why(started):
    one, _ = started
    (case,) = desk(one)
    with pytest.raises(Refused, match=r"discrepancy\.not_yours"):
        resolve(one, case, OTHER)
    with pytest.raises(Refused, match=r"discrepancy\.text_missing"):
        resolve(one, case, LEAD, text=" ")
    with pytest.raises(Refused, match=r"discrepancy\.more_came"):
        resolve(one, case, LEAD, looked_at=case.found.looked_at[:1])
    how = ResolveDiscrepancy(
        about=case.about, subjects=case.subjects, how="away", text="x", looked_at=()
    )
    with pytest.raises(Refused, match=r"discrepancy\.how_missing"):
        one.do(how, LEAD)


def test_it_is_handed_to_somebody_who_may_settle_it_and_to_nobody_else(started):
    one, _ = started
    (case,) = desk(one)

    def hand(to, why="my shift ends"):
        command = HandOverDiscrepancy(about=case.about, subjects=case.subjects, to=to, why=why)
        one.do(command, LEAD)

    for nobody in (OPERATOR, LEAD, "P-9999"):
        with pytest.raises(Refused, match=r"discrepancy\.nobody"):
            hand(nobody)
    with pytest.raises(Refused, match=r"discrepancy\.text_missing"):
        hand(OTHER, "")
    hand(OTHER)
    assert desk(one)[0].owner == OTHER


def test_what_nobody_finds_cannot_be_taken():
    one, _ = two_stations()
    with pytest.raises(Refused, match=r"discrepancy\.unknown"):
        one.do(TakeDiscrepancy(about="double_start", subjects=("a", "b")), LEAD)


def test_a_settled_one_is_not_settled_again(started):
    one, _ = started
    take(one, desk(one)[0], LEAD)
    resolve(one, desk(one)[0], LEAD)
    with pytest.raises(Refused, match=r"discrepancy\.settled"):
        resolve(one, desk(one)[0], LEAD)
    assert len(found(one)) == 1


def _too_many(node, quantity):
    return note(
        node,
        Moved(
            case=ORDER,
            source="B10",
            target="B20",
            quantity=Decimal(quantity),
            unit="个",
            cause=Cause.GOOD,
        ),
    )
