"""What the questions about a nonconformance are answered with; times in ms since 1970 UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.capabilities.flows.moves.bodies import START
from app.capabilities.quality.nonconformance.records.bodies import (
    HELD,
    MENDS,
    NEEDS,
    REPAIR,
    REWORK,
    VERIFY,
    Disposition,
    Part,
    Split,
    same_office,
)
from app.capabilities.quality.nonconformance.records.tables import (
    ApprovalRow,
    DeedRow,
    NonconformanceRow,
    ProposalRow,
)
from app.kernel.words import Bilingual

_NOTHING = Decimal(0)


class State(StrEnum):
    """How far a nonconformance is, derived; its words are `ncr.state.<value>`."""

    DETECTED = "detected"
    HELD = "held"
    EVALUATED = "evaluated"
    INVESTIGATED = "investigated"
    PROPOSED = "proposed"
    DECIDED = "decided"
    EXECUTED = "executed"
    VERIFIED = "verified"
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class Column(StrEnum):
    """The columns of the board, from left to right; its words are `ncr.column.<value>`."""

    REGISTERED = "registered"
    HELD = "held"
    REVIEW = "review"
    DISPOSING = "disposing"
    VERIFYING = "verifying"


COLUMN_OF = {
    State.DETECTED: Column.REGISTERED,
    State.HELD: Column.HELD,
    State.EVALUATED: Column.REVIEW,
    State.INVESTIGATED: Column.REVIEW,
    State.PROPOSED: Column.REVIEW,
    State.DECIDED: Column.DISPOSING,
    State.EXECUTED: Column.VERIFYING,
    State.VERIFIED: Column.VERIFYING,
}
"""In which column an open one stands; closed ones and those called off stand in none."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces are at each place of `bodies.PIECES`. Negative is shown, never lost."""

    at: Mapping[str, Decimal] = field(default_factory=dict)

    def there(self, place: str) -> Decimal:
        """Return how many are at a place."""
        return self.at.get(place, _NOTHING)

    @property
    def held(self) -> Decimal:
        """Return how many wait for a decision, or for its execution."""
        return self.there(HELD)

    @property
    def mending(self) -> Decimal:
        """Return how many are being reworked or repaired."""
        return self.there(REWORK) + self.there(REPAIR)

    @property
    def to_verify(self) -> Decimal:
        """Return how many wait for their re-inspection."""
        return self.there(VERIFY)

    @property
    def is_settled(self) -> bool:
        """Tell whether none waits for anything any more."""
        return not any((self.held, self.there(REWORK), self.there(REPAIR), self.to_verify))

    @property
    def negative(self) -> tuple[str, ...]:
        """Return the places that less than nothing is at: something was done twice, apart."""
        return tuple(sorted(p for p, much in self.at.items() if much < 0 and p != START))


