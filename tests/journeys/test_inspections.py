"""Inspections on the floor: what asks for them, what they stop, who may, what a merge says."""

from decimal import Decimal
from hashlib import sha256

import pytest
from msgspec.structs import replace

from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge
from app.capabilities.equipment.gauges.events import Finding as CalibrationFinding
from app.capabilities.equipment.gauges.events import GaugeKind
from app.capabilities.equipment.machines.commands import SetEquipmentState
from app.capabilities.equipment.machines.events import EquipmentState, StopReason
from app.capabilities.forms.filling.commands import (
    CompleteForm,
    EnterFields,
    InvestigateResult,
    StartForm,
    VoidForm,
)
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.forms.filling.queries import forms_of, head, tried, uninvestigated
from app.capabilities.materials.lots.answers import Status
from app.capabilities.production.operations.commands import ReportOperation
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.quality.deviations.commands import AcknowledgeDeviation
from app.capabilities.quality.due.answers import State
from app.capabilities.quality.inspecting.commands import (
    AskInspection,
    BeginInspection,
    CancelInspection,
    ConcludeInspection,
    ReleaseFirstArticle,
)
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.events import FirstArticleReleased, InspectionConcluded
from app.capabilities.quality.inspections.queries import (
    inspection,
    inspectors,
    of_order,
    unreviewed,
)
from app.capabilities.quality.plans.bodies import Arming
from app.capabilities.records.discrepancies.queries import discrepancies
from app.capabilities.roster import ROSTER
from app.capabilities.sites.commands import NoteClockJump
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish, sign
from tests.capabilities.materials.factory import now as lot_now
from tests.capabilities.materials.factory import receipt
from tests.capabilities.people.plant import FOUNDER, ROLES, a_person, let_sign
from tests.capabilities.quality.inspected import (
    BAD,
    CHECKING,
    FINAL,
    FIRST,
    GOOD,
    INCOMING,
    IPQC,
    IQC,
    LEAD,
    MINUTE_MS,
    OPERATOR,
    OQC,
    ORDER,
    OTHER_OPERATOR,
    PATROL,
    QA,
    TIP,
    TURNING,
    a_floor,
    a_route,
    a_second,
    begin,
    everything,
    fill,
    in_hand,
    inspect,
    investigate,
    merge,
    release,
    report,
    start,
)
from tests.journal.node import a_node

HOUR_MS = 60 * MINUTE_MS
FIRST_ROUTE = a_route(turning=("first_article",))
PATROL_ROUTE = a_route(turning=("patrol",))


def a_turning(*plans, route, pieces=20, **options):
    """Return a floor where turning runs, begun by an operator."""
    node = a_floor(*plans, route=route, **options)
    in_hand(node, pieces)
    start(node)
    return node


def found(node, kind):
    checks = node.journal.vocabulary.checks
    return [one for one in node.ask(discrepancies, checks) if one.kind == kind]


# --------------------------------------------------------------------------- incoming
@pytest.mark.requirement("CN-09")
def test_an_incoming_lot_waits_and_one_that_fails_is_held():
    node = a_floor(INCOMING)
    node.do(receipt("L-1"), FOUNDER)
    (one,) = everything(node, lot="L-1")
    assert (one.state, one.wanted.about.lot) == (State.DUE, "L-1")
    inspect(node, INCOMING, "fail", IQC, lot="L-1")
    assert lot_now(node, "L-1").status is Status.HELD
    assert everything(node, lot="L-1") == ()


@pytest.mark.requirement("CN-09")
def test_an_incoming_lot_that_passes_is_released_in_the_same_act():
    node = a_floor(INCOMING)
    node.do(receipt("L-1"), FOUNDER)
    inspect(node, INCOMING, "pass", IQC, lot="L-1")
    assert lot_now(node, "L-1").status is Status.RELEASED


# --------------------------------------------------------------------------- who may
@pytest.mark.requirement("IS-09")
@pytest.mark.requirement("P11-08")
def test_only_quality_enters_results_and_concludes():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    turning = {"plan": FIRST.code, "order": ORDER, "operation": TURNING}
    for who in (OPERATOR, LEAD):
        with pytest.raises(Refused, match=r"right\.missing"):
            node.do(BeginInspection(**turning), who)
    name, filled = begin(node, FIRST)
    entry = (Entry(path="tip/1", value='"3.95"'),)
    for who in (OPERATOR, LEAD, QA):
        with pytest.raises(Refused, match=r"right\.missing"):
            node.do(EnterFields(filled=filled, entries=entry), who)
    with pytest.raises(Refused, match=r"right\.missing"):
        node.do(ConcludeInspection(inspection=name), OPERATOR)


