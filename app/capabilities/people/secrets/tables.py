"""State of secrets: the one that counts, those ever set, and the parcels on hand."""

from app.journal.rows import Row, state_table


@state_table("people_secret", key=("stream",))
class SecretRow(Row, frozen=True, kw_only=True):
    """The secret that counts now. `reset_asked_by` is empty while no reset waits for a second.

    `reset_agreed`: two have agreed, so the next secret may close another key.
    """

    person: str
    edition: str
    way: str
    public_key: str
    station: str
    set_by: str
    set_at_ms: int
    to_change: bool
    reset_asked_by: str
    reset_asked_at_ms: int
    reset_why: str
    reset_agreed: bool


@state_table("people_secret_edition", key=("stream", "edition"))
class EditionRow(Row, frozen=True, kw_only=True):
    """A secret ever set, and which one it was to replace: two with the same `before` met."""

    person: str
    edition: str
    before: str
    station: str
    set_by: str
    set_at_ms: int


@state_table("people_parcel", key=("stream", "to"), index=(("to",),))
class ParcelRow(Row, frozen=True, kw_only=True):
    """The last parcel of a person's key for a node."""

    person: str
    to: str
    edition: str
    public_key: str
    parcel: str
