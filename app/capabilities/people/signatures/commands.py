"""What one may ask of signatures. The manifest is drafted, signed outside, and handed in again.

draft = draft_manifest(acting, ask)           # in the transaction, from what is committed
text = decisions.written(draft)
journal.carry_out(connection, Sign(manifest=text, signature=sign(text), covers=...), actor)
"""

from dataclasses import dataclass

from app.capabilities.people.accounts import queries as accounts
from app.capabilities.people.delegations.queries import delegated
from app.capabilities.people.delegations.tables import DelegationRow
from app.capabilities.people.identities.decisions import check_identity
from app.capabilities.people.identities.queries import is_identity_verified
from app.capabilities.people.policies.decisions import check_acknowledged
from app.capabilities.people.policies.queries import has_acknowledged, present_policy
from app.capabilities.people.rights.decisions import check_fresh
from app.capabilities.people.signatures import decisions
from app.capabilities.people.signatures.events import Manifest
from app.journal.capability import Acting, Command
from app.journal.event import COVERS_INSIDE, PLANT, Covering
from app.journal.heard import heard
from app.journal.ledger import ledger_of, unsure, written
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

    Refuses `signature.*` as `decisions.check_signable`, `right.missing`, `people.unknown`,
    `signature.identity_unverified`, `.policy_unread`.
    """
    wanted = decisions.meaning(ask.meaning)
    ledger = ledger_of(acting.connection, ask.record)
    carried = unsure(acting.connection, ask.record, acting.station)
    covers = _covers(ledger, ask, carried)
    _check(acting, ledger, wanted, covers, ask)
    given = None if ask.withdraws else _given(acting, wanted)
    grantor = None if given is None else accounts.person(acting.connection, given.grantor)
    policy = present_policy(acting.connection)
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
        basis=signer.roles if given is None else ("delegation",),
        at_ms=acting.now_ms,
        offset=circumstance.offset_min,
        time_quality=circumstance.time_quality,
        station=acting.station,
        program=circumstance.program,
        session=circumstance.session,
        components=circumstance.components,
        key=circumstance.key,
        previous=ledger.tips(carried),
        withdraws=ask.withdraws,
        reason=ask.reason.strip(),
        group=circumstance.group,
        with_=circumstance.with_,
        delegation="" if given is None else given.delegation,
        given="" if given is None else given.given,
        grantor="" if given is None else given.grantor,
        grantor_name=Bilingual("", "") if grantor is None else grantor.name,
        policy="" if policy is None else policy.text,
    )
    return manifest, covers


def sign(acting: Acting, command: Sign, inside: int = COVERS_INSIDE) -> list[Covering]:
    """Record a signature; everything is checked again, for a manifest may come from anywhere.

    A list of more than `inside` hashes goes to a blob.
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
    covers, blob = written(acting.connection, command.covers, inside)
    signed = decisions.sign(
        command.manifest,
        command.signature,
        command.covers,
        accounts.keys_of(acting.connection, acting.actor),
        signer=acting.actor,
        covers_list=blob,
    )
    return [Covering(signed, covers)]


def _covers(ledger: Ledger, ask: Ask, carried: frozenset[str]) -> tuple[str, ...]:
    """Return what is covered: all that was seen and is not covered yet, or the act's own events."""
    if ask.seen is None:
        return tuple(sorted({*ask.made, *ledger.tips(carried)} & ledger.entries.keys()))
    return tuple(sorted(ledger.uncovered(carried) & ask.seen))


def _check(
    acting: Acting,
    ledger: Ledger,
    wanted: decisions.Meaning,
    covers: tuple[str, ...],
    ask: Ask,
) -> None:
    if wanted.is_release:
        plant = heard(acting.connection, PLANT)
        check_fresh(None if plant is None else plant.at_ms, acting.now_ms)
    if ask.withdraws:
        decisions.check_withdrawable(ledger, ask.withdraws, ask.reason, signer=acting.actor)
        return
    _given(acting, wanted)
    connection, signer = acting.connection, acting.actor
    check_identity(is_verified=is_identity_verified(connection, signer))
    check_acknowledged(has_acknowledged=has_acknowledged(connection, signer))
    no_work = acting.plugs.no_work
    decisions.check_signable(ledger, wanted, covers, signer=signer, no_work=no_work)


def _given(acting: Acting, wanted: decisions.Meaning) -> DelegationRow | None:
    """Return the delegation by which it is signed; None where the right is the signer's own.

    Refuses `right.missing`.
    """
    place = acting.place
    if accounts.may(acting.connection, acting.actor, wanted.right, place):
        return None
    given = delegated(acting.connection, acting.actor, wanted.code, place, acting.now_ms)
    if given is None:
        raise Refused("right.missing", right=wanted.right)
    return given
