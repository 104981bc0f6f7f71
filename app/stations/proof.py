"""Is the journal in this folder whole, and by whose keys? For the command line and the screen.

The station's public key is taken from where its private one lies, if that can be opened here; else
from its identity file, which whoever rewrites a journal may rewrite too, and that is said.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from app.capabilities.people.signatures.queries import flaw_of
from app.capabilities.sites.events import StationEnrolled
from app.journal.event import unseal
from app.journal.folding import EFFECTIVE
from app.journal.signing import SIGNED
from app.journal.verify import Keys, Problem, Verified, verify
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey
from app.stations.identity import PublicCard, card_in, opened
from app.stations.key_places import KeyStore
from app.store.tables import event, receipt
from app.sync.inbox import is_held

SERVER_KEY = "server.key"
MOVED = frozenset({"of_another_record", "other_content"})
"""Flaws of a signature that was given to something else than it stands on."""

_SIGNATURES = (
    select(event.c.ordinal, event.c.station, event.c.seq, event.c.hash, event.c.bytes)
    .outerjoin(receipt, receipt.c.hash == event.c.hash)
    .where(event.c.kind == SIGNED, EFFECTIVE)
    .order_by(event.c.ordinal)
)


def proven(connection: Connection, folder: Path, stores: Sequence[KeyStore]) -> Verified:
    """Check the journal of the station or the server in `folder`; says whose key it went by."""
    card = card_in(folder)
    if card is None:
        found = verify(connection, folder, Keys(_server_key(folder)))
        return _with_signatures(connection, found)
    opened_key = _opened_key(folder, stores)
    found = proven_by(connection, folder, card, opened_key or card.public_key)
    if opened_key is None:
        return replace(found, not_checked=(*found.not_checked, "own_key"))
    return found


def proven_by(connection: Connection, folder: Path, card: PublicCard, key: bytes) -> Verified:
    """Check the journal of a station whose public key is known."""
    found = verify(connection, folder, Keys(key, card.server_key or None))
    enrolled = _enrolled(connection, card.station)
    if enrolled and key not in enrolled:
        stranger = Problem("key_unknown", 0, card.station, 0, key.hex())
        found = replace(found, problems=(*found.problems, stranger))
    return _with_signatures(connection, found)


def _with_signatures(connection: Connection, found: Verified) -> Verified:
    """Add every person's signature that is not genuine: pasted on another record, or forged."""
    problems, not_checked = list(found.problems), list(found.not_checked)
    for row in connection.execute(_SIGNATURES).all():
        flaw = _flaw(connection, row.hash, bytes(row.bytes))
        if flaw == "not_here" and "signature" not in not_checked:
            not_checked.append("signature")
        elif flaw and flaw != "not_here":
            code = "signature_moved" if flaw in MOVED else "signature_forged"
            problems.append(Problem(code, row.ordinal, row.station, row.seq, row.hash))
    return replace(found, problems=tuple(problems), not_checked=tuple(not_checked))


def _flaw(connection: Connection, name: str, data: bytes) -> str:
    """Return the flaw of a signature, `not_here` where what it is checked with has not arrived.

    The signer's key lies in the plant's log at or before what its author knew of that log.
    """
    try:
        sealed = unseal(data)
    except Refused:  # changed bytes: named as such already
        return ""
    flaw, rights_at = flaw_of(connection, sealed), sealed.envelope.rights_at
    is_ahead = flaw == "foreign_key" and rights_at and not is_held(connection, rights_at)
    return "not_here" if is_ahead or sealed.hash != name else flaw


def _opened_key(folder: Path, stores: Sequence[KeyStore]) -> bytes | None:
    try:
        return opened(folder, stores).key.public_key
    except Refused:  # another machine, another account, a passphrase nobody gave
        return None


def _server_key(folder: Path) -> bytes | None:
    try:
        return SigningKey((folder / SERVER_KEY).read_bytes()).public_key
    except (OSError, ValueError):
        return None


def _enrolled(connection: Connection, station: str) -> frozenset[bytes]:
    """Return every key the journal says this station was enrolled with."""
    query = select(event.c.bytes).where(
        event.c.stream == f"station/{station}", event.c.kind == StationEnrolled.kind
    )
    keys = (_key_in(bytes(data)) for data in connection.execute(query).scalars())
    return frozenset(key for key in keys if key)


def _key_in(data: bytes) -> bytes:
    try:
        payload = unseal(data).envelope.payload
        return bytes.fromhex(msgspec.json.decode(payload, type=StationEnrolled).public_key)
    except (Refused, msgspec.MsgspecError, ValueError):
        return b""
