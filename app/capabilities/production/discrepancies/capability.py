"""The plug of production's discrepancies: queries only."""

from app.capabilities.production.discrepancies.queries import CHECKS
from app.journal.capability import Capability

CAPABILITY = Capability(name="production.discrepancies", checks=CHECKS)
