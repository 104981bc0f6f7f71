"""An inspector at a station: plans in force, an operation in work, a calibrated gauge."""

from decimal import Decimal
from functools import partial

import msgspec

from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.queries import filled, tried
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.production.operations.commands import StartOperation
from app.capabilities.quality.due.queries import due
from app.capabilities.quality.inspections.queries import latest
from app.capabilities.quality.plans.bodies import (
    INSPECTION_PLAN,
    Arming,
    InspectionPlan,
    Sample,
    Trigger,
)
from app.kernel import paths
from app.kernel.days import Moment
from app.kernel.words import Bilingual
from app.ui.screens.screen import Place
from tests.capabilities.production.factory import PRODUCT
from tests.ui.screens.forms.filling import a_field, a_form
from tests.ui.screens.station_at_work import OPERATOR, ORDER, a_peopled_station, an_instructed_route

INSPECTOR, OTHER = "P-0117", "P-0118"
GAUGE = "G-02"
HALF_HOUR_MS = 30 * 60_000
_MM = {"nominal": "2.50", "lsl": "2.40", "usl": "2.60", "unit": "mm", "decimals": 3}
_MEASURED = {**_MM, "gauge_kind": "caliper"}
SHEET = msgspec.structs.replace(
    a_form(
        a_field("bore", "samples", "内孔直径", settings={**_MEASURED, "n": 3}, critical=True),
        a_field("width", "measurement", "宽度", settings=_MEASURED, not_applicable=True),
        a_field("length", "measurement", "长度", settings=_MEASURED),
        a_field("burrs", "integer", "毛刺数", settings={"usl": "2", "least": 0}),
        a_field("look", "pass_fail", "外观"),
    ),
    code="QF-B10",
)
_OF_B10 = {"product": PRODUCT.code, "operation": "B10", "form": SHEET.code}
PATROL = InspectionPlan(
    code="IP-B10",
    name=Bilingual("巡检", "Patrol"),
    trigger=Trigger.PATROL,
    every_min=20,
    grace_min=5,
    sample=Sample(n=3),
    **_OF_B10,
)
FIRST = InspectionPlan(
    code="IP-B10-FA",
    name=Bilingual("首件", "First article"),
    trigger=Trigger.FIRST_ARTICLE,
    arms=(Arming.ORDER, Arming.TOOL),
    **_OF_B10,
)


def a_quality_station(folder, *plans):
    """Return a station where B10 runs for half an hour and two inspectors may come."""
    first, *others = an_instructed_route().operations
    gated = msgspec.structs.replace(first, gates=("first_article",))
    route = msgspec.structs.replace(an_instructed_route(), operations=(gated, *others))
    at = a_peopled_station(folder, route=route)
    for role in starting_roles(paths.resources() / "plant" / "roles.toml"):
        at.do(msgspec.structs.replace(role, why="as the plant starts"))
    at.admit(INSPECTOR, "ipqc", Bilingual("检验员 01", "Inspector 01"))
    at.admit(OTHER, "oqc", Bilingual("检验员 02", "Inspector 02"))
    at.do(AssignWorkCentres(station="S1", work_centres=("WH", "CNC", "QC")))
    at.do(
        DefineGauge(
            gauge=GAUGE,
            name=Bilingual("数显卡尺", "Caliper"),
            sort=GaugeKind.CALIPER,
            serial="CA-1",
            unit="mm",
            low=Decimal(0),
            high=Decimal(150),
            resolution=Decimal("0.01"),
        )
    )
    at.do(
        CalibrateGauge(
            gauge=GAUGE,
            certificate="C-1",
            calibrated_by="Lab",
            date="2025-10-01",
            due="2026-03-01",
            found=Finding.PASS,
        )
    )
    at.publish(FORM, SHEET.code, SHEET, title=SHEET.name)
    for plan in plans or (PATROL,):
        at.publish(INSPECTION_PLAN, plan.code, plan, title=plan.name)
    at.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    at.clock.ms += HALF_HOUR_MS
    return at


def an_earlier_round(at, name, bore):
    """Let a round have been, with these bores measured."""
    at.do(StartForm(form=SHEET.code, filled=name, subject=Subject(order=ORDER, operation="B10")))
    entries = tuple(
        Entry(path=f"bore/{number + 1}", value=f'"{value}"', gauge=GAUGE)
        for number, value in enumerate(bore)
    )
    at.do(EnterFields(filled=name, entries=entries))


def the_due(at):
    """Return what is due, by code of its plan."""
    moment = Moment(at.clock.now_ms(), at.clock.offset_min())
    return {one.wanted.plan.code: one for one in at.ask(partial(due, now=moment, station="S1"))}


def come(hands, person=INSPECTOR):
    """Let somebody log in, until their first screen stands."""
    hands.log_in(person)
    hands.sees(lambda: hands.window.place is not None)


def begin(hands, plan=PATROL, person=INSPECTOR):
    """Let an inspector log in and begin what is due, by a tap."""
    come(hands, person)
    hands.window.go(Place("due"))
    name = the_due(hands.at)[plan.code].inspection
    hands.press(f"due-do-{name[:8]}")
    hands.is_at("inspect")
    hands.sees(lambda: in_front(hands) is not None)
    return name


def in_front(hands):
    """Return the item in front; None before the form is shown."""
    screen = hands.window.screen_in_front
    return screen.item if screen.objectName() == "inspect" else None


def look(hands, filled_as):
    """Return a form as it stands on disk."""
    plugs = hands.at.station.journal.vocabulary.plugs
    return hands.at.ask(partial(filled, plugs=plugs), filled_as)


def the_inspection(hands, plan=PATROL):
    """Return the last inspection by a plan."""
    return next(one for one in hands.at.ask(latest) if one.row.plan == plan.code)


def held(hands, plan=PATROL):
    """Return what is held by now, as text by path."""
    now = look(hands, the_inspection(hands, plan).row.filled)
    return {path: one.said for path, one in now.held.items()}


def said(hands, path, plan=PATROL):
    """Return every value that was ever entered at a place."""
    name = the_inspection(hands, plan).row.filled
    return [one.said for one in hands.at.ask(tried, name, path)]
