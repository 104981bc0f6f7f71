"""Questions about windows: what a station knows last of a machine's parameters.

What is known is what was recorded: crossings at once, samples when their segment ends, which is at
the latest after five minutes and at once where a parameter has come back.
"""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Connection, select

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

KNOWN_MS = 8 * 3_600_000
"""How long what was known last says where a parameter stands: a shift.

A source may say a value only when it changes, so a crossing is believed until the machine says
otherwise; but one that was silent for a shift was off, or its cable out, and says nothing of now.
"""


def outside(connection: Connection, equipment: str, now_ms: int) -> tuple[Outside, ...]:
    """Return a machine's parameters that stand outside their windows, by their code."""
    windows = [
        one
        for one in parameters(connection, equipment)
        if (one.limits.low, one.limits.high) != (None, None)
    ]
    if not equipment or not windows:
        return ()
    since_ms = now_ms - KNOWN_MS
    crossed = _crossed(connection, equipment, since_ms)
    rows = segments(connection, equipment, since_ms, now_ms + LONGEST_SEGMENT_MS)
    latest = sorted(rows, key=lambda row: (row.to_ms, row.hash), reverse=True)
    measured = (_measured(connection, latest, one, since_ms) for one in windows)
    last = {one.parameter: one for one in measured if one is not None}
    return decisions.outside(windows, last, crossed)


def _crossed(connection: Connection, equipment: str, since_ms: int) -> dict[str, Last]:
    """Return the last crossing of each parameter since then."""
    t = CrossingRow.table
    query = select(t).where(t.c.equipment == equipment, t.c.at_ms >= since_ms)
    rows = read(connection, CrossingRow, query.order_by(t.c.at_ms, t.c.hash))
    said = (Last(row.parameter, Decimal(row.value), row.at_ms, row.hash) for row in rows)
    return {one.parameter: one for one in said if one.value.is_finite()}


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
