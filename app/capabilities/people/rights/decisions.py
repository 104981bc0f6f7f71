"""What is allowed with rights that were missing."""

from app.capabilities.people.rights.events import EventReadmitted
from app.kernel.refused import Refused

READMISSIBLE = frozenset({"person_unknown", "right_missing", "not_understood"})
"""Reasons of quarantine a person may overrule; never a forged seal or a torn chain."""


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
