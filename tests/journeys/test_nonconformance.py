"""Something fails on the floor, the cable out: opened by a rule, held, split, mended, closed."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.flows.cases.commands import FinishStep
from app.capabilities.flows.cases.queries import standing
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.forms.filling.commands import InvestigateResult
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.queries import lot
from app.capabilities.production.holds.queries import holds_on, standing_holds
from app.capabilities.production.operations.commands import ReportOperation
from app.capabilities.quality.inspections.queries import inspection, of_lot, of_order
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    CloseNonconformance,
    SendDispositionBack,
)
from app.capabilities.quality.nonconformance.evaluating.commands import (
    CallOffNonconformance,
    ExtendDue,
    InvestigateNonconformance,
    NoteCost,
)
from app.capabilities.quality.nonconformance.executing.commands import (
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.records.answers import Column, State
from app.capabilities.quality.nonconformance.records.bodies import (
    NC_TERMS,
    Code,
    CostKind,
    Disposition,
    Part,
    Severity,
)
from app.capabilities.quality.nonconformance.records.events import NonconformanceCalledOff
from app.capabilities.quality.nonconformance.records.queries import open_ones, recurrences
from app.capabilities.quality.nonconformance.registering.bodies import (
    NCR_REVIEW,
    OpenNonconformance,
)
from app.capabilities.quality.nonconformance.review_board.queries import board, review, statistics
from app.capabilities.records.discrepancies.queries import discrepancies
from app.capabilities.rules.definition.bodies import RULE, Doing, Rule
from app.demo import flows
from app.demo import terms as shipped
from app.journal.discrepancy import Discrepancy
from app.journal.ruling import Matter
from app.kernel.place import Place
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish, sign
from tests.capabilities.materials.factory import receipt
from tests.capabilities.people.plant import FOUNDER
from tests.capabilities.quality.inspected import (
    BAD,
    ENGINEER,
    FIRST,
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
    a_second,
    inspect,
    investigate,
    merge,
    moment,
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
    SIGNERS,
    a_shop,
    approve,
    at_turning,
    evaluate,
    it,
    propose,
    register,
    witnessed,
)

OPEN = OpenNonconformance(code="inspection", flow=NCR_REVIEW)
RULE_1 = Rule(
    code="R-01",
    name=Bilingual("检验不合格：登记", "A form failed: open one"),
    when="forms.completed",
    given="verdict == 'fail'",
    then=(
        Doing(
            action="open_nonconformance",
            settings={"code": OPEN.code, "flow": OPEN.flow, "hold": OPEN.hold.value},
        ),
    ),
)
HERE = Place("line-1", "S1")


def a_plant(*plans, gates=(), registered=False, **options):
    """Return a shop where the plant's first rule and its review are in force."""
    node = a_shop(*plans, route=a_route(turning=gates), **options)
    publish(node, RULE, RULE_1.code, RULE_1)
    review_ = flows.chart(flows.REVIEW)
    publish(node, "flow", review_.code, review_, title=review_.name)
    if registered:
        section = TIP.sections[0]
        fields = tuple(replace(one, registered=True) for one in section.fields)
        form = replace(TIP, sections=(replace(section, fields=fields),))
        publish(node, "form", form.code, form, revision="B")
    return node


def the_one(node) -> str:
    (found,) = node.ask(open_ones)
    return found.name


def failed_patrol(node) -> str:
    """Let a patrol fail at turning; return what the rule opened."""
    at_turning(node)
    inspect(node, PATROL, BAD)
    investigate(node, node.ask(board_inspection))
    return the_one(node)


def board_inspection(connection) -> str:
    (found,) = open_ones(connection)
    return next(
        one.row.inspection
        for one in of_order(connection, ORDER)
        if found.row.filled in one.row.forms
    )


def signs(node, name: str, who: str, meaning: str = "reviewed") -> None:
    sign(node, who, it(node, name).row.stream, meaning, key=SIGNERS[who])


def turns(node, name: str) -> tuple[str, ...]:
    now = node.ask(standing, name)
    return tuple(one.code for one in now.open)


