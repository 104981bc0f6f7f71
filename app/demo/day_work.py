"""What was done on the demo's day: orders brought as far as they are, calls, the last logins."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.people.accounts.commands import NoteLogin
from app.capabilities.production.bodies import Route
from app.capabilities.production.calls.commands import CallForHelp
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.operations.commands import (
    PauseOperation,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.release.commands import ReleaseOrder
from app.demo import plant
from app.demo.weighed import weighed
from app.journal.capability import Command

HERE, LEAD, REVIEWER = "SUP-1", "P-0110", "P-0117"
MINUTE_MS, HOUR_MS = 60_000, 3_600_000
NOW_MS = int(datetime(2026, 11, 22, 6, 26, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class _Job:
    """One order of the day: how much, until when, and how far it is (operations done, share)."""

    order: str
    product: str
    quantity: int
    due: str
    done: int | None = None
    share: Decimal = Decimal(0)
    paused: bool = False
    quiet_min: int = 6


_JOBS = (
    _Job("WO-2611-0179", "IS-20F", 20_000, "2026-11-21", 11, Decimal("0.6"), quiet_min=112),
    _Job("WO-2611-0187", "IS-20F", 20_000, "2026-11-25", 3, Decimal("0.7"), quiet_min=9),
    _Job("WO-2611-0188", "IS-60F", 10_000, "2026-11-22", 8, Decimal("0.3"), quiet_min=124),
    _Job("WO-2611-0190", "LA-316", 200, "2026-11-24", 1, Decimal("0.48"), quiet_min=3),
    _Job("WO-2611-0186", "LA-316", 200, "2026-11-23", 3, Decimal("0.71"), quiet_min=26),
    _Job("WO-2611-0181", "LA-316", 200, "2026-11-22", 4, Decimal("0.4"), paused=True),
    _Job("WO-2611-0176", "IS-20F", 20_000, "2026-11-24", 5, Decimal("0.5"), quiet_min=12),
    _Job("WO-2611-0191", "LA-316", 200, "2026-11-25", 0),
    _Job("WO-2611-0163", "LA-316", 200, "2026-11-22", 6),
    _Job("WO-2611-0192", "IS-20F", 20_000, "2026-11-28"),
    _Job("WO-2611-0193", "IS-20F", 20_000, "2026-11-30"),
    _Job("WO-2611-0194", "IS-60F", 15_000, "2026-12-01"),
    _Job("WO-2611-0195", "LA-316", 600, "2026-12-02"),
)
_SILENT = "ST-AS"
"""The station that has not been heard of for two hours."""
_STEP_MS = 9 * HOUR_MS
_LOST = (64, 52, 31, 0, 47, 22, 19)
"""Scrap per operation of a lot of 20,000."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did at a station at a time."""

    ms: int
    command: Command
    actor: str
    station: str


def acts() -> tuple[Act, ...]:
    """Return the day in the order of its time."""
    routes = {one.code: one for one in plant.routes()}
    plan = ImportPlan(orders=tuple(_planned(job) for job in _JOBS))
    found = [Act(NOW_MS - 9 * 24 * HOUR_MS, plan, LEAD, HERE), *_logins(), *_calls()]
    for job in _JOBS:
        if job.done is not None:
            found += _made(job, routes["R-LA" if job.product == "LA-316" else "R-IS"])
    return tuple(sorted(found, key=lambda one: one.ms))


def _planned(job: _Job) -> OrderPlanned:
    name = "316L鲁尔接头" if job.product == "LA-316" else "一次性使用输液器"
    return OrderPlanned(
        order=job.order,
        product=job.product,
        product_name=name,
        quantity=Decimal(job.quantity),
        unit="个" if job.product == "LA-316" else "套",
        due=job.due,
        start="2026-11-16",
        priority="加急" if job.share > Decimal("0.65") else "普通",
        file="生产计划_2026第47周.xlsx",
    )


