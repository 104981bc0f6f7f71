"""Who signed what, and whether it still stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.people.accounts.queries import keys_of
from app.capabilities.people.delegations.decisions import covers_signature
from app.capabilities.people.delegations.queries import delegation
from app.capabilities.people.signatures import decisions
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.tables import SignatureRow
from app.journal.event import Sealed, stored
from app.journal.ledger import entry, ledger_of
from app.journal.rows import read, read_among
from app.journal.signing import SIGNED, Ledger, covers_digest
from app.kernel.words import Bilingual
from app.store.prepared import Among
from app.store.tables import event

_NAMED = Among(select(SignatureRow.table), SignatureRow.table.c.hash)


class Validity(StrEnum):
    """How a signature stands; text `signature.validity.<value>`."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    """Genuine, but its record went on after it."""
    WITHDRAWN = "withdrawn"
    UNVERIFIED = "unverified"
    """Cannot be verified; `Signature.flaw` says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as people read it: printed name, date and time, meaning (21 CFR 11.50)."""

    hash: str
    record: str
    meaning: str
    closes: bool
    withdraws: str
    signer: str
    name: Bilingual
    basis: tuple[str, ...]
    at_ms: int
    offset_min: int
    time_quality: str
    station: str
    reason: str
    delegation: str
    grantor: Bilingual
    count: int
    validity: Validity
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """How a record stands to its signatures."""

    acts: int
    unsigned: int
    """Acts that no standing closing signature reaches."""
    late: int
    is_parallel: bool
    signed_off: frozenset[str]
    """The closing meanings that say of the whole record, as it is, that it is complete."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be signed: how many entries, their digest, and who signed before.

    `more` have come that were not shown: then a closing signature is not given.
    """

    count: int
    more: int
    digest: str
    before: tuple[Signature, ...]


def preview(connection: Connection, record: str, seen: frozenset[str]) -> Preview:
    """Return what a closing signature over what was `seen` of a record would cover."""
    ledger = ledger_of(connection, record)
    open_ = ledger.uncovered()
    covers = open_ & seen
    given = signatures(connection, record)
    return Preview(len(covers), len(open_ - seen), covers_digest(covers), given)


def signatures(connection: Connection, record: str) -> tuple[Signature, ...]:
    """Return every signature of a record, withdrawals too, in the order of its stream."""
    ledger = ledger_of(connection, record)
    rows = {row.hash: row for row in _rows(connection, record)}
    return tuple(
        _signature(connection, rows[name], ledger) for name in ledger.entries if name in rows
    )


def status(connection: Connection, record: str) -> RecordStatus:
    """Return how a record stands to its signatures."""
    return status_of(ledger_of(connection, record))


def status_of(ledger: Ledger) -> RecordStatus:
    """Return how a record stands, from its ledger."""
    reached = frozenset().union(*(ledger.reached(one.hash) for one in ledger.closing))
    closing = (code for code, meaning in decisions.MEANINGS.items() if meaning.closes)
    return RecordStatus(
        acts=len(ledger.acts),
        unsigned=sum(act.hash not in reached for act in ledger.acts),
        late=len({late for late, _ in ledger.late()}),
        is_parallel=any(True for _ in ledger.parallel()),
        signed_off=frozenset(code for code in closing if ledger.is_signed_off((code,))),
    )


def signers_of(connection: Connection, record: str, hashes: Iterable[str]) -> dict[str, str]:
    """Return who signed a record, by the hashes of those of these signatures that count here."""
    found = read_among(connection, SignatureRow, _NAMED, hashes)
    return {row.hash: row.signer for row in found if row.record == record}


def signed_off_by(connection: Connection, record: str, meaning: str) -> frozenset[str]:
    """Return who said of a record, as it is now and whole, what a closing meaning says."""
    if meaning not in status(connection, record).signed_off:
        return frozenset()
    given = signatures(connection, record)
    return frozenset(
        one.signer for one in given if one.meaning == meaning and one.validity is Validity.VALID
    )


def closed_records(connection: Connection) -> tuple[str, ...]:
    """Return the records that a signature ever closed, sorted."""
    table = SignatureRow.table
    query = select(table.c.record).where(table.c.closes).distinct().order_by(table.c.record)
    return tuple(connection.execute(query).scalars())


def flaw_of(connection: Connection, sealed: Sealed) -> str:
    """Return why a signature's event is not genuine, as `signature.flaw.<code>`; empty where it is.

    `not_here` where the list of what it covers has not arrived.
    """
    try:
        signed = msgspec.json.decode(sealed.envelope.payload, type=Signed)
    except msgspec.MsgspecError:
        return "unreadable"
    covers = entry(connection, sealed.hash, sealed.envelope).covers
    if covers is None:
        return "not_here"
    actor = sealed.envelope.actor
    if signed.stream != sealed.envelope.stream:
        return "of_another_record"
    flaw = decisions.flaw(signed, covers, keys_of(connection, actor), signer=actor)
    return flaw or ("" if _is_delegated(connection, signed) else "not_delegated")


def _is_delegated(connection: Connection, signed: Signed) -> bool:
    """Tell whether a signature in another's stead stands on a delegation of just that."""
    manifest = decisions.read_manifest(signed.manifest)
    if manifest is None or not manifest.delegation:
        return True
    given = delegation(connection, manifest.delegation)
    return given is not None and covers_signature(
        given, manifest.grantor, manifest.signer, manifest.meaning, manifest.at_ms
    )


def _rows(connection: Connection, record: str) -> tuple[SignatureRow, ...]:
    table = SignatureRow.table
    return read(connection, SignatureRow, select(table).where(table.c.record == record))


_EVENT = select(event.c.bytes).where(event.c.hash == bindparam("name"), event.c.kind == SIGNED)


def _signature(connection: Connection, row: SignatureRow, ledger: Ledger) -> Signature:
    data = connection.execute(_EVENT, {"name": row.hash}).scalar_one()
    flaw = flaw_of(connection, stored(row.hash, bytes(data)))
    return Signature(
        hash=row.hash,
        record=row.record,
        meaning=row.meaning,
        closes=row.closes,
        withdraws=row.withdraws,
        signer=row.signer,
        name=row.name,
        basis=row.basis,
        at_ms=row.at_ms,
        offset_min=row.offset_min,
        time_quality=row.time_quality,
        station=row.station,
        reason=row.reason,
        delegation=row.delegation,
        grantor=row.grantor,
        count=row.count,
        validity=_validity(row, ledger, flaw),
        flaw=flaw,
    )


def _validity(row: SignatureRow, ledger: Ledger, flaw: str) -> Validity:
    if flaw:
        return Validity.UNVERIFIED
    if row.hash in ledger.withdrawn:
        return Validity.WITHDRAWN
    if row.closes and ledger.is_superseded(row.hash):
        return Validity.SUPERSEDED
    return Validity.VALID
