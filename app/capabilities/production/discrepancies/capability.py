"""The plug of production's discrepancies: queries only."""

from app.capabilities.production.discrepancies.queries import (
    DOUBLE_RELEASE,
    DOUBLE_START,
    NEGATIVE_SUM,
    PLAN_CLASH,
    started_twice,
    planned_twice,
    wrong_sums,
)
from app.journal.capability import Capability
from app.journal.discrepancy import Check

CAPABILITY = Capability(
    name="production.discrepancies",
    checks=(
        Check((DOUBLE_START,), started_twice),
        Check((NEGATIVE_SUM, DOUBLE_RELEASE), wrong_sums),
        Check((PLAN_CLASH,), planned_twice),
    ),
)
