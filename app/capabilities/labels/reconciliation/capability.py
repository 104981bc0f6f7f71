"""The plug of reconciliation: queries only."""

from app.capabilities.labels.reconciliation.queries import CHECKS
from app.journal.capability import Capability

CAPABILITY = Capability(name="labels.reconciliation", checks=CHECKS)
