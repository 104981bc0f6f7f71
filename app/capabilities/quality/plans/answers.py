"""What the questions about plans are answered with."""

from dataclasses import dataclass

from app.capabilities.documents.answers import Pin
from app.capabilities.quality.plans.bodies import InspectionPlan


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan in force: its revision and its body."""

    pin: Pin
    plan: InspectionPlan
