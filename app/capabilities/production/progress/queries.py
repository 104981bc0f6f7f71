"""Questions the screens ask of production, each answered in a handful of statements."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, func, select

from app.capabilities.documents.queries import body
from app.capabilities.flows.moves.bodies import END, SCRAP, EdgeKind
from app.capabilities.flows.moves.decisions import sums
from app.capabilities.flows.moves.events import Cause
from app.capabilities.flows.moves.queries import move, moved_since, moves_at, totals
from app.capabilities.production.bodies import Instruction
from app.capabilities.production.holds.answers import Hold, Work
from app.capabilities.production.holds.decisions import covering
from app.capabilities.production.holds.queries import standing_holds
from app.capabilities.production.operations.queries import (
    rows_of,
    situation,
)
from app.capabilities.production.operations.tables import COMPLETED, WAITING, OperationRow
from app.capabilities.production.orders.queries import routed
from app.capabilities.production.orders.tables import OrderRow, RoutedRow
from app.capabilities.production.progress.answers import (
    BoardLine,
    Cell,
    Entered,
    OrderLine,
    Phase,
    Reported,
    ShiftOutput,
    StationAge,
    Tally,
    Task,
    WorkInHand,
)
from app.journal.event import stored
from app.journal.rows import read
from app.kernel.clock import quality_of
from app.kernel.words import Bilingual
from app.store.tables import event, receipt

Totals = Mapping[tuple[str, str, str], Decimal]

_NOTHING = Decimal(0)
_NO_TALLY = Tally(_NOTHING, _NOTHING, _NOTHING, _NOTHING)


def tasks(connection: Connection, station: str, work_centres: Collection[str]) -> tuple[Task, ...]:
    """Return what is to be done at a station: dispatched to it, or to any of its work centres.

    Running first, then paused, then with pieces waiting by due date; what has nothing to do yet
    follows, what is completed is left out.
    """

    def is_ours(row: RoutedRow, state: OperationRow) -> bool:
        if state.station:
            return state.station == station
        return row.work_centre in work_centres

    found = [one for one in _tasks(connection, is_ours) if one.state != COMPLETED]
    rank = {"running": 0, "paused": 1, "waiting": 2}

    def place(task: Task) -> tuple[int, bool, str, str, str]:
        return (rank[task.state], task.tally.here <= 0, task.due, task.order, task.operation)

    return tuple(sorted(found, key=place))


def task(connection: Connection, order: str, operation: str) -> Task | None:
    """Return one operation as a task, whoever it is for."""
    found = _tasks(connection, lambda row, _: row.operation == operation, only=order)
    return found[0] if found else None


def tasks_of(connection: Connection, operations: Collection[tuple[str, str]]) -> tuple[Task, ...]:
    """Return the open tasks among these (product, operation): begun, or with pieces there."""
    codes = {operation for _, operation in operations}
    found = _tasks(connection, lambda row, _: row.operation in codes)
    return tuple(
        one
        for one in found
        if (one.product, one.operation) in operations
        and one.state != COMPLETED
        and (one.state != WAITING or one.tally.here > 0)
    )


def held_tasks(connection: Connection, holds: Collection[Hold]) -> dict[str, tuple[Task, ...]]:
    """Return by the name of each hold the tasks it stands on: those that run, or have pieces."""
    held = _tasks(connection, lambda _, state: _is_held(tuple(holds), state)) if holds else []
    here = [one for one in held if one.tally.here > 0 or one.state == "running"]
    return {
        hold.hold: tuple(one for one in here if covering([hold], _work_of(one))) for hold in holds
    }


def work_in_hand(connection: Connection, order: str, operation: str, now_ms: int) -> WorkInHand:
    """Return what the execute screen shows. Refusals: those of `situation`."""
    now = situation(connection, order, operation)
    (one,) = _tasks(connection, lambda row, _: row.operation == operation, only=order)
    pin = next(
        row.instruction for row in routed(connection, [order])[order] if row.operation == operation
    )
    running = now_ms - now.row.since_ms if now.row.state == "running" else 0
    worked = now.row.worked_ms + max(0, running)
    reported = one.tally.good + one.tally.scrap
    dwell = now.operation.min_dwell_min
    rested = 0 if now.arrived_ms is None else (now_ms - now.arrived_ms) // 60_000
    return WorkInHand(
        task=one,
        instruction=body(connection, pin, Instruction) if pin else None,
        reasons=now.route.scrap_reasons,
        targets=now.flow.targets(operation),
        rework=now.flow.targets(operation, EdgeKind.REWORK),
        machines=now.operation.equipment,
        reports=_reports(connection, order, operation),
        worked_ms=worked,
        takt_ms=int(worked / reported) if reported > 0 else None,
        dwell_left_min=max(0, dwell - rested) if dwell else 0,
    )


def entered(connection: Connection, name: str) -> Entered | None:
    """Return when a report happened, was entered and was received; None for an unknown one."""
    found = move(connection, name)
    if found is None:
        return None
    joined = event.outerjoin(receipt, receipt.c.hash == event.c.hash)
    query = select(event.c.bytes, receipt.c.received_at).select_from(joined)
    data, received_ms = connection.execute(query.where(event.c.hash == name)).one()
    envelope = stored(name, bytes(data)).envelope
    return Entered(
        hash=name,
        occurred_ms=found.occurred_ms,
        entered_ms=found.at_ms,
        received_ms=received_ms,
        quality=quality_of(envelope.time_quality),
        late_because=found.late_because,
    )


def order_lines(connection: Connection, today: str) -> tuple[OrderLine, ...]:
    """Return every order, the urgent ones first. `today` is ISO."""
    orders = read(connection, OrderRow, select(OrderRow.table).order_by(OrderRow.table.c.due))
    return tuple(line.line for line in _lines(connection, orders, today))


def board(connection: Connection, today: str, recent_ms: int) -> tuple[BoardLine, ...]:
    """Return released orders with each operation; finished ones only if touched since then."""
    t = OrderRow.table
    query = select(t).where(t.c.state == "released").order_by(t.c.due, t.c.order)
    lines = _lines(connection, read(connection, OrderRow, query), today)
    return tuple(
        line
        for line in lines
        if line.line.phase is not Phase.FINISHED
        or max((cell.changed_ms for cell in line.cells), default=0) >= recent_ms
    )


def station_ages(
    connection: Connection, stations: Sequence[tuple[str, Bilingual]]
) -> tuple[StationAge, ...]:
    """Return how old this node's news of each station is."""
    query = (
        select(event.c.station, func.max(event.c.hlc))
        .where(event.c.station.in_([station for station, _ in stations]))
        .group_by(event.c.station)
    )
    last = {row.station: row[1] >> 16 for row in connection.execute(query)}
    return tuple(StationAge(station, name, last.get(station)) for station, name in stations)


