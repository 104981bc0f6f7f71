"""What can happen with signatures: one is given; a withdrawal is one more, with its reason.

It lies in the stream of the record that is signed. What is signed is named by its event's envelope
(`covers`); the user's key signs the manifest's own UTF-8 text, which carries their digest.
"""

from typing import ClassVar

import msgspec

from app.journal.event import Happened, Whole
from app.journal.signing import SIGNED
from app.kernel.words import Bilingual


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a signer's key signs (21 CFR 11.50, 11.70; COMPLIANCE §4). Written once, as JSON text.

    `record` is the stream; `content` the digest of the `count` hashes covered, sorted. `name`,
    `meaning_text` and `basis` (roles, or a delegation) are as at signing. `at_ms` is UTC, `offset`
    the zone's minutes from it. `components` were used to prove who signs. `key` is the signer's
    public key (hex). `group` names what one authentication signed together, `with_` the other
    signer where two sign as one act.
    """

    v: int = 1
    id: str
    record: str
    content: str
    count: Whole
    meaning: str
    meaning_text: Bilingual
    signer: str
    name: Bilingual
    basis: tuple[str, ...]
    at_ms: Whole
    offset: Whole
    time_quality: str
    station: str
    program: str
    session: str
    components: tuple[str, ...]
    key: str
    previous: tuple[str, ...] = ()
    withdraws: str = ""
    reason: str = ""
    group: str = ""
    with_: str = ""
    delegation: str = ""
    policy: str = ""


class Signed(Happened, frozen=True, kw_only=True):
    """Somebody signed a record. `manifest` is the signed text itself, `signature` ed25519 in hex.

    `closes`: the meaning says that the record is complete so far. `covers_list` names the blob of
    a long list of what is covered.
    """

    kind: ClassVar[str] = SIGNED
    order_free: ClassVar[bool] = True

    record: str
    meaning: str
    closes: bool
    manifest: str
    signature: str
    withdraws: str = ""
    covers_list: str = ""

    @property
    def stream(self) -> str:
        return self.record

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.covers_list,) if self.covers_list else ()
