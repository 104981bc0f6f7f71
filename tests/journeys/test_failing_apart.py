"""Something fails where the cable is out, by the plant's own rule and review; then the merge."""

from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from app.capabilities.flows.cases.commands import FinishStep
from app.capabilities.flows.cases.queries import standing
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, InvestigateResult
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.queries import lot
from app.capabilities.production.holds.queries import holds_on, standing_holds
from app.capabilities.production.operations.commands import (
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.inspecting.commands import BeginInspection, ConcludeInspection
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    ApproveOnline,
    CloseNonconformance,
    ProposeDisposition,
)
from app.capabilities.quality.nonconformance.evaluating.commands import EvaluateNonconformance
from app.capabilities.quality.nonconformance.executing.commands import (
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part, Risk, Severity
from app.capabilities.quality.nonconformance.records.queries import known, open_ones
from app.capabilities.quality.nonconformance.registering.bodies import HoldScope
from app.capabilities.quality.nonconformance.registering.commands import RegisterNonconformance
from app.capabilities.quality.nonconformance.taking_back.commands import TakeBackDeed
from app.journal.ruling import Matter
from app.kernel.days import Moment
from app.kernel.refused import Refused
from tests.capabilities.materials.factory import receipt
from tests.capabilities.production.factory import a_planned_order
from tests.capabilities.quality.inspected import (
    BAD,
    ENGINEER,
    FIRST,
    GOOD,
    INCOMING,
    IPQC,
    IQC,
    LEAD,
    OPERATOR,
    ORDER,
    OTHER_OPERATOR,
    PATROL,
    QA,
    TIP,
    TURNING,
    a_route,
)
from tests.capabilities.quality.nonconformed import (
    CONCESSION,
    DOWNGRADE,
    HEAD,
    PHOTO,
    PIECES,
    RETURN,
    REWORK,
    SCRAP,
)
from tests.journeys.benches import QUALITY_HEAD, STOREMAN, a_shop_floor


@pytest.fixture
def floor(tmp_path):
    """500 pieces are at turning, begun at one bench; another one serves the same machines."""
    with a_shop_floor(tmp_path, PATROL, route=a_route()) as made:
        one, _ = made.benches
        bring_to_turning(one)
        one.do(PauseOperation(order=ORDER, operation=TURNING, reason="break"), OPERATOR)
        made.contact()
        yield made


def bring_to_turning(bench) -> None:
    bench.do(ImportPlan(orders=(a_planned_order(ORDER, PIECES),)), LEAD)
    bench.do(ReleaseOrder(order=ORDER), LEAD)
    bench.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    bench.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(PIECES)), OPERATOR)
    bench.do(StartOperation(order=ORDER, operation=TURNING), OPERATOR)


def fail(bench, plan, values, who=IPQC, **about) -> str:
    """Let what a plan has due fail; return the nonconformance the plant's rule opened."""
    clock = bench.station.clock
    now = Moment(clock.now_ms(), clock.offset_min())
    one = next(one for one in bench.ask(due, now, bench.name) if one.wanted.plan.code == plan.code)
    bench.do(BeginInspection(plan=plan.code, **about), who)
    filled = bench.ask(inspection, one.inspection).row.filled
    entries = tuple(
        Entry(path=path, value=msgspec.json.encode(value).decode())
        for path, value in values.items()
    )
    bench.do(EnterFields(filled=filled, entries=entries), who)
    bench.do(CompleteForm(filled=filled), who)
    bench.do(ConcludeInspection(inspection=one.inspection), who)
    path = next(iter(values))
    why = InvestigateResult(filled=filled, path=path, finding="confirmed", cause="as measured")
    bench.do(why, who)
    (opened,) = bench.ask(open_ones)
    return opened.name


def fail_tip(bench, plan=PATROL) -> str:
    """Let a tip be out of its limit at turning."""
    return fail(bench, plan, {"tip/1": BAD, "tip/2": GOOD}, order=ORDER, operation=TURNING)


def evaluate(bench, name, who=IPQC) -> None:
    quantity = bench.ask(known, name).row.quantity
    judged = EvaluateNonconformance(
        name=name, severity=Severity.MAJOR, risk=Risk.MEDIUM, quantity=quantity
    )
    bench.do(judged, who)


def decide(bench, name, *splits, who=IPQC) -> None:
    """Evaluate, propose, and sign in the order the review asks for, as far as stations may."""
    evaluate(bench, name, who)
    bench.act_signed(ProposeDisposition(name=name, splits=splits), who)
    row, needs = bench.ask(known, name).row, bench.ask(known, name).missing
    bench.sign(ENGINEER, row.stream, "reviewed", FinishStep(case=name, step="engineer_signs"))
    for person, part, step in (
        (LEAD, Part.SUPERVISOR, "lead_signs"),
        (QA, Part.QUALITY, "quality_signs"),
    ):
        agreed = ApproveDisposition(name=name, proposal=row.proposal, part=part)
        then = agreed if part in needs else FinishStep(case=name, step=step)
        bench.sign(person, row.stream, "reviewed", then)


