"""Who has which rights is looked through, line by line, by somebody who does not administer it."""

import pytest

from app.capabilities.people.accounts.commands import DisablePerson, NoteLogin
from app.capabilities.people.accounts.queries import people
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.reviews.commands import CloseReview, JudgeAccount, StartReview
from app.capabilities.people.reviews.decisions import DAY_MS, Flag, check_reviewer, twins
from app.capabilities.people.reviews.events import Finding
from app.capabilities.people.reviews.queries import (
    access_list,
    dormant,
    judged,
    listed,
    review_due,
    reviews,
)
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import FOUNDER, a_person, a_plant

ADMIN, QUALITY, OPERATOR = "P-0124", "P-0123", "P-0101"


@pytest.fixture
def plant():
    node = a_plant()
    node.do(a_person(OPERATOR), ADMIN)
    node.do(a_person(QUALITY, roles=("qa_release",)), ADMIN)
    return node


def start(node):
    node.do(StartReview(), QUALITY)
    return node.ask(review_due).open.review


def judge(node, review, person, finding=Finding.KEEP, why="", actor=QUALITY):
    node.do(JudgeAccount(review=review, person=person, finding=finding, why=why), actor)


@pytest.mark.requirement("P11-25")
def test_a_review_keeps_the_list_it_looked_at_and_says_when_the_next_is_due(plant):
    first_due_ms = plant.ask(review_due).due_ms
    assert plant.ask(review_due).is_overdue(first_due_ms)
    review = start(plant)
    plant.do(DisablePerson(person=OPERATOR, why="left"), ADMIN)
    (row,) = plant.ask(reviews)
    assert [line.person for line in plant.ask(listed, row).lines] == [OPERATOR, QUALITY, ADMIN]
    with pytest.raises(Refused, match=r"review\.unfinished left=2"):
        plant.do(CloseReview(review=review), QUALITY)
    judge(plant, review, OPERATOR, Finding.DISABLE, "left the plant")
    judge(plant, review, ADMIN)
    plant.do(CloseReview(review=review), QUALITY)
    (row,) = plant.ask(reviews)
    assert (row.closed_by, row.kept, row.to_change) == (QUALITY, 1, 1)
    due = plant.ask(review_due)
    assert due.open is None
    assert due.due_ms == plant.clock.ms + 90 * DAY_MS


def test_an_administrator_reviews_nobody():
    check_reviewer(frozenset({"people.review", "people.view"}))
    with pytest.raises(Refused, match=r"review\.administrator"):
        check_reviewer(frozenset({"people.review", "people.administer"}))


def test_nobody_judges_their_own_account_and_none_without_a_reason(plant):
    review = start(plant)
    for person, finding, code in (
        (QUALITY, Finding.KEEP, r"review\.own_account"),
        (ADMIN, Finding.CHANGE, r"people\.why_missing"),
        ("P-0999", Finding.KEEP, r"review\.not_listed"),
    ):
        with pytest.raises(Refused, match=code):
            judge(plant, review, person, finding)
    with pytest.raises(Refused, match=r"right\.missing"):
        judge(plant, review, ADMIN, actor=OPERATOR)
    with pytest.raises(Refused, match=r"review\.not_open"):
        judge(plant, "none", ADMIN)


def test_one_review_at_a_time_and_a_closed_one_stays_closed(plant):
    review = start(plant)
    with pytest.raises(Refused, match=r"review\.open_already"):
        start(plant)
    judge(plant, review, OPERATOR)
    judge(plant, review, ADMIN)
    plant.do(CloseReview(review=review), QUALITY)
    with pytest.raises(Refused, match=r"review\.not_open"):
        judge(plant, review, ADMIN)
    with pytest.raises(Refused, match=r"review\.not_open"):
        plant.do(CloseReview(review=review), QUALITY)


def test_a_second_look_carries_what_was_said_first(plant):
    review = start(plant)
    judge(plant, review, ADMIN, Finding.CHANGE, "too many")
    judge(plant, review, ADMIN)
    text = bytes(plant.events()[-1].envelope.payload).decode()
    assert '"finding":"keep","before":"change"' in text
    assert plant.ask(judged, review)[ADMIN].finding == "keep"


@pytest.mark.requirement("P11-25")
def test_an_account_nobody_used_for_ninety_days_is_listed_as_dormant(plant):
    plant.clock.ms += 89 * DAY_MS
    plant.do(NoteLogin(person=OPERATOR), OPERATOR)
    assert plant.ask(dormant, plant.clock.ms) == ()
    plant.clock.ms += DAY_MS
    found = plant.ask(dormant, plant.clock.ms)
    assert {(one.person, at_ms) for one, at_ms in found} == {(QUALITY, 0), (ADMIN, 0)}
    plant.do(DisablePerson(person=QUALITY, why="left"), ADMIN)
    assert {one.person for one, _ in plant.ask(dormant, plant.clock.ms)} == {ADMIN}


def test_what_stands_out_is_marked_on_the_list(plant):
    plant.do(VerifyIdentity(person=OPERATOR, how=How.PASSPORT, evidence="HR 1"), ADMIN)
    plant.do(a_person("P-0102", roles=(), name=Bilingual("另一个", "operator  0101")), ADMIN)
    plant.clock.ms += 90 * DAY_MS
    plant.do(NoteLogin(person="P-0102"), "P-0102")
    marks = {one.person: one.flags for one in plant.ask(access_list, plant.clock.ms).lines}
    assert marks[OPERATOR] == (Flag.TWIN, Flag.DORMANT)
    assert marks["P-0102"] == (Flag.TWIN, Flag.UNVERIFIED, Flag.NO_ROLE)
    assert marks[ADMIN] == (Flag.DORMANT, Flag.UNVERIFIED)


def test_people_of_one_badge_after_a_merge_may_be_one_person(plant):
    other = a_plant("S2")
    other.do(a_person("P-0109", badge="B-0101"), ADMIN)
    plant.take([Arrival(sealed) for sealed in other.events()])
    assert plant.ask(lambda c: twins(people(c))) == {OPERATOR, "P-0109"}
    plant.do(DisablePerson(person="P-0109", why="one badge, one account"), FOUNDER)
    assert plant.ask(lambda c: twins(people(c))) == frozenset()
