"""State of holds on work."""

from app.journal.rows import Row, state_table


@state_table("production_hold", key=("stream", "held"), index=(("freed",), ("order",), ("hold",)))
class HoldRow(Row, frozen=True, kw_only=True):
    """One hold; it stands while `freed`, the hash of what lifted it, is empty.

    Where more was said under one name than one thing, each stands for itself, by the hash `held`.
    """

    hold: str
    order: str
    operation: str
    equipment: str
    station: str
    lot: str
    reason: str
    ncr: str
    firing: str
    title_zh: str
    title_en: str
    held: str
    by: str
    at_ms: int
    at: str
    freed: str = ""
    freed_by: str = ""
    freed_ms: int = 0
    freed_because: str = ""
