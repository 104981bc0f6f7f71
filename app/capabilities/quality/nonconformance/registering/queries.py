"""What is known of what a nonconformance is about, and what else may be affected."""

from decimal import Decimal

from msgspec.structs import replace
from sqlalchemy import Connection

from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.forms.filling.queries import filled, forms_naming, head, names_in
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.materials.lots.queries import lots_of
from app.capabilities.production.operations.queries import orders_on, rows_of
from app.capabilities.production.orders.queries import known as orders_known
from app.capabilities.production.orders.queries import order as order_of
from app.capabilities.production.weighings.queries import lots_weighed, orders_weighing
from app.capabilities.quality.inspections.queries import inspection, last_good_ms
from app.capabilities.quality.nonconformance.records.bodies import Affected, AffectedKind, Found
from app.capabilities.quality.nonconformance.records.decisions import MOST_AFFECTED
from app.capabilities.quality.nonconformance.records.queries import misses_registered
from app.capabilities.quality.nonconformance.records.tables import NonconformanceRow
from app.capabilities.quality.nonconformance.registering.answers import Seen
from app.capabilities.quality.nonconformance.registering.decisions import found_in
from app.journal.capability import Plugs
from app.journal.ruling import Matter

_INSPECTION, _FILLED = "inspection/", "filled/"
_NOTHING = Decimal(0)


def seen(connection: Connection, matter: Matter, plugs: Plugs) -> Seen:
    """Return all that is known of a matter: by its form, its inspection, its order, its lot."""
    whole = _of_order(connection, _of_form(connection, _of_stream(connection, matter)))
    quantity, unit = _much(connection, whole)
    form = head(connection, whole.filled) if whole.filled else None
    found = Found() if form is None else found_in(filled(connection, form.filled, plugs))
    registered = misses_registered(connection, whole.filled, plugs)
    return Seen(matter=whole, quantity=quantity, unit=unit, found=found, registered=registered)


def affected(connection: Connection, row: NonconformanceRow) -> tuple[Affected, ...]:
    """Return what else may be affected: its order, its lots of material and whoever used them,
    and what ran on its machine since something made there was last accepted, the latest first.

    `why` is a code of `ncr.why_affected`. At most `MOST_AFFECTED`, as many as one may judge.
    """
    found: dict[tuple[AffectedKind, str], Affected] = {}
    for one in (
        *_by_order(connection, row),
        *_by_lot(connection, row),
        *_by_machine(connection, row),
    ):
        found.setdefault((one.kind, one.name), one)
    return tuple(found.values())[:MOST_AFFECTED]


# ----------------------------------------------------------------------------- what is it about
def _of_stream(connection: Connection, matter: Matter) -> Matter:
    if matter.stream.startswith(_FILLED):
        return replace(matter, filled=matter.filled or matter.stream.removeprefix(_FILLED))
    if not matter.stream.startswith(_INSPECTION):
        return matter
    one = inspection(connection, matter.stream.removeprefix(_INSPECTION))
    return matter if one is None else replace(matter, filled=matter.filled or one.filled)


def _of_form(connection: Connection, matter: Matter) -> Matter:
    form = head(connection, matter.filled) if matter.filled else None
    if form is None:
        return matter
    return replace(
        matter,
        order=matter.order or form.order,
        operation=matter.operation or form.operation,
        lot=matter.lot or form.lot,
        product=matter.product or form.product,
        material=matter.material or form.material,
        supplier=matter.supplier or form.supplier,
        equipment=matter.equipment or form.equipment,
        form=matter.form or form.form,
    )


def _of_order(connection: Connection, matter: Matter) -> Matter:
    head_ = order_of(connection, matter.order) if matter.order else None
    if head_ is not None:
        work = rows_of(connection, (matter.order,)).get((matter.order, matter.operation))
        return replace(
            matter,
            lot=matter.lot or head_.lot,
            product=matter.product or head_.product,
            equipment=matter.equipment or ("" if work is None else work.equipment),
        )
    lot = lot_of(connection, matter.lot) if matter.lot else None
    if lot is None:
        return matter
    return replace(
        matter,
        material=matter.material or lot.material,
        supplier=matter.supplier or lot.supplier,
    )


