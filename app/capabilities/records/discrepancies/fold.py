"""From what people did with a discrepancy to whose it is and how far it is."""

from msgspec.structs import replace

from app.capabilities.records.discrepancies.events import (
    DiscrepancyExplained,
    DiscrepancyHandedOver,
    DiscrepancyResolved,
    DiscrepancyTaken,
)
from app.capabilities.records.discrepancies.tables import ActRow, HandledRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one act. Two people resolving it apart are two acts: both stay."""
    match event.happened:
        case DiscrepancyTaken() as taken:
            row = _row(rows, event, taken.about, taken.subjects)
            rows.put(replace(row, owner=event.actor))
            rows.put(_act(rows, event, "taken"))
        case DiscrepancyHandedOver() as handed:
            row = _row(rows, event, handed.about, handed.subjects)
            rows.put(replace(row, owner=handed.to))
            act = _act(rows, event, "handed_over")
            rows.put(replace(act, to=handed.to, text=handed.why))
        case DiscrepancyExplained() as explained:
            row = _row(rows, event, explained.about, explained.subjects)
            rows.put(replace(row, explained_ms=event.wall))
            rows.put(replace(_act(rows, event, "explained"), text=explained.text))
        case DiscrepancyResolved() as resolved:
            row = _row(rows, event, resolved.about, resolved.subjects)
            seen = tuple(sorted({*row.looked_at, *resolved.looked_at}))
            rows.put(replace(row, looked_at=seen, resolved_ms=event.wall))
            act = _act(rows, event, "resolved")
            said = replace(act, text=resolved.text, how=resolved.how)
            rows.put(replace(said, looked_at=resolved.looked_at))


def _row(rows: Rows, event: Event, about: str, subjects: tuple[str, ...]) -> HandledRow:
    known = rows.get(HandledRow)
    return known or HandledRow(stream=event.stream, about=about, subjects=subjects)


def _act(rows: Rows, event: Event, what: str) -> ActRow:
    return ActRow(
        stream=event.stream,
        hash=event.hash,
        place=len(rows.of(ActRow)) + 1,
        what=what,
        actor=event.actor,
        station=event.station,
        at_ms=event.wall,
    )
