"""The plug of these field kinds."""

from app.capabilities.forms.structures.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.structures", field_kinds=KINDS)
