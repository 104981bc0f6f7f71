"""The plug of these field kinds."""

from app.capabilities.forms.numbers.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.numbers", field_kinds=KINDS)
