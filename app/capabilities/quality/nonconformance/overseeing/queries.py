"""What waits for somebody, what an open nonconformance stops, and what cannot all be true."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from app.capabilities.production.holds.answers import Hold
from app.capabilities.production.holds.decisions import said
from app.capabilities.production.holds.queries import every_hold
from app.capabilities.quality.nonconformance.dispositions.queries import unwitnessed
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.queries import (
    has_signed,
    of_order,
    open_ones,
    standing,
)
from app.capabilities.quality.nonconformance.records.tables import NonconformanceRow
from app.journal.capability import Acting, GateAsk
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read
from app.kernel.refused import Refused

NEGATIVE, UNWITNESSED = "ncr_pieces_negative", "ncr_not_witnessed"
FREED_EARLY = "ncr_freed_early"
_N = NonconformanceRow.table


# ----------------------------------------------------------------------------- what it stops
def pass_no_open(acting: Acting, ask: GateAsk) -> None:
    """Refuse `gate.open_nonconformance` where one of the order is open (CN-19): nobody passes."""
    waiting = open_of_order(acting.connection, ask.order)
    if waiting:
        first = waiting[0]
        raise Refused(
            "gate.open_nonconformance",
            number=first.row.number,
            title=first.title,
            count=len(waiting),
        )


def open_of_order(connection: Connection, order: str) -> tuple[Nonconformance, ...]:
    """Return the nonconformances of an order that are not over: none of it is released."""
    return tuple(one for one in of_order(connection, order) if not one.row.is_over)


# ----------------------------------------------------------------------------- what contradicts
def negative_pieces(connection: Connection) -> Iterator[Discrepancy]:
    """Find where more was done than was decided, or than there was: a disposition, twice, apart."""
    for it in standing(connection, _all(connection)):
        if it.is_done_twice:
            counting = [one for one in it.done if not one.is_back]
            looked_at = tuple(one.hash for one in counting)
            yield Discrepancy(
                kind=NEGATIVE,
                subjects=(it.row.stream, *it.pieces.negative),
                owner=it.row.evaluated_by or it.row.opened_by,
                at_ms=max((one.at_ms for one in counting), default=it.row.opened_ms),
                stream=it.row.stream,
                looked_at=looked_at,
                stations=tuple(dict.fromkeys(one.station for one in counting)),
                facts={
                    "number": it.row.number,
                    "count": it.too_many,
                },
            )


def not_witnessed(connection: Connection) -> Iterator[Discrepancy]:
    """Find what took two persons and was ended with the signature of one: called off, or closed."""
    for it in standing(connection, _all(connection)):
        row = it.row
        missing = list(unwitnessed(connection, it)) if row.closed_ms else []
        second = next((one.second for one in it.done if one.hash in missing), "")
        if row.called_off_ms and not has_signed(
            connection, row.stream, row.called_off_with, ("witnessed",), row.called_off
        ):
            missing, second = [row.called_off], row.called_off_with
        if missing:
            yield Discrepancy(
                kind=UNWITNESSED,
                subjects=(row.stream,),
                owner=row.closed_by or row.called_off_by,
                at_ms=row.closed_ms or row.called_off_ms,
                stream=row.stream,
                looked_at=tuple(missing),
                facts={"number": row.number, "second": second},
            )


def freed_early(connection: Connection) -> Iterator[Discrepancy]:
    """Find open ones whose hold on work was lifted: no command does that before they are over."""
    freed: dict[str, list[Hold]] = {}
    for held in every_hold(connection):
        if held.ncr and held.freed is not None:
            freed.setdefault(held.ncr, []).append(held)
    for it in open_ones(connection) if freed else ():
        for held in freed.get(it.name, ())[:1]:
            yield Discrepancy(
                kind=FREED_EARLY,
                subjects=(it.row.stream,),
                owner=it.row.evaluated_by or it.row.opened_by,
                at_ms=held.freed.at_ms if held.freed else held.at_ms,
                stream=it.row.stream,
                looked_at=tuple(one.event for one in freed[it.name]),
                facts={
                    "number": it.row.number,
                    "hold": said(held.scope),
                    "by": held.freed.by if held.freed else "",
                },
            )


def _all(connection: Connection) -> tuple[NonconformanceRow, ...]:
    return read(
        connection, NonconformanceRow, select(_N).where(_N.c.opened != "").order_by(_N.c.name)
    )


CHECKS = (
    Check((NEGATIVE,), negative_pieces),
    Check((UNWITNESSED,), not_witnessed),
    Check((FREED_EARLY,), freed_early),
)
"""What a station cannot see by itself."""
