"""Everything the screen of one order shows, asked in one go on the reader. No Qt."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_UP, Decimal

from sqlalchemy import Connection

from app.capabilities.documents.queries import body
from app.capabilities.equipment.machines.queries import duties, machines
from app.capabilities.people.accounts.queries import people
from app.capabilities.production.bodies import Operation, Product, Route
from app.capabilities.production.operations.decisions import unenforced_gates
from app.capabilities.production.orders import queries as orders
from app.capabilities.production.orders.decisions import lot_of
from app.capabilities.production.orders.tables import OrderRow, ReceiptRow
from app.capabilities.production.progress.answers import Reported, Task
from app.capabilities.production.progress.queries import work_in_hand
from app.capabilities.sites.queries import stations
from app.kernel.clock import moment
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class OperationFacts:
    """One operation; `task` is None while the order is only planned."""

    code: str
    name: Bilingual
    work_centre: str
    minutes: Decimal | None
    task: Task | None
    machines: tuple[str, ...]
    reports: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order. `gates` are those of its route that nothing holds yet, as `OP: gate`.

    `duties` are the work centres of each station. `trouble` says why no route can be shown.
    """

    head: OrderRow
    lot: str
    unit: Bilingual
    name: Bilingual
    product_revision: str
    route_revision: str
    operations: tuple[OperationFacts, ...]
    receipts: tuple[ReceiptRow, ...]
    gates: tuple[str, ...]
    people: dict[str, Bilingual] = field(default_factory=dict)
    stations: dict[str, Bilingual] = field(default_factory=dict)
    duties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: dict[str, Bilingual] = field(default_factory=dict)
    trouble: tuple[str, dict[str, object]] | None = None

    @property
    def is_planned(self) -> bool:
        """Tell whether it is not released yet."""
        return self.head.state == "planned"

    def operation(self, code: str) -> OperationFacts:
        """Return one operation."""
        return next(one for one in self.operations if one.code == code)

    def person(self, code: str, language: str) -> str:
        """Return a person's name, their id where nobody of that id is known here."""
        found = self.people.get(code)
        return code if found is None else found.of(language)

    def reason(self, code: str, language: str) -> str:
        """Return why something was scrapped; a correction's reason is what a person wrote."""
        found = self.reasons.get(code)
        return code if found is None else found.of(language)

    def station(self, code: str, language: str) -> str:
        """Return a station's name with its code, the code alone where it has none."""
        found = self.stations.get(code)
        return code if found is None else f"{code} {found.of(language)}".strip()


@dataclass(frozen=True, slots=True)
class _Defined:
    """The definitions an order is or would be made by."""

    product: Product
    product_revision: str
    route: Route
    route_revision: str


def order_facts(
    connection: Connection, number: str, now_ms: int, gates: Collection[str]
) -> OrderFacts:
    """Return the facts of one order; `gates` are those held here. Refusal: `order.unknown`."""
    head = orders.order(connection, number)
    if head is None:
        raise Refused("order.unknown")
    try:
        return _full(connection, head, now_ms, gates)
    except Refused as refused:
        return _bare(head, refused)


def _full(
    connection: Connection, head: OrderRow, now_ms: int, gates: Collection[str]
) -> OrderFacts:
    defined = _defined(connection, head, now_ms)
    route, per_month = defined.route, moment(now_ms).strftime("%y%m")
    return OrderFacts(
        head=head,
        lot=head.lot or lot_of(defined.product, head.order, per_month),
        unit=defined.product.unit,
        name=defined.product.name,
        product_revision=defined.product_revision,
        route_revision=defined.route_revision,
        operations=_operations(connection, head, route, now_ms),
        receipts=orders.receipts(connection, head.order),
        gates=unenforced_gates(route, gates),
        people={one.person: one.name for one in people(connection)},
        stations={one.station: one.name for one in stations(connection)},
        duties=duties(connection),
        reasons={one.code: one.name for one in route.scrap_reasons},
    )


def _defined(connection: Connection, head: OrderRow, now_ms: int) -> _Defined:
    """Return the pinned definitions of a released order, those in force of a planned one."""
    if head.state == "planned":
        pin, product = orders.product_in_force(connection, head.product, now_ms)
        route_pin, route = orders.route_in_force(connection, product, now_ms)
        return _Defined(product, pin.revision, route, route_pin.revision)
    return _Defined(
        body(connection, head.product_pin, Product),
        head.product_revision,
        body(connection, head.route_pin, Route),
        head.route_revision,
    )


def _operations(
    connection: Connection, head: OrderRow, route: Route, now_ms: int
) -> tuple[OperationFacts, ...]:
    standing: dict[str, list[str]] = {}
    for machine in machines(connection):
        standing.setdefault(machine.work_centre, []).append(machine.equipment)
    found = []
    for one in route.operations:
        allowed = one.equipment or tuple(standing.get(one.work_centre, ()))
        hand = None
        if head.state != "planned":
            hand = work_in_hand(connection, head.order, one.code, now_ms)
        found.append(
            OperationFacts(
                code=one.code,
                name=one.name,
                work_centre=one.work_centre,
                minutes=_minutes(one, route, head.quantity),
                task=None if hand is None else hand.task,
                machines=allowed,
                reports=() if hand is None else hand.reports,
            )
        )
    return tuple(found)


def _minutes(one: Operation, route: Route, quantity: Decimal) -> Decimal | None:
    """Return the planned minutes for the whole order, rounded up."""
    if not one.minutes or route.per <= 0:
        return None
    return (one.minutes * quantity / route.per).to_integral_value(ROUND_UP)


def _bare(head: OrderRow, refused: Refused) -> OrderFacts:
    """Return what the head alone tells: a body has not arrived, or no route is in force."""
    return OrderFacts(
        head=head,
        lot=head.lot,
        unit=Bilingual(head.unit_zh, head.unit_en),
        name=Bilingual(head.product_name_zh, head.product_name_en),
        product_revision=head.product_revision,
        route_revision=head.route_revision,
        operations=(),
        receipts=(),
        gates=(),
        trouble=(refused.code, dict(refused.facts)),
    )


def by_time(operations: Iterable[OperationFacts]) -> tuple[tuple[OperationFacts, Reported], ...]:
    """Return every report of an order with its operation, the latest first."""
    found = [(one, report) for one in operations for report in one.reports]
    return tuple(sorted(found, key=lambda pair: pair[1].at_ms, reverse=True))
