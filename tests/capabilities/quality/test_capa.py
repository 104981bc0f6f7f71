"""CAPA (CN-22): in proportion, no harm done, none closed before it is shown to have worked."""

from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.quality.capa import decisions, events
from app.capabilities.quality.capa.answers import Capa, needed
from app.capabilities.quality.capa.commands import (
    ChooseAction,
    CloseCapa,
    DeclineProposal,
    DoAction,
    FindCause,
    OpenCapa,
    PlanAction,
    SayStep,
)
from app.capabilities.quality.capa.events import ActionSort, Bone, Branch, Step
from app.capabilities.quality.capa.fold import fold
from app.capabilities.quality.capa.queries import capa, capas_of, clashes, proposals, todos
from app.capabilities.quality.capa.tables import (
    CapaActionRow,
    CapaCheckRow,
    CapaClashRow,
    CapaProposalRow,
    CapaRow,
    CapaStepRow,
)
from app.capabilities.quality.deviations.events import Weight
from app.capabilities.roster import ROSTER
from app.journal.event import Event
from app.journal.rows import Rows, View
from app.journal.ruling import Fired, Matter
from app.kernel.days import NO_DAY, later
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.quality.failing import (
    DAY_MS,
    a_deviation,
    a_signing_floor,
    again,
    apart,
    close_capa,
    day,
    judge,
    open_one,
    plan_check,
    sign,
    up_to_actions,
)
from tests.capabilities.quality.inspected import (
    ENGINEER,
    IPQC,
    LEAD,
    OPERATOR,
    QA,
    in_hand,
    merge,
)

KINDS = (CapaRow, CapaStepRow, CapaActionRow, CapaCheckRow, CapaClashRow, CapaProposalRow)
TODAY = "2026-11-02"


@pytest.fixture
def node():
    return a_signing_floor()


def refused(act) -> str:
    with pytest.raises(Refused) as said:
        act()
    return said.value.code


# ------------------------------------------------------------------- the way, from D1 to closed
@pytest.mark.requirement("CN-22")
def test_a_capa_goes_from_team_to_proof_and_is_closed_by_two_signatures(node):
    open_one(node)
    up_to_actions(node)
    plan_check(node)
    node.clock.ms += 30 * DAY_MS
    judge(node)
    close_capa(node)
    one = node.ask(capa, "CA-1")
    assert (one.is_closed, one.row.closed_by, one.open_steps, one.is_proven) == (True, QA, (), True)


@pytest.mark.requirement("CN-22")
def test_effectiveness_is_not_judged_before_its_day_nor_without_evidence(node):
    open_one(node)
    up_to_actions(node)
    assert refused(lambda: judge(node)) == "capa.check_unplanned"
    plan_check(node)
    assert refused(lambda: judge(node)) == "capa.too_early"
    node.clock.ms += 30 * DAY_MS
    now = node.ask(capa, "CA-1")
    bare = events.CapaJudged(capa="CA-1", round=1, result="fine", is_effective=True, evidence="  ")
    told = refused(lambda: decisions.judge(now, bare, day(node)))
    assert told == "capa.evidence_missing"
    sign(node, IPQC, "capa/CA-1", "reviewed")
    sign(node, QA, "capa/CA-1", "approved")
    assert refused(lambda: node.do(CloseCapa(capa="CA-1"), QA)) == "capa.unproven"


@pytest.mark.requirement("CN-22")
def test_what_did_not_work_goes_back_to_its_cause_and_every_round_is_kept(node):
    open_one(node)
    up_to_actions(node)
    plan_check(node, days=5)
    node.clock.ms += 6 * DAY_MS
    judge(node, is_effective=False)
    one = node.ask(capa, "CA-1")
    assert (one.row.round, one.next_step, one.is_done(Step.PROBLEM)) == (2, Step.CAUSE, True)
    again(node)
    plan_check(node, days=5)
    node.clock.ms += 6 * DAY_MS
    judge(node)
    close_capa(node)
    one = node.ask(capa, "CA-1")
    assert [(c.round, c.is_effective) for c in one.checks] == [(1, False), (2, True)]
    assert [s.round for s in one.steps if s.step == "d4"] == [1, 2]
    assert one.is_closed


