"""Questions about filled forms."""

from decimal import Decimal
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.queries import body, for_work
from app.capabilities.forms.definition.answers import Layout, Place
from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.forms.definition.decisions import lay_out
from app.capabilities.forms.filling.answers import Filled, Suspect, Tried
from app.capabilities.forms.filling.decisions import Chosen, decoded, label_of
from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.forms.filling.tables import ClashRow, EntryRow, FilledRow, ReadingRow
from app.capabilities.forms.judging.answers import Held, Subject
from app.capabilities.forms.judging.decisions import judge
from app.journal.capability import Plugs
from app.journal.discrepancy import Discrepancy
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store import content
from app.store.prepared import Prepared

_F, _E, _R = FilledRow.table, EntryRow.table, ReadingRow.table
_HEAD = Prepared(select(_F).where(_F.c.stream == bindparam("stream")))
_ENTRIES = Prepared(select(_E).where(_E.c.stream == bindparam("stream")))
_FAILED = Prepared(
    select(_F).where(
        _F.c.verdict == "fail",
        _F.c.completed_ms > bindparam("from_ms"),
        _F.c.completed_ms < bindparam("to_ms"),
    )
)
_LAYOUTS = 64
"""Laid-out forms kept in memory, by pin: a form is laid out once, not at every keystroke."""


def head(connection: Connection, filled: str) -> FilledRow | None:
    """Return a filled form's head."""
    rows = read(connection, FilledRow, _HEAD, {"stream": filled_stream(filled)})
    return rows[0] if rows else None


def check_new(connection: Connection, name: str) -> None:
    """Refuse `form.begun` where a form of this name was begun, by whatever right."""
    if name and head(connection, name) is not None:
        raise Refused("form.begun")


def filled(connection: Connection, name: str, plugs: Plugs) -> Filled:
    """Return a filled form as it stands, judged. Refusals: `form.not_found`, those of `layout`."""
    row = head(connection, name)
    if row is None:
        raise Refused("form.not_found")
    laid = layout(connection, row.pin, plugs)
    entries = read(connection, EntryRow, _ENTRIES, {"stream": row.stream})
    held = {one.path: _held(laid, one) for one in entries}
    about = subject(row)
    return Filled(
        filled=row.filled,
        stream=row.stream,
        revision=row.revision,
        pin=row.pin,
        right=row.right,
        reviewed=row.reviewed,
        subject=about,
        state=row.state,
        verdict=row.verdict,
        started_by=row.started_by,
        started_ms=row.started_ms,
        completed_by=row.completed_by,
        completed_ms=row.completed_ms,
        layout=laid,
        held=held,
        judged=judge(laid, held, about),
    )


def layout(connection: Connection, pin: str, plugs: Plugs) -> Layout:
    """Return a pinned form ready to be filled.

    Refusals: `document.not_here`, `form.unknown_kind`.
    """
    data = content.fetch(connection, pin)
    if data is None:
        raise Refused("document.not_here", body=pin[:8])
    return _laid_out(data, plugs)


def choose(connection: Connection, form: str, at_ms: int, plugs: Plugs) -> Chosen:
    """Return the revision of a form to begin filling now, ready to be filled.

    Refusals: `form.none_in_force`, `document.withdrawn`, those of `layout`.
    """
    pin = for_work(connection, FORM, form, at_ms)
    if pin is None:
        raise Refused("form.none_in_force", form=form)
    layout(connection, pin.body, plugs)
    return Chosen(pin, body(connection, pin.body, Form))


def subject(row: FilledRow) -> Subject:
    """Return what a form is filled for."""
    return Subject(
        order=row.order,
        operation=row.operation,
        lot=row.lot,
        product=row.product,
        material=row.material,
        supplier=row.supplier,
        equipment=row.equipment,
        inspection=row.inspection,
        why=row.why,
    )


def tried(connection: Connection, name: str, path: str = "") -> tuple[Tried, ...]:
    """Return every value that was entered in a form, or at one place of it, the oldest first."""
    query = select(_R).where(_R.c.stream == filled_stream(name))
    if path:
        query = query.where(_R.c.path == path)
    rows = read(connection, ReadingRow, query.order_by(_R.c.at_ms, _R.c.turn, _R.c.hash))
    return tuple(
        Tried(
            row.hash,
            row.path,
            row.said,
            row.passes,
            row.source,
            row.gauge,
            row.reason,
            row.by,
            row.at_ms,
        )
        for row in rows
    )


def forms_of(
    connection: Connection,
    *,
    order: str = "",
    operation: str = "",
    lot: str = "",
    inspection: str = "",
    limit: int = 200,
) -> tuple[FilledRow, ...]:
    """Return the forms filled for something, the newest first; voided ones are among them."""
    wanted = {"order": order, "operation": operation, "lot": lot, "inspection": inspection}
    query = select(_F)
    for name, value in wanted.items():
        if value:
            query = query.where(_F.c[name] == value)
    return read(connection, FilledRow, query.order_by(_F.c.started_ms.desc()).limit(limit))


def forms_naming(connection: Connection, key: str, name: str) -> tuple[FilledRow, ...]:
    """Return the forms, not voided, in which a value that counts begins with `key`: a name.

    As a picked lot does: `{"lot": "FM-2610-07", …}`. The oldest first.
    """
    begins = msgspec.json.encode({key: name}).decode()[:-1]
    return tuple(row for row, _ in _naming(connection, begins, None))


