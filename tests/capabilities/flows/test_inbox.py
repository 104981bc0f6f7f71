"""The inbox: whose something is, in which order, once each, alike in any order of arrival."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.flows.inbox.answers import Reader, StandsIn, Why
from app.capabilities.flows.inbox.decisions import inbox as sum_up
from app.capabilities.flows.inbox.decisions import why_theirs
from app.capabilities.flows.inbox.queries import inbox_at, todos
from app.capabilities.flows.notices.commands import SeeNotices
from app.capabilities.flows.tasks.commands import DelegateTask, FinishTask, TakeTask
from app.capabilities.people.accounts.commands import NoteLogin
from app.capabilities.people.delegations.commands import DelegateAuthority
from app.journal.journal import Arrival
from app.journal.ruling import Matter
from app.journal.todo import Todo, Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.flows.waiting import (
    LEAD,
    OPERATOR,
    OTHER,
    QA,
    inbox,
    said,
    tell,
    want,
    working,
)

NOW = 1_000
A_TODO = Todo(
    key="k",
    kind="task",
    title=Bilingual("事", "Thing"),
    matter=Matter(),
    since_ms=0,
)
ME = Reader("P-1", frozenset({"operator"}), frozenset({"sign.read"}))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"people": ("P-1",)}, Why.MINE),
        ({"people": ("P-2",)}, None),
        ({"roles": ("operator",)}, Why.ROLE),
        ({"roles": ("iqc",)}, None),
        ({"right": "sign.read"}, Why.ROLE),
        ({"right": "sign.approved"}, None),
        ({}, Why.ROLE),
        ({"roles": ("iqc",), "escalated": ("operator",), "due_ms": NOW - 1}, Why.ESCALATED),
        ({"roles": ("iqc",), "escalated": ("operator",), "due_ms": NOW}, None),
    ],
)
def test_whose_it_is(facts, why):
    assert why_theirs(replace(A_TODO, **facts), ME, NOW) is why


@pytest.mark.parametrize(
    ("facts", "is_theirs"),
    [
        ({"people": ("P-9",), "right": "sign.approved"}, True),
        ({"people": ("P-9",), "right": "sign.released"}, False),
        ({"people": ("P-9",)}, False),
        ({"roles": ("qa_release",), "right": "sign.approved"}, True),
        ({"right": "sign.approved"}, True),
    ],
)
def test_who_signs_in_anothers_stead_sees_what_is_to_be_signed_so_and_nothing_else(
    facts, is_theirs
):
    other = StandsIn("P-9", frozenset({"qa_release"}), frozenset({"sign.approved"}))
    why = why_theirs(replace(A_TODO, **facts), replace(ME, stands_in=(other,)), NOW)
    assert why is (Why.STEAD if is_theirs else None)


def test_the_most_urgent_comes_first_then_what_is_due_then_what_waits_longest():
    every = [
        replace(A_TODO, key="old", since_ms=1),
        replace(A_TODO, key="new", since_ms=2),
        replace(A_TODO, key="due", since_ms=3, due_ms=9_000),
        replace(A_TODO, key="soon", urgency=Urgency.SOON),
        replace(A_TODO, key="late", urgency=Urgency.SOON, due_ms=5),
        replace(A_TODO, key="now", urgency=Urgency.NOW),
    ]
    found = sum_up(every, ME, NOW)
    assert [one.key for one in found.lines] == ["now", "late", "soon", "due", "old", "new"]
    assert (found.now, found.late) == (1, 1)


def test_what_two_sources_say_of_one_key_is_one_line():
    assert len(sum_up([A_TODO, A_TODO], ME, NOW).lines) == 1


def test_a_delegation_brings_what_is_signed_in_its_stead():
    node = working("S1")
    a_day = 86_400_000
    node.do(
        DelegateAuthority(
            to=OTHER,
            meanings=("released",),
            from_ms=node.clock.ms,
            until_ms=node.clock.ms + a_day,
            why="on leave",
        ),
        QA,
    )
    waits = replace(A_TODO, roles=("qa_release",), right="sign.released")
    plugs = replace(node.journal.vocabulary.plugs, todos=(lambda acting: [waits],))

    def of(person):
        from app.capabilities.flows.inbox.queries import inbox_of

        return node.ask(lambda c: inbox_of(replace(node.journal.acting(c, person), plugs=plugs)))

    assert [line.why for line in of(OTHER).lines] == [Why.STEAD]
    assert of(OPERATOR).lines == ()
    node.clock.ms += a_day
    assert of(OTHER).lines == ()


def test_a_station_where_nobody_is_logged_in_shows_what_waits_for_those_who_work_there():
    node = working("S1")
    tell(node, "n1", roles=("operator",))
    tell(node, "n2", roles=("line_lead",))

    def here():
        found = node.ask(lambda c: inbox_at(node.journal.acting(c, "")))
        return [line.key for line in found.lines]

    assert here() == []
    node.do(NoteLogin(person=OPERATOR), OPERATOR)
    assert here() == ["notice/n1"]
    node.do(SeeNotices(notices=("n1",)), OPERATOR)
    assert here() == []
    node.clock.ms += 8 * 86_400_000
    assert here() == []


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_whatever_order_things_arrive_in_the_inbox_is_the_same(data):
    one, two = working("S1"), working("S2")
    two.clock.ms = one.clock.ms
    first = [*tell(one, "n1", roles=("operator",), urgency=Urgency.NOW), *want(one, "t1")]
    two.take([Arrival(e) for e in first])
    mine = (SeeNotices(notices=("n1",)), TakeTask(task="t1"), FinishTask(task="t1", remarks="1"))
    theirs = (TakeTask(task="t1"), DelegateTask(task="t1", to=LEAD, remarks="2"))
    made = list(first)
    for node, person, acts in ((one, OPERATOR, mine), (two, OTHER, theirs)):
        for command in acts[: data.draw(st.integers(0, len(acts)))]:
            node.clock.ms += data.draw(st.integers(1, 5_000))
            made += node.do(command, person).events
    shuffled = data.draw(st.permutations(made))
    third = working("S3")
    third.take([Arrival(e) for e in shuffled])
    for node in (one, two):
        node.take([Arrival(e) for e in shuffled])
        node.clock.ms = third.clock.ms = max(one.clock.ms, two.clock.ms)
    for person in (OPERATOR, OTHER, LEAD):
        assert inbox(one, person) == inbox(two, person) == inbox(third, person)
        assert len(set(said(one, person))) == len(said(one, person))


@pytest.mark.parametrize("error", [Refused("document.not_here", body="ab"), ValueError("forged")])
def test_a_source_that_cannot_tell_hides_nothing_of_the_others(error, warnings):
    def fails(acting):
        yield A_TODO
        raise error

    node = working("S1")
    other = replace(A_TODO, key="other")
    plugs = replace(node.journal.vocabulary.plugs, todos=(fails, lambda acting: [other]))
    with warnings.expected("inbox.source_failed"):
        found = node.ask(lambda c: tuple(todos(replace(node.journal.acting(c, ""), plugs=plugs))))
    assert found == (A_TODO, other)
