"""What keeps an order from being released to stock, as far as rights go."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, or_, select

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.rights.queries import RIGHT_GONE
from app.capabilities.production.orders.events import order_stream
from app.store.prepared import Prepared
from app.store.tables import event, receipt


def flagged_in(connection: Connection, order: str) -> tuple[str, ...]:
    """Return the events of an order done under a right that was gone, by hash."""
    nodes = node_stream(order, "")
    asked = {
        "reason": RIGHT_GONE,
        "head": order_stream(order),
        "first": nodes,
        "after": f"{nodes[:-1]}0",  # the sign after the stroke that ends the order's name
    }
    return tuple(name for (name,) in _FLAGGED.all(connection, asked))


def blocks_release(connection: Connection, order: str, settled: Collection[str] = ()) -> bool:
    """Tell whether something in an order was done without a right, and nobody has settled it.

    `settled` are the hashes that standing resolutions looked at.
    """
    return not set(flagged_in(connection, order)) <= set(settled)


_FLAGGED = Prepared(
    select(event.c.hash)
    .join(receipt, receipt.c.hash == event.c.hash)
    .where(
        receipt.c.verdict == "",
        receipt.c.reason == bindparam("reason"),
        or_(
            event.c.stream == bindparam("head"),
            (event.c.stream >= bindparam("first")) & (event.c.stream < bindparam("after")),
        ),
    )
    .order_by(event.c.hash)
)