@pytest.mark.requirement("CN-22")
def test_review_and_approval_take_two_people_and_cover_everything_said(node):
    open_one(node, who=LEAD)
    up_to_actions(node)
    plan_check(node, days=0)
    judge(node)
    assert refused(lambda: node.do(CloseCapa(capa="CA-1"), QA)) == "capa.unreviewed"
    sign(node, QA, "capa/CA-1", "reviewed")
    assert refused(lambda: node.do(CloseCapa(capa="CA-1"), QA)) == "capa.unapproved"
    sign(node, QA, "capa/CA-1", "approved")
    assert refused(lambda: node.do(CloseCapa(capa="CA-1"), QA)) == "capa.signed_alone"


# ------------------------------------------------------------------------------- in proportion
@pytest.mark.requirement("CN-22")
def test_how_grave_it_is_decides_what_is_needed():
    light = (Step.PROBLEM, Step.CAUSE, Step.CHOICE, Step.ACTIONS, Step.CLOSING)
    assert needed(Weight.MINOR) == light
    assert needed(Weight.MAJOR) == needed(Weight.CRITICAL) == tuple(Step)


def test_a_minor_one_asks_one_why_a_major_three_a_critical_one_looks_at_the_fishbone_too(node):
    for weight in Weight:
        open_one(node, weight.value, weight=weight)
        node.do(SayStep(capa=weight.value, step=Step.PROBLEM, text="so it is"), ENGINEER)

    def find(weight, whys, *bones):
        node.do(FindCause(capa=weight, cause="it", whys=whys, bones=bones), ENGINEER)

    find("minor", ("a",))
    assert refused(lambda: find("major", ("a", "b", " "))) == "capa.whys_missing"
    find("major", ("a", "b", "c"))
    assert refused(lambda: find("critical", ("a", "b", "c"))) == "capa.bones_missing"
    find("critical", ("a", "b", "c"), Bone(branch=Branch.METHOD, causes=("no alarm", "")))
    (step,) = [s for s in node.ask(capa, "critical").steps if s.step == "d4"]
    assert step.bones == (Bone(branch=Branch.METHOD, causes=("no alarm",)),)


def test_steps_follow_on_each_other_and_an_action_says_why_it_does_no_harm(node):
    open_one(node)
    find = FindCause(capa="CA-1", cause="it", whys=("a", "b", "c"))
    assert refused(lambda: node.do(find, ENGINEER)) == "capa.problem_first"
    choose = ChooseAction(capa="CA-1", text="this", no_harm="it adds only")
    assert refused(lambda: node.do(choose, ENGINEER)) == "capa.cause_first"
    plan: dict[str, Any] = {"capa": "CA-1", "what": "do", "who": LEAD, "due": day(node, 1)}
    assert refused(lambda: node.do(PlanAction(**plan), ENGINEER)) == "capa.choice_first"
    node.do(PlanAction(**plan, sort=ActionSort.CONTAINMENT), ENGINEER)
    node.do(SayStep(capa="CA-1", step=Step.PROBLEM, text="so"), ENGINEER)
    node.do(find, ENGINEER)
    bare = ChooseAction(capa="CA-1", text="this", no_harm="")
    assert refused(lambda: node.do(bare, ENGINEER)) == "capa.no_harm_missing"
    said = SayStep(capa="CA-1", step=Step.CAUSE, text="it")
    assert refused(lambda: node.do(said, ENGINEER)) == "capa.not_in_words"
    past = OpenCapa(title="t", weight=Weight.MINOR, due=day(node, -1), lead=LEAD)
    assert refused(lambda: node.do(past, ENGINEER)) == "capa.in_the_past"


def test_only_whoever_an_action_is_given_to_says_it_is_done_or_who_works_on_capas(node):
    open_one(node)
    plan = PlanAction(
        capa="CA-1", what="Sort", who="P-0102", due=day(node), sort=ActionSort.CONTAINMENT
    )
    node.do(plan, ENGINEER)
    (action,) = node.ask(capa, "CA-1").here
    done = DoAction(capa="CA-1", action=action.action, evidence="list")
    assert refused(lambda: node.do(done, OPERATOR)) == "capa.not_yours"
    node.do(done, "P-0102")
    assert refused(lambda: node.do(done, "P-0102")) == "capa.action_done"


