"""What registering finds out by itself."""

from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.quality.nonconformance.records.bodies import Found
from app.journal.ruling import Matter


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of what a nonconformance is about: all of its matter, how much, what failed.

    `registered`: a field failed that checks a registered requirement.
    """

    matter: Matter
    quantity: Decimal
    unit: str
    found: Found
    registered: bool
