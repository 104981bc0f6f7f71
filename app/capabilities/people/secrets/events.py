"""What can happen to a person's secret. Nothing here opens anything without the person (P11-24).

Every secret has an edition, a name nobody chose: copies of an older one stop wherever the newer
one is known. Two set at once at two stations are both kept; the later in the stream's order counts.
"""

from typing import ClassVar

from app.journal.event import Happened


class _OfSecret(Happened, frozen=True, kw_only=True):
    """Lies beside the person's own stream, in the plant area."""

    plant_wide: ClassVar[bool] = True

    person: str

    @property
    def stream(self) -> str:
        return f"secret/{self.person}"


class SecretSet(_OfSecret, frozen=True, kw_only=True):
    """A secret counts from now on, in place of edition `before` (empty for the first).

    `way` is `pin`, `password` or `code`. `to_change`: somebody else knows it, so it opens a session
    but signs nothing until its owner has chosen their own (P11-22). `public_key` in hex; another
    one than before only after a reset.
    """

    kind: ClassVar[str] = "people.secret_set"

    edition: str
    before: str
    way: str
    public_key: str
    station: str
    to_change: bool = False


class KeyParcelled(_OfSecret, frozen=True, kw_only=True):
    """A person's key was packed for a node: only that node opens `parcel`, only they what is in it.

    `asked_by` is the station that asked for it, empty where the person's own station sent it.
    """

    kind: ClassVar[str] = "people.key_parcelled"

    to: str
    edition: str
    public_key: str
    parcel: str
    asked_by: str = ""


class ResetAsked(_OfSecret, frozen=True, kw_only=True):
    """An administrator asks for a new key for a person; another one has to agree."""

    kind: ClassVar[str] = "people.reset_asked"

    why: str


class ResetApproved(_OfSecret, frozen=True, kw_only=True):
    """A second administrator agreed: the secret set beside this is a one-time code for a new key.

    `asked_by` is the first one.
    """

    kind: ClassVar[str] = "people.reset_approved"

    asked_by: str
