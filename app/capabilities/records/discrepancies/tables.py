"""State of discrepancies: who owns each, and everything people did with it."""

from app.journal.rows import Row, state_table


@state_table("records_discrepancy", key=("stream",))
class HandledRow(Row, frozen=True, kw_only=True):
    """A discrepancy somebody took in hand. `looked_at`: what its resolutions have seen, together.

    `resolved_ms` is when it was last resolved, 0 where it never was.
    """

    about: str
    subjects: tuple[str, ...]
    owner: str = ""
    looked_at: tuple[str, ...] = ()
    explained_ms: int = 0
    resolved_ms: int = 0


@state_table("records_discrepancy_act", key=("stream", "hash"))
class ActRow(Row, frozen=True, kw_only=True):
    """One thing a person did with a discrepancy, in the order of its stream (`place` from 1).

    `what` is the last word of the event's kind; `looked_at` only where it is resolved.
    """

    hash: str
    place: int
    what: str
    actor: str
    station: str
    at_ms: int
    text: str = ""
    how: str = ""
    to: str = ""
    looked_at: tuple[str, ...] = ()
