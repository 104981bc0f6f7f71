"""What is allowed with operations: pure rules."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from app.capabilities.flows.moves.bodies import END, Flow
from app.capabilities.flows.moves.decisions import Sums, advance, is_through, lose
from app.capabilities.flows.moves.events import Moved
from app.capabilities.production.bodies import Operation, Route
from app.capabilities.production.operations.events import (
    OperationCompleted,
    OperationDispatched,
    OperationPaused,
    OperationResumed,
    OperationStarted,
)
from app.capabilities.production.operations.tables import OperationRow
from app.journal.event import Happened
from app.kernel.quantity import Quantity, is_exact
from app.kernel.refused import Refused

WEIGHING = "weighing"
OWN_GATES = frozenset({"sequence", "dwell", WEIGHING})
"""Gates production holds itself; others are plugged in by who owns them (`Capability.gates`)."""

LATE_MS = 15 * 60_000
"""What is entered longer than this after it happened says why (ALCOA+: contemporaneous)."""

_NOTHING = Decimal(0)


class Scrap(msgspec.Struct, frozen=True):
    """So many pieces lost for one reason of the route."""

    reason: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Site:
    """The station that acts: its id, the work centres it serves."""

    station: str
    work_centres: Collection[str]


@dataclass(frozen=True, slots=True)
class When:
    """When something is entered, when it happened if that was before, and why it comes so late.

    All in ms since 1970 UTC, by the station's clock.
    """

    entered_ms: int
    occurred_ms: int | None = None
    late_because: str = ""

    @property
    def happened_ms(self) -> int:
        """Return when it happened."""
        return self.entered_ms if self.occurred_ms is None else self.occurred_ms


@dataclass(frozen=True, slots=True)
class Situation:
    """One operation as it stands: its row, its segment of the pinned route, quantities by node.

    `arrived_ms` is when something came last, `waits_since_ms` when the oldest of what is here came;
    each None where the route sets no such limit, or nothing is here.
    """

    row: OperationRow
    route: Route
    operation: Operation
    at: Sums
    unit: str
    whole: bool
    arrived_ms: int | None
    waits_since_ms: int | None = None

    @property
    def here(self) -> Decimal:
        """Return the quantity open at this operation."""
        return self.at.get(self.operation.code, _NOTHING)

    @property
    def flow(self) -> Flow:
        """Return the route's flow."""
        return self.route.flow


def default_dispatch(
    order: str, route: Route, duties: Mapping[str, Collection[str]]
) -> tuple[OperationDispatched, ...]:
    """Send each operation whose work centre just one station serves to that station.

    `duties` are the work centres of each station. The others are offered wherever their work
    centre is served, until somebody dispatches them.
    """
    sent = []
    for one in route.operations:
        serving = [station for station, centres in duties.items() if one.work_centre in centres]
        if len(serving) == 1:
            machine = one.equipment[0] if len(one.equipment) == 1 else ""
            sent.append(
                OperationDispatched(
                    order=order, operation=one.code, station=serving[0], equipment=machine
                )
            )
    return tuple(sent)


def dispatch(
    now: Situation, station: str, equipment: str, stations: Collection[str]
) -> OperationDispatched:
    """Send an operation. Refusals: `station.unknown`, `operation.equipment`."""
    if station not in stations:
        raise Refused("station.unknown", station=station)
    _check_equipment(now, equipment)
    return OperationDispatched(
        order=now.row.order, operation=now.operation.code, station=station, equipment=equipment
    )


def start(now: Situation, site: Site, equipment: str) -> OperationStarted:
    """Begin. Refusals: `operation.other_station`, `.running`, `.nothing_here`, `.equipment`."""
    _check_place(now, site)
    if now.row.state == "running":
        raise Refused("operation.running", operation=now.operation.code, station=now.row.started_at)
    if now.here <= 0:
        raise Refused("operation.nothing_here", operation=now.operation.code)
    chosen = equipment or now.row.equipment
    _check_equipment(now, chosen)
    return OperationStarted(order=now.row.order, operation=now.operation.code, equipment=chosen)


def check_wait(now: Situation, now_ms: int) -> None:
    """Refuse `operation.waited_too_long` for what waited longer than the route lets it (IL-10).

    Whatever the work here is, it begins too late: what was before is done again.
    """
    longest_min, since_ms = now.operation.max_wait_min, now.waits_since_ms
    if longest_min and since_ms is not None and now_ms - since_ms > longest_min * 60_000:
        raise Refused(
            "operation.waited_too_long", operation=now.operation.code, minutes=longest_min
        )


def pause(now: Situation, reason: str) -> OperationPaused:
    """Stand still. Refusal: `operation.not_running`."""
    if now.row.state != "running":
        raise Refused("operation.not_running", operation=now.operation.code)
    return OperationPaused(order=now.row.order, operation=now.operation.code, reason=reason.strip())