# ------------------------------------------------------------------------- whatever the sequence
class Told:
    """Folds what happened to one CAPA, in memory."""

    def __init__(self) -> None:
        self._view = View()
        self._view.begin(KINDS, "capa/X")
        self._seq = 0

    def add(self, happened) -> str:
        self._seq += 1
        name = f"{self._seq:064x}"
        event = Event(name, "S1", "P-1", 1_000 + self._seq, "a", "capa/X", happened)
        fold(Rows(self._view, "capa/X"), event)
        return name

    def now(self) -> Capa:
        of = self._view.of
        (row,) = of(CapaRow, "capa/X")
        steps, actions = of(CapaStepRow, "capa/X"), of(CapaActionRow, "capa/X")
        return Capa(row, steps, actions, of(CapaCheckRow, "capa/X"))


def acts(day_of):
    """Return what people may ask, each as (capa, today) → what happens; `day_of` is today."""

    def of(capa_, **facts):
        return {"capa": "X", "round": capa_.row.round, **facts}

    return {
        "problem": lambda c: decisions.say(c, Step.PROBLEM, "so"),
        "contain": lambda c: decisions.say(c, Step.CONTAINMENT, "so"),
        "team": lambda c: decisions.name_team(c, "A", ("B",)),
        "cause": lambda c: decisions.find_cause(c, "it", ("a", "b", "c"), ()),
        "choose": lambda c: decisions.choose(c, "this", "no harm"),
        "prevent": lambda c: decisions.say(c, Step.PREVENTION, "so"),
        "plan": lambda c: decisions.plan_action(
            c,
            events.CapaActionPlanned(
                **of(c, action="A1", sort=ActionSort.CORRECTIVE, what="w", who="A", due=day_of)
            ),
            day_of,
        ),
        "do": lambda c: decisions.do_action(
            c,
            events.CapaActionCarriedOut(capa="X", action="A1", evidence="e"),
            actor="A",
            may_all=False,
        ),
        "check": lambda c: decisions.plan_check(c, later(day_of, 1), "m", "t", day_of),
        "bare": lambda c: decisions.judge(
            c,
            events.CapaJudged(**of(c, result="r", is_effective=True, evidence=" ")),
            later(day_of, 1),
        ),
        "early": lambda c: decisions.judge(
            c, events.CapaJudged(**of(c, result="r", is_effective=True, evidence="e")), day_of
        ),
        "worked": lambda c: decisions.judge(
            c,
            events.CapaJudged(**of(c, result="r", is_effective=True, evidence="e")),
            later(day_of, 1),
        ),
        "failed": lambda c: decisions.judge(
            c,
            events.CapaJudged(**of(c, result="r", is_effective=False, evidence="e")),
            later(day_of, 1),
        ),
        "close": lambda c: decisions.close(c, {"A"}, {"B"}),
        "forge": lambda c: events.CapaClosed(capa="X", round=c.row.round, check=""),
    }


OPENED = events.CapaOpened(capa="X", title="t", weight=Weight.MINOR, due="2099-01-01", lead="A")
USUAL = ("problem", "cause", "choose", "plan", "do", "check")


@pytest.mark.requirement("CN-22")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(acts(TODAY))), max_size=14), st.booleans())
def test_whatever_people_do_in_whatever_order_none_is_closed_without_evidence(asked, begun):
    told, every = Told(), acts(TODAY)
    told.add(OPENED)
    for name in (*(USUAL if begun else ()), *asked, "close"):
        try:
            happened = every[name](told.now())
        except Refused:
            continue
        told.add(happened)
        now = told.now()
        if now.is_closed:
            assert now.is_proven
            assert now.check is not None
            assert now.check.evidence.strip()
            assert "worked" in asked


def test_the_usual_way_does_close():
    told = Told()
    told.add(OPENED)
    every = acts(TODAY)
    reduce(lambda _, n: told.add(every[n](told.now())), (*USUAL, "worked", "close"), "")
    assert told.now().is_closed


# ------------------------------------------------------------------------------ stations apart
@pytest.mark.requirement("CN-22")
def test_two_closings_apart_are_one_discrepancy_and_the_same_state_in_any_order(node):
    open_one(node)
    up_to_actions(node)
    plan_check(node, days=0)
    judge(node)
    other = apart(node)
    close_capa(node)
    close_capa(other)
    merge(node, other)
    states = [one.ask(capa, "CA-1") for one in (node, other)]
    assert states[0] == states[1]
    for one in (node, other):
        (found,) = one.ask(lambda c: tuple(clashes(c)))
        assert (found.kind, found.subjects) == ("capa_closed_apart", ("capa/CA-1",))


