"""The plug of the journal's own checks: queries only."""

from app.capabilities.records.checks.queries import (
    ADDED_TWICE,
    FLAGGED,
    FORK,
    LATE_ENTRY,
    PARALLEL,
    added_twice,
    flagged,
    forked,
    held_back,
    late,
    parallel,
)
from app.journal.capability import Capability
from app.journal.discrepancy import Check
from app.journal.journal import QUARANTINED, WAITING

CAPABILITY = Capability(
    name="records.checks",
    checks=(
        Check((FORK,), forked),
        Check((WAITING, QUARANTINED), held_back),
        Check((FLAGGED,), flagged),
        Check((ADDED_TWICE,), added_twice),
        Check((LATE_ENTRY,), late),
        Check((PARALLEL,), parallel),
    ),
)
