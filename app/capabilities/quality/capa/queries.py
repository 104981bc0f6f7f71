"""Questions about CAPAs: how they stand, what proposes one, what waits for whom."""

from collections.abc import Iterator

from sqlalchemy import Connection, String, bindparam, select, type_coerce

from app.capabilities.quality.capa.answers import Capa, Proposal, Recurrence
from app.capabilities.quality.capa.bodies import ProposeCapa
from app.capabilities.quality.capa.decisions import TIMES, WINDOW_DAYS, number, recurring
from app.capabilities.quality.capa.decisions import propose as decided
from app.capabilities.quality.capa.events import CapaProposed, Step, capa_stream, recurrence_key
from app.capabilities.quality.capa.fold import CLOSED_APART, CLOSED_UNPROVEN, JUDGED_APART
from app.capabilities.quality.capa.tables import (
    CLOSED,
    CapaActionRow,
    CapaCheckRow,
    CapaClashRow,
    CapaProposalRow,
    CapaRow,
    CapaStepRow,
)
from app.capabilities.quality.deviations.events import Weight
from app.capabilities.quality.deviations.queries import since as deviations_since
from app.capabilities.quality.nonconformance.records.events import nonconformance_stream
from app.capabilities.quality.nonconformance.records.queries import (
    recurrences as nonconformances_recurring,
)
from app.journal.capability import Acting
from app.journal.discrepancy import Check, Discrepancy
from app.journal.rows import read, read_among
from app.journal.ruling import Fired, Matter
from app.journal.todo import Todo, Urgency
from app.kernel.days import Moment, end_of_day_ms, later
from app.kernel.words import Bilingual
from app.store.prepared import Among, Prepared

_C, _P = CapaRow.table, CapaProposalRow.table
_BY_STREAM = Prepared(select(_C).where(_C.c.stream == bindparam("stream")))
_STEPS = Among(select(CapaStepRow.table), CapaStepRow.table.c.stream)
_ACTIONS = Among(select(CapaActionRow.table), CapaActionRow.table.c.stream)
_CHECKS = Among(select(CapaCheckRow.table), CapaCheckRow.table.c.stream)
_DAY_MS = 86_400_000
_LATEST = 500
_QUALITY, _HEADS = ("qa_release",), ("qa_release", "production_head")


def capa(connection: Connection, name: str) -> Capa | None:
    """Return one CAPA, with every round of it."""
    found = read(connection, CapaRow, _BY_STREAM, {"stream": capa_stream(name)})
    return next(iter(_whole(connection, found)), None)


def capas(connection: Connection, limit: int = _LATEST) -> tuple[Capa, ...]:
    """Return every CAPA, the open ones first, by the day they are due."""
    query = select(_C).order_by(_C.c.state.desc(), _C.c.due, _C.c.stream).limit(limit)
    return _whole(connection, read(connection, CapaRow, query))


def open_capas(connection: Connection) -> tuple[Capa, ...]:
    """Return the CAPAs that are not closed, by the day they are due."""
    query = select(_C).where(_C.c.state != CLOSED).order_by(_C.c.due, _C.c.stream)
    return _whole(connection, read(connection, CapaRow, query))


def capas_of(connection: Connection, source: str) -> tuple[Capa, ...]:
    """Return the CAPAs that answer a record, by its stream."""
    query = select(_C).where(
        type_coerce(_C.c.sources, String).like(f"%{_escaped(source)}%", escape="\\")
    )
    rows = read(connection, CapaRow, query.order_by(_C.c.opened_ms, _C.c.stream))
    return _whole(connection, tuple(row for row in rows if source in row.sources))


def of_batch(connection: Connection, order: str = "", lot: str = "") -> tuple[Capa, ...]:
    """Return the CAPAs that are about an order, or a lot; empty names ask for none."""
    query = select(_C).where(
        ((_C.c.order == order) & (_C.c.order != "")) | ((_C.c.lot == lot) & (_C.c.lot != ""))
    )
    return _whole(connection, read(connection, CapaRow, query.order_by(_C.c.opened_ms)))