@pytest.mark.requirement("CN-22")
def test_one_that_was_found_not_to_work_elsewhere_is_open_again_after_the_merge(node):
    open_one(node)
    up_to_actions(node)
    plan_check(node, days=0)
    other = apart(node)
    judge(node)
    close_capa(node)
    other.clock.ms += 1
    judge(other, is_effective=False)
    merge(node, other)
    for one in (node, other):
        now = one.ask(capa, "CA-1")
        assert (now.is_closed, now.row.round, now.next_step) == (False, 2, Step.CAUSE)
        assert "capa_judged_apart" in {d.kind for d in one.ask(lambda c: tuple(clashes(c)))}


# ------------------------------------------------------------------------------------ proposals
def waiting(node):
    return node.ask(proposals, node.clock.ms)


@pytest.mark.requirement("CN-22")
def test_what_recurs_on_a_product_proposes_one_and_somebody_answers_for_it(node):
    in_hand(node)
    for number in range(3):
        assert waiting(node) == ()
        a_deviation(node, f"DV-{number}")
    (found,) = waiting(node)
    assert (found.code, len(found.records)) == ("instruction", 3)
    bare = DeclineProposal(proposal=found.key, reason=" ")
    assert refused(lambda: node.do(bare, QA)) == "capa.why"
    node.do(DeclineProposal(proposal=found.key, reason="One cause, known"), QA)
    assert waiting(node) == ()
    for number in range(3, 6):
        a_deviation(node, f"DV-{number}")
    (found,) = waiting(node)
    open_one(node, who=QA, proposal=found.key, sources=found.records)
    assert waiting(node) == ()
    assert [one.row.capa for one in node.ask(capas_of, "deviation/DV-4")] == ["CA-1"]
    node.clock.ms += 91 * DAY_MS
    assert waiting(node) == ()


def test_a_rule_proposes_one_and_the_same_firing_elsewhere_is_the_same_proposal(node):
    action = next(a for plug in ROSTER for a in plug.rule_actions if a.code == "propose_capa")
    fired = Fired(
        key="ab" * 32,
        rule="R-1",
        revision="A",
        title=Bilingual("泄漏重复", "Leaks again"),
        matter=Matter(lot="L-1", product="P", stream="ncr/1"),
        subject="L-1",
        cause="",
        at_ms=node.clock.ms,
    )
    with node.engine.begin() as connection:
        acting = node.journal.acting(connection, "")
        (made,) = action.do(acting, fired, action.settings())
        node.journal.record(connection, (made,), "")
        assert tuple(action.do(acting, fired, action.settings())) == ()
    (found,) = waiting(node)
    assert (found.key, found.said.en, found.records) == (fired.key, "Leaks again", ("ncr/1",))
    open_one(node, proposal=fired.key)
    assert waiting(node) == ()


def test_what_is_due_waits_for_whoever_it_is_given_to_and_escalates_when_it_is_late(node):
    open_one(node)
    with node.engine.begin() as connection:
        found = {t.kind: t for t in todos(node.journal.acting(connection, ENGINEER))}
    assert found["capa_step"].people == (ENGINEER,)
    up_to_actions(node)
    plan_check(node)
    with node.engine.begin() as connection:
        (check,) = todos(node.journal.acting(connection, ENGINEER))
    assert (check.kind, check.roles) == ("capa_check", ("qa_release",))
    assert check.escalated == ("qa_release", "production_head")
    assert node.ask(capa, "CA-1").late(day(node, 31)) == (day(node, 30),)


def test_a_day_that_is_none_is_past_and_stops_no_inbox(node):
    """What a program that was tampered with wrote."""
    forged = events.CapaOpened(
        capa="CA-9", title="x", weight=Weight.MINOR, due="tomorrow", lead=ENGINEER
    )
    action = events.CapaActionPlanned(
        capa="CA-9", round=1, action="a", sort=next(iter(ActionSort)), what="x", who="y", due=""
    )
    with node.engine.begin() as connection:
        node.journal.record(connection, (forged, action), ENGINEER)
        found = tuple(todos(node.journal.acting(connection, ENGINEER)))
    assert {one.due_ms is not None and one.due_ms < node.clock.ms for one in found} == {True}
    assert node.ask(capa, "CA-9").row.due == NO_DAY
