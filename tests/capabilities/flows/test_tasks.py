"""Tasks: asked of a role or a person, taken by one, handed on, done once, late ones go further."""

import pytest

from app.capabilities.flows.tasks import decisions
from app.capabilities.flows.tasks.commands import (
    AskTask,
    DelegateTask,
    FinishTask,
    TakeTask,
    WithdrawTask,
)
from app.capabilities.flows.tasks.queries import asked_by, going_on, task
from app.capabilities.people.accounts.commands import DisablePerson
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.flows.waiting import (
    LEAD,
    OPERATOR,
    OTHER,
    QA,
    inbox,
    said,
    want,
    working,
)

MINUTE = 60_000


def refusal(node, command, actor):
    with pytest.raises(Refused) as refused:
        node.do(command, actor)
    return refused.value.code


def test_a_task_waits_for_its_role_until_one_takes_it():
    node = working("S1")
    want(node, "t1")
    assert said(node, OPERATOR) == said(node, OTHER) == ["task/t1"]
    node.do(TakeTask(task="t1"), OPERATOR)
    assert said(node, OPERATOR) == ["task/t1"]
    assert inbox(node, OPERATOR).lines[0].why == "mine"
    assert said(node, OTHER) == []
    assert node.do(TakeTask(task="t1"), OPERATOR).events == ()
    assert refusal(node, TakeTask(task="t1"), OTHER) == "task.taken"
    assert refusal(node, FinishTask(task="t1"), OTHER) == "task.taken"
    node.do(FinishTask(task="t1", remarks=" swept "), OPERATOR)
    assert said(node, OPERATOR) == []
    row = node.ask(task, "t1")
    assert (row.state, row.ended_by, row.remarks) == ("done", OPERATOR, "swept")
    assert refusal(node, FinishTask(task="t1"), OPERATOR) == "task.ended"


def test_a_task_asked_at_a_desk_names_who_asked_and_is_late_in_time():
    node = working("S1")
    node.do(AskTask(title=Bilingual("擦", "Wipe"), people=(OTHER,), due_min=30), LEAD)
    (row,) = node.ask(asked_by, LEAD)
    assert (row.en, row.due_ms) == ("Wipe", node.clock.ms + 30 * MINUTE)
    assert said(node, OPERATOR) == []
    assert said(node, OTHER) == [row.stream]
    node.clock.ms += 30 * MINUTE + 1
    assert inbox(node, OTHER).late == 1


def test_one_it_is_not_for_neither_takes_nor_finishes_it():
    node = working("S1")
    want(node, "t1")
    for command in (TakeTask(task="t1"), FinishTask(task="t1"), DelegateTask(task="t1", to=QA)):
        assert refusal(node, command, QA) == "task.not_yours"
    assert refusal(node, TakeTask(task="t2"), OPERATOR) == "task.unknown"


def test_a_late_task_is_its_escalation_roles_too():
    node = working("S1")
    want(node, "t1", due_min=10, escalated=("line_lead",))
    node.do(TakeTask(task="t1"), OPERATOR)
    node.clock.ms += 10 * MINUTE
    assert said(node, LEAD) == []
    node.clock.ms += 1
    assert inbox(node, LEAD).lines[0].why == "escalated"
    node.do(DelegateTask(task="t1", to=OTHER, remarks="shift is over"), LEAD)
    assert said(node, OPERATOR) == []
    assert said(node, OTHER) == ["task/t1"]
    assert node.ask(task, "t1").remarks == "shift is over"


def test_a_task_is_handed_on_by_whoever_has_it_and_by_nobody_else():
    node = working("S1")
    want(node, "t1", actor=LEAD)
    node.do(TakeTask(task="t1"), OPERATOR)
    assert refusal(node, DelegateTask(task="t1", to=OTHER), OTHER) == "task.taken"
    assert refusal(node, DelegateTask(task="t1", to=OPERATOR), OPERATOR) == (
        "task.delegated_to_oneself"
    )
    node.do(DelegateTask(task="t1", to=OTHER), OPERATOR)
    node.do(DelegateTask(task="t1", to=OPERATOR), LEAD)  # who asked for it may
    assert node.ask(task, "t1").holder == OPERATOR


def test_a_task_goes_to_nobody_who_has_left():
    node = working("S1")
    want(node, "t1")
    node.do(DisablePerson(person=OTHER, why="left the plant"))
    assert refusal(node, DelegateTask(task="t1", to=OTHER), OPERATOR) == "task.person_gone"
    asked = AskTask(title=Bilingual("擦", "Wipe"), people=(OTHER,))
    assert refusal(node, asked, LEAD) == "task.person_gone"


def test_only_who_asked_calls_it_off_and_says_why():
    node = working("S1")
    want(node, "t1", actor=LEAD)
    assert refusal(node, WithdrawTask(task="t1", remarks="no"), OPERATOR) == "task.others"
    assert refusal(node, WithdrawTask(task="t1", remarks=" "), LEAD) == "task.remarks_missing"
    node.do(WithdrawTask(task="t1", remarks="not needed"), LEAD)
    assert node.ask(going_on) == ()


def test_two_of_one_name_are_one_and_two_who_took_it_apart_are_one():
    one, two = working("S1"), working("S2")
    first, second = want(one, "fired"), want(two, "fired")
    one.clock.ms += 1_000
    two.clock.ms += 2_000
    first += one.do(TakeTask(task="fired"), OPERATOR).events
    second += two.do(TakeTask(task="fired"), OTHER).events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    assert one.ask(task, "fired") == two.ask(task, "fired")
    assert one.ask(task, "fired").holder == OPERATOR
    assert said(two, OTHER) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": Bilingual("", "")}, "task.text_missing"),
        ({"roles": ()}, "task.to_nobody"),
        ({"due_min": -1}, "task.due"),
        ({"note": "n" * 501}, "task.text_long"),
    ],
)
def test_a_task_says_what_and_whom(facts, code):
    whole = {"title": Bilingual("擦", "Wipe"), "roles": ("operator",), **facts}
    with pytest.raises(Refused) as refused:
        decisions.ask("t1", **whole)
    assert refused.value.code == code