def shift_output(connection: Connection, station: str, since_ms: int) -> ShiftOutput:
    """Return what a station reported since a moment, corrections taken off."""
    found = moved_since(connection, station, since_ms)
    good = found.get(Cause.GOOD, (_NOTHING, 0))[0] + found.get(Cause.REWORK, (_NOTHING, 0))[0]
    scrap = found.get(Cause.SCRAP, (_NOTHING, 0))[0]
    reports = sum(count for cause, (_, count) in found.items() if cause != Cause.RELEASE)
    return ShiftOutput(good, scrap, reports)


def _tasks(
    connection: Connection,
    wanted: Callable[[RoutedRow, OperationRow], bool],
    only: str | None = None,
) -> list[Task]:
    t = OrderRow.table
    query = select(t).where(t.c.state == "released")
    if only is not None:
        query = query.where(t.c.order == only)
    orders = {row.order: row for row in read(connection, OrderRow, query)}
    moved = totals(connection, orders)
    states = rows_of(connection, orders)
    holds = standing_holds(connection)
    found = []
    for number, operations in routed(connection, orders).items():
        for row in operations:
            state = _state(states, row)
            if wanted(row, state):
                one = _task(orders[number], row, state, tally(moved[number], row.operation))
                found.append(replace(one, is_held=_is_held(holds, state)))
    return found


def tally(moved: Totals, node: str) -> Tally:
    """Return one node's quantities from an order's sums of moves."""

    def total(matches: Callable[[str, str, str], bool]) -> Decimal:
        return sum((amount for key, amount in moved.items() if matches(*key)), _NOTHING)

    entered = total(lambda source, target, cause: target == node)
    left = total(lambda source, target, cause: source == node)
    scrap = total(lambda source, target, cause: source == node and target == SCRAP)
    return Tally(entered, left - scrap, scrap, entered - left)


def _task(order: OrderRow, row: RoutedRow, state: OperationRow, amounts: Tally) -> Task:
    return Task(
        order=order.order,
        lot=order.lot,
        operation=row.operation,
        name=Bilingual(row.name_zh, row.name_en),
        icon=row.icon,
        product=order.product,
        product_name=Bilingual(order.product_name_zh, order.product_name_en),
        quantity=order.quantity,
        unit=Bilingual(order.unit_zh, order.unit_en),
        due=order.due,
        priority=order.priority,
        state=_state_now(state, amounts),
        station=state.station,
        equipment=state.equipment,
        started_at=state.started_at,
        tally=amounts,
        changed_ms=state.changed_ms,
    )


