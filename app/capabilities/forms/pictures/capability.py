"""The plug of these field kinds."""

from app.capabilities.forms.pictures.kinds import KINDS
from app.journal.capability import Capability

CAPABILITY = Capability(name="forms.pictures", field_kinds=KINDS)
