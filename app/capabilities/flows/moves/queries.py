"""Questions about flows: how much is where, and which moves made it so."""

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.flows.moves.answers import Made
from app.capabilities.flows.moves.bodies import ASIDE, DECISION
from app.capabilities.flows.moves.decisions import sums
from app.capabilities.flows.moves.events import Cause
from app.capabilities.flows.moves.tables import MoveRow
from app.journal.knowing import may_follow
from app.journal.rows import read
from app.store.prepared import Among, Prepared

_moves = MoveRow.table


_AT_NODES = Prepared(
    select(_moves.c.source, _moves.c.target, func.sum(_moves.c.quantity))
    .where(_moves.c.case == bindparam("case"))
    .group_by(_moves.c.source, _moves.c.target)
)
_LAST_ARRIVAL = Prepared(
    select(func.max(_moves.c.at_ms)).where(
        _moves.c.case == bindparam("case"),
        _moves.c.target == bindparam("node"),
        _moves.c.quantity > Decimal(0),
    )
)


def at_nodes(connection: Connection, case: str) -> dict[str, Decimal]:
    """Return the quantity at every place of one case."""
    rows = _AT_NODES.all(connection, {"case": case})
    return sums((row[0], row[1], row[2]) for row in rows)


def totals(
    connection: Connection, cases: Collection[str]
) -> dict[str, dict[tuple[str, str, str], Decimal]]:
    """Return per case the sum of each (source, target, cause)."""
    found: dict[str, dict[tuple[str, str, str], Decimal]] = {case: {} for case in cases}
    for case, source, target, cause, quantity in _TOTALS.all(connection, tuple(found)):
        found[case][source, target, cause] = quantity
    return found


_TOTALS = Among(
    select(
        _moves.c.case,
        _moves.c.source,
        _moves.c.target,
        _moves.c.cause,
        func.sum(_moves.c.quantity),
    ).group_by(_moves.c.case, _moves.c.source, _moves.c.target, _moves.c.cause),
    _moves.c.case,
)


def move(connection: Connection, name: str) -> MoveRow | None:
    """Return one move by its hash."""
    found = read(connection, MoveRow, select(_moves).where(_moves.c.hash == name))
    return found[0] if found else None


def made_at(
    connection: Connection, cases: Collection[str], station: str, at_ms: int
) -> tuple[Made, ...]:
    """Return the moves of cases that a station entered at a time (ms since 1970 UTC).

    What one act records bears one time. Corrections are left out.
    """
    query = select(_moves).where(
        _moves.c.case.in_(tuple(cases)),
        _moves.c.station == station,
        _moves.c.at_ms == at_ms,
        _moves.c.corrects == "",
    )
    found = read(connection, MoveRow, query.order_by(_moves.c.hash))
    return tuple(Made(one, left_of(connection, one)) for one in found)


def left_of(connection: Connection, original: MoveRow) -> Decimal:
    """Return what corrections have left of a move."""
    taken = select(func.sum(_moves.c.quantity)).where(
        _moves.c.case == original.case, _moves.c.corrects == original.hash
    )
    return original.quantity + (connection.execute(taken).scalar() or Decimal(0))


def moves_at(connection: Connection, case: str, node: str, limit: int = 50) -> tuple[MoveRow, ...]:
    """Return the latest moves out of one node, newest first."""
    query = (
        select(_moves)
        .where(_moves.c.case == case, _moves.c.source == node)
        .order_by(_moves.c.at_ms.desc(), _moves.c.hash)
        .limit(limit)
    )
    return read(connection, MoveRow, query)


def moved_since(
    connection: Connection, station: str, since_ms: int
) -> dict[str, tuple[Decimal, int]]:
    """Return what a station moved since a moment: quantity and number of moves by cause.

    Pieces, that is: the decisions of cases are nobody's output, and what is put aside is counted
    once, by its order.
    """
    query = (
        select(_moves.c.cause, func.sum(_moves.c.quantity), func.count())
        .where(
            _moves.c.station == station,
            _moves.c.at_ms >= since_ms,
            _moves.c.unit != DECISION,
            ~_moves.c.case.startswith(ASIDE),
        )
        .group_by(_moves.c.cause)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def last_arrival_ms(connection: Connection, case: str, node: str) -> int | None:
    """Return when quantity last came to a node, in ms since 1970 UTC."""
    at_ms: int | None = _LAST_ARRIVAL.scalar(connection, {"case": case, "node": node})
    return at_ms


def waiting_since_ms(connection: Connection, case: str, node: str) -> int | None:
    """Return when the oldest of what is at a node came there; None where nothing is.

    What came first goes first: a correction counts where it takes something back.
    """
    moves = moves_through(connection, case, node)
    gone = sum((one.quantity for one in moves if one.source == node), Decimal(0))
    came = {one.hash: one for one in moves if one.target == node and not one.corrects}
    kept = {name: one.quantity for name, one in came.items()}
    for one in moves:
        if one.target == node and one.corrects in kept:
            kept[one.corrects] += one.quantity
    for name, one in came.items():
        gone -= kept[name]
        if gone < 0:
            return one.occurred_ms
    return None


def good_from(
    connection: Connection, case: str, node: str, *, since_ms: int, until_ms: int = 0
) -> tuple[MoveRow, ...]:
    """Return the moves of good pieces out of a node between two times, the oldest first."""
    return tuple(
        move
        for move in moves_through(connection, case, node)
        if move.source == node
        and move.cause == Cause.GOOD
        and since_ms <= move.at_ms
        and (not until_ms or move.at_ms < until_ms)
    )


def good_since(
    connection: Connection, named: tuple[str, str, str], since: tuple[int, int | None]
) -> tuple[MoveRow, ...]:
    """Return the reports of good or reworked pieces that may be after something in the plant's log.

    `named` are case, node and equipment, empty for any; `since` is when that something was (ms
    since 1970 UTC) and its place in the log.
    """
    columns = zip((_moves.c.case, _moves.c.source, _moves.c.equipment), named, strict=True)
    wanted = [column == name for column, name in columns if name]
    query = select(_moves).where(
        _moves.c.cause.in_((Cause.GOOD.value, Cause.REWORK.value)),
        _moves.c.corrects == "",
        *wanted,
        may_follow(_moves.c.hash, _moves.c.at_ms, *since),
    )
    return read(connection, MoveRow, query)


def last_moves_ms(connection: Connection, cases: Collection[str]) -> dict[tuple[str, str], int]:
    """Return when quantity last came to or left each node of `cases`, in ms since 1970 UTC."""
    found: dict[tuple[str, str], int] = {}
    for last_moves in _LAST_MOVES:
        for case, name, at_ms in last_moves.all(connection, tuple(cases)):
            found[case, name] = max(at_ms, found.get((case, name), 0))
    return found


_LAST_MOVES = tuple(
    Among(
        select(_moves.c.case, node, func.max(_moves.c.at_ms)).group_by(_moves.c.case, node),
        _moves.c.case,
    )
    for node in (_moves.c.source, _moves.c.target)
)


def moves_through(connection: Connection, case: str, node: str) -> tuple[MoveRow, ...]:
    """Return every move into and out of one node, the oldest first."""
    touches = (_moves.c.source == node) | (_moves.c.target == node)
    query = select(_moves).where(_moves.c.case == case, touches)
    return read(connection, MoveRow, query.order_by(_moves.c.at_ms, _moves.c.hash))
