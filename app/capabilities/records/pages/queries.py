"""One record, as it is now or as one of its signatures saw it."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection

from app.capabilities.people.signatures.queries import Signature, signatures, status_of
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.entries.queries import entries_of
from app.capabilities.records.pages.answers import Block, Late, Record
from app.capabilities.records.pages.decisions import Grouped, grouped
from app.journal.ledger import ledger_of
from app.journal.signing import Ledger
from app.journal.upcast import Vocabulary


def record(
    connection: Connection, vocabulary: Vocabulary, stream: str, *, as_signed: str = ""
) -> Record:
    """Return a stream as a record people can read.

    `as_signed` is a signature's hash: then only what that one covers is shown, and itself.
    """
    ledger = ledger_of(connection, stream)
    if as_signed:
        ledger = seen_by(ledger, as_signed)
    by_hash = {entry.hash: entry for entry in entries_of(connection, vocabulary, stream)}
    signed = {one.hash: one for one in signatures(connection, stream)}
    order = grouped(_shown(ledger, signed))
    held_back = () if as_signed else tuple(e for e in by_hash.values() if e.verdict)
    return Record(
        stream=stream,
        blocks=tuple(
            Block(_entries(by_hash, names), tuple(signed[name] for name in over))
            for names, over in order.blocks
        ),
        late=tuple(Late(signed[name], _entries(by_hash, late)) for name, late in order.late),
        unsigned=_entries(by_hash, order.unsigned),
        held_back=held_back,
        withdrawals=tuple(signed[e] for e in ledger.entries if e in signed and signed[e].withdraws),
        late_for=_late_for(order, signed),
        covered={one.hash: ledger.reached(one.hash) for one in ledger.signatures},
        shown=tuple(ledger.entries),
        fingerprint=sha256("\n".join(sorted(ledger.entries)).encode()).hexdigest(),
        unsent=sum(not by_hash[name].is_synchronised for name in ledger.entries),
        signed_off=status_of(ledger).signed_off,
    )


def seen_by(ledger: Ledger, signature: str) -> Ledger:
    """Return the ledger as a signature saw it: what it covers, and itself."""
    seen = ledger.reached(signature) | {signature}
    return Ledger(entry for name, entry in ledger.entries.items() if name in seen)


def _shown(ledger: Ledger, signed: dict[str, Signature]) -> Ledger:
    """Leave out signatures whose manifest nobody can read: they stay in the journal, unshown."""
    return Ledger(
        entry for name, entry in ledger.entries.items() if not entry.signs or name in signed
    )


def _entries(by_hash: dict[str, Entry], names: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(by_hash[name] for name in names)


def _late_for(order: Grouped, signed: dict[str, Signature]) -> dict[str, Signature]:
    return {name: signed[signature] for name, signature in order.late_for.items()}
