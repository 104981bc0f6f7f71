"""The plug of these field kinds."""

from app.capabilities.forms.choices.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.choices", field_kinds=KINDS)