def _made(job: _Job, route: Route) -> list[Act]:
    """Return the acts by which an order came as far as it is."""
    assert job.done is not None
    start_ms = NOW_MS - (job.done + 1) * _STEP_MS - HOUR_MS
    acts = [Act(start_ms - HOUR_MS, ReleaseOrder(order=job.order), LEAD, HERE)]
    left = Decimal(job.quantity)
    for place in range(job.done):
        lost = Decimal(_LOST[place % len(_LOST)] * job.quantity // 20_000)
        at_ms = start_ms + place * _STEP_MS
        acts += _run(job, route, place, (left - lost, lost), at_ms, at_ms + _STEP_MS // 2)
        left -= lost
    if job.share:
        acts += _running(job, route, left)
    return acts


def _running(job: _Job, route: Route, left: Decimal) -> list[Act]:
    """Return the acts at the operation in work and, of a large order, at the next one."""
    assert job.done is not None
    good = (left * job.share).to_integral_value()
    lost = Decimal(job.quantity // 10_000)
    last_ms = NOW_MS - job.quiet_min * MINUTE_MS
    acts = _run(job, route, job.done, (good, lost), last_ms - 3 * HOUR_MS, last_ms)
    if job.paused:
        code = route.operations[job.done].code
        pause = PauseOperation(order=job.order, operation=code, reason="换班")
        acts.append(Act(last_ms + MINUTE_MS, pause, acts[-1].actor, acts[-1].station))
    if job.quantity > 1_000 and not route.operations[job.done + 1].min_dwell_min:
        half = (good / 2).to_integral_value()
        next_ms = max(last_ms + 2 * MINUTE_MS, NOW_MS - 18 * MINUTE_MS)
        acts += _run(job, route, job.done + 1, (half, lost), last_ms + MINUTE_MS, next_ms)
    return acts


def _run(
    job: _Job, route: Route, place: int, amounts: tuple[Decimal, Decimal], from_ms: int, to_ms: int
) -> list[Act]:
    """Return start and report of one operation, by somebody at a station that serves it."""
    one = route.operations[place]
    station = next(s.code for s in plant.stations() if one.work_centre in s.work_centres)
    person = f"P-{101 + place % 9:04}"
    machine = one.equipment[0] if one.equipment else ""
    start = StartOperation(order=job.order, operation=one.code, equipment=machine)
    good, lost = amounts
    scrap = (Scrap(route.scrap_reasons[0].code, lost),) if lost else ()
    report = ReportOperation(order=job.order, operation=one.code, good=good, scrap=scrap)
    if place == 0:  # kitting is written on paper and copied in
        ago_ms = to_ms - 40 * MINUTE_MS
        report = replace(report, occurred_ms=ago_ms, late_because="from_paper")
    portions = [
        Act(from_ms + (number + 1) * MINUTE_MS, portion, person, station)
        for number, portion in enumerate(weighed(job.order, one, Decimal(job.quantity)))
    ]
    done = Act(to_ms, report, person, station)
    return [Act(from_ms, start, person, station), *portions, done]


def _logins() -> list[Act]:
    """Return the last thing heard of each station."""
    acts = []
    for number, place in enumerate(plant.stations()):
        quiet = 122 if place.code == _SILENT else 4 + number % 3
        person = f"P-{101 + number % 9:04}"
        at_ms = NOW_MS - quiet * MINUTE_MS
        acts.append(Act(at_ms, NoteLogin(person=person), person, place.code))
    return acts


def _calls() -> list[Act]:
    return [
        Act(NOW_MS - minutes * MINUTE_MS, CallForHelp(reason=reason), person, station)
        for minutes, reason, person, station in (
            (23, CallReason.QUALITY, "P-0105", "ST-LT"),
            (11, CallReason.MATERIAL, "P-0106", "ST-UW"),
            (4, CallReason.EQUIPMENT, "P-0107", "ST-PK"),
        )
    ]
