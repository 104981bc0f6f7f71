"""Which events their author vouched for: a good seal, and everything below it by `prev`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from app.journal.chain import Seal
from app.journal.event import FIRST, Sealed, unseal
from app.journal.journal import WAITING
from app.store.tables import event, receipt
from app.sync.protocol import KEY_REVOKED
from app.sync.signing import is_signed
from server.directory import Known

GOOD, REVOKED, FORGED = "good", KEY_REVOKED, "seal_forged"


@dataclass
class Proof:
    """What the seals of one push say of events, each only of its own station's."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    good: list[Seal] = field(default_factory=list)

    def of(self, sealed: Sealed) -> str:
        """Return GOOD, REVOKED or FORGED; empty where no seal reaches the event."""
        return self.words.get((sealed.envelope.station, sealed.hash), "")

    def say(self, station: str, event_hash: str, word: str) -> bool:
        """Add a word, unless a better one is said already; tell whether it was added."""
        if self.words.get((station, event_hash)) in (GOOD, word):
            return False
        self.words[station, event_hash] = word
        return True


def weigh(seals: Iterable[Seal], authors: Mapping[str, Known | None]) -> Proof:
    """Check each seal against its station's keys. A seal of an unknown station says nothing."""
    proof = Proof()
    for seal in seals:
        author = authors.get(seal.station)
        if author is None:
            continue
        word = _word(seal, author)
        proof.say(seal.station, seal.hash, word)
        if word == GOOD:
            proof.good.append(seal)
    return proof


def _word(seal: Seal, author: Known) -> str:
    if author.public_key and is_signed(author.public_key, seal.text, seal.signature):
        return GOOD
    revoked = (is_signed(key, seal.text, seal.signature) for key in sorted(author.revoked_keys))
    return REVOKED if any(revoked) else FORGED


def spread(proof: Proof, events: Iterable[Sealed]) -> None:
    """Let each word reach down its chain through the events, in whatever order they came."""
    by_hash = {sealed.hash: sealed for sealed in events}
    for (station, start), word in list(proof.words.items()):
        at = by_hash.get(start)
        while word != FORGED and at is not None and at.envelope.station == station:
            if not proof.say(station, at.envelope.prev, word):
                break
            at = by_hash.get(at.envelope.prev)


def newly_vouched(
    connection: Connection, proof: Proof, events: Iterable[Sealed]
) -> tuple[Sealed, ...]:
    """Return events held here without a place that now are vouched for, each after its `prev`."""
    known = {sealed.hash for sealed in events} | {FIRST}
    found: dict[str, Sealed] = {}
    while True:
        reached = {name for (_, name), word in proof.words.items() if word == GOOD}
        unseen = reached - known
        rows = [s for s in _unproven(connection, unseen) if proof.of(s) == GOOD] if unseen else []
        if not rows:
            return tuple(sorted(found.values(), key=lambda s: (s.envelope.chain, s.envelope.seq)))
        found.update((sealed.hash, sealed) for sealed in rows)
        known |= unseen
        spread(proof, found.values())


def _unproven(connection: Connection, hashes: Iterable[str]) -> list[Sealed]:
    query = (
        select(event.c.bytes)
        .join(receipt, receipt.c.hash == event.c.hash)
        .where(
            event.c.hash.in_(sorted(hashes)),
            or_(receipt.c.verdict == WAITING, receipt.c.reason.in_((FORGED, REVOKED))),
        )
        .order_by(event.c.ordinal)
    )
    return [unseal(bytes(data)) for data in connection.execute(query).scalars()]