@pytest.mark.requirement("IS-09")
def test_a_form_somebody_else_began_or_that_names_another_right_lets_nobody_else_in():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    node.do(StartForm(form="F-TIP", filled="F-9"), OPERATOR)
    with pytest.raises(Refused, match=r"form\.begun"):
        begin(node, FIRST, filled="F-9")
    publish(node, "form", "F-TIP", replace(TIP, right="production.report"), revision="B")
    _, filled = begin(node, FIRST)
    with pytest.raises(Refused, match=r"right\.missing"):
        fill(node, filled, {"tip/1": GOOD}, OPERATOR)


@pytest.mark.requirement("P11-08")
def test_what_a_role_may_do_with_inspections_is_what_it_was_granted():
    """Every starting role with every act on inspections; whoever lacks the right is refused."""
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name, _ = begin(node, FIRST)
    where = {"order": ORDER, "operation": TURNING}
    acts = (
        AskInspection(plan=FIRST.code, cause=Arming.TOOL, detail="", **where),
        BeginInspection(plan=FIRST.code, **where),
        ConcludeInspection(inspection=name),
        ReleaseFirstArticle(inspection=name),
        CancelInspection(inspection=name, reason=""),
        AcknowledgeDeviation(crossing="none", reason="", **where),
    )
    for place, role in enumerate(ROLES):
        person = f"P-{900 + place:04}"
        node.do(a_person(person, roles=(role.role,)), FOUNDER)
        for act in acts:
            with pytest.raises(Refused) as refused:
                node.do(act, person)
            is_missing = refused.value.code == "right.missing"
            assert is_missing is (act.right not in role.rights), (role.role, act)


# --------------------------------------------------------------------------- first article
@pytest.mark.requirement("FA-01")
@pytest.mark.requirement("IL-12")
def test_a_first_article_blocks_reports_until_another_person_released_it():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    name = inspect(node, FIRST)
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    with pytest.raises(Refused, match=r"first_article\.own_inspection"):
        release(node, name, IPQC)
    with pytest.raises(Refused, match=r"right\.missing"):
        release(node, name, OPERATOR)
    release(node, name, OQC)
    report(node, 5)
    assert node.ask(inspection, name).counts


def test_scrap_is_told_while_the_first_article_waits():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    scrap = (Scrap("burr", Decimal(1)),)
    assert node.do(ReportOperation(order=ORDER, operation=TURNING, scrap=scrap), OPERATOR).events


def test_a_first_article_that_failed_asks_for_another_one():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    first = inspect(node, FIRST, BAD)
    node.clock.ms += MINUTE_MS
    with pytest.raises(Refused, match=r"first_article\.failed"):
        report(node, 1)
    with pytest.raises(Refused, match=r"inspection\.uninvestigated"):
        begin(node, FIRST)
    investigate(node, first)
    second = inspect(node, FIRST)
    assert first != second
    release(node, second)
    report(node, 1)
    assert [one.row.state for one in node.ask(of_order, ORDER)] == ["rejected", "released"]


@pytest.mark.requirement("FA-01")
def test_a_tool_change_arms_the_first_article_again():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    release(node, inspect(node, FIRST))
    report(node, 1)
    for state, reason in (
        (EquipmentState.STOPPED, StopReason.TOOL),
        (EquipmentState.RUNNING, None),
    ):
        node.clock.ms += MINUTE_MS
        node.do(SetEquipmentState(equipment="CNC-01", state=state, reason=reason), OPERATOR)
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    release(node, inspect(node, FIRST))
    report(node, 1)


def test_a_new_lot_said_by_a_person_arms_it_and_saying_it_again_changes_nothing():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    release(node, inspect(node, FIRST))
    asked = AskInspection(
        plan=FIRST.code,
        order=ORDER,
        operation=TURNING,
        cause=Arming.MATERIAL,
        detail="RM601-2611-02",
    )
    assert node.do(asked, OPERATOR).events
    assert not node.do(asked, OTHER_OPERATOR).events
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    release(node, inspect(node, FIRST))
    report(node, 1)
    assert node.do(asked, OPERATOR).events
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)


