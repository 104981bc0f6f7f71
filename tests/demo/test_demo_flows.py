"""The demo plant's flows are sound, name the plant's own roles, and lead where they should."""

import msgspec
import pytest

from app.capabilities.flows.cases.commands import ReturnStep
from app.capabilities.flows.cases.decisions import finish
from app.capabilities.flows.cases.events import Known
from app.capabilities.flows.cases.queries import open_cases, standing
from app.capabilities.flows.definition.bodies import StepKind
from app.capabilities.flows.definition.decisions import check_chart, outline_chart
from app.capabilities.people.starting.commands import starting_roles
from app.demo import flows
from app.journal.ruling import Matter
from app.kernel.paths import resources
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from tests.capabilities.documents.library import sign
from tests.capabilities.flows.cases import ENGINEER, LEAD, QUALITY, a_shop, begin, end, open_of
from tests.capabilities.people.plant import FOUNDER, a_person, let_sign

CODES = (flows.REVIEW, flows.APPROVAL, flows.MAINTENANCE)
CHARTS = {code: flows.chart(code) for code in CODES}
FITTER, SECOND_LEAD = "P-0130", "P-0131"
KEYS = {one: SigningKey(new_private_bytes()) for one in (ENGINEER, LEAD, QUALITY, SECOND_LEAD)}


@pytest.fixture
def shop():
    node = a_shop("S1", *CHARTS.values())
    node.do(a_person(FITTER, roles=("maintenance",)), FOUNDER)
    node.do(a_person(SECOND_LEAD, roles=("line_lead",)), FOUNDER)
    for who, key in KEYS.items():
        for command in let_sign(who, key):
            node.do(command, FOUNDER)
    return node


@pytest.mark.parametrize("code", CODES)
def test_each_flow_is_sound_and_says_what_it_is(code):
    check_chart(CHARTS[code])
    assert len(outline_chart(CHARTS[code])) > len(CHARTS[code].steps)


@pytest.mark.parametrize("code", CODES)
def test_each_step_is_somebodys_of_the_plant(code):
    plants = {one.role for one in starting_roles(resources() / "plant" / "roles.toml")}
    for step in CHARTS[code].steps:
        assert set(step.roles) <= plants, step.code
        if step.kind in (StepKind.TASK, StepKind.SIGN):
            assert step.due_min, step.code
            assert step.escalate, step.code


def test_what_is_drafted_is_what_is_read():
    for one in flows.drafts():
        assert msgspec.json.decode(one.body, type=type(CHARTS[one.code])) == CHARTS[one.code]


def test_a_review_goes_from_evaluation_to_closing_by_the_acts_of_the_nonconformance(shop):
    begin(shop, flow=flows.REVIEW, matter=Matter(stream="case/C1"), actor=FITTER)
    with pytest.raises(Refused, match=r"flow\.act_elsewhere"):
        end(shop, "evaluate")
    _act(shop, "evaluate", severity="critical")
    _act(shop, "investigate")
    _act(shop, "propose")
    _signed(shop, "engineer_signs", ENGINEER)
    shop.do(ReturnStep(case="C1", step="lead_signs", target="propose", remarks="split it"), LEAD)
    _act(shop, "propose")
    _signed(shop, "engineer_signs", ENGINEER)
    _signed(shop, "lead_signs", LEAD)
    _signed(shop, "quality_signs", QUALITY)
    for step in ("execute", "verify", "close"):
        _act(shop, step)
    now = shop.ask(standing, "C1")
    assert now.is_closed
    assert [one.step for one in now.done if one.returned] == ["lead_signs"]


def test_a_slight_one_is_not_investigated(shop):
    begin(shop, flow=flows.REVIEW)
    _act(shop, "evaluate", severity="minor", needs_investigation=False)
    assert open_of(shop) == ["propose"]


def test_a_dear_spare_is_approved_while_the_machine_is_locked_out(shop):
    begin(shop, flow=flows.MAINTENANCE)
    facts = (
        Known(name="needs_spare", value="yes", sort="yes_no"),
        Known(name="spare_price", value="4800", sort="number"),
    )
    end(shop, "diagnose", actor=FITTER, facts=facts)
    assert open_of(shop) == ["approval", "lock_out"]
    called = "C1.approval.1"
    end(shop, "prepare", "ask", actor=FITTER, case=called)
    _signed(shop, "review", LEAD, case=called)
    end(shop, "lock_out", actor=FITTER)
    end(shop, "check_lock", actor=LEAD)
    _signed(shop, "approve", QUALITY, "approved", case=called, meaning="approved")
    assert [now.case for now in shop.ask(open_cases)] == ["C1"]
    assert open_of(shop) == ["fetch_spare"]
    end(shop, "fetch_spare", actor=FITTER)
    end(shop, "repair", actor=FITTER)
    end(shop, "trial_run", "fails", actor=FITTER, remarks="still hot")
    end(shop, "repair", actor=FITTER)
    end(shop, "trial_run", "runs", actor=FITTER)
    with pytest.raises(Refused, match=r"flow\.author_decides"):
        end(shop, "hand_over", actor=LEAD)
    _signed(shop, "hand_over", SECOND_LEAD)
    assert shop.ask(standing, "C1").is_closed


def test_a_job_without_a_spare_waits_for_the_lock_out_alone(shop):
    begin(shop, flow=flows.MAINTENANCE)
    end(shop, "diagnose", actor=FITTER)
    assert open_of(shop) == ["lock_out"]
    end(shop, "lock_out", actor=FITTER)
    assert end(shop, "check_lock", actor=LEAD).at("repair")


def _act(node, step, **facts):
    """Let the nonconformance end its step, as its own commands do."""
    now = node.ask(standing, "C1")
    with node.engine.begin() as connection:
        node.journal.record(connection, finish(now, step, facts=facts), FITTER)


def _signed(node, step, who, outcome="", case="C1", meaning="reviewed"):
    record = node.ask(standing, case).record
    sign(node, who, record, meaning, key=KEYS[who])
    return end(node, step, outcome, actor=who, case=case)
