"""Questions the review board asks: all that are open, one of them, and what they come to."""

from collections.abc import Collection
from decimal import Decimal
from time import perf_counter

from sqlalchemy import Connection

from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.people.accounts.queries import person as person_of
from app.capabilities.people.accounts.queries import rights_of
from app.capabilities.production.orders.queries import order as order_of
from app.capabilities.production.orders.queries import routed
from app.capabilities.quality.nonconformance.containing.decisions import LOT
from app.capabilities.quality.nonconformance.containing.queries import held_lots, held_work
from app.capabilities.quality.nonconformance.dispositions.queries import ground, uncounted
from app.capabilities.quality.nonconformance.records.answers import (
    COLUMN_OF,
    Column,
    Nonconformance,
)
from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    AffectedKind,
    Finding,
    Terms,
)
from app.capabilities.quality.nonconformance.records.decisions import (
    affected_names,
    due_ms,
    risk_of,
    severity_of,
)
from app.capabilities.quality.nonconformance.records.queries import (
    closed_since,
    costs,
    costs_since,
    done_since,
    nonconformance,
    open_ones,
    opened_since,
    remarks,
    terms,
)
from app.capabilities.quality.nonconformance.registering.queries import affected
from app.capabilities.quality.nonconformance.review_board import decisions
from app.capabilities.quality.nonconformance.review_board.answers import (
    AffectedLine,
    Board,
    Card,
    Lane,
    Remark,
    Review,
    Statistics,
)
from app.capabilities.quality.nonconformance.reviewing.decisions import acts, parts_of
from app.capabilities.quality.nonconformance.reviewing.queries import open_acts, waits_for
from app.capabilities.quality.nonconformance.signing_order.queries import signers
from app.kernel.days import Moment
from app.kernel.place import Place
from app.kernel.words import Bilingual

_DAY_MS = 86_400_000
_NOTHING = Decimal(0)


def board(connection: Connection, person: str, place: Place, now: Moment) -> Board:
    """Return every open nonconformance by column, and which of them `person` is to sign here."""
    here, found = terms(connection, now.ms), open_ones(connection)
    rights = rights_of(connection, person, place)
    cards = [(COLUMN_OF[one.state], card(connection, one, here, now)) for one in found]
    lanes = tuple(
        Lane(column, tuple(sorted((c for at, c in cards if at is column), key=_urgency)))
        for column in Column
    )
    return Board(lanes, len(found), mine(found, rights, person))


def review(
    connection: Connection, name: str, person: str, place: Place, now: Moment
) -> Review | None:
    """Return one nonconformance as `person` sees it here; None where it is not known."""
    it = nonconformance(connection, name)
    if it is None or not it.row.opened:
        return None
    here, on = terms(connection, now.ms), ground(connection, it, now.ms)
    rights = rights_of(connection, person, place)
    row, shown = it.row, card(connection, it, here, now)
    began = perf_counter()
    lines = _affected(connection, it)
    took_ms = round((perf_counter() - began) * 1000)
    what, operation = _names(connection, it)
    standing = it.standing
    return Review(
        it=it,
        card=shown,
        what=what,
        what_code=row.product or row.material,
        operation_name=operation,
        found_by=row.opened_by,
        found_by_name=_called(connection, row.opened_by),
        code_name=here.named(row.code),
        severity=severity_of(row),
        risk=risk_of(row),
        rule=row.rule,
        pictures=row.pictures,
        affected=lines,
        affected_took_ms=took_ms,
        tiles=decisions.tiles(it, on),
        total=it.pieces.held if standing is None else decisions.split_total(it),
        split=_NOTHING if standing is None else decisions.split_total(it),
        signers=signers(connection, it, person, rights),
        follow_ups=tuple(decisions.follow_ups(it, shown)),
        remarks=tuple(
            Remark(r.by, _called(connection, r.by), r.at_ms, r.remark, r.pictures)
            for r in remarks(connection, name)
        ),
        costs=decisions.cost_lines(costs(connection, name)),
        cycles_done=it.cycles,
        cycles_most=on.most_cycles,
        acts=acts(
            it,
            rights,
            person,
            open_acts(connection, it),
            labels=len(uncounted(connection, it).get(place.station, ())),
        ),
    )


