"""Which moves a deed made."""

from sqlalchemy import Connection

from app.capabilities.flows.moves.queries import at_nodes, made_at
from app.capabilities.quality.nonconformance.pieces.decisions import reason_of
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import pieces_case
from app.capabilities.quality.nonconformance.records.tables import DeedRow
from app.capabilities.quality.nonconformance.taking_back.answers import Moves


def moves_of(connection: Connection, it: Nonconformance, deed: DeedRow) -> Moves:
    """Return what a deed moved: the nonconformance's own pieces, and those of its order.

    The order's moves say for which reason they were made.
    """
    case, order = pieces_case(it.name), it.row.order
    found = made_at(connection, (case, order), deed.station, deed.at_ms)
    own = tuple(o for o in found if o.move.case == case or o.move.reason == reason_of(it))
    return Moves(own, at_nodes(connection, order) if order else {})
