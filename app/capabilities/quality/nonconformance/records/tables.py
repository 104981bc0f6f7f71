"""State of nonconformances. Where their pieces are is a sum of moves, never kept here."""

from decimal import Decimal

from app.capabilities.quality.nonconformance.records.bodies import Affected, Part, Picture, Split
from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table(
    "nonconformance",
    key=("stream",),
    index=(
        ("name",),
        ("order", "operation"),
        ("lot",),
        ("product", "code", "opened_ms"),
        ("closed_ms",),
        ("filled",),
    ),
)
class NonconformanceRow(Row, frozen=True, kw_only=True):
    """One nonconformance. Times are ms since 1970 UTC, 0 for not yet; `due_day` an ISO day.

    `proposal` is the hash of the proposal that counts, empty for none; `opened` of its opening,
    `called_off` of its being called off.
    Where its opening has not come yet it is empty in all but its name.
    """

    name: str
    number: str = ""
    code: str = ""
    title_zh: str = ""
    title_en: str = ""
    order: str = ""
    operation: str = ""
    lot: str = ""
    product: str = ""
    material: str = ""
    supplier: str = ""
    equipment: str = ""
    filled: str = ""
    form: str = ""
    quantity: Decimal = Decimal(0)
    unit: str = ""
    characteristic: str = ""
    limit: str = ""
    measured: str = ""
    failed: int = 0
    checked: int = 0
    severity: str = ""
    risk: str = ""
    registered: bool = False
    flow: str = ""
    firing: str = ""
    rule: str = ""
    remark: str = ""
    pictures: tuple[Picture, ...] = ()
    opened: str = ""
    opened_by: str = ""
    opened_at: str = ""
    opened_ms: int = 0
    holds: tuple[str, ...] = ()
    place: str = ""
    contained_by: str = ""
    contained_ms: int = 0
    evaluated_by: str = ""
    evaluated_ms: int = 0
    needs_investigation: bool = False
    affected: tuple[Affected, ...] = ()
    cause: str = ""
    investigated_by: str = ""
    investigated_ms: int = 0
    proposal: str = ""
    due_day: str = ""
    due_why: str = ""
    called_off: str = ""
    called_off_by: str = ""
    called_off_with: str = ""
    called_off_ms: int = 0
    why_called_off: str = ""
    closed_by: str = ""
    closed_ms: int = 0

    @property
    def title(self) -> Bilingual:
        """Return what it is called in both languages."""
        return Bilingual(self.title_zh, self.title_en)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is to be done any more."""
        return bool(self.closed_ms or self.called_off_ms)


@state_table("nonconformance_proposal", key=("stream", "hash"))
class ProposalRow(Row, frozen=True, kw_only=True):
    """One proposal, with what became of it; `sent_back_by` is empty while nobody did."""

    hash: str
    splits: tuple[Split, ...]
    needs: tuple[str, ...]
    remark: str
    by: str
    at_ms: int
    sent_back_by: str = ""
    sent_back_ms: int = 0
    sent_back_why: str = ""
    is_refused: bool = False

    def needs_part(self, part: Part) -> bool:
        """Tell whether a part's approval is needed."""
        return part.value in self.needs


@state_table("nonconformance_approval", key=("stream", "hash"))
class ApprovalRow(Row, frozen=True, kw_only=True):
    """One part's approval of a proposal."""

    hash: str
    proposal: str
    part: str
    by: str
    at_ms: int
    remark: str


@state_table("nonconformance_done", key=("stream", "hash"), index=(("at_ms",),))
class DeedRow(Row, frozen=True, kw_only=True):
    """What was done: `what` is begun, executed or verified; `rejected` only where verified.

    `quantity` and `rejected` are as they were said; `taken_back` and `rejected_back` are how much
    of them was taken back since, and `counts` and `counts_rejected` what is left.
    """

    hash: str
    what: str
    proposal: str
    disposition: str
    quantity: Decimal
    rejected: Decimal
    by: str
    second: str
    at_ms: int
    station: str
    remark: str
    inspection: str = ""
    instruction: str = ""
    pin: str = ""
    serials: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    taken_back: Decimal = Decimal(0)
    rejected_back: Decimal = Decimal(0)

    @property
    def counts(self) -> Decimal:
        """Return how many pieces it was done to, what was taken back left out."""
        return self.quantity - self.taken_back

    @property
    def counts_rejected(self) -> Decimal:
        """Return how many a re-inspection rejected, what was taken back left out."""
        return self.rejected - self.rejected_back

    @property
    def is_back(self) -> bool:
        """Tell whether nothing of it is left."""
        return self.counts <= 0 and self.counts_rejected <= 0


@state_table("nonconformance_cost", key=("hash",), index=(("name",), ("at_ms",)))
class CostRow(Row, frozen=True, kw_only=True):
    """What a nonconformance cost."""

    hash: str
    name: str
    sort: str
    amount: Decimal
    currency: str
    remark: str
    by: str
    at_ms: int


@state_table("nonconformance_remark", key=("hash",), index=(("name",),))
class RemarkRow(Row, frozen=True, kw_only=True):
    """What somebody said of it."""

    hash: str
    name: str
    remark: str
    pictures: tuple[Picture, ...]
    by: str
    at_ms: int
