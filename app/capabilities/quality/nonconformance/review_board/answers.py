"""What the review board shows: cards, one review, what time and codes come to (ui/15)."""

from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.quality.nonconformance.records.answers import Column, Nonconformance, State
from app.capabilities.quality.nonconformance.records.bodies import (
    AffectedKind,
    CostKind,
    Disposition,
    Finding,
    Picture,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.signing_order.answers import Signer
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Card:
    """One on the board. `where` is machine and operation; times in ms since 1970 UTC."""

    name: str
    number: str
    code: str
    title: Bilingual
    where: str
    order: str
    lot: str
    quantity: Decimal
    unit: str
    severity: Severity
    state: State
    since_ms: int
    due_ms: int | None
    is_overdue: bool
    waits_for: tuple[str, ...] = ()
    """The roles whose turn it is, where a flow says so."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the board, the most urgent first."""

    column: Column
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All that are open, by column, and how many wait for who asked."""

    lanes: tuple[Lane, ...]
    open_count: int
    mine: tuple[str, ...]
    """The names of those that wait for an act of who asked."""


@dataclass(frozen=True, slots=True)
class CodeBar:
    """One code of the Pareto: how many, and the share of all up to this one, in percent."""

    code: str
    name: Bilingual
    count: int
    cumulative_percent: int


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one kind came to, in one currency."""

    kind: CostKind
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the last `days` came to. `mean_days_to_close` is None where none was closed.

    `again_percent` is how much of what was mended was rejected again; None where nothing was
    verified. `held` is how many pieces of each unit wait now.
    """

    days: int
    pareto: tuple[CodeBar, ...]
    opened: int
    closed: int
    mean_days_to_close: Decimal | None
    overdue: int
    again_percent: Decimal | None
    held: tuple[tuple[Decimal, str], ...]
    costs: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class AffectedLine:
    """One thing that may be affected: `detail` says why, `is_held` whether it is held now.

    `is_suggested`: found by the query, nobody has looked at it yet.
    """

    kind: AffectedKind
    name: str
    title: Bilingual
    detail: str
    quantity: Decimal
    unit: str
    finding: Finding
    is_held: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """One disposition to choose: how many by the proposal, and why it cannot be, if so.

    `refusal` is what would be refused whatever is filled in (a registered requirement, no
    supplier, no server); None where it may be chosen. `left` is how many are still to be done.
    """

    disposition: Disposition
    split: Split
    left: Decimal
    done: Decimal
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What comes of the approval, or came: `state` is planned, waits or done."""

    kind: Disposition | None
    """The disposition it belongs to; None for the re-inspection."""
    title: str
    """The code of its words, `ncr.follow.<title>`."""
    detail: str
    quantity: Decimal
    unit: str
    state: str
    due_ms: int | None


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of it, and showed."""

    by: str
    by_name: str
    at_ms: int
    text: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One nonconformance with all its review shows.

    `acts` are the acts who asks may do now, by command's name in `ncr.act.<act>`: contain,
    evaluate, investigate, propose, approve, send_back, begin_rework, execute, take_back, verify,
    void_labels, close, call_off, extend, note_cost, remark, capa. `total` is what is to be split,
    `split` what the proposal splits; equal, or the proposal is refused.
    """

    it: Nonconformance
    card: Card
    what: Bilingual
    what_code: str
    operation_name: Bilingual
    found_by: str
    found_by_name: str
    code_name: Bilingual
    severity: Severity
    risk: Risk | None
    rule: str
    pictures: tuple[Picture, ...]
    affected: tuple[AffectedLine, ...]
    affected_took_ms: int
    tiles: tuple[Tile, ...]
    total: Decimal
    split: Decimal
    signers: tuple[Signer, ...]
    follow_ups: tuple[FollowUp, ...]
    remarks: tuple[Remark, ...]
    costs: tuple[CostLine, ...]
    cycles_done: int
    cycles_most: int
    acts: tuple[str, ...]
