"""The plug: sampling so far decides, and records nothing of its own."""

from app.journal.capability import Capability

CAPABILITY = Capability(name="quality.sampling")