def test_who_turned_the_piece_neither_inspects_nor_releases_it():
    """An inspector who ran the machine is an operator of this piece."""
    node = a_floor(FIRST, route=FIRST_ROUTE)
    in_hand(node)
    start(node, who=IPQC)
    with pytest.raises(Refused, match=r"inspection\.own_work"):
        begin(node, FIRST, IPQC)
    name, filled = begin(node, FIRST, OQC)
    fill(node, filled, {"tip/1": GOOD, "tip/2": GOOD}, IPQC)
    node.do(CompleteForm(filled=filled), OQC)
    with pytest.raises(Refused, match=r"inspection\.own_work"):
        node.do(ConcludeInspection(inspection=name), OQC)
    for path in ("tip/1", "tip/2"):
        entry = Entry(path=path, value='"3.951"', reason="measured by who made it")
        node.do(EnterFields(filled=filled, entries=(entry,)), OQC)
    assert node.ask(inspectors, (filled,)) == (IPQC, OQC)
    node.do(VoidForm(filled=filled, reason="entered by who made it"), OQC)
    name = inspect(node, FIRST, who=OQC)
    with pytest.raises(Refused, match=r"first_article\.own_work"):
        release(node, name, IPQC)
    release(node, name, QA)


# --------------------------------------------------------------------------- patrols
def test_a_patrol_is_due_by_running_time_and_holds_reports_beyond_its_grace():
    node = a_turning(PATROL, route=PATROL_ROUTE)
    assert one_patrol(node).state is State.UPCOMING
    node.clock.ms += 31 * MINUTE_MS
    assert one_patrol(node).state is State.DUE
    report(node, 1)
    node.clock.ms += 10 * MINUTE_MS
    with pytest.raises(Refused, match=r"patrol\.overdue"):
        report(node, 1)
    inspect(node, PATROL)
    report(node, 1)
    assert one_patrol(node).state is State.UPCOMING


@pytest.mark.requirement("FA-02")
def test_a_due_patrol_survives_a_restart_and_a_clock_set_back_and_forward(tmp_path):
    path = tmp_path / "station.db"
    node = a_turning(PATROL, route=PATROL_ROUTE, path=path)
    node.clock.ms += 45 * MINUTE_MS
    assert one_patrol(node).state is State.OVERDUE
    node = reopened(node, path)
    assert one_patrol(node).state is State.OVERDUE
    set_clock(node, -HOUR_MS)
    assert one_patrol(node).state is State.OVERDUE
    inspect(node, PATROL)
    set_clock(node, HOUR_MS)
    assert one_patrol(node).state is State.UPCOMING
    set_clock(node, HOUR_MS)
    inspect(node, PATROL)
    set_clock(node, -HOUR_MS)
    node.clock.ms += 41 * MINUTE_MS
    assert one_patrol(node).state is State.OVERDUE
    with pytest.raises(Refused, match=r"patrol\.overdue"):
        report(node, 1)


def test_a_patrol_that_failed_holds_reports_until_one_is_accepted():
    node = a_turning(PATROL, route=PATROL_ROUTE)
    name = inspect(node, PATROL, BAD)
    with pytest.raises(Refused, match=r"patrol\.failed"):
        report(node, 1)
    investigate(node, name, finding="test_deviated")
    with pytest.raises(Refused, match=r"patrol\.failed"):
        report(node, 1)
    fill(node, node.ask(inspection, name).row.filled, {"tip/1": GOOD})
    with pytest.raises(Refused, match=r"patrol\.failed"):
        report(node, 1)
    inspect(node, PATROL)
    report(node, 1)


@pytest.mark.requirement("CN-18")
def test_a_failed_result_is_neither_voided_nor_cancelled_away():
    node = a_turning(PATROL, route=PATROL_ROUTE)
    name, filled = begin(node, PATROL)
    fill(node, filled, {"tip/1": BAD, "tip/2": GOOD})
    for away in (
        VoidForm(filled=filled, reason="wrong piece"),
        CancelInspection(inspection=name, reason="wrong piece"),
    ):
        with pytest.raises(Refused, match=r"form\.holds_failure"):
            node.do(away, IPQC)
    node.do(CompleteForm(filled=filled), IPQC)
    node.do(ConcludeInspection(inspection=name), IPQC)
    investigate(node, name, finding="test_deviated")
    node.do(VoidForm(filled=filled, reason="another machine's piece"), IPQC)
    with pytest.raises(Refused, match=r"patrol\.failed"):
        report(node, 1)