def resume(now: Situation, site: Site) -> OperationResumed:
    """Go on. Refusals: `operation.not_paused`, `operation.other_station`."""
    _check_place(now, site)
    if now.row.state != "paused":
        raise Refused("operation.not_paused", operation=now.operation.code)
    return OperationResumed(order=now.row.order, operation=now.operation.code)


def report(
    now: Situation, good: Decimal, scrap: tuple[Scrap, ...], target: str | None, when: When
) -> list[Happened]:
    """Report good and scrap in one act; completes the operation when nothing more can come.

    Refusals: `operation.not_running`, `report.nothing`, `report.not_whole`,
    `report.unknown_reason`, `report.more_than_open`, `report.in_future`, `report.late_why`,
    `operation.dwell`.
    """
    check_running(now)
    _check_amounts(now, good, scrap)
    _check_when(when)
    _check_dwell(now, when.happened_ms)
    moves: list[Moved] = []
    here = now.here
    if good:
        amount = Quantity(good, now.unit)
        moves.append(advance(now.flow, now.row.order, now.operation.code, target, amount, here))
    for one in scrap:
        here -= moves[-1].quantity if moves else _NOTHING
        amount = Quantity(one.quantity, now.unit)
        moves.append(lose(now.row.order, now.operation.code, amount, one.reason, here))
    happened: list[Happened] = [_told(move, now.row.equipment, when) for move in moves]
    if _is_complete(now, moves):
        done = OperationCompleted(order=now.row.order, operation=now.operation.code)
        happened.append(done)
    return happened


def check_running(now: Situation) -> None:
    """Refuse `operation.not_running` for work that has not begun, stands still, or is done."""
    if now.row.state != "running":
        raise Refused("operation.not_running", operation=now.operation.code)


def is_finished(happened: Happened) -> bool:
    """Tell whether this brought good quantity to the end of its route."""
    return isinstance(happened, Moved) and happened.target == END


def unenforced_gates(route: Route, plugged: Collection[str]) -> tuple[str, ...]:
    """Return the gates a route names that nobody holds here, as `OP: gate`."""
    return tuple(
        f"{one.code}: {gate}"
        for one in route.operations
        for gate in one.gates
        if gate not in OWN_GATES and gate not in plugged
    )


def _check_place(now: Situation, site: Site) -> None:
    sent_to = now.row.station
    elsewhere = sent_to != site.station if sent_to else not _serves(now, site)
    if elsewhere:
        place = sent_to or now.operation.work_centre
        raise Refused("operation.other_station", operation=now.operation.code, station=place)


def _check_equipment(now: Situation, equipment: str) -> None:
    known = now.operation.equipment
    if equipment and known and equipment not in known:
        raise Refused("operation.equipment", equipment=equipment, operation=now.operation.code)


def _serves(now: Situation, site: Site) -> bool:
    return now.operation.work_centre in site.work_centres


def _check_amounts(now: Situation, good: Decimal, scrap: tuple[Scrap, ...]) -> None:
    amounts = (good, *(one.quantity for one in scrap))
    if not all(is_exact(amount) and amount >= 0 for amount in amounts):
        raise Refused("flow.bad_amount")
    if not any(amounts) or any(one.quantity == 0 for one in scrap):
        raise Refused("report.nothing")
    if now.whole and any(amount != amount.to_integral_value() for amount in amounts):
        raise Refused("report.not_whole")
    known = {reason.code for reason in now.route.scrap_reasons}
    for one in scrap:
        if one.reason not in known:
            raise Refused("report.unknown_reason", reason=one.reason)
    if sum(amounts, _NOTHING) > now.here:
        raise Refused("report.more_than_open", open=now.here, reported=sum(amounts, _NOTHING))


def _told(move: Moved, equipment: str, when: When) -> Moved:
    return msgspec.structs.replace(
        move,
        equipment=equipment,
        occurred_ms=when.occurred_ms,
        late_because=when.late_because.strip(),
    )


def _check_when(when: When) -> None:
    if when.happened_ms > when.entered_ms:
        raise Refused("report.in_future")
    is_late = when.entered_ms - when.happened_ms > LATE_MS
    if is_late and not when.late_because.strip():
        raise Refused("report.late_why", minutes=LATE_MS // 60_000)


def _check_dwell(now: Situation, now_ms: int) -> None:
    """Hold what must rest (cure, aeration) until its least time since the last arrival is over."""
    if not now.operation.min_dwell_min or now.arrived_ms is None:
        return
    left_min = now.operation.min_dwell_min - (now_ms - now.arrived_ms) // 60_000
    if left_min > 0:
        hours, minutes = divmod(left_min, 60)
        raise Refused("operation.dwell", operation=now.operation.code, hours=hours, minutes=minutes)


def _is_complete(now: Situation, moves: list[Moved]) -> bool:
    at = dict(now.at)
    for move in moves:
        at[move.source] = at.get(move.source, _NOTHING) - move.quantity
        at[move.target] = at.get(move.target, _NOTHING) + move.quantity
    return is_through(now.flow, now.operation.code, at)
