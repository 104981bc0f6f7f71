"""The plug of these field kinds."""

from app.capabilities.forms.texts.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.texts", field_kinds=KINDS)
