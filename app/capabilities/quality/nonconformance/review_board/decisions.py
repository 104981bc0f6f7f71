"""What nonconformances come to when they are counted. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from app.capabilities.quality.nonconformance.dispositions.answers import Ground
from app.capabilities.quality.nonconformance.dispositions.decisions import check_choice
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.bodies import (
    MENDS,
    CostKind,
    Disposition,
    Split,
    Terms,
)
from app.capabilities.quality.nonconformance.records.tables import (
    CostRow,
    DeedRow,
    NonconformanceRow,
)
from app.capabilities.quality.nonconformance.review_board.answers import (
    Card,
    CodeBar,
    CostLine,
    FollowUp,
    Tile,
)

_DAY_MS = Decimal(86_400_000)
_TENTH = Decimal("0.1")
_NOTHING = Decimal(0)


def pareto(rows: Iterable[NonconformanceRow], terms: Terms) -> tuple[CodeBar, ...]:
    """Return the codes from the most frequent on; those called off were none."""
    counted = Counter(row.code for row in rows if not row.called_off_ms)
    total, so_far, bars = sum(counted.values()), 0, []
    for code, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        so_far += count
        bars.append(CodeBar(code, terms.named(code), count, round(100 * so_far / total)))
    return tuple(bars)


def mean_days(rows: Iterable[NonconformanceRow]) -> Decimal | None:
    """Return how long it took from opening to closing on average, in days; None for none."""
    took = [row.closed_ms - row.opened_ms for row in rows if row.closed_ms and row.opened]
    if not took:
        return None
    return (Decimal(sum(took)) / len(took) / _DAY_MS).quantize(_TENTH, ROUND_HALF_EVEN)


def again_percent(done: Iterable[DeedRow]) -> Decimal | None:
    """Return how much of what was mended and inspected again was rejected; None for nothing."""
    verified = [one for one in done if one.what == "verified"]
    rejected = sum((one.counts_rejected for one in verified), _NOTHING)
    total = sum((one.counts for one in verified), rejected)
    return None if not total else (100 * rejected / total).quantize(_TENTH, ROUND_HALF_EVEN)


def waiting(found: Iterable[Nonconformance]) -> tuple[tuple[Decimal, str], ...]:
    """Return how many pieces of each unit wait for something, the most first."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in found:
        sums[one.row.unit] += one.pieces.held + one.pieces.mending + one.pieces.to_verify
    ordered = sorted(
        ((much, unit) for unit, much in sums.items()), key=lambda one: (-one[0], one[1])
    )
    return tuple(one for one in ordered if one[0])


def cost_lines(rows: Iterable[CostRow]) -> tuple[CostLine, ...]:
    """Return what each kind came to in each currency, in the order of kinds."""
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.sort, row.currency] += row.amount
    return tuple(
        CostLine(kind, much, currency)
        for kind in CostKind
        for (sort, currency), much in sorted(sums.items())
        if sort == kind
    )


def tiles(it: Nonconformance, on: Ground) -> tuple[Tile, ...]:
    """Return every disposition to choose, with what bars it whatever is filled in."""
    found = []
    for kind in Disposition:
        split = it.split_of(kind) or Split(disposition=kind, quantity=_NOTHING)
        left = it.left(kind)
        refusal = check_choice(it, kind, on)
        found.append(Tile(kind, split, left, split.quantity - left, refusal))
    return tuple(found)


def split_total(it: Nonconformance) -> Decimal:
    """Return how many pieces the standing proposal splits."""
    splits = () if it.standing is None else it.standing.splits
    return sum((one.quantity for one in splits), _NOTHING)


def follow_ups(it: Nonconformance, shown: Card) -> Iterator[FollowUp]:
    """Yield what comes of the approval: what is to be done, and the re-inspection after it."""
    splits = () if it.standing is None else it.standing.splits
    for one in splits:
        kind, unit = one.disposition, it.row.unit
        may = it.may_be_done(kind)
        state = "planned" if not may else "waits" if it.left(kind) > 0 else "done"
        detail = one.instruction or one.item or one.notice or one.why
        yield FollowUp(kind, kind.value, detail, one.quantity, unit, state, shown.due_ms)
        if kind in MENDS:
            open_ = it.unverified(kind) > 0 or it.left(kind) > 0
            state = "planned" if not may else "waits" if open_ else "done"
            yield FollowUp(None, "inspect", "", one.quantity, unit, state, shown.due_ms)
