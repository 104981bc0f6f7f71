"""The plug of these field kinds."""

from app.capabilities.forms.times.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.times", field_kinds=KINDS)
