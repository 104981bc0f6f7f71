"""What is allowed when what was said to be done is taken back. Pure.

Nothing is erased: the deed stays legible, and what it moved goes back by counter-moves in the same
act, as a report is corrected. It is the way out where two stations, apart, did one thing twice.
"""

from collections.abc import Collection, Iterator
from decimal import Decimal

from app.capabilities.flows.moves.answers import Made
from app.capabilities.flows.moves.bodies import END, SCRAP
from app.capabilities.flows.moves.decisions import counter
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.materials.lots import decisions as lots
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.quality.nonconformance.pieces.decisions import (
    LEAVES_ORDER,
    MENDED_AT,
    leaves_stock,
)
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    CONCEDED,
    HELD,
    MENDS,
    PLACE_OF,
    VERIFY,
    Disposition,
    pieces_case,
)
from app.capabilities.quality.nonconformance.records.decisions import check_open, check_second
from app.capabilities.quality.nonconformance.records.events import DeedTakenBack
from app.capabilities.quality.nonconformance.records.tables import DeedRow
from app.capabilities.quality.nonconformance.taking_back.answers import Moves
from app.journal.event import Happened
from app.kernel.quantity import is_exact
from app.kernel.refused import Refused

_NOTHING = Decimal(0)

Way = tuple[str, str, Decimal]
"""Where pieces of the nonconformance went, from and to, and how many of them go back."""


def deed_of(it: Nonconformance, name: str) -> DeedRow:
    """Return a deed that still counts, of one that may be corrected.

    Once it is over only what is too much may be. Refusals: `ncr.over`, `.unknown`, `.deed_unknown`.
    """
    if not (it.row.opened and it.is_done_twice):
        check_open(it)
    found = next((one for one in it.done if one.hash == name and not one.is_back), None)
    if found is None:
        raise Refused("ncr.deed_unknown")
    return found


def take_back(  # noqa: PLR0913  # all that a correction rests on
    it: Nonconformance,
    deed: DeedRow,
    quantity: Decimal | None,
    moves: Moves,
    *,
    reason: str,
    second: str,
    actor: str,
    people: Collection[str],
    lot: Lot | None = None,
) -> list[Happened]:
    """Take back all of a deed, or `quantity` of it, by counter-moves; two persons say so.

    A re-inspection is taken back whole. What was begun to be mended in the same act is taken back
    with it. A lot that was rejected stays so, and a serial number that is void stays void: a piece
    that is there after all gets a new label.

    Refusals: `ncr.why`, those of `check_second`, `.back_whole`, `.back_quantity`, `.deed_unknown`,
    `correct.already_used` where what came of it has gone on, those of lots.
    """
    if not reason.strip():
        raise Refused("ncr.why")
    check_second(second, actor, people)
    much = _much(deed, quantity)
    back = _Back(it, moves, reason.strip(), second)
    made = back.of(deed, much)
    begun = _begun_with(it, deed)
    if begun is not None:
        made += back.of(begun, min(much, begun.counts))
    if lot is not None and deed.what == "executed" and leaves_stock(it, deed.disposition):
        made.append(lots.put_back(lot, much, reason=reason, ncr=it.name))
    return made


class _Back:
    """One correction, as its counter-moves add up."""

    def __init__(self, it: Nonconformance, moves: Moves, reason: str, second: str) -> None:
        self._it, self._reason, self._second = it, reason, second
        self._legs = moves.made
        self._at = {pieces_case(it.name): dict(it.pieces.at), it.row.order: dict(moves.in_order)}

    def of(self, deed: DeedRow, much: Decimal) -> list[Happened]:
        """Return what takes back so much of a deed, and of its order's pieces likewise."""
        said = DeedTakenBack(
            name=self._it.name,
            deed=deed.hash,
            quantity=much,
            rejected=deed.counts_rejected,
            reason=self._reason,
            second=self._second,
        )
        case = pieces_case(self._it.name)
        own: list[Happened] = []
        for source, target, gone in _ways(deed, much):
            here = self._named(case, deed, gone, {(source, target)})
            if here is None:
                raise Refused("ncr.deed_unknown")
            own.append(self._counter(here, gone))
        ordered = self._named(self._it.row.order, deed, much, _in_order(deed, self._legs))
        return [said, *own, *(() if ordered is None else (self._counter(ordered, much),))]

    def _named(
        self, case: str, deed: DeedRow, much: Decimal, ways: Collection[tuple[str, str]]
    ) -> Made | None:
        """Return the move that a deed made over one of these ways; the nearest of its quantity."""
        found = [
            one
            for one in self._legs
            if one.move.case == case and (one.move.source, one.move.target) in ways
        ]
        return min(
            found,
            key=lambda one: (one.left < much, one.move.quantity != deed.quantity, one.move.hash),
            default=None,
        )

    def _counter(self, leg: Made, much: Decimal) -> Moved:
        move = leg.move
        at = self._at[move.case]
        there = at.get(move.target, _NOTHING)
        moved = counter(move, much, self._reason, left=leg.left, there=there)
        at[move.target] = there - much
        at[move.source] = at.get(move.source, _NOTHING) + much
        self._legs = tuple(Made(o.move, o.left - much) if o is leg else o for o in self._legs)
        return moved


def _much(deed: DeedRow, quantity: Decimal | None) -> Decimal:
    if quantity is None:
        return deed.counts
    if deed.what == "verified" and quantity != deed.counts:
        raise Refused("ncr.back_whole")
    if not is_exact(quantity) or not 0 < quantity <= deed.counts:
        raise Refused("ncr.back_quantity", most=deed.counts)
    return quantity


def _begun_with(it: Nonconformance, deed: DeedRow) -> DeedRow | None:
    """Return the beginning that was recorded in the act of a deed."""
    if deed.what != "executed":
        return None
    same = (deed.station, deed.at_ms, deed.proposal, deed.disposition)
    return next(
        (
            one
            for one in it.done
            if one.what == "begun"
            and (one.station, one.at_ms, one.proposal, one.disposition) == same
            and not one.is_back
        ),
        None,
    )


def _ways(deed: DeedRow, much: Decimal) -> Iterator[Way]:
    kind = Disposition(deed.disposition)
    if deed.what == "verified":
        good = CONCEDED if kind is Disposition.REPAIR else END
        both = ((VERIFY, good, much), (VERIFY, HELD, deed.counts_rejected))
        yield from (one for one in both if one[2])
    elif deed.what == "begun":
        yield HELD, MENDED_AT[kind], much
    elif kind in MENDS:
        yield MENDED_AT[kind], VERIFY, much
    else:
        yield HELD, SCRAP if kind is Disposition.SCRAP else PLACE_OF[kind], much


def _in_order(deed: DeedRow, legs: Collection[Made]) -> frozenset[tuple[str, str]]:
    """Return the ways a deed may have moved pieces of its order over: lost, or sent back."""

    def is_its(made: Made) -> bool:
        if deed.what == "begun":
            return made.move.cause == Cause.REWORK
        is_lost = deed.what == "executed" and Disposition(deed.disposition) in LEAVES_ORDER
        return is_lost and made.move.target == SCRAP

    return frozenset((one.move.source, one.move.target) for one in legs if is_its(one))