def test_an_accepted_inspection_whose_form_was_voided_is_done_again():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name = inspect(node, FIRST)
    release(node, name)
    node.do(VoidForm(filled=node.ask(inspection, name).row.filled, reason="other order"), IPQC)
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    assert inspect(node, FIRST) == name
    release(node, name)
    report(node, 1)


def one_patrol(node):
    (one,) = everything(node, order=ORDER, operation=TURNING)
    return one


def set_clock(node, by_ms):
    """Set a station's clock, and let it note that, as a station does by itself."""
    before = node.clock.now_ms()
    node.clock.set_ms += by_ms
    node.do(NoteClockJump(from_ms=before, to_ms=node.clock.now_ms()), "")


def reopened(node, path):
    """Close a station's journal and open it again, as a restart does."""
    node.engine.dispose()
    return a_node(capabilities=ROSTER, clock=node.clock, path=path, may=node.journal._may)


# --------------------------------------------------------------------------- results
@pytest.mark.requirement("P11-06")
@pytest.mark.requirement("CN-18")
def test_a_failed_result_is_investigated_before_a_retry_and_stays_legible():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name, filled = begin(node, FIRST)
    fill(node, filled, {"tip/1": BAD, "tip/2": GOOD})
    plugs = node.journal.vocabulary.plugs
    (oos,) = node.ask(uninvestigated, plugs)
    assert (oos.path, oos.subject.inspection) == ("tip/1", f"inspection/{name}")
    with pytest.raises(Refused, match=r"field\.uninvestigated"):
        fill(node, filled, {"tip/1": GOOD})
    investigated = InvestigateResult(
        filled=filled, path="tip/1", finding="test_deviated", cause="chip on the anvil"
    )
    with pytest.raises(Refused, match=r"right\.missing"):
        node.do(investigated, OPERATOR)
    node.do(investigated, IPQC)
    assert node.ask(uninvestigated, plugs) == ()
    fill(node, filled, {"tip/1": GOOD})
    said = [one.said for one in node.ask(tried, filled, "tip/1")]
    assert [one.split()[0] for one in said] == [BAD, GOOD]
    node.do(CompleteForm(filled=filled), IPQC)
    node.do(ConcludeInspection(inspection=name), IPQC)
    assert node.ask(inspection, name).row.state == "accepted"


def test_a_form_changed_after_the_conclusion_overtakes_it():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name = inspect(node, FIRST)
    release(node, name)
    report(node, 1)
    filled = node.ask(inspection, name).row.filled
    entry = Entry(path="tip/2", value=f'"{BAD}"', reason="read the wrong piece")
    node.do(EnterFields(filled=filled, entries=(entry,)), IPQC)
    assert node.ask(inspection, name).is_overtaken
    assert len(found(node, "inspection_overtaken")) == 1
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
    node.do(CompleteForm(filled=filled), IPQC)
    node.do(ConcludeInspection(inspection=name), IPQC)
    assert found(node, "inspection_overtaken") == []
    assert node.ask(inspection, name).row.state == "rejected"


@pytest.mark.requirement("IL-04")
@pytest.mark.requirement("P11-09")
def test_an_expired_gauge_or_one_too_small_measures_nothing():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    for number, due in (("G-03", "2025-11-21"), ("G-13", "2026-05-01")):
        name = Bilingual("千分尺", "Micrometer")
        defined = DefineGauge(
            gauge=number,
            name=name,
            sort=GaugeKind.MICROMETER,
            serial=f"MX-{number}",
            unit="mm",
            low=Decimal(0),
            high=Decimal(25),
            resolution=Decimal("0.001"),
        )
        node.do(defined, FOUNDER)
        certificate = CalibrateGauge(
            gauge=number,
            certificate=f"C-{number}",
            calibrated_by="Lab",
            date="2025-05-22",
            due=due,
            found=CalibrationFinding.PASS,
        )
        node.do(certificate, FOUNDER)
    _, filled = begin(node, FIRST)
    with pytest.raises(Refused, match=r"gauge\.overdue"):
        measure(node, filled, GOOD, "G-03")
    with pytest.raises(Refused, match=r"gauge\."):
        measure(node, filled, "31.2", "G-13")
    measure(node, filled, GOOD, "G-13")


def measure(node, filled, value, gauge):
    entry = Entry(path="tip/1", value=f'"{value}"', gauge=gauge)
    node.do(EnterFields(filled=filled, entries=(entry,)), IPQC)