def names_in(connection: Connection, key: str, order: str) -> tuple[str, ...]:
    """Return the names that values in the forms of an order begin with, under `key`."""
    begins = f'{{"{key}":"'
    found = (value for _, value in _naming(connection, begins, order))
    names = (msgspec.json.decode(value).get(key) for value in found)
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def _naming(connection: Connection, begins: str, order: str | None) -> list[tuple[FilledRow, str]]:
    here = _E.c.value.startswith(begins, autoescape=True)
    query = select(_E.c.value, _F).join(_F, _F.c.stream == _E.c.stream)
    query = query.where(here, _F.c.state != "voided").order_by(_F.c.started_ms, _F.c.filled)
    if order is not None:
        query = query.where(_F.c.order == order)
    rows = connection.execute(query).all()
    names = FilledRow.__struct_fields__
    return [(FilledRow(**dict(zip(names, row[1:], strict=True))), row[0]) for row in rows]


def open_forms(connection: Connection, station: str) -> tuple[FilledRow, ...]:
    """Return what was begun at a station and is not complete, the newest first."""
    query = select(_F).where(_F.c.state == "open", _F.c.station == station)
    return read(connection, FilledRow, query.order_by(_F.c.started_ms.desc()))


def uninvestigated(connection: Connection, plugs: Plugs) -> tuple[Suspect, ...]:
    """Return every failed result nobody has investigated yet (OOS), the oldest first (CN-18)."""
    query = (
        select(_E)
        .join(_F, _F.c.stream == _E.c.stream)
        .where(_E.c.passes == "fail", _E.c.finding == "", _F.c.state != "voided")
        .order_by(_E.c.at_ms, _E.c.hash)
    )
    found = []
    for row in read(connection, EntryRow, query):
        about = head(connection, row.stream.partition("/")[2])
        place = None if about is None else _place(connection, about, row.path, plugs)
        if about is not None and place is not None and place.kind.is_test:
            found.append(
                Suspect(
                    filled=about.filled,
                    title=about.title,
                    path=row.path,
                    label=label_of(place),
                    said=row.said,
                    by=row.by,
                    at_ms=row.at_ms,
                    subject=subject(about),
                )
            )
    return tuple(found)


def _place(connection: Connection, about: FilledRow, path: str, plugs: Plugs) -> Place | None:
    try:
        return layout(connection, about.pin, plugs).place(path)
    except Refused:
        return None


def failed_around(
    connection: Connection, at_ms: int, span_ms: int, *, station: str = "", form: str = ""
) -> Decimal:
    """Return the most forms that failed within any `span_ms` around a time (ms since 1970 UTC).

    Of those begun at a station, of those of one form, or of all. Where they are seen as they come
    that is how many failed in the span before; a server that hears of one late counts it as well.
    """
    wanted = {"from_ms": at_ms - span_ms, "to_ms": at_ms + span_ms}
    rows = read(connection, FilledRow, _FAILED, wanted)
    times = sorted(
        row.completed_ms
        for row in rows
        if row.state == "completed" and station in ("", row.station) and form in ("", row.form)
    )
    most = first = 0
    for last, time in enumerate(times):
        while times[first] <= time - span_ms:
            first += 1
        most = max(most, last - first + 1)
    return Decimal(most)


def last_serial(connection: Connection, prefix: str) -> int:
    """Return the greatest counter given out after a prefix; 0 where none was."""
    query = select(func.max(_R.c.said)).where(_R.c.said.like(f"{prefix}%"))
    last = str(connection.execute(query).scalar() or "")
    tail = last.removeprefix(prefix)
    return int(tail) if tail.isdigit() else 0


# --------------------------------------------------------------------- what a merge contradicts
ENTERED_APART, OTHER_RIGHT = "entered_apart", "entered_without_right"


def clashes(connection: Connection) -> tuple[Discrepancy, ...]:
    """Return places two people filled without knowing of each other, and entries out of turn."""
    t = ClashRow.table
    kinds = {"apart": ENTERED_APART, "other_right": OTHER_RIGHT}
    rows = read(connection, ClashRow, select(t).order_by(t.c.stream, t.c.second))
    return tuple(
        Discrepancy(
            kind=kinds[row.kind],
            subjects=(row.stream, row.path, row.second),
            owner=row.by,
            at_ms=row.at_ms,
            stream=row.stream,
            looked_at=tuple(one for one in (row.first, row.second) if one),
            facts={"field": row.path},
        )
        for row in rows
        if row.kind in kinds
    )


def clashed(connection: Connection, name: str) -> frozenset[str]:
    """Return the places of a form that two people filled without knowing of each other."""
    t = ClashRow.table
    query = select(t).where(t.c.stream == filled_stream(name), t.c.kind == "apart")
    return frozenset(row.path for row in read(connection, ClashRow, query))


@lru_cache(maxsize=_LAYOUTS)
def _laid_out(data: bytes, plugs: Plugs) -> Layout:
    """Lay a form out once: its bytes never change, for its name is their hash."""
    return lay_out(msgspec.json.decode(data, type=Form), plugs.field_kinds)


def _held(laid: Layout, row: EntryRow) -> Held:
    place = laid.place(row.path)
    value = None if place is None else decoded(place, row.value)
    known = place is not None and value is not None
    return Held(
        hash=row.hash,
        value=value,
        said=row.said,
        passes=place.kind.passes(place.settings, value) if known and place else None,
        by=row.by,
        at_ms=row.at_ms,
        source=row.source,
        gauge=row.gauge,
        device=row.device,
        raw=row.raw,
        reason=row.reason,
        not_applicable=row.not_applicable,
        witness=row.witness,
        finding=row.finding,
        cause=row.cause,
        retries=row.retries,
    )