def reworked(name, quantity=320) -> ExecuteDisposition:
    return ExecuteDisposition(name=name, disposition=Disposition.REWORK, quantity=Decimal(quantity))


def scrapped(name, quantity=80) -> ExecuteDisposition:
    return ExecuteDisposition(
        name=name,
        disposition=Disposition.SCRAP,
        quantity=Decimal(quantity),
        second=OTHER_OPERATOR,
        pictures=(PHOTO,),
    )


def work_on(bench, good=20) -> None:
    """Go on at turning, not having heard of anything."""
    bench.do(ResumeOperation(order=ORDER, operation=TURNING), OTHER_OPERATOR)
    bench.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(good)), OTHER_OPERATOR)


@pytest.mark.requirement("CN-15", "IS-10", "IL-09", "IL-12")
def test_500_pieces_fail_with_the_cable_out_and_another_station_works_on(floor):
    one, two = floor.benches
    one.unplug()
    one.do(ResumeOperation(order=ORDER, operation=TURNING), OPERATOR)
    name = fail_tip(one)
    opened = one.ask(known, name)
    assert (opened.row.rule, opened.state, opened.row.opened_by) == ("R-01", State.HELD, "")
    assert [hold.ncr for hold in one.ask(holds_on, ORDER, TURNING)] == [name]
    for who in (HEAD, QUALITY_HEAD, LEAD):
        (notice,) = [line for line in one.inbox(who).lines if line.is_notice]
        assert "F-TIP" in notice.todo.title.en
    assert [
        line.todo.kind
        for line in one.inbox(IPQC).lines
        if line.todo.matter.stream == opened.row.stream
    ]
    with pytest.raises(Refused, match=r"work\.on_hold"):
        one.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(1)), OPERATOR)

    work_on(two)

    decide(one, name, REWORK, SCRAP, DOWNGRADE)
    row = one.ask(known, name).row
    online = ApproveOnline(name=name, proposal=row.proposal, part=Part.QUALITY_ONLINE)
    with pytest.raises(Refused, match=r"station\.needs_server"):
        one.sign(QA, row.stream, "approved", online)
    one.do(reworked(name), OPERATOR)
    with pytest.raises(Refused, match=r"signature\.witness"):
        one.do(scrapped(name), LEAD)
    one.act_witnessed(scrapped(name), LEAD, OTHER_OPERATOR)
    downgrade = ExecuteDisposition(
        name=name, disposition=Disposition.DOWNGRADE, quantity=Decimal(100)
    )
    with pytest.raises(Refused, match=r"ncr\.not_decided"):
        one.do(downgrade, LEAD)

    one.plug()
    floor.contact()
    for (matter,) in floor.found("worked_on_hold"):
        assert matter.stations == ("S2",)
    with pytest.raises(Refused, match=r"work\.on_hold"):
        two.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(1)), OPERATOR)
    one.sign(QA, row.stream, "approved", online)
    one.do(downgrade, LEAD)
    floor.contact()
    two.do(VerifyRework(name=name, accepted=Decimal(320), remark="all gauged, G-03"), IPQC)
    two.act_signed(CloseNonconformance(name=name), QA, "authored")
    floor.contact()

    for now in floor.everywhere(known, name):
        assert now.state is State.CLOSED
        assert now.pieces.is_settled
    assert floor.everywhere(standing_holds) == [(), (), ()]
    assert all(now.is_closed for now in floor.everywhere(standing, name))
    for at in floor.everywhere(at_nodes, ORDER):
        assert (at[TURNING], at["B40"], at["@scrap"]) == (Decimal(300), Decimal(20), Decimal(180))
    assert [len(each) for each in floor.found("worked_on_hold")] == [1, 1, 1]
    floor.check_agreed()


@pytest.mark.requirement("CN-15", "IS-10")
def test_a_whole_review_ends_with_the_cable_out_and_the_merge_doubles_nothing(floor):
    one, two = floor.benches
    one.unplug()
    name = fail_tip(one)
    work_on(two)
    decide(one, name, replace(REWORK, quantity=Decimal(420)), SCRAP)
    one.do(reworked(name, 420), OPERATOR)
    one.act_witnessed(scrapped(name), LEAD, OTHER_OPERATOR)
    one.do(VerifyRework(name=name, accepted=Decimal(420), remark="all gauged, G-03"), IPQC)
    one.act_signed(CloseNonconformance(name=name), QA, "authored")
    one.plug()
    floor.contact()
    for now in floor.everywhere(known, name):
        assert (now.state, now.pieces.is_settled) == (State.CLOSED, True)
    assert [len(each) for each in floor.found("worked_on_hold")] == [1, 1, 1]
    for at in floor.everywhere(at_nodes, ORDER):
        assert (at[TURNING], at["B40"], at["@scrap"]) == (Decimal(400), Decimal(20), Decimal(80))
    for who in (HEAD, QUALITY_HEAD):
        for bench in floor.benches:
            assert len([line for line in bench.inbox(who).lines if line.is_notice]) == 1
    floor.check_agreed()


