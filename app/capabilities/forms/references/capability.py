"""The plug of these field kinds."""

from app.capabilities.forms.references.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.references", field_kinds=KINDS)
