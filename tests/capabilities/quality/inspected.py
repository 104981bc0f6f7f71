"""Builders for inspections' tests: plans of product B, its forms, people, and nodes that work."""

from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import insert, select

from app.capabilities.equipment.machines.commands import AssignWorkCentres, DefineEquipment
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, InvestigateResult
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.events import Finding
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.people.accounts.queries import may
from app.capabilities.production.bodies import Route
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.quality.due.answers import Due
from app.capabilities.quality.due.queries import due, due_at
from app.capabilities.quality.inspecting.commands import (
    BeginInspection,
    ConcludeInspection,
    ReleaseFirstArticle,
)
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.plans.bodies import (
    INSPECTION_PLAN,
    Arming,
    DefectClass,
    InspectionPlan,
    Sample,
    Trigger,
)
from app.capabilities.roster import ROSTER
from app.journal.journal import Arrival
from app.kernel.days import Moment
from app.kernel.words import Bilingual
from app.store.tables import content
from tests.capabilities.documents.library import publish
from tests.capabilities.forms.factory import a_field, a_form
from tests.capabilities.materials.factory import ADHESIVE
from tests.capabilities.people.plant import FOUNDER, ROLES, a_person
from tests.capabilities.production.factory import (
    PRODUCT,
    ROUTE,
    a_planned_order,
    an_operation,
)
from tests.journal.node import HandClock, Node, a_node

ORDER, TURNING, CHECKING = "WORK000434", "B20", "B40"
OPERATOR, OTHER_OPERATOR, LEAD = "P-0101", "P-0102", "P-0110"
IQC, IPQC, OQC, ENGINEER, QA = "P-0116", "P-0117", "P-0118", "P-0122", "P-0123"
PEOPLE = {
    OPERATOR: "operator",
    OTHER_OPERATOR: "operator",
    LEAD: "line_lead",
    IQC: "iqc",
    IPQC: "ipqc",
    OQC: "oqc",
    ENGINEER: "engineer",
    QA: "qa_release",
}
MINUTE_MS = 60_000
TIP = msgspec.structs.replace(
    a_form(
        a_field(
            "tip",
            "samples",
            settings={"lsl": "3.925", "usl": "3.990", "unit": "mm", "n": 2, "needs_gauge": False},
        ),
    ),
    code="F-TIP",
)
LOOK = msgspec.structs.replace(a_form(a_field("burr", "pass_fail")), code="F-LOOK")
MAJOR = {"code": "major", "label": {"zh": "主要", "en": "Major"}, "aql": "1.0"}
COUNT = msgspec.structs.replace(
    a_form(a_field("sample", "sampling", settings={"level": "II", "classes": [MAJOR]})),
    code="F-COUNT",
)
GOOD, BAD = "3.950", "3.900"


def a_plan(code: str, trigger: Trigger, **facts: Any) -> InspectionPlan:  # noqa: ANN401  # any field of the plan
    subject: dict[str, str] = {"product": PRODUCT.code, "operation": TURNING}
    if trigger is Trigger.INCOMING:
        subject = {"material": ADHESIVE.code}
    known: dict[str, Any] = {
        "form": TIP.code,
        "sample": Sample(n=2),
        "name": Bilingual(code, code),
        **subject,
    }
    return InspectionPlan(code=code, trigger=trigger, **known | facts)


FIRST = a_plan(
    "IP-FAI",
    Trigger.FIRST_ARTICLE,
    arms=(Arming.ORDER, Arming.TOOL, Arming.MATERIAL, Arming.STOP),
    stop_min=60,
)
PATROL = a_plan("IP-PAT", Trigger.PATROL, every_min=30, grace_min=10)
FINAL = a_plan("IP-FIN", Trigger.FINAL, operation=CHECKING, form=LOOK.code)
INCOMING = a_plan("IP-IN", Trigger.INCOMING, form=LOOK.code)
SAMPLED = a_plan(
    "IP-IQC",
    Trigger.INCOMING,
    form=COUNT.code,
    sample=Sample(level="II", classes=(DefectClass(code="major", aql="1.0"),)),
)


def a_route(turning: tuple[str, ...] = (), checking: tuple[str, ...] = ()) -> Route:
    """Return product B's route with gates at turning and checking."""
    return msgspec.structs.replace(
        ROUTE,
        operations=(
            ROUTE.operations[0],
            an_operation(TURNING, "CNC", equipment=("CNC-01",), gates=turning),
            an_operation(CHECKING, "QC", gates=checking),
            ROUTE.operations[3],
        ),
    )


