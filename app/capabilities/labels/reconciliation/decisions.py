"""How labels are counted, and when two contradict each other."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from app.capabilities.labels.jobs.answers import ON_PAPER, REPLACES, WAITING, State
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.answers import Reconciliation

UNPROVEN = "unproven"


def reconcile(rows: Iterable[LabelRow], once: Mapping[str, int]) -> Reconciliation:
    """Count what became of labels: `once` of numbers with one label, by state; `rows` of others.

    `rows` hold every label of each number among them. UNPROVEN stands for what was sent and has to
    be scanned.
    """
    jobs = tuple(rows)
    replaced = _replaced(jobs)
    counted = Counter(once)
    counted.update(standing(row) for row in jobs if row.label not in replaced)
    return Reconciliation(
        issued=counted.total() + len(replaced),
        good=sum(counted[state] for state in ON_PAPER),
        verified=counted[State.VERIFIED],
        replaced=len(replaced),
        voided=counted[State.VOIDED],
        uncertain=counted[State.UNCERTAIN],
        failed=counted[State.FAILED],
        waiting=sum(counted[state] for state in WAITING),
        unproven=counted[UNPROVEN],
    )


def standing(row: LabelRow) -> str:
    """Return a label's state; UNPROVEN where a scan has to follow before it counts."""
    return UNPROVEN if row.state == State.SENT and row.to_prove else row.state


def contradict(rows: Collection[LabelRow]) -> bool:
    """Tell whether labels of one serial number are no copies of each other, or counted alike."""
    firsts = {row.first_label for row in rows}
    copies = [row.copy_number for row in rows]
    return len(firsts) > 1 or len(set(copies)) < len(copies)


def _replaced(jobs: Collection[LabelRow]) -> frozenset[str]:
    """Return the jobs whose label a later copy on paper took the place of."""
    by_serial: dict[str, list[LabelRow]] = {}
    for row in jobs:
        by_serial.setdefault(row.first_label, []).append(row)
    return frozenset(
        row.label
        for copies in by_serial.values()
        for row in copies
        if row.state in (*ON_PAPER, State.FAILED) and _has_successor(row, copies)
    )


def _has_successor(row: LabelRow, copies: Iterable[LabelRow]) -> bool:
    return any(
        one.copy_number == row.copy_number + 1
        and one.state in ON_PAPER
        and (one.reason in REPLACES or row.state == State.FAILED)
        for one in copies
    )
