"""What a form may be begun for: orders in work with their operations, machines, lots."""

from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection

from app.capabilities.equipment.machines.queries import machines
from app.capabilities.equipment.machines.tables import EquipmentRow
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.queries import labelled, lots
from app.capabilities.production.orders.queries import routed
from app.capabilities.production.orders.tables import RoutedRow
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.capabilities.production.progress.queries import order_lines

MOST = 300
"""Orders and lots offered; another one is scanned."""


@dataclass(frozen=True, slots=True)
class BeginFacts:
    """Orders the urgent ones first, their operations in the order of the route, by order."""

    orders: tuple[OrderLine, ...] = ()
    operations: dict[str, tuple[RoutedRow, ...]] | None = None
    machines: tuple[EquipmentRow, ...] = ()
    lots: tuple[Lot, ...] = ()

    def order(self, number: str) -> OrderLine | None:
        """Return an order in work; None for any other."""
        return next((one for one in self.orders if one.order == number), None)

    def lot(self, name: str) -> Lot | None:
        """Return a lot of material; None for any other."""
        return next((one for one in self.lots if one.lot == name), None)

    def steps(self, order: str) -> tuple[RoutedRow, ...]:
        """Return the operations of an order."""
        return (self.operations or {}).get(order, ())


def begin_facts(connection: Connection, today: str) -> BeginFacts:
    """Return what a form may be begun for; `today` is ISO."""
    lines = order_lines(connection, today)
    orders = tuple(one for one in lines if one.phase is not Phase.FINISHED)[:MOST]
    steps = routed(connection, [one.order for one in orders])
    return BeginFacts(
        orders=orders,
        operations={order: tuple(rows) for order, rows in steps.items()},
        machines=machines(connection),
        lots=tuple(one for one in lots(connection) if not one.is_used_up)[:MOST],
    )


def lots_meant(connection: Connection, name: str) -> tuple[Lot, ...]:
    """Return the lots a scanned label may mean."""
    return labelled(connection, name)


def told(subject: Subject, facts: BeginFacts) -> Subject:
    """Return a subject with what its order and lot say of it: product and lot, material, supplier.

    What was said already stays. A lot of material brings its material and supplier with it.
    """
    order, lot = facts.order(subject.order), facts.lot(subject.lot)
    if order is not None:
        subject = msgspec.structs.replace(
            subject, product=subject.product or order.product, lot=subject.lot or order.lot
        )
    if lot is not None:
        subject = msgspec.structs.replace(subject, material=lot.material, supplier=lot.supplier)
    return subject


def with_lot(facts: BeginFacts, lot: Lot) -> BeginFacts:
    """Return the facts with a lot that was scanned and is not among those offered."""
    if facts.lot(lot.lot) is not None:
        return facts
    return replace(facts, lots=(lot, *facts.lots))
