"""State of notices: what was sent, and who has seen it."""

from app.journal.rows import Row, state_table
from app.journal.ruling import Matter


@state_table("flow_notice", key=("stream",), index=(("at_ms",), ("sent_by", "at_ms")))
class NoticeRow(Row, frozen=True, kw_only=True):
    """One notice; `matters` holds the one thing it is about. `sent_by` is empty for a rule's.

    `sent` is the hash of the event that sent it.
    """

    notice: str
    sent: str
    zh: str
    en: str
    roles: tuple[str, ...]
    people: tuple[str, ...]
    urgency: str
    matters: tuple[Matter, ...]
    firing: str
    escalated: tuple[str, ...]
    sent_by: str
    station: str
    area: str
    at_ms: int


@state_table("flow_notice_seen", key=("hash",), index=(("person", "notice"), ("notice",)))
class NoticeSeenRow(Row, frozen=True, kw_only=True):
    """Somebody saw a notice at a station."""

    hash: str
    notice: str
    person: str
    station: str
    at_ms: int


@state_table("flow_notice_patience", key=("stream",))
class PatienceRow(Row, frozen=True, kw_only=True):
    """How long an urgent notice may stay unseen."""

    minutes: int
