"""What the gates of dispositions look at, as it is in the plant now."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.flows.moves.bodies import SCRAP, START
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.labels.jobs.queries import serials_of
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.people.accounts.queries import people, person
from app.capabilities.production.bodies import INSTRUCTION, PRODUCT, Route
from app.capabilities.production.orders.queries import order as order_of
from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.dispositions.decisions import (
    OFFLINE_MEANINGS,
    ONLINE_MEANINGS,
)
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import NEEDS, ONLINE, Disposition
from app.capabilities.quality.nonconformance.records.queries import has_signed, terms_in_force
from app.journal.ledger import ledger_of
from app.kernel.refused import Refused


def ground(connection: Connection, it: Nonconformance, now_ms: int) -> Ground:
    """Return what is so in the plant for one nonconformance; `now_ms` since 1970 UTC."""
    row = it.row
    head = order_of(connection, row.order) if row.order else None
    route = _route(connection, head.route_pin) if head is not None and head.route_pin else None
    labels = serials_of(connection, row.order) if row.order else ()
    serials = frozenset(one.serial for one in labels)
    at = at_nodes(connection, row.order) if row.order else {}
    products, materials = (all_in_force(connection, form, now_ms) for form in (PRODUCT, MATERIAL))
    return Ground(
        instructions={pin.code: pin.body for pin in all_in_force(connection, INSTRUCTION, now_ms)},
        items=frozenset(pin.code for pin in (*products, *materials)),
        order_unit="" if head is None else head.unit_zh,
        route=None if route is None else route.flow,
        at=at,
        lot=lot_of(connection, row.lot) if row.lot and not row.order else None,
        serials=serials,
        is_serialised=bool(labels),
        unlabelled=_unlabelled(at, len(serials)),
        most_cycles=terms_in_force(connection, now_ms).most_cycles(
            row.product or row.material, "" if route is None else route.code
        ),
        people=frozenset(one.person for one in people(connection) if one.is_active),
    )


def unwitnessed(connection: Connection, it: Nonconformance) -> tuple[str, ...]:
    """Return the scrappings, by hash, that their second person has not signed as a witness."""
    scrapped = [d for d in it.done if d.what == "executed" and d.disposition == Disposition.SCRAP]
    if not scrapped:
        return ()
    ledger = ledger_of(connection, it.row.stream)
    seen = {
        (one.actor, name)
        for one in ledger.signatures
        if one.meaning == "witnessed" and one.hash not in ledger.withdrawn
        for name in ledger.reached(one.hash)
    }
    return tuple(
        one.hash for one in scrapped if not one.is_back and (one.second, one.hash) not in seen
    )


def uncounted(connection: Connection, it: Nonconformance) -> dict[str, tuple[str, ...]]:
    """Return the serial numbers of scrapped pieces whose labels still count, by station."""
    scrapped = {serial for one in it.done if not one.is_back for serial in one.serials}
    if not scrapped or not it.row.order:
        return {}
    counting = [one for one in serials_of(connection, it.row.order) if one.serial in scrapped]
    stations = dict.fromkeys(one.station for one in counting)
    return {at: tuple(one.serial for one in counting if one.station == at) for at in stations}


def _unlabelled(at: Mapping[str, Decimal], labelled: int) -> Decimal:
    """Return how many pieces of an order are there without a serial number of their own."""
    there = (much for place, much in at.items() if place not in (START, SCRAP))
    return max(sum(there, Decimal(0)) - labelled, Decimal(0))


def check_signed(
    connection: Connection, it: Nonconformance, disposition: Disposition | None = None
) -> None:
    """Refuse `ncr.not_signed` where an approval that is rested on has no standing signature.

    Of one disposition, or of the whole proposal. What a program that was tampered with says is
    approved, or what its signer withdrew, carries nothing out and closes nothing.
    """
    one = it.standing
    parts = it.asked if disposition is None else NEEDS[disposition]
    given = {} if one is None else it.approved(one.hash)
    for part in parts:
        have = given.get(part)
        said = ONLINE_MEANINGS if part in ONLINE else OFFLINE_MEANINGS
        if have is not None and not has_signed(
            connection, it.row.stream, have.by, said, have.proposal
        ):
            who = person(connection, have.by)
            raise Refused("ncr.not_signed", by=have.by if who is None else who.name)


def _route(connection: Connection, pin: str) -> Route | None:
    try:
        return body(connection, pin, Route)
    except Refused:  # not here yet: nothing goes back over it
        return None