def statistics(connection: Connection, now: Moment, days: int = 30) -> Statistics:
    """Return what the last days came to: codes, time, rework again, held, costs."""
    here, since_ms = terms(connection, now.ms), now.ms - days * _DAY_MS
    opened, closed = opened_since(connection, since_ms), closed_since(connection, since_ms)
    found = open_ones(connection)
    due = (due_ms(one.row, here, now.offset_min) for one in found)
    return Statistics(
        days=days,
        pareto=decisions.pareto(opened, here),
        opened=sum(1 for one in opened if not one.called_off_ms),
        closed=len(closed),
        mean_days_to_close=decisions.mean_days(closed),
        overdue=sum(1 for one in due if one is not None and one < now.ms),
        again_percent=decisions.again_percent(done_since(connection, since_ms)),
        held=decisions.waiting(found),
        costs=decisions.cost_lines(costs_since(connection, since_ms)),
    )


def card(connection: Connection, it: Nonconformance, here: Terms, now: Moment) -> Card:
    """Return one as it stands on the board."""
    row = it.row
    due = due_ms(row, here, now.offset_min)
    return Card(
        name=row.name,
        number=row.number,
        code=row.code,
        title=row.title,
        where=" · ".join(part for part in (row.equipment, row.operation) if part) or row.lot,
        order=row.order,
        lot=row.lot,
        quantity=row.quantity,
        unit=row.unit,
        severity=severity_of(row),
        state=it.state,
        since_ms=row.opened_ms,
        due_ms=due,
        is_overdue=due is not None and due < now.ms,
        waits_for=waits_for(connection, it),
    )


def mine(
    found: Collection[Nonconformance], rights: Collection[str], person: str
) -> tuple[str, ...]:
    """Return those that somebody is to sign: an approval of theirs is missing."""
    return tuple(one.name for one in found if parts_of(one, rights, person))


def _urgency(one: Card) -> tuple[bool, int, str]:
    return (not one.is_overdue, one.due_ms or 0, one.name)


def _affected(connection: Connection, it: Nonconformance) -> tuple[AffectedLine, ...]:
    """Return what was looked at, and after it what else is found now."""
    said = it.row.affected
    names = affected_names(said)
    more = [one for one in affected(connection, it.row) if (one.kind.value, one.name) not in names]
    lots = {one.lot for one in held_lots(connection, it.name, it.row.holds)}
    work = {one.scope.order or one.scope.equipment for one in held_work(connection, it.name)}
    held = {f"{LOT}{one}" for one in lots} | work

    def line(one: Affected, *, is_suggested: bool) -> AffectedLine:
        is_lot = one.kind is AffectedKind.LOT
        is_held = (f"{LOT}{one.name}" if is_lot else one.name) in held
        finding = Finding.HELD if is_held and is_suggested else one.finding
        return AffectedLine(
            kind=one.kind,
            name=one.name,
            title=_title(connection, one),
            detail=one.remark or one.why,
            quantity=one.quantity,
            unit=one.unit,
            finding=finding,
            is_held=is_held,
            is_suggested=is_suggested,
        )

    return (
        *(line(one, is_suggested=False) for one in said),
        *(line(one, is_suggested=True) for one in more),
    )


def _title(connection: Connection, one: Affected) -> Bilingual:
    if one.kind is AffectedKind.LOT:
        lot = lot_of(connection, one.name)
        return Bilingual(one.name, one.name) if lot is None else lot.material_name
    head = order_of(connection, one.name) if one.kind is AffectedKind.ORDER else None
    if head is None:
        return Bilingual(one.name, one.name)
    return Bilingual(head.product_name_zh, head.product_name_en)


def _names(connection: Connection, it: Nonconformance) -> tuple[Bilingual, Bilingual]:
    """Return what the thing and the operation are called."""
    row = it.row
    head = order_of(connection, row.order) if row.order else None
    if head is not None:
        what = Bilingual(head.product_name_zh, head.product_name_en)
        rows = routed(connection, (row.order,))[row.order]
        name = next((one for one in rows if one.operation == row.operation), None)
        return what, Bilingual("", "") if name is None else Bilingual(name.name_zh, name.name_en)
    lot = lot_of(connection, row.lot) if row.lot else None
    code = row.product or row.material
    return (Bilingual(code, code) if lot is None else lot.material_name), Bilingual("", "")


def _called(connection: Connection, person: str) -> str:
    found = person_of(connection, person) if person else None
    return person if found is None else found.name.zh
