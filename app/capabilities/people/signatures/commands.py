"""What one may ask of signatures. The manifest is drafted, signed outside, and handed in again.

draft = draft_manifest(acting, ask)           # in the transaction, from what is committed
text = decisions.written(draft)
journal.carry_out(connection, Sign(manifest=text, signature=sign(text), covers=...), actor)
"""

from dataclasses import dataclass

from app.capabilities.people.accounts import queries as accounts
from app.capabilities.people.rights.decisions import check_fresh
from app.capabilities.people.signatures import decisions
from app.capabilities.people.signatures.events import Manifest
from app.journal.capability import Acting, Command
from app.journal.event import Covering
from app.journal.journal import plant_heard_ms
from app.journal.ledger import ledger_of, written
from app.journal.signing import Ledger, covers_digest
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


class Sign(Command, frozen=True, kw_only=True):
    """Put a signature under a record. `covers` are hashes of its events."""

    manifest: str
    signature: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody is about to sign: a record, a meaning, and the events they were shown.

    `seen` is None for a meaning that closes nothing: then only `made` is covered, the events of the
    act itself. `withdraws` names the signature that is taken back.
    """

    record: str
    meaning: str
    seen: frozenset[str] | None = None
    made: tuple[str, ...] = ()
    reason: str = ""
    withdraws: str = ""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """How it is signed: in the manifest, beside what is signed."""

    key: str
    session: str
    components: tuple[str, ...]
    meaning_text: Bilingual
    offset_min: int
    time_quality: str
    program: str
    group: str = ""
    with_: str = ""


def draft(acting: Acting, ask: Ask, circumstance: Circumstance) -> tuple[Manifest, tuple[str, ...]]:
    """Return the manifest to be signed and the hashes it covers; nothing is recorded yet.

    Refuses `signature.*` as `decisions.check_signable`, `people.unknown`.
    """
    wanted = decisions.meaning(ask.meaning)
    ledger = ledger_of(acting.connection, ask.record)
    covers = _covers(ledger, ask)
    _check(acting, ledger, wanted, covers, ask)
    signer = accounts.person(acting.connection, acting.actor)
    if signer is None:
        raise Refused("people.unknown", person=acting.actor)
    manifest = Manifest(
        id=acting.new_id(),
        record=ask.record,
        content=covers_digest(covers),
        count=len(covers),
        meaning=ask.meaning,
        meaning_text=circumstance.meaning_text,
        signer=signer.person,
        name=signer.name,
        basis=signer.roles,
        at_ms=acting.now_ms,
        offset=circumstance.offset_min,
        time_quality=circumstance.time_quality,
        station=acting.station,
        program=circumstance.program,
        session=circumstance.session,
        components=circumstance.components,
        key=circumstance.key,
        previous=ledger.tips(),
        withdraws=ask.withdraws,
        reason=ask.reason.strip(),
        group=circumstance.group,
        with_=circumstance.with_,
    )
    return manifest, covers


def sign(acting: Acting, command: Sign) -> list[Covering]:
    """Record a signature; everything is checked again, for a manifest may come from anywhere.

    Refuses `right.missing`, `signature.forged` and as `draft`.
    """
    manifest = decisions.read_manifest(command.manifest)
    if manifest is None:
        raise Refused("signature.forged")
    wanted = decisions.meaning(manifest.meaning)
    ledger = ledger_of(acting.connection, manifest.record)
    again = Ask(
        manifest.record, manifest.meaning, reason=manifest.reason, withdraws=manifest.withdraws
    )
    _check(acting, ledger, wanted, command.covers, again)
    covers, blob = written(acting.connection, command.covers)
    signed = decisions.sign(
        command.manifest,
        command.signature,
        command.covers,
        accounts.keys_of(acting.connection, acting.actor),
        signer=acting.actor,
        covers_list=blob,
    )
    return [Covering(signed, covers)]


def _covers(ledger: Ledger, ask: Ask) -> tuple[str, ...]:
    """Return what is covered: all that was seen and is not covered yet, or the act's own events."""
    if ask.seen is None:
        return tuple(sorted({*ask.made, *ledger.tips()} & ledger.entries.keys()))
    return tuple(sorted(ledger.uncovered() & ask.seen))


def _check(
    acting: Acting,
    ledger: Ledger,
    wanted: decisions.Meaning,
    covers: tuple[str, ...],
    ask: Ask,
) -> None:
    if wanted.is_release:
        check_fresh(plant_heard_ms(acting.connection), acting.now_ms)
    if ask.withdraws:
        decisions.check_withdrawable(ledger, ask.withdraws, ask.reason, signer=acting.actor)
    elif not accounts.may(acting.connection, acting.actor, wanted.right, acting.place):
        raise Refused("right.missing", right=wanted.right)
    else:
        decisions.check_signable(ledger, wanted, covers, signer=acting.actor)