@pytest.mark.requirement("CN-15", "IS-10", "IL-12")
def test_what_two_stations_carried_out_twice_is_taken_back_and_then_it_closes(floor):
    one, two = floor.benches
    name = fail_tip(one)
    decide(one, name, replace(REWORK, quantity=Decimal(420)), SCRAP)
    floor.contact()
    for bench in floor.benches:
        bench.unplug()
        bench.do(reworked(name, 420), OPERATOR)
        bench.act_witnessed(scrapped(name), LEAD, OTHER_OPERATOR)
    for bench in floor.benches:
        bench.plug()
    floor.contact()
    for (matter,) in floor.found("ncr_pieces_negative"):
        assert sorted(matter.stations) == ["S1", "S2"]
    assert "ncr_take_back" in {line.todo.kind for line in two.inbox(LEAD).lines}
    twice = [
        deed
        for deed in two.ask(known, name).done
        if deed.station == "S2" and deed.what == "executed"
    ]
    for deed in twice:
        back = TakeBackDeed(
            name=name, deed=deed.hash, reason="S1 had done it", second=OTHER_OPERATOR
        )
        two.act_witnessed(back, LEAD, OTHER_OPERATOR)
    two.do(VerifyRework(name=name, accepted=Decimal(420), remark="all gauged, G-03"), IPQC)
    two.act_signed(CloseNonconformance(name=name), QA, "authored")
    floor.contact()
    for now in floor.everywhere(known, name):
        assert (now.state, now.pieces.is_settled) == (State.CLOSED, True)
    for at in floor.everywhere(at_nodes, ORDER):
        assert (at[TURNING], at["@scrap"]) == (Decimal(420), Decimal(80))
    assert floor.found("ncr_pieces_negative") == [[], [], []]
    floor.check_agreed()


@pytest.mark.requirement("IS-10", "IL-12", "CN-15")
def test_a_first_article_that_misses_a_registered_limit_is_never_conceded(tmp_path):
    section = TIP.sections[0]
    fields = tuple(replace(one, registered=True) for one in section.fields)
    form = replace(TIP, sections=(replace(section, fields=fields),))
    route = a_route(turning=("first_article",))
    with a_shop_floor(tmp_path, FIRST, route=route, form=form) as floor:
        one, two = floor.benches
        bring_to_turning(one)
        floor.contact()
        one.unplug()
        name = fail_tip(one, FIRST)
        assert one.ask(known, name).row.registered
        evaluate(one, name)
        with pytest.raises(Refused, match=r"ncr\.concession_registered"):
            one.act_signed(ProposeDisposition(name=name, splits=(CONCESSION,)), IPQC)
        with pytest.raises(Refused, match=r"work\.on_hold|first_article"):
            one.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(1)), OPERATOR)
        found = RegisterNonconformance(
            code="surface", matter=Matter(order=ORDER), quantity=Decimal(3), hold=HoldScope.NOTHING
        )
        two.do(found, OPERATOR)
        one.plug()
        floor.contact()
        with pytest.raises(Refused, match=r"ncr\.concession_registered"):
            two.act_signed(ProposeDisposition(name=name, splits=(CONCESSION,)), IPQC)
        for each in floor.everywhere(open_ones):
            assert sorted(it.row.opened_by for it in each) == ["", OPERATOR]
        floor.check_agreed()


@pytest.mark.requirement("CN-15", "IL-09")
def test_a_failed_incoming_lot_goes_back_to_its_supplier_with_the_cable_out(tmp_path):
    with a_shop_floor(tmp_path, INCOMING) as floor:
        one, _ = floor.benches
        one.do(receipt("L-1", quantity=Decimal(12)), STOREMAN)
        floor.contact()
        one.unplug()
        name = fail(one, INCOMING, {"burr": "fail"}, IQC, lot="L-1")
        assert name in {hold.ncr for hold in one.ask(lot, "L-1").holds}
        decide(one, name, RETURN, who=IQC)
        back = ExecuteDisposition(name=name, disposition=Disposition.RETURN, quantity=Decimal(12))
        one.do(back, STOREMAN)
        seen = VerifyRework(
            name=name, accepted=Decimal(0), disposition=Disposition.RETURN, remark="waybill 4711"
        )
        one.do(seen, IQC)
        one.act_signed(CloseNonconformance(name=name), QA, "authored")
        one.plug()
        floor.contact()
        for held in floor.everywhere(lot, "L-1"):
            assert (held.status, held.is_used_up) == (Status.REJECTED, True)
            assert name not in {hold.ncr for hold in held.holds}
        for now in floor.everywhere(known, name):
            assert now.state is State.CLOSED
        floor.check_agreed()