@pytest.mark.requirement("CN-18")
def test_a_reviewed_plan_waits_for_another_persons_signature():
    plan = replace(FIRST, reviewed=True)
    node = a_turning(plan, route=FIRST_ROUTE)
    key = SigningKey(sha256(b"oqc").digest())
    for command in let_sign(OQC, key):
        node.do(command, FOUNDER)
    name, filled = begin(node, plan)
    fill(node, filled, {"tip/1": GOOD, "tip/2": GOOD})
    node.do(CompleteForm(filled=filled), IPQC)
    assert node.ask(inspection, name).step is Standing.TO_REVIEW
    with pytest.raises(Refused, match=r"inspection\.unreviewed"):
        node.do(ConcludeInspection(inspection=name), IPQC)
    sign(node, OQC, filled_stream(filled), "reviewed", key=key)
    node.do(ConcludeInspection(inspection=name), IPQC)
    assert node.ask(inspection, name).step is Standing.TO_RELEASE


@pytest.mark.requirement("CN-18")
def test_a_record_waits_for_its_reviewer_and_what_comes_after_asks_for_another_signature():
    node = a_turning(PATROL, route=PATROL_ROUTE)
    key = SigningKey(sha256(b"oqc").digest())
    for command in let_sign(OQC, key):
        node.do(command, FOUNDER)
    name = inspect(node, PATROL)
    filled = node.ask(inspection, name).row.filled
    assert [one.name for one in node.ask(unreviewed)] == [name]
    sign(node, OQC, filled_stream(filled), "reviewed", key=key)
    assert node.ask(unreviewed) == ()
    entry = Entry(path="tip/2", value='"3.951"', reason="misread")
    node.do(EnterFields(filled=filled, entries=(entry,)), IPQC)
    assert [one.name for one in node.ask(unreviewed)] == [name]


# --------------------------------------------------------------------------- final
def test_good_pieces_go_on_only_as_far_as_accepted_final_inspections_cover():
    node = a_floor(FINAL, route=a_route(checking=("final_inspection", "visual_inspection")))
    in_hand(node)
    start(node)
    report(node, 10)
    start(node, CHECKING)
    with pytest.raises(Refused, match=r"final\.not_accepted"):
        report(node, 1, CHECKING)
    failed = inspect(node, FINAL, "fail", OQC)
    with pytest.raises(Refused, match=r"final\.failed"):
        report(node, 1, CHECKING)
    investigate(node, failed, "burr", OQC)
    inspect(node, FINAL, "pass", OQC)
    report(node, 10, CHECKING)
    report(node, 10)
    with pytest.raises(Refused, match=r"final\.not_accepted"):
        report(node, 1, CHECKING)
    assert everything(node, order=ORDER, operation=CHECKING)[0].wanted.about.size == 10


def test_a_scrapped_piece_takes_its_cover_with_it():
    node = a_floor(FINAL, route=a_route(checking=("final_inspection",)))
    in_hand(node)
    start(node)
    report(node, 10)
    start(node, CHECKING)
    inspect(node, FINAL, "pass", OQC)
    scrap = (Scrap("burr", Decimal(3)),)
    both = ReportOperation(order=ORDER, operation=CHECKING, good=Decimal(7), scrap=scrap)
    node.do(both, OPERATOR)
    report(node, 3)
    with pytest.raises(Refused, match=r"final\.not_accepted"):
        report(node, 3, CHECKING)
    assert everything(node, order=ORDER, operation=CHECKING)[0].wanted.about.size == 3


def test_two_stations_that_report_the_same_accepted_pieces_are_found():
    one = a_floor(FINAL, route=a_route(checking=("final_inspection",)))
    in_hand(one)
    start(one)
    report(one, 10)
    start(one, CHECKING)
    inspect(one, FINAL, "pass", OQC)
    report(one, 10)
    two = a_second(one)
    for node in (one, two):
        node.clock.ms += MINUTE_MS
        report(node, 10, CHECKING)
    merge(one, two)
    (told,) = found(one, "reported_uncovered")
    assert told.facts["quantity"] == 10


# --------------------------------------------------------------------------- apart
def two_stations(*plans, route):
    """Return two stations that hold the same, with turning begun."""
    one = a_turning(*plans, route=route)
    two = a_second(one)
    return one, two