@dataclass(frozen=True, slots=True)
class Nonconformance:
    """One as it stands: its row, its proposals and approvals, what was done, where the pieces are.

    `standing` is the proposal that asks for approval or is approved, None for none.
    """

    row: NonconformanceRow
    pieces: Pieces
    proposals: tuple[ProposalRow, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()
    done: tuple[DeedRow, ...] = ()

    @property
    def name(self) -> str:
        """Return its name."""
        return self.row.name

    @property
    def title(self) -> Bilingual:
        """Return what it is called."""
        return self.row.title

    @property
    def standing(self) -> ProposalRow | None:
        """Return the proposal that counts."""
        return next((one for one in self.proposals if one.hash == self.row.proposal), None)

    def approved(self, proposal: str) -> dict[Part, ApprovalRow]:
        """Return the first approval of each part of a proposal that counts.

        Nobody's own counts, nor a second office's by one person: stations apart cannot refuse that,
        and a program that was tampered with does not.
        """
        found: dict[Part, ApprovalRow] = {}
        own = next((one.by for one in self.proposals if one.hash == proposal), "")
        for one in self.approvals:
            part = Part(one.part)
            if one.proposal != proposal or one.by in ("", own) or part in found:
                continue
            if not any(have.by == one.by and not same_office(p, part) for p, have in found.items()):
                found[part] = one
        return found

    @property
    def asked(self) -> tuple[Part, ...]:
        """Return the parts the standing proposal needs, in their order: as said, and as it must."""
        one = self.standing
        if one is None:
            return ()
        must = {part for split in one.splits for part in NEEDS[split.disposition]}
        return tuple(part for part in Part if part in must or part.value in one.needs)

    @property
    def missing(self) -> tuple[Part, ...]:
        """Return the parts whose approval the standing proposal still needs, in their order."""
        one = self.standing
        if one is None:
            return ()
        given = self.approved(one.hash)
        return tuple(part for part in self.asked if part not in given)

    def may_be_done(self, disposition: Disposition) -> bool:
        """Tell whether all who must have approved this part of the standing proposal."""
        one = self.standing
        if one is None or not any(split.disposition is disposition for split in one.splits):
            return False
        return not set(NEEDS[disposition]) & set(self.missing)

    @property
    def is_decided(self) -> bool:
        """Tell whether what is to become of the held pieces is approved by all who must."""
        return self.standing is not None and not self.missing

    def split_of(self, disposition: Disposition) -> Split | None:
        """Return what the standing proposal says of a disposition."""
        splits = () if self.standing is None else self.standing.splits
        return next((one for one in splits if one.disposition is disposition), None)

    def left(self, disposition: Disposition) -> Decimal:
        """Return how many pieces of the standing proposal are still to be done by a disposition."""
        split = self.split_of(disposition)
        return _NOTHING if split is None else split.quantity - self._done("executed", disposition)

    def begun(self, disposition: Disposition) -> Decimal:
        """Return how many pieces are being mended by a disposition and not done yet."""
        if disposition not in MENDS:
            return _NOTHING
        return self._done("begun", disposition) - self._done("executed", disposition)

    def unverified(self, disposition: Disposition) -> Decimal:
        """Return how many mended pieces wait for their re-inspection."""
        done = (one for one in self.done if one.disposition == disposition)
        signs = {"executed": 1, "verified": -1}
        return sum(
            ((one.counts + one.counts_rejected) * signs.get(one.what, 0) for one in done), _NOTHING
        )

    @property
    def is_carried_out(self) -> bool:
        """Tell whether the standing proposal was approved and nothing of it is left to be done."""
        return self.is_decided and not any(self.left(one) for one in Disposition)

    @property
    def was_taken_back(self) -> bool:
        """Tell whether something that was done was taken back: its turn has gone by already."""
        return any(one.taken_back or one.rejected_back for one in self.done)

    @property
    def too_many(self) -> Decimal:
        """Return to how many pieces more was done than decided, or than there were: by stations
        apart.
        """
        over = sum((self._over(one) for one in Disposition), _NOTHING)
        return max(over, sum((-self.pieces.there(one) for one in self.pieces.negative), _NOTHING))

    @property
    def is_done_twice(self) -> bool:
        """Tell whether something of it was done twice."""
        return self.too_many > 0

    def _over(self, disposition: Disposition) -> Decimal:
        left = self.left(disposition)
        return -min(left, left - self.begun(disposition), self.unverified(disposition), _NOTHING)

    @property
    def cycles(self) -> int:
        """Return how often mended pieces came back rejected."""
        verified = (one for one in self.done if one.what == "verified" and one.counts_rejected > 0)
        return len({one.proposal for one in verified})

    @property
    def state(self) -> State:
        """Return how far it is."""
        row = self.row
        if row.called_off_ms:
            return State.CALLED_OFF
        if row.closed_ms:
            return State.CLOSED
        if self.standing is not None and not (self.is_carried_out and self.pieces.held > 0):
            return self._after_proposal()
        if row.investigated_ms:
            return State.INVESTIGATED
        if row.evaluated_ms:
            return State.EVALUATED
        return State.HELD if row.contained_ms else State.DETECTED

    def _after_proposal(self) -> State:
        if not self.is_decided:
            return State.PROPOSED
        if not self.is_carried_out:
            return State.DECIDED
        return State.VERIFIED if self.pieces.is_settled else State.EXECUTED

    def _done(self, what: str, disposition: Disposition) -> Decimal:
        proposal = self.row.proposal
        mine = (one for one in self.done if one.proposal == proposal and one.what == what)
        return sum((one.counts for one in mine if one.disposition == disposition), _NOTHING)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The same code on the same product, as often as the terms call it recurring.

    `names` are the nonconformances, the oldest first; `key` is the same on every node.
    """

    key: str
    code: str
    code_name: Bilingual
    product: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    first_ms: int
    last_ms: int

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.names)
