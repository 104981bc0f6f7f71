"""What one may do with a discrepancy."""

from collections.abc import Collection

from app.capabilities.records.discrepancies.answers import Case, Standing
from app.capabilities.records.discrepancies.events import (
    DiscrepancyExplained,
    DiscrepancyHandedOver,
    DiscrepancyResolved,
    DiscrepancyTaken,
)
from app.capabilities.records.discrepancies.tables import HandledRow
from app.journal.discrepancy import Discrepancy
from app.kernel.refused import Refused

HOWS = ("corrected", "one_stands", "both_stand")
"""How one is resolved; the sentence of each is `desk.how.<how>`."""


def standing(found: Discrepancy | None, row: HandledRow | None) -> Standing:
    """Return how far a discrepancy is.

    A resolution stands until the query finds events that none has looked at: then it is returned.
    """
    if found is None:
        return Standing.GONE
    if row is None:
        return Standing.OPEN
    if row.resolved_ms:
        return Standing.RETURNED if unseen(found, row) else Standing.RESOLVED
    if row.explained_ms:
        return Standing.EXPLAINED
    return Standing.TAKEN if row.owner else Standing.OPEN


def unseen(found: Discrepancy, row: HandledRow) -> tuple[str, ...]:
    """Return the events of a discrepancy that no resolution has looked at."""
    seen = set(row.looked_at)
    return tuple(name for name in found.looked_at if name not in seen)


def take(case: Case | None, *, actor: str) -> DiscrepancyTaken:
    """Make a discrepancy one's own. Refuses `discrepancy.unknown`, `.settled`, `.yours_already`."""
    known = _to_settle(case)
    if known.owner == actor and known.standing is not Standing.OPEN:
        raise Refused("discrepancy.yours_already")
    return DiscrepancyTaken(about=known.about, subjects=known.subjects)


def explain(case: Case | None, text: str) -> DiscrepancyExplained:
    """Say how it came about. Refuses `discrepancy.unknown`, `.settled`, `.text_missing`."""
    known = _to_settle(case)
    return DiscrepancyExplained(about=known.about, subjects=known.subjects, text=_said(text))


def resolve(
    case: Case | None, how: str, text: str, looked_at: Collection[str], *, actor: str
) -> DiscrepancyResolved:
    """Settle it for the events looked at. Only its owner does.

    Refuses `discrepancy.unknown`, `.settled`, `.not_yours`, `.how_missing`, `.text_missing`, and
    `.more_came` where the query finds events the person was not shown.
    """
    known = _to_settle(case)
    if known.owner != actor:
        raise Refused("discrepancy.not_yours", owner=known.owner)
    if how not in HOWS:
        raise Refused("discrepancy.how_missing")
    found = () if known.found is None else known.found.looked_at
    if set(found) - set(looked_at):
        raise Refused("discrepancy.more_came")
    return DiscrepancyResolved(
        about=known.about,
        subjects=known.subjects,
        how=how,
        text=_said(text),
        looked_at=tuple(sorted(found)),
    )


def hand_over(
    case: Case | None, to: str, why: str, able: Collection[str], *, actor: str
) -> DiscrepancyHandedOver:
    """Give it to somebody of `able`.

    Refuses `discrepancy.unknown`, `.settled`, `.not_yours`, `.nobody`, `.text_missing`.
    """
    known = _to_settle(case)
    if known.owner not in ("", actor):
        raise Refused("discrepancy.not_yours", owner=known.owner)
    if to not in able or to == actor:
        raise Refused("discrepancy.nobody")
    return DiscrepancyHandedOver(about=known.about, subjects=known.subjects, to=to, why=_said(why))


def _to_settle(case: Case | None) -> Case:
    if case is None:
        raise Refused("discrepancy.unknown")
    if not case.standing.is_open:
        raise Refused("discrepancy.settled")
    return case


def _said(text: str) -> str:
    if not text.strip():
        raise Refused("discrepancy.text_missing")
    return text.strip()