def _whole(connection: Connection, rows: tuple[CapaRow, ...]) -> tuple[Capa, ...]:
    streams = [row.stream for row in rows]
    steps = read_among(connection, CapaStepRow, _STEPS, streams)
    actions = read_among(connection, CapaActionRow, _ACTIONS, streams)
    checks = read_among(connection, CapaCheckRow, _CHECKS, streams)
    return tuple(
        Capa(
            row,
            tuple(sorted((s for s in steps if s.stream == row.stream), key=lambda s: s.place)),
            tuple(
                sorted(
                    (a for a in actions if a.stream == row.stream),
                    key=lambda a: (a.round, a.planned_ms, a.action),
                )
            ),
            tuple(sorted((c for c in checks if c.stream == row.stream), key=lambda c: c.place)),
        )
        for row in rows
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# ------------------------------------------------------------------------------------- proposals
def recurrences(connection: Connection, now_ms: int) -> tuple[Recurrence, ...]:
    """Return what comes up again and again on a product, of deviations."""
    since_ms = now_ms - WINDOW_DAYS * _DAY_MS
    told = [
        (row.sort, row.product, row.stream, row.reported_ms)
        for row in deviations_since(connection, since_ms)
    ]
    return recurring(told, now_ms)


def proposals(connection: Connection, now_ms: int) -> tuple[Proposal, ...]:
    """Return the CAPAs that are proposed and that nobody answered, the latest first.

    One of deviations that was answered comes again with as many new records as made it; one of
    nonconformances with the next group of them that recurs by the plant's terms.
    """
    rows = {row.proposal: row for row in read(connection, CapaProposalRow, select(_P))}
    found = [_ruled(row) for row in rows.values() if row.state == "proposed" and row.proposed_ms]
    for ncr in nonconformances_recurring(connection, now_ms):
        if ncr.key not in rows:
            streams = tuple(nonconformance_stream(name) for name in ncr.names)
            facts = (ncr.last_ms, ncr.code, ncr.product, streams, ncr.code_name)
            found.append(Proposal(ncr.key, Weight.MAJOR, *facts))
    for one in recurrences(connection, now_ms):
        key = recurrence_key(one.code, one.product)
        seen = rows[key].looked_at if key in rows else ()
        if len([record for record in one.records if record not in seen]) >= TIMES:
            found.append(
                Proposal(key, Weight.MAJOR, one.last_ms, one.code, one.product, one.records)
            )
    return tuple(sorted(found, key=lambda one: (-one.at_ms, one.key)))


def proposal(connection: Connection, key: str, now_ms: int) -> Proposal | None:
    """Return one proposal that waits."""
    return next((one for one in proposals(connection, now_ms) if one.key == key), None)


def propose(acting: Acting, fired: Fired, settings: ProposeCapa) -> tuple[CapaProposed, ...]:
    """Propose one because a rule fired; nothing where it is proposed already."""
    query = select(_P).where(_P.c.proposal == fired.key)
    if read(acting.connection, CapaProposalRow, query):
        return ()
    return (decided(fired, settings),)


def _ruled(row: CapaProposalRow) -> Proposal:
    about = {
        name: getattr(row, name)
        for name in ("order", "operation", "lot", "material", "equipment")
        if getattr(row, name)
    }
    records = (row.record,) if row.record else ()
    weight = Weight(row.weight)
    return Proposal(
        row.proposal, weight, row.proposed_ms, "", row.product, records, row.title, about
    )


# ------------------------------------------------------------------------------------ what waits
def todos(acting: Acting) -> Iterator[Todo]:
    """Say which actions, checks and steps are due, what waits for a signature, what is proposed."""
    for one in open_capas(acting.connection):
        yield from _of_capa(one, acting.now)
    for found in proposals(acting.connection, acting.now_ms):
        said = found.said or Bilingual(
            f"{found.code} · {found.product}", f"{found.code} · {found.product}"
        )
        matter = Matter(product=found.product, **found.about)
        yield Todo(
            key=f"capa_proposal/{found.key}/{len(found.records)}",
            kind="capa_proposed",
            title=said,
            matter=matter,
            since_ms=found.at_ms,
            roles=_QUALITY,
            due_ms=found.at_ms + 14 * _DAY_MS,
            escalated=_HEADS,
            screen="capa",
            place=(("record", f"capa_proposal/{found.key}"),),
        )


def _of_capa(one: Capa, now: Moment) -> Iterator[Todo]:
    name, check = one.row.capa, one.check
    for action in one.here:
        if not action.is_done:
            key = f"capa_action/{name}/{action.action}"
            yield _todo(one, now, key, action.what, action.due, people=(action.who,))
    if check is not None and not check.done and not one.open_steps:
        yield _todo(one, now, f"capa_check/{name}/{one.row.round}", check.metric, check.due)
    step = one.next_step
    if step is Step.CLOSING and one.is_proven:
        yield _todo(one, now, f"capa_close/{name}/{one.row.round}", "", one.row.due)
    elif step not in (Step.CLOSING, Step.ACTIONS) or not one.here:
        if step is not Step.CLOSING:
            key, due = f"capa_step/{name}/{one.row.round}/{step.value}", one.row.due
            yield _todo(one, now, key, step.value.upper(), due, people=(one.row.lead,))
        elif check is None:
            key, due = f"capa_plan/{name}/{one.row.round}", one.row.due
            yield _todo(one, now, key, "", due, people=(one.row.lead,))


def _todo(
    one: Capa, now: Moment, key: str, what: str, due: str, *, people: tuple[str, ...] = ()
) -> Todo:
    """Return one to-do: of people by name, else of quality; late ones also those above see."""
    kind = key.partition("/")[0]
    said = " · ".join(part for part in (number(one.row.capa), what, one.row.title) if part)
    row = one.row
    return Todo(
        key=key,
        kind=kind,
        title=Bilingual(said, said),
        matter=Matter(stream=row.stream, order=row.order, lot=row.lot, product=row.product),
        since_ms=row.opened_ms,
        roles=() if people else _QUALITY,
        people=people,
        due_ms=end_of_day_ms(due, now.offset_min),
        escalated=_HEADS,
        urgency=Urgency.SOON if due <= later(now.day, 2) else Urgency.NORMAL,
        screen="capa",
        place=(("record", row.stream),),
    )


# ------------------------------------------------------------------------ what a merge contradicts
_KINDS = {
    CLOSED_APART: "capa_closed_apart",
    CLOSED_UNPROVEN: "capa_closed_unproven",
    JUDGED_APART: "capa_judged_apart",
}


def clashes(connection: Connection) -> Iterator[Discrepancy]:
    """Find what stations did to a CAPA apart: one case for each CAPA and each way."""
    c = CapaClashRow.table
    rows = read(connection, CapaClashRow, select(c).order_by(c.c.stream, c.c.at_ms, c.c.second))
    for stream, matter in dict.fromkeys((row.stream, row.matter) for row in rows):
        mine = [row for row in rows if (row.stream, row.matter) == (stream, matter)]
        hashes = dict.fromkeys(h for one in mine for h in (one.first, one.second) if h)
        for head in read(connection, CapaRow, _BY_STREAM, {"stream": stream}):
            yield Discrepancy(
                kind=_KINDS[matter],
                subjects=(stream,),
                owner=mine[-1].by,
                at_ms=mine[-1].at_ms,
                stream=stream,
                looked_at=tuple(hashes),
                stations=tuple(dict.fromkeys((head.station, *(one.station for one in mine)))),
                facts={"capa": number(head.capa), "title": head.title},
            )


CHECKS = (Check(tuple(_KINDS.values()), clashes),)