def found(node, kind: str) -> list[Discrepancy]:
    return [
        one for one in node.ask(discrepancies, node.journal.vocabulary.checks) if one.kind == kind
    ]


@pytest.mark.requirement("CN-15", "CN-18", "IS-10", "IL-12")
def test_a_failed_patrol_goes_to_its_end_by_the_plants_own_flow_with_the_cable_out():
    node = a_plant(PATROL)
    name = failed_patrol(node)
    opened = it(node, name)
    assert (opened.row.rule, opened.state, opened.row.measured) == ("R-01", State.HELD, f"{BAD} mm")
    assert opened.row.number.startswith("NCR-")
    assert [one.ncr for one in node.ask(holds_on, ORDER, TURNING)] == [name]
    assert turns(node, name) == ("evaluate",)
    with pytest.raises(Refused, match=r"ncr\.not_turn|ncr\.not_evaluated"):
        propose(node, name, REWORK)
    evaluate(node, name)
    assert turns(node, name) == ("propose",)
    propose(node, name, REWORK, SCRAP, DOWNGRADE)
    with pytest.raises(Refused, match=r"ncr\.not_turn"):
        approve(node, name, LEAD, Part.SUPERVISOR)
    signs(node, name, ENGINEER)
    node.do(FinishStep(case=name, step="engineer_signs"), ENGINEER)
    approve(node, name, LEAD, Part.SUPERVISOR)
    approve(node, name, QA, Part.QUALITY)
    assert turns(node, name) == ("execute",)
    rework = ExecuteDisposition(name=name, disposition=Disposition.REWORK, quantity=Decimal(320))
    node.do(rework, OPERATOR)
    scrap = ExecuteDisposition(
        name=name,
        disposition=Disposition.SCRAP,
        quantity=Decimal(80),
        second=OTHER_OPERATOR,
        pictures=(PHOTO,),
    )
    witnessed(node, scrap)
    downgrade = ExecuteDisposition(
        name=name, disposition=Disposition.DOWNGRADE, quantity=Decimal(100)
    )
    with pytest.raises(Refused, match=r"ncr\.not_decided"):
        node.do(downgrade, LEAD)
    with pytest.raises(Refused, match=r"ncr\.needs_server"):
        node.do(
            ApproveDisposition(
                name=name, proposal=it(node, name).row.proposal, part=Part.QUALITY_ONLINE
            ),
            QA,
        )
    approve(node, name, QA, Part.QUALITY_ONLINE)  # the cable is in again
    node.do(downgrade, LEAD)
    assert turns(node, name) == ("verify",)
    node.do(VerifyRework(name=name, accepted=Decimal(320), remark="all gauged, G-03"), IPQC)
    node.do(CloseNonconformance(name=name), QA)
    assert it(node, name).state is State.CLOSED
    assert node.ask(standing, name).is_closed
    assert node.ask(standing_holds) == ()
    assert node.ask(at_nodes, ORDER)["@scrap"] == Decimal(180)
    node.do(ReportOperation(order=ORDER, operation=TURNING, good=Decimal(320)), OPERATOR)


@pytest.mark.requirement("CN-15")
def test_what_comes_back_rejected_is_proposed_anew():
    node = a_plant(PATROL)
    name = failed_patrol(node)
    evaluate(node, name, 400)
    propose(node, name, replace(REWORK, quantity=Decimal(400)))
    signs(node, name, ENGINEER)
    node.do(FinishStep(case=name, step="engineer_signs"), ENGINEER)
    approve(node, name, LEAD, Part.SUPERVISOR)
    node.do(
        SendDispositionBack(name=name, proposal=it(node, name).row.proposal, remark="split"), QA
    )
    assert (turns(node, name), it(node, name).state) == (("propose",), State.EVALUATED)
    propose(node, name, replace(REWORK, quantity=Decimal(400)))
    signs(node, name, ENGINEER)
    node.do(FinishStep(case=name, step="engineer_signs"), ENGINEER)
    approve(node, name, LEAD, Part.SUPERVISOR)
    approve(node, name, QA, Part.QUALITY)
    did = ExecuteDisposition(name=name, disposition=Disposition.REWORK, quantity=Decimal(400))
    node.do(did, OPERATOR)
    seen = VerifyRework(name=name, accepted=Decimal(390), rejected=Decimal(10), remark="gauged")
    node.do(seen, IPQC)
    assert (turns(node, name), it(node, name).pieces.held) == (("propose",), Decimal(10))
    assert node.ask(statistics, moment(node)).again_percent == Decimal("2.5")


