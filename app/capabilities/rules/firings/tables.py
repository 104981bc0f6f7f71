"""State of rules that fired."""

from app.capabilities.rules.firings.events import Undone
from app.journal.rows import Row, state_table
from app.journal.ruling import Matter, Said


@state_table("rule_firing", key=("stream",), index=(("rule", "at_ms"), ("cause",), ("at_ms",)))
class FiringRow(Row, frozen=True, kw_only=True):
    """One firing, as it was seen first; `again` counts the stations that saw it too.

    `about` holds its one matter.
    """

    firing: str
    rule: str
    revision: str
    pin: str
    title_zh: str
    title_en: str
    when: str
    cause: str
    subject: str
    threshold: str
    about: tuple[Matter, ...]
    facts: tuple[Said, ...]
    actions: tuple[str, ...]
    undone: tuple[Undone, ...]
    station: str
    at_ms: int
    again: int = 0