def _reports(connection: Connection, order: str, operation: str) -> tuple[Reported, ...]:
    moves = moves_at(connection, order, operation)
    taken: dict[str, Decimal] = {}
    for one in moves:
        if one.corrects:
            taken[one.corrects] = taken.get(one.corrects, _NOTHING) + one.quantity
    return tuple(
        Reported(
            hash=one.hash,
            cause=one.cause,
            reason=one.reason,
            target=one.target,
            quantity=one.quantity,
            left=one.quantity + taken.get(one.hash, _NOTHING),
            actor=one.actor,
            station=one.station,
            at_ms=one.at_ms,
            occurred_ms=one.occurred_ms,
            late_because=one.late_because,
            is_correction=bool(one.corrects),
        )
        for one in moves
    )


def _lines(connection: Connection, orders: Sequence[OrderRow], today: str) -> tuple[BoardLine, ...]:
    numbers = [row.order for row in orders if row.state == "released"]
    moved = totals(connection, numbers)
    states = rows_of(connection, numbers)
    operations = routed(connection, numbers)
    holds = standing_holds(connection)
    lines = []
    for order in orders:
        cells = tuple(
            _cell(row, _state(states, row), tally(moved[order.order], row.operation))
            for row in operations.get(order.order, ())
        )
        line = _line(order, cells, moved.get(order.order, {}), today)
        here = [
            _state(states, row)
            for row, cell in zip(operations.get(order.order, ()), cells, strict=True)
            if cell.tally.here > 0 or cell.state == "running"
        ]
        is_held = bool(covering(holds, Work(order.order))) or any(
            _is_held(holds, one) for one in here
        )
        lines.append(BoardLine(replace(line, is_held=is_held), cells))
    return tuple(lines)


def _state(states: Mapping[tuple[str, str], OperationRow], row: RoutedRow) -> OperationRow:
    none = OperationRow(stream="", order=row.order, operation=row.operation)
    return states.get((row.order, row.operation), none)


def _is_held(holds: Sequence[Hold], state: OperationRow) -> bool:
    """Tell whether a hold stands on an operation where it runs, or else where it was sent."""
    stations = tuple(filter(None, (state.started_at or state.station,)))
    return bool(covering(holds, Work(state.order, state.operation, state.equipment, stations)))


def _work_of(task: Task) -> Work:
    stations = tuple(filter(None, (task.started_at or task.station,)))
    return Work(task.order, task.operation, task.equipment, stations)


def _state_now(state: OperationRow, amounts: Tally) -> str:
    """Return the state; what was completed waits again when rework or a correction brings more."""
    return WAITING if state.state == COMPLETED and amounts.here > 0 else state.state


def _cell(row: RoutedRow, state: OperationRow, amounts: Tally) -> Cell:
    return Cell(
        operation=row.operation,
        name=Bilingual(row.name_zh, row.name_en),
        icon=row.icon,
        state=_state_now(state, amounts),
        tally=amounts,
        station=state.started_at or state.station,
        equipment=state.equipment,
        by=state.by,
        changed_ms=state.changed_ms,
    )


def _line(order: OrderRow, cells: tuple[Cell, ...], moved: Totals, today: str) -> OrderLine:
    at = sums((source, target, amount) for (source, target, _), amount in moved.items())
    done, scrap = at.get(END, _NOTHING), at.get(SCRAP, _NOTHING)
    phase = _phase(order, cells, done + scrap)
    current = next((cell for cell in cells if cell.tally.here > 0), None)
    return OrderLine(
        order=order.order,
        lot=order.lot,
        product=order.product,
        product_name=Bilingual(order.product_name_zh, order.product_name_en),
        quantity=order.quantity,
        unit=Bilingual(order.unit_zh, order.unit_en),
        due=order.due,
        start=order.start,
        priority=order.priority,
        remark=order.remark,
        phase=phase,
        current=None if current is None else current.name,
        current_code="" if current is None else current.operation,
        done=done,
        scrap=scrap,
        percent=_percent(order, cells, scrap),
        is_late=phase is not Phase.FINISHED and order.due < today,
        planned_ms=order.planned_ms,
    )


def _phase(order: OrderRow, cells: tuple[Cell, ...], accounted: Decimal) -> Phase:
    if order.state == "planned":
        return Phase.PLANNED
    if accounted >= order.quantity:
        return Phase.FINISHED
    states = {cell.state for cell in cells}
    if "running" in states:
        return Phase.RUNNING
    return Phase.PAUSED if "paused" in states else Phase.WAITING


def _percent(order: OrderRow, cells: tuple[Cell, ...], scrap: Decimal) -> int:
    """Return how much of the route's work is done: pieces passed, over pieces times operations."""
    to_do = (order.quantity - scrap) * len(cells)
    passed = sum((cell.tally.good for cell in cells), _NOTHING)
    return min(100, int(passed * 100 / to_do)) if to_do > 0 else (100 if cells else 0)