@pytest.mark.requirement("IS-10", "IL-12")
def test_a_registered_limit_is_never_conceded_whoever_asks():
    node = a_plant(PATROL, registered=True)
    name = failed_patrol(node)
    assert it(node, name).row.registered
    evaluate(node, name)
    for who in (IPQC, ENGINEER):
        with pytest.raises(Refused, match=r"ncr\.concession_registered"):
            propose(node, name, CONCESSION, who=who)
    shown = node.ask(review, name, QA, HERE, moment(node))
    barred = {one.disposition for one in shown.tiles if one.refusal is not None}
    assert barred == {Disposition.CONCESSION, Disposition.REPAIR, Disposition.RETURN}


def test_a_concession_takes_two_offices_with_the_server():
    node = a_shop()
    at_turning(node)
    name = register(node)
    evaluate(node, name)
    propose(node, name, CONCESSION)
    approve(node, name, QA, Part.QUALITY_ONLINE, "concession")
    assert it(node, name).missing == (Part.PRODUCTION,)
    approve(node, name, HEAD, Part.PRODUCTION, "concession")
    done = ExecuteDisposition(
        name=name, disposition=Disposition.CONCESSION, quantity=Decimal(PIECES)
    )
    node.do(done, LEAD)
    assert it(node, name).state is State.VERIFIED


@pytest.mark.requirement("CN-15")
def test_a_failed_incoming_lot_goes_back_to_its_supplier():
    node = a_plant(INCOMING)
    node.do(receipt("L-1", quantity=Decimal(12)), FOUNDER)
    inspect(node, INCOMING, "fail", IQC, lot="L-1")
    name = the_one(node)
    row = it(node, name).row
    assert (row.lot, row.supplier, row.quantity) == ("L-1", "KESTREL", Decimal(12))
    assert name in {one.ncr for one in node.ask(lot, "L-1").holds}
    investigate(node, node.ask(of_lot, "L-1")[0].row.inspection, "burr", IQC)
    evaluate(node, name, 12)
    propose(node, name, RETURN)
    signs(node, name, ENGINEER)
    node.do(FinishStep(case=name, step="engineer_signs"), ENGINEER)
    signs(node, name, LEAD)
    node.do(FinishStep(case=name, step="lead_signs"), LEAD)
    approve(node, name, QA, Part.QUALITY)
    back = ExecuteDisposition(name=name, disposition=Disposition.RETURN, quantity=Decimal(12))
    node.do(back, IQC)
    held = node.ask(lot, "L-1")
    assert (held.status, held.is_used_up) == (Status.REJECTED, True)
    nothing = VerifyRework(
        name=name, accepted=Decimal(0), disposition=Disposition.RETURN, remark="waybill seen"
    )
    node.do(nothing, IPQC)
    node.do(CloseNonconformance(name=name), QA)
    assert name not in {one.ncr for one in node.ask(lot, "L-1").holds}


def test_a_failed_first_article_opens_one_too():
    node = a_plant(FIRST, gates=("first_article",))
    at_turning(node)
    inspect(node, FIRST, BAD)
    assert it(node, the_one(node)).row.operation == TURNING


@pytest.mark.requirement("CN-18")
def test_a_failed_result_is_investigated_before_its_nonconformance_is():
    node = a_plant(PATROL)
    at_turning(node)
    inspection_ = inspect(node, PATROL, BAD)
    name = the_one(node)
    evaluate(node, name)
    assert it(node, name).row.needs_investigation
    say = InvestigateNonconformance(name=name, cause="insert worn")
    with pytest.raises(Refused, match=r"ncr\.uninvestigated"):
        node.do(say, ENGINEER)
    filled = node.ask(inspection, inspection_).row.filled
    node.do(
        InvestigateResult(filled=filled, path="tip/1", finding="confirmed", cause="insert"), IPQC
    )
    node.do(say, ENGINEER)
    assert it(node, name).state is State.INVESTIGATED


