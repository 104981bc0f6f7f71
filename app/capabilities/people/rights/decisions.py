"""What is allowed with rights that were missing."""

from app.capabilities.people.rights.events import EventReadmitted
from app.kernel.refused import Refused

READMISSIBLE = frozenset({"person_unknown", "right_missing", "not_understood"})
"""Reasons of quarantine a person may overrule; never a forged seal or a torn chain."""


FRESH_MS = 10 * 60_000
"""What people may, as last heard of the plant, is good for a release so long and no longer."""


def check_fresh(heard_ms: int | None, now_ms: int) -> None:
    """Refuse `rights.stale` where the plant's news is too old to rest a release on.

    `heard_ms` is None where there is no server to hear of.
    """
    if heard_ms is not None and not 0 <= now_ms - heard_ms <= FRESH_MS:
        raise Refused("rights.stale", minutes=FRESH_MS // 60_000)


def readmit(event: str, why: str, *, known: str | None, is_own: bool) -> EventReadmitted:
    """Let a quarantined event count. `known` is why it is out, None where it is not held here.

    Refuses `people.not_quarantined`, `.own_event`, `.why_missing`.
    """
    if known is not None and known not in READMISSIBLE:
        raise Refused("people.not_quarantined")
    if is_own:
        raise Refused("people.own_event")
    if not why.strip():
        raise Refused("people.why_missing")
    return EventReadmitted(event=event, why=why.strip())
