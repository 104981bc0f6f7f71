"""What can happen to somebody's identity."""

from enum import StrEnum
from typing import ClassVar

from app.journal.event import Happened


class How(StrEnum):
    """By what an identity was verified; its words are `people.identity.<how>`."""

    ID_CARD = "id_card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    DRIVING_LICENCE = "driving_licence"
    FOUNDING = "founding"
    """By whoever set the plant's server up, who handed the first administrator their account."""


class _OfIdentity(Happened, frozen=True, kw_only=True):
    plant_wide: ClassVar[bool] = True

    person: str

    @property
    def stream(self) -> str:
        return f"identity/{self.person}"


class IdentityVerified(_OfIdentity, frozen=True, kw_only=True):
    """Whoever acts saw the document; `evidence` tells which copy of it is filed where."""

    kind: ClassVar[str] = "people.identity_verified"

    how: How
    evidence: str


class IdentityWithdrawn(_OfIdentity, frozen=True, kw_only=True):
    """The verification does not stand: the person signs nothing until they are verified again."""

    kind: ClassVar[str] = "people.identity_withdrawn"

    how: How
    why: str