def _much(connection: Connection, matter: Matter) -> tuple[Decimal, str]:
    """Return how much there is of it, at its operation where something is there, and the unit."""
    head_ = order_of(connection, matter.order) if matter.order else None
    if head_ is not None:
        here = at_nodes(connection, matter.order).get(matter.operation, _NOTHING)
        return (here if here > 0 else head_.quantity), head_.unit_zh
    lot = lot_of(connection, matter.lot) if matter.lot else None
    return (_NOTHING, "") if lot is None else (lot.quantity, lot.unit.zh)


# ----------------------------------------------------------------------------- what else
def _used(connection: Connection, order: str) -> tuple[str, ...]:
    """Return the lots of material an order used: as weighed, and as its forms name them."""
    if not order:
        return ()
    names = (*lots_weighed(connection, order), *names_in(connection, "lot", order))
    return tuple(dict.fromkeys(names))


def _users(connection: Connection, lot: str) -> tuple[str, ...]:
    """Return the orders that used a lot of material."""
    by_form = (form.order for form in forms_naming(connection, "lot", lot))
    return tuple(dict.fromkeys(filter(None, (*orders_weighing(connection, lot), *by_form))))


def _by_order(connection: Connection, row: NonconformanceRow) -> list[Affected]:
    """The whole order it was found in, and every lot of material that its forms name."""
    head_ = order_of(connection, row.order) if row.order else None
    if head_ is None:
        return []
    whole = Affected(
        kind=AffectedKind.ORDER,
        name=row.order,
        why="same_order",
        quantity=head_.quantity,
        unit=head_.unit_zh,
    )
    return [whole, *_lots(connection, _used(connection, row.order), "used_in_order")]


def _by_lot(connection: Connection, row: NonconformanceRow) -> list[Affected]:
    """What was made of the lots of material it is about, and of those its order used."""
    own = lot_of(connection, row.lot) if row.lot else None
    siblings = () if own is None else _siblings(connection, own)
    names = (row.lot, *siblings) if own is not None else _used(connection, row.order)
    users = (order for name in names for order in _users(connection, name))
    orders = dict.fromkeys(order for order in users if order != row.order)
    found = _orders(connection, orders, "same_material")
    return [*_lots(connection, siblings, "same_supplier_lot"), *found]


def _siblings(connection: Connection, own: Lot) -> tuple[str, ...]:
    """Return our other lots of the same lot of the supplier."""
    if not own.supplier_lot:
        return ()
    return tuple(
        one.lot
        for one in lots_of(connection, own.material)
        if one.lot != own.lot
        and (one.supplier, one.supplier_lot) == (own.supplier, own.supplier_lot)
    )


def _by_machine(connection: Connection, row: NonconformanceRow) -> list[Affected]:
    if not row.equipment:
        return []
    since_ms = last_good_ms(connection, row.equipment, row.opened_ms)
    ran = orders_on(connection, row.equipment, since_ms)
    orders = dict.fromkeys(one for one in ran if one != row.order)
    return _orders(connection, orders, "same_machine")


def _orders(connection: Connection, orders: dict[str, None], why: str) -> list[Affected]:
    heads = orders_known(connection, tuple(orders))
    return [
        Affected(
            kind=AffectedKind.ORDER,
            name=name,
            why=why,
            quantity=heads[name].quantity,
            unit=heads[name].unit_zh,
        )
        for name in orders
        if name in heads
    ]


def _lots(connection: Connection, names: tuple[str, ...], why: str) -> list[Affected]:
    found = (lot_of(connection, name) for name in names)
    return [
        Affected(
            kind=AffectedKind.LOT, name=one.lot, why=why, quantity=one.quantity, unit=one.unit.zh
        )
        for one in found
        if one is not None
    ]
