"""From what happened to a delegation to its state."""

from msgspec.structs import replace

from app.capabilities.people.delegations.events import AuthorityDelegated, DelegationEnded
from app.capabilities.people.delegations.tables import DelegationRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event; the first grant stands."""
    row = rows.get(DelegationRow)
    match event.happened:
        case AuthorityDelegated() as given if row is None:
            rows.put(
                DelegationRow(
                    stream=event.stream,
                    delegation=given.delegation,
                    given=event.hash,
                    grantor=given.grantor,
                    to=given.to,
                    meanings=given.meanings,
                    from_ms=given.from_ms,
                    until_ms=given.until_ms,
                    why=given.why,
                    at_ms=event.wall,
                    ended_ms=None,
                    ended_why="",
                )
            )
        case DelegationEnded() as ended if row is not None and row.ended_ms is None:
            rows.put(replace(row, ended_ms=event.wall, ended_why=ended.why))