def a_floor(
    *plans: InspectionPlan,
    route: Route | None = None,
    station: str = "S1",
    clock: HandClock | None = None,
    **options: Any,  # noqa: ANN401  # any option of a node
) -> Node:
    """Return a node with rights as a plant starts, two forms, these plans and product B."""

    def allowed(connection, person, right, place):  # as a journal asks
        return person == FOUNDER or may(connection, person, right, place)

    node = a_node(station, capabilities=ROSTER, may=allowed, clock=clock, **options)
    publish(node, "product", PRODUCT.code, PRODUCT)
    publish(node, "route", ROUTE.code, route or a_route())
    publish(node, MATERIAL, ADHESIVE.code, ADHESIVE)
    for form in (TIP, LOOK, COUNT):
        publish(node, "form", form.code, form)
    for plan in plans:
        publish(node, INSPECTION_PLAN, plan.code, plan)
    for role in ROLES:
        node.do(role, FOUNDER)
    for person, of in PEOPLE.items():
        node.do(a_person(person, roles=(of,)), FOUNDER)
    node.do(AssignWorkCentres(station=station, work_centres=("WH", "CNC", "QC")), FOUNDER)
    name = Bilingual("数控车床", "Lathe")
    node.do(DefineEquipment(equipment="CNC-01", name=name, work_centre="CNC"), FOUNDER)
    return node


def a_second(node: Node, station: str = "S2") -> Node:
    """Return another station that holds what this one holds, bodies too, and serves the same."""
    other = a_node(station, capabilities=ROSTER, may=node.journal._may, clock=node.clock)
    copied = node.ask(lambda c: c.execute(select(content)).mappings().all())
    with other.engine.begin() as connection:
        connection.execute(insert(content), [dict(row) for row in copied])
    node.do(AssignWorkCentres(station=station, work_centres=("WH", "CNC", "QC")), FOUNDER)
    merge(node, other)
    return other


def in_hand(node: Node, pieces: int = 20) -> None:
    """Release an order and bring it to turning."""
    node.do(ImportPlan(orders=(a_planned_order(ORDER, pieces),)), LEAD)
    node.do(ReleaseOrder(order=ORDER), LEAD)
    start(node, "B10")
    report(node, pieces, "B10")


def start(node: Node, operation: str = TURNING, who: str = OPERATOR) -> None:
    node.do(StartOperation(order=ORDER, operation=operation), who)


def report(node: Node, good: int, operation: str = TURNING, who: str = OPERATOR) -> None:
    node.do(ReportOperation(order=ORDER, operation=operation, good=Decimal(good)), who)


def begin(node: Node, plan: InspectionPlan, who: str = IPQC, filled: str = "", **subject: str):
    """Begin what a plan has due; return its name and the form's."""
    about = subject or {"order": ORDER, "operation": plan.operation}
    name = next(one for one in everything(node, **about) if one.wanted.plan.code == plan.code)
    node.do(BeginInspection(plan=plan.code, filled=filled, **about), who)
    return name.inspection, node.ask(inspection, name.inspection).row.filled


def fill(node: Node, filled: str, values: dict[str, str], who: str = IPQC) -> None:
    entries = tuple(
        Entry(path=path, value=msgspec.json.encode(value).decode())
        for path, value in values.items()
    )
    node.do(EnterFields(filled=filled, entries=entries), who)


def inspect(
    node: Node, plan: InspectionPlan, value: str = GOOD, who: str = IPQC, **subject: str
) -> str:
    """Begin, fill, complete and conclude what a plan has due; return its name."""
    name, filled = begin(node, plan, who, **subject)
    values = {"tip/1": value, "tip/2": GOOD} if plan.form == TIP.code else {"burr": value}
    fill(node, filled, values, who)
    node.do(CompleteForm(filled=filled), who)
    node.do(ConcludeInspection(inspection=name), who)
    return name


def investigate(
    node: Node, name: str, path: str = "tip/1", who: str = IPQC, finding: Finding = "confirmed"
) -> None:
    """Say why a result of an inspection failed."""
    filled = node.ask(inspection, name).row.filled
    said = InvestigateResult(filled=filled, path=path, finding=finding, cause="as it is")
    node.do(said, who)


def release(node: Node, name: str, who: str = OQC) -> None:
    node.do(ReleaseFirstArticle(inspection=name), who)


def moment(node: Node) -> Moment:
    return Moment(node.clock.now_ms(), node.clock.offset_min())


def everything(node: Node, order: str = "", operation: str = "", lot: str = "") -> tuple[Due, ...]:
    """Return what is due at an operation, or all there is."""
    station = node.journal.author.station
    if order:
        return node.ask(due_at, moment(node), station, order, operation)
    found = node.ask(due, moment(node), station)
    return tuple(one for one in found if lot in ("", one.wanted.about.lot))


def merge(*nodes: Node) -> None:
    """Let every node hold what the others hold."""
    for node in nodes:
        for other in nodes:
            if other is not node:
                node.take([Arrival(sealed) for sealed in other.events()])
