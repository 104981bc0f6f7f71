"""State of signatures: one row each, by the hash of its event."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table("people_signature", key=("hash",), index=(("record",), ("signer", "at_ms")))
class SignatureRow(Row, frozen=True, kw_only=True):
    """A signature as its manifest says it; whether it is genuine is asked of event and keys."""

    hash: str
    record: str
    meaning: str
    closes: bool
    withdraws: str
    signer: str
    name_zh: str
    name_en: str
    basis: tuple[str, ...]
    at_ms: int
    offset_min: int
    time_quality: str
    station: str
    reason: str
    delegation: str
    count: int
    public_key: str

    @property
    def name(self) -> Bilingual:
        """Return the printed name as at signing."""
        return Bilingual(self.name_zh, self.name_en)
