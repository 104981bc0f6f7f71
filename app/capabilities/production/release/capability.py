"""The plug of release."""

from app.capabilities.production.release.commands import ReleaseOrder, release_order
from app.journal.capability import Capability

CAPABILITY = Capability(name="production.release", commands={ReleaseOrder: release_order})
