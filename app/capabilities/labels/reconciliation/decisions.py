"""How labels are counted, and when two contradict each other."""

from collections.abc import Collection, Iterable

from app.capabilities.labels.jobs.answers import ON_PAPER, REPLACES, WAITING, State
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.reconciliation.answers import Reconciliation


def reconcile(rows: Iterable[LabelRow]) -> Reconciliation:
    """Count what became of labels; `rows` hold every copy of each serial number among them."""
    jobs = tuple(rows)
    replaced = _replaced(jobs)
    counted: dict[str, int] = dict.fromkeys(State, 0)
    for row in jobs:
        if row.label not in replaced:
            counted[row.state] = counted.get(row.state, 0) + 1
    return Reconciliation(
        issued=len(jobs),
        good=sum(counted[state] for state in ON_PAPER),
        verified=counted[State.VERIFIED],
        replaced=len(replaced),
        voided=counted[State.VOIDED],
        uncertain=counted[State.UNCERTAIN],
        failed=counted[State.FAILED],
        waiting=sum(counted[state] for state in WAITING),
    )


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
