"""Whose turn it is with a nonconformance, and what its flow goes on to."""

from collections.abc import Mapping

from app.capabilities.quality.nonconformance.answers import Nonconformance
from app.capabilities.quality.nonconformance.events import NonconformanceOpened
from app.journal.capability import Acting
from app.journal.event import Happened
from app.kernel.expressions import Worth


def begin(acting: Acting, opened: NonconformanceOpened) -> list[Happened]:
    """Begin the review's flow; nothing where the plant has none in force."""
    del acting, opened
    return []


def take_turn(
    acting: Acting, it: Nonconformance, act: str, outcome: str, facts: Mapping[str, Worth]
) -> list[Happened]:
    """End the step an act is bound to. Refuses as the flow where it is not that step's turn."""
    del acting, it, act, outcome, facts
    return []


def sign_turn(acting: Acting, it: Nonconformance) -> list[Happened]:
    """End the step of signing that is whoever acts' turn. Refuses as the flow."""
    del acting, it
    return []


def end(acting: Acting, it: Nonconformance, reason: str) -> list[Happened]:
    """Call the flow off, for one that was opened by mistake."""
    del acting, it, reason
    return []