@pytest.mark.requirement("IS-10")
def test_two_stations_open_one_and_what_was_opened_by_mistake_stays_legible():
    node = a_plant(PATROL)
    at_turning(node)
    other = a_second(node)
    name = register(node)
    assert register(other, name=name) == name
    merge(node, other)
    assert [one.ncr for one in node.ask(holds_on, ORDER, TURNING)] == [name]
    assert it(node, name).pieces.held == Decimal(PIECES)
    mistaken = CallOffNonconformance(name=name, reason="wrong gauge", second=LEAD)
    with pytest.raises(Refused, match=r"signature\.witness"):
        node.do(mistaken, QA)
    witnessed(node, mistaken, QA)
    assert it(node, name).state is State.CALLED_OFF
    assert node.ask(holds_on, ORDER, TURNING) == ()
    assert found(node, "ncr_not_witnessed") == []


@pytest.mark.requirement("IL-12")
def test_what_a_tampered_program_called_off_with_one_signature_shows():
    node = a_shop()
    at_turning(node)
    name = register(node)
    alone = NonconformanceCalledOff(name=name, reason="wrong gauge", second=LEAD)
    with node.engine.begin() as connection:  # past every rule of a station
        node.journal.record(connection, (alone,), QA)
    (missing,) = found(node, "ncr_not_witnessed")
    assert missing.facts["second"] == LEAD


def test_the_board_shows_what_is_late_what_it_cost_and_what_recurs():
    node = a_shop()
    at_turning(node)
    for at in range(3):
        register(node, name=f"n-{at}", quantity=Decimal(5), matter=Matter(order=ORDER))
    evaluate(node, "n-0", 5)
    node.do(NoteCost(name="n-0", sort=CostKind.SCRAP, amount=Decimal("120.50")), IPQC)
    node.do(ExtendDue(name="n-1", day="2026-01-31", reason="supplier answers late"), QA)
    node.clock.ms += 8 * 86_400_000
    shown = node.ask(board, QA, HERE, moment(node))
    assert [(lane.column, len(lane.cards)) for lane in shown.lanes if lane.cards] == [
        (Column.HELD, 2),
        (Column.REVIEW, 1),
    ]
    figures = node.ask(statistics, moment(node))
    assert (figures.overdue, figures.opened, figures.held) == (2, 3, ((Decimal(15), "个"),))
    assert [(one.code, one.count) for one in figures.pareto] == [("dimension", 3)]
    assert [(one.kind, one.amount) for one in figures.costs] == [(CostKind.SCRAP, Decimal("120.5"))]
    (again,) = node.ask(recurrences, node.clock.ms)
    assert (again.count, again.product) == (3, "LA-316")
    sheet = node.ask(review, "n-0", QA, HERE, moment(node))
    assert {"remark", "extend", "evaluate"} <= set(sheet.acts)
    assert ORDER in {one.name for one in sheet.affected}


@pytest.mark.requirement("CN-15", "CN-22")
def test_the_plants_own_terms_say_how_often_by_when_and_what_recurs():
    node = a_shop()
    at_turning(node)
    own = replace(
        shipped.terms(),
        rework_cycles=1,
        cycles=(),
        minor_days=2,
        recurs=2,
        codes=(*shipped.terms().codes, Code(code="burr", name=Bilingual("毛刺", "Burr"))),
    )
    with pytest.raises(Refused, match=r"ncr\.code_unknown"):
        register(node, code="burr")
    publish(node, NC_TERMS, own.code, own)
    for name in ("n-1", "n-2"):
        register(node, name=name, code="burr", severity=Severity.MINOR, quantity=Decimal(5))
    (again,) = node.ask(recurrences, node.clock.ms)
    assert (again.count, again.code_name.en) == (2, "Burr")
    sheet = node.ask(review, "n-1", QA, HERE, moment(node))
    assert (sheet.cycles_most, sheet.card.due_ms) == (1, node.clock.ms + 2 * 86_400_000)
