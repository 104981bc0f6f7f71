"""What was measured, over all the forms of one code or with one gauge: for charts, histories."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)

from app.capabilities.forms.filling.tables import EntryRow, FilledRow, ReadingRow
from app.capabilities.forms.readings.answers import FormReadings, GaugeUse, Measured
from app.kernel.words import Bilingual
from app.store.prepared import Prepared

_F, _E, _R = FilledRow.table, EntryRow.table, ReadingRow.table
_APART, _BETWEEN = "\x1e", "\x1f"
"""What no JSON text and no name holds: between the columns and between the parts of a form."""


def _joined(column: ColumnElement[Any]) -> ColumnElement[str]:
    between: ColumnElement[str] = literal_column(f"'{_BETWEEN}'")
    return func.aggregate_strings(column, between)  # type: ignore[arg-type]  # a value of its own would be a parameter


_PARTS = (
    select(
        _joined(_E.c.value)
        .concat(literal_column(f"'{_APART}'"))
        .concat(_joined(func.substr(_E.c.path, bindparam("after"))))
        .concat(literal_column(f"'{_APART}'"))
        .concat(func.max(cast(_E.c.at_ms, String).concat(literal_column("' '")).concat(_E.c.by)))
    )
    .where(
        _E.c.stream == _F.c.stream,
        # one range by the key; the rest is only told apart in it
        _E.c.path >= bindparam("path"),
        _E.c.path < bindparam("high"),
        (_E.c.path == bindparam("path")) | (_E.c.path >= bindparam("low")),
        _E.c.finding != "test_deviated",
    )
    .scalar_subquery()
)
_MEASURED = Prepared(
    select(_F.c.filled, _F.c.lot, _F.c.order, _F.c.started_ms, _PARTS.label("parts"))
    .where(
        _F.c.form == bindparam("form"),
        _F.c.state != "voided",
        _F.c.started_ms >= bindparam("from_ms"),
        _F.c.started_ms <= bindparam("to_ms"),
    )
    .order_by(_F.c.started_ms, _F.c.filled)
)
"""A row for each form, its parts joined: 50,000 readings in two thirds of the time."""


def readings_of(
    connection: Connection, form: str, path: str, from_ms: int, to_ms: int
) -> tuple[FormReadings, ...]:
    """Return what counts at a place of every form of one code, and in its parts.

    Forms begun between two times, in the order they were begun; within one by number, `od/2`
    before `od/10`.
    """
    rows = _MEASURED.all(
        connection,
        {
            "form": form,
            "from_ms": from_ms,
            "to_ms": to_ms,
            "path": path,
            "low": f"{path}/",
            "high": f"{path}0",
            "after": len(path) + 2,
        },
    )
    return tuple([_form_readings(*row) for row in rows if row[4] is not None])


def _form_readings(filled: str, lot: str, order: str, began_ms: int, parts: str) -> FormReadings:
    said, places, last = parts.split(_APART)
    values = said.split(_BETWEEN)
    ranks = _ranks(places)
    if ranks:
        values = [values[at] for at in ranks]
    at_ms, _, by = last.partition(" ")
    return FormReadings(filled, tuple(values), by, int(at_ms), lot, order, began_ms)


@lru_cache(maxsize=1024)
def _ranks(places: str) -> tuple[int, ...]:
    """Return in which order joined places are taken, by number; empty where they are in order."""
    each = places.split(_BETWEEN)
    ranks = tuple(sorted(range(len(each)), key=lambda at: (len(each[at]), each[at])))
    return () if ranks == tuple(range(len(each))) else ranks


_COMPLETED = Prepared(
    select(
        _F.c.filled,
        _E.c.value,
        _F.c.completed_by,
        _F.c.completed_ms,
        _F.c.lot,
        _F.c.order,
        _F.c.material,
        _F.c.supplier,
        _F.c.product,
        _E.c.hash,
    )
    .join(_E, _E.c.stream == _F.c.stream)
    .where(
        _F.c.form == bindparam("form"), _F.c.state == "completed", _E.c.path == bindparam("path")
    )
    .order_by(_F.c.completed_ms, _F.c.filled)
)


def completed_values(connection: Connection, form: str, path: str) -> tuple[Measured, ...]:
    """Return what counts at a place of every completed form of one code, in order of completion."""
    rows = _COMPLETED.all(connection, {"form": form, "path": path})
    return tuple(
        Measured(
            filled=row[0],
            value=row[1],
            by=row[2],
            at_ms=row[3],
            lot=row[4],
            order=row[5],
            of=of_what(row[6], row[7], row[8]),
            hash=row[9],
        )
        for row in rows
    )


def of_what(material: str, supplier: str, product: str) -> str:
    """Return what a form is of: a material of a supplier (`RM-101@Harbor`), else a product."""
    if not material:
        return product
    return f"{material}@{supplier}" if supplier else material


def last_begun(connection: Connection, form: str, filled: str, count: int) -> tuple[int, int]:
    """Return when the first and the last of `count` forms of a code were begun, up to this one.

    In ms since 1970 UTC; nothing is between 1 and 0 where the form is not known here.
    """
    until_ms = _BEGUN.scalar(connection, {"form": form, "filled": filled})
    if until_ms is None:
        return 1, 0
    wanted = {"form": form, "until_ms": until_ms, "count": count}
    return int(_BEFORE.all(connection, wanted)[-1][0]), int(until_ms)


_BEGUN = Prepared(
    select(_F.c.started_ms).where(
        _F.c.form == bindparam("form"), _F.c.filled == bindparam("filled")
    )
)
_BEFORE = Prepared(
    select(_F.c.started_ms)
    .where(_F.c.form == bindparam("form"), _F.c.started_ms <= bindparam("until_ms"))
    .order_by(_F.c.started_ms.desc())
    .limit(bindparam("count"))
)


def used_forms(connection: Connection) -> dict[str, str]:
    """Return the body last used of every form that was ever filled, by code."""
    query = select(_F.c.form, _F.c.pin).order_by(_F.c.started_ms, _F.c.filled)
    return {row.form: row.pin for row in connection.execute(query)}


def measured_with(
    connection: Connection, gauge: str, from_ms: int, to_ms: int
) -> tuple[GaugeUse, ...]:
    """Return the forms a gauge gave values to in a time (ms since 1970 UTC, the end not in it).

    The latest first; forms voided since are left out.
    """
    about = (_F.c.filled, _F.c.stream, _F.c.title_zh, _F.c.title_en, _F.c.state, _F.c.verdict)
    where = (_F.c.order, _F.c.operation, _F.c.lot)
    last = func.max(_R.c.at_ms)
    query = (
        select(*about, *where, func.count(_R.c.hash), func.min(_R.c.at_ms), last)
        .join(_R, _R.c.stream == _F.c.stream)
        .where(
            _R.c.gauge == gauge,
            _R.c.at_ms >= from_ms,
            _R.c.at_ms < to_ms,
            _F.c.state != "voided",
        )
        .group_by(*about, *where)
        .order_by(last.desc(), _F.c.filled)
    )
    return tuple(
        GaugeUse(row[0], row[1], Bilingual(row[2], row[3]), *row[4:])
        for row in connection.execute(query)
    )
