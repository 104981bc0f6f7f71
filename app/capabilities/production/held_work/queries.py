"""What stations did while work was on hold and they had not heard of it: one matter a hold.

A hold stops a station that knows of it; the others go on until the news comes. Whether an author
knew, the plant's log shows, where the hold lies. Whether it was after the hold, the clocks say; the
word of a clock under suspicion is not taken, so what it puts before the hold shows too, unless the
server had that before it had the hold.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol

from sqlalchemy import Connection

from app.capabilities.flows.moves.queries import good_since, left_of, move
from app.capabilities.production.held_work.answers import HeldAct
from app.capabilities.production.holds.answers import Hold
from app.capabilities.production.holds.decisions import said
from app.capabilities.production.holds.events import hold_stream
from app.capabilities.production.holds.queries import every_hold
from app.capabilities.production.operations.queries import runs_since
from app.capabilities.production.orders.queries import known
from app.journal.discrepancy import Discrepancy
from app.journal.event import Envelope
from app.journal.knowing import envelopes, plant_positions
from app.kernel.clock import Quality, quality_of


class _AtStation(Protocol):
    @property
    def station(self) -> str: ...


WORKED_ON_HOLD = "worked_on_hold"
LOOKED_AT = 200
"""The latest acts on held work that are named; one more makes it another set."""


def worked_on_hold(connection: Connection) -> Iterator[Discrepancy]:
    """Find what other stations began and reported of held work without knowing of the hold."""
    found: set[str] = set()
    for held in every_hold(connection):
        done = () if held.hold in found else unknowing(connection, held)
        if done:
            found.add(held.hold)
            yield _matter(connection, held, done)


def unknowing(connection: Connection, held: Hold) -> tuple[HeldAct, ...]:
    """Return the acts on held work of authors who did not know of the hold, the oldest first."""
    position = plant_positions(connection, {held.event}).get(held.event)
    done = _acts(connection, held, position)
    known_to = plant_positions(connection, {one.envelope.rights_at for one in done})
    apart = (
        one
        for one in done
        if not _knew(known_to.get(one.envelope.rights_at), position)
        and _is_while_held(one.envelope, held)
    )
    return tuple(sorted(apart, key=lambda one: (one.envelope.wall, one.hash)))


def _matter(connection: Connection, held: Hold, done: tuple[HeldAct, ...]) -> Discrepancy:
    heads = known(connection, {one.order for one in done})
    releasers = (row.released_by for row in heads.values())
    return Discrepancy(
        kind=WORKED_ON_HOLD,
        subjects=(held.hold,),
        owner=held.by or next(releasers, ""),
        at_ms=max(one.envelope.wall for one in done),
        stream=hold_stream(held.hold),
        looked_at=(held.event, *(one.hash for one in done[-LOOKED_AT:])),
        stations=tuple(sorted({one.envelope.station for one in done})),
        facts={
            "hold": said(held.scope),
            "order": _listed(one.order for one in done),
            "operation": _listed(one.operation for one in done),
            "pieces": _pieces(connection, done),
        },
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _pieces(connection: Connection, done: tuple[HeldAct, ...]) -> Decimal:
    """Return how many good pieces were reported, less what was taken back."""
    moves = (move(connection, one.hash) for one in done if one.is_report)
    return sum((left_of(connection, one) for one in moves if one is not None), Decimal(0))


def _acts(connection: Connection, held: Hold, position: int | None) -> tuple[HeldAct, ...]:
    """Return what may have been done in a hold's scope after it, at other stations.

    At the station it was set at nothing is begun or reported: its own interlock sees to that.
    """
    scope = held.scope
    named = (scope.order, scope.operation, scope.equipment)
    since = (held.at_ms, position)
    runs, moves = runs_since(connection, named, since), good_since(connection, named, since)
    places = {one.begun: (one.order, one.operation, False) for one in runs if _is_apart(one, held)}
    places |= {one.hash: (one.case, one.source, True) for one in moves if _is_apart(one, held)}
    found = envelopes(connection, places)
    return tuple(HeldAct(name, *places[name][:2], found[name], places[name][2]) for name in found)


def _is_apart(one: _AtStation, held: Hold) -> bool:
    return one.station != held.at and held.scope.station in {"", one.station}


def _knew(author: int | None, told: int | None) -> bool:
    """Tell whether an author held the plant's log as far as the hold lies in it."""
    return author is not None and told is not None and author >= told


def _is_while_held(envelope: Envelope, held: Hold) -> bool:
    if quality_of(envelope.time_quality) is Quality.SUSPECT:
        return True
    until_ms = envelope.wall + 1 if held.freed is None else held.freed.at_ms
    return held.at_ms <= envelope.wall < until_ms
