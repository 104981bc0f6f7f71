"""Questions about windows: what a station knows last of a machine's parameters.

What is known is what was recorded: crossings at once, samples when their segment ends, which is at
the latest after five minutes and at once where a parameter has come back.
"""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Connection, bindparam, select

from app.capabilities.equipment.machines.answers import Parameter, Trace
from app.capabilities.equipment.machines.queries import (
    LONGEST_SEGMENT_MS,
    parameters,
    segments,
    traces,
)
from app.capabilities.equipment.machines.tables import CrossingRow, SegmentRow
from app.capabilities.equipment.windows import decisions
from app.capabilities.equipment.windows.answers import Last, Outside
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store.prepared import Prepared

KNOWN_MS = 8 * 3_600_000
"""How long what was known last says where a parameter stands: a shift.

A source may say a value only when it changes, so a crossing is believed until the machine says
otherwise; but one that was silent for a shift was off, or its cable out, and says nothing of now.
"""

_c = CrossingRow.table
_LAST_CROSSING = Prepared(
    select(_c)
    .where(
        _c.c.equipment == bindparam("equipment"),
        _c.c.parameter == bindparam("parameter"),
        _c.c.at_ms < bindparam("until_ms"),
    )
    .order_by(_c.c.at_ms.desc(), _c.c.hash.desc())
    .limit(1)
)


def outside(connection: Connection, equipment: str, now_ms: int) -> tuple[Outside, ...]:
    """Return a machine's parameters that stand outside their windows, by their code."""
    known = parameters(connection, equipment) if equipment else ()
    windows = [one for one in known if (one.limits.low, one.limits.high) != (None, None)]
    if not windows:
        return ()
    since_ms, until_ms = now_ms - KNOWN_MS, now_ms + LONGEST_SEGMENT_MS
    crossed = _crossed(connection, windows, until_ms)
    rows = segments(connection, equipment, since_ms, until_ms)
    latest = sorted(rows, key=lambda row: (row.to_ms, row.hash), reverse=True)
    measured = (_measured(connection, latest, one, since_ms) for one in windows)
    last = {one.parameter: one for one in measured if one is not None}
    return decisions.outside(windows, last, crossed, since_ms)


def _crossed(
    connection: Connection, windows: Iterable[Parameter], until_ms: int
) -> dict[str, Last]:
    """Return the last crossing of each parameter, however long ago: it names the excursion.

    One from a clock that was far ahead says nothing.
    """
    found = {}
    for one in windows:
        values = {"equipment": one.equipment, "parameter": one.parameter, "until_ms": until_ms}
        for row in read(connection, CrossingRow, _LAST_CROSSING, values):
            value = Decimal(row.value)
            if value.is_finite():
                found[one.parameter] = Last(row.parameter, value, row.at_ms, row.hash)
    return found


def _measured(
    connection: Connection, rows: Iterable[SegmentRow], window: Parameter, since_ms: int
) -> Last | None:
    """Return what a parameter was measured to be last; `rows` are segments, the latest first."""
    found: Last | None = None
    for row in rows:
        if found is not None and row.to_ms <= found.at_ms:
            break
        said = _of_segment(connection, row, window)
        if said is not None and said.at_ms >= since_ms:
            found = said if found is None else decisions.later(found, said)
    return found


def _of_segment(connection: Connection, row: SegmentRow, window: Parameter) -> Last | None:
    """Return what a segment says of a parameter last.

    One whose samples are not here, or are damaged, says the worst that stands in short in it.
    """
    code, limits = window.parameter, window.limits
    if not any(one.parameter == code and one.count for one in row.series):
        return None
    short = decisions.in_short(row.series, code, limits)
    if short is not None:
        return Last(code, short, row.to_ms, row.hash)
    samples = _samples(connection, row.body)
    if samples is None:
        value = decisions.worst(row.series, code, limits)
        return None if value is None else Last(code, value, row.to_ms, row.hash)
    point = decisions.last_point(samples, code)
    return None if point is None else Last(code, point[1], point[0], row.hash)


def _samples(connection: Connection, body: str) -> tuple[Trace, ...] | None:
    try:
        return traces(connection, body)
    except Refused:
        return None
