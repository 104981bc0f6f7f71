"""State of the policy of signatures, and who acknowledged it."""

from app.journal.rows import Row, state_table


@state_table("people_policy", key=("stream",))
class PolicyRow(Row, frozen=True, kw_only=True):
    """One version of the policy; `text` is the sha256 of its words in both languages."""

    version: int
    zh: str
    en: str
    text: str
    by: str
    at_ms: int
    why: str


@state_table("people_acknowledged", key=("hash",), index=(("person", "text"),))
class AcknowledgedRow(Row, frozen=True, kw_only=True):
    """Somebody acknowledged the words whose sha256 is `text`."""

    hash: str
    person: str
    version: int
    text: str
    at_ms: int
