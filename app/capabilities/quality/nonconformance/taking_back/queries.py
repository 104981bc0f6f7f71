"""Which moves a deed made."""

from sqlalchemy import Connection, select

from app.capabilities.flows.moves.queries import at_nodes, left_of
from app.capabilities.flows.moves.tables import MoveRow
from app.capabilities.quality.nonconformance.pieces.decisions import reason_of
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import pieces_case
from app.capabilities.quality.nonconformance.records.tables import DeedRow
from app.capabilities.quality.nonconformance.taking_back.answers import Leg, Moves
from app.journal.rows import read

_M = MoveRow.table


def moves_of(connection: Connection, it: Nonconformance, deed: DeedRow) -> Moves:
    """Return what a deed moved: the nonconformance's own pieces, and those of its order.

    What one act records bears one station and one time; the order's moves say for which reason.
    """
    case, order = pieces_case(it.name), it.row.order
    query = select(_M).where(
        _M.c.station == deed.station,
        _M.c.at_ms == deed.at_ms,
        _M.c.corrects == "",
        (_M.c.case == case) | ((_M.c.case == order) & (_M.c.reason == reason_of(it))),
    )
    found = read(connection, MoveRow, query.order_by(_M.c.hash))
    return Moves(
        tuple(Leg(one, left_of(connection, one)) for one in found),
        at_nodes(connection, order) if order else {},
    )