def test_two_stations_ask_for_the_same_inspection_and_contradict_each_other():
    one, two = two_stations(FIRST, route=FIRST_ROUTE)
    one.clock.ms += MINUTE_MS
    name, filled = begin(one, FIRST, filled="F-1")
    merge(one, two)
    fill(one, filled, {"tip/1": GOOD, "tip/2": GOOD})
    one.do(CompleteForm(filled=filled), IPQC)
    merge(one, two)
    one.clock.ms += MINUTE_MS
    entry = Entry(path="tip/2", value=f'"{BAD}"', reason="read again")
    two.do(EnterFields(filled=filled, entries=(entry,)), OQC)
    two.do(CompleteForm(filled=filled), OQC)
    two.do(ConcludeInspection(inspection=name), OQC)
    one.do(ConcludeInspection(inspection=name), IPQC)
    release(one, name, OQC)
    report(one, 3)
    merge(one, two)
    for node in (one, two):
        assert node.ask(inspection, name).row.state == "rejected"
        assert len(found(node, "inspection_concluded_apart")) == 1
        assert len(found(node, "reported_unreleased")) == 1


@pytest.mark.parametrize(("first", "second"), [(GOOD, BAD), (BAD, GOOD), (GOOD, GOOD)])
def test_one_inspection_carried_out_at_two_stations_apart_keeps_both(first, second):
    """The cable is out: both forms stay legible, and one that failed decides."""
    one, two = two_stations(FIRST, route=FIRST_ROUTE)
    name = inspect(one, FIRST, first)
    one.clock.ms += MINUTE_MS
    assert inspect(two, FIRST, second, OQC) == name
    merge(one, two)
    for node in (one, two):
        row = node.ask(inspection, name).row
        assert row.state == ("accepted" if first == second else "rejected")
        forms = node.ask(lambda c: forms_of(c, order=ORDER, operation=TURNING))
        assert {one.filled for one in forms} == {row.filled, *row.apart}
        said = {one.said.split()[0] for form in forms for one in node.ask(tried, form.filled)}
        assert said == {first, second, GOOD}
        assert len(found(node, "inspection_begun_apart")) == 1
        assert len(found(node, "inspection_concluded_apart")) == 1


def test_a_form_begun_apart_that_fails_later_overtakes_what_was_accepted():
    one, two = two_stations(FIRST, route=FIRST_ROUTE)
    name, filled = begin(one, FIRST, filled="F-1")
    one.clock.ms += MINUTE_MS
    inspect(two, FIRST, GOOD, OQC)
    fill(one, filled, {"tip/2": GOOD})
    merge(one, two)
    with pytest.raises(Refused, match=r"first_article\.own_inspection"):
        release(two, name, IPQC)
    release(two, name, QA)
    report(two, 1)
    fill(one, filled, {"tip/1": BAD})
    one.do(CompleteForm(filled=filled), IPQC)
    merge(one, two)
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(two, 1)
    one.do(ConcludeInspection(inspection=name), IPQC)
    merge(one, two)
    for node in (one, two):
        assert node.ask(inspection, name).row.state == "rejected"
        with pytest.raises(Refused, match=r"first_article\.failed"):
            report(node, 1)


@pytest.mark.requirement("IL-12")
def test_a_forged_conclusion_that_says_otherwise_than_its_form_does_not_count():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name, filled = begin(node, FIRST)
    fill(node, filled, {"tip/1": BAD, "tip/2": GOOD})
    node.do(CompleteForm(filled=filled), IPQC)
    inputs = node.ask(head, filled).inputs
    forged = InspectionConcluded(
        inspection=name, filled=filled, inputs=inputs, verdict="pass", accepted=True
    )
    with node.engine.begin() as connection:
        node.journal.record(connection, (forged,), IPQC)
    assert not node.ask(inspection, name).counts
    assert len(found(node, "inspection_overtaken")) == 1
    with pytest.raises(Refused, match=r"first_article\.not_accepted"):
        release(node, name)


@pytest.mark.requirement("IL-12")
def test_a_forged_release_by_the_inspector_does_not_count_and_is_a_discrepancy():
    node = a_turning(FIRST, route=FIRST_ROUTE)
    name = inspect(node, FIRST)
    row = node.ask(inspection, name).row
    forged = FirstArticleReleased(inspection=name, conclusion=row.concluded)
    with node.engine.begin() as connection:
        node.journal.record(connection, (forged,), IPQC)
    assert node.ask(inspection, name).row.state == "accepted"
    assert len(found(node, "first_article_own_release")) == 1
    with pytest.raises(Refused, match=r"first_article\.not_released"):
        report(node, 1)
