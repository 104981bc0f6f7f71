"""What is allowed with signatures: meanings, who may sign what, and what makes one genuine."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import msgspec

from app.capabilities.people.signatures.events import Manifest, Signed
from app.journal.signing import Entry, Ledger, covers_digest
from app.kernel.refused import Refused
from app.kernel.sealing import verifies


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a signature says; the words are `signature.meaning.<code>`.

    One that `closes` states that the record is complete so far. `is_release` needs the server, a
    trusted time and fresh rights. `is_second` is never given by who made what is signed.
    """

    code: str
    closes: bool = False
    is_release: bool = False
    is_second: bool = False

    @property
    def right(self) -> str:
        """Return the right to sign with this meaning; none is needed to take back one's own."""
        return "" if self.code == WITHDRAWN else f"sign.{self.code}"


WITHDRAWN = "withdrawn"

MEANINGS = {
    meaning.code: meaning
    for meaning in (
        Meaning("performed"),
        Meaning("witnessed", is_second=True),
        Meaning("reviewed", closes=True, is_second=True),
        Meaning("approved", closes=True, is_release=True, is_second=True),
        Meaning("cleared", closes=True),
        Meaning("released", closes=True, is_release=True, is_second=True),
        Meaning("rejected", closes=True, is_second=True),
        Meaning("concession", closes=True, is_release=True, is_second=True),
        Meaning("authored"),
        Meaning("read"),
        Meaning("resolved"),
        Meaning("administered"),
        Meaning(WITHDRAWN),
    )
}
"""The closed list of meanings (COMPLIANCE §4). Free text is a reason, never a meaning."""


FLAWS = (
    "unreadable",
    "of_another_record",
    "meaning_unknown",
    "other_content",
    "foreign_key",
    "bad_signature",
    "not_delegated",
    "not_here",
)
"""Why a signature is not genuine, or cannot be verified here; texts `signature.flaw.<code>`."""


def meaning(code: str) -> Meaning:
    """Return a meaning by its code. Refuses `signature.meaning_unknown`."""
    found = MEANINGS.get(code)
    if found is None:
        raise Refused("signature.meaning_unknown", meaning=code)
    return found


def check_signable(
    ledger: Ledger,
    wanted: Meaning,
    covers: Collection[str],
    *,
    signer: str,
    no_work: Collection[str] = (),
) -> None:
    """Refuse a signature that would not say the truth about its record.

    `signature.no_record`, `.not_of_record` for hashes from elsewhere, `.more_came` where more lies
    in the record than a closing signature would cover, `.own_work` for a second person who is the
    first, `.signed_already` where the same person said the same of just this. `no_work` are kinds
    of events that are no entry of the work signed for: who only asked for it may look at it.
    """
    if not ledger.entries:
        raise Refused("signature.no_record")
    if not covers or not ledger.entries.keys() >= set(covers):
        raise Refused("signature.not_of_record")
    if wanted.closes and (more := ledger.uncovered() - set(covers)):
        raise Refused("signature.more_came", more=len(more))
    if wanted.is_second and signer in _authors(ledger, covers, no_work):
        raise Refused("signature.own_work")
    if wanted.closes and _has_said(ledger, wanted.code, signer):
        raise Refused("signature.signed_already")


def check_withdrawable(ledger: Ledger, signature: str, reason: str, *, signer: str) -> None:
    """Refuse `signature.unknown`, `.withdrawn_already`, `.not_yours`, `.reason_missing`."""
    entry = next((one for one in ledger.signatures if one.hash == signature), None)
    if entry is None:
        raise Refused("signature.unknown")
    if signature in ledger.withdrawn:
        raise Refused("signature.withdrawn_already")
    if entry.actor != signer:
        raise Refused("signature.not_yours")
    if not reason.strip():
        raise Refused("signature.reason_missing")


def sign(
    manifest: str,
    signature: str,
    covers: Iterable[str],
    keys: Collection[str],
    *,
    signer: str,
    covers_list: str,
) -> Signed:
    """Return the signature as an event. Refuses `signature.forged`: what nobody could verify."""
    read = read_manifest(manifest)
    if read is None:
        raise Refused("signature.forged")
    signed = Signed(
        record=read.record,
        meaning=read.meaning,
        closes=meaning(read.meaning).closes,
        manifest=manifest,
        signature=signature,
        withdraws=read.withdraws,
        covers_list=covers_list,
    )
    if flaw(signed, tuple(covers), keys, signer=signer):
        raise Refused("signature.forged")
    return signed


def flaw(signed: Signed, covers: Collection[str], keys: Collection[str], *, signer: str) -> str:
    """Return why a signature is not genuine, as `signature.flaw.<code>`; empty where it is.

    It must say of itself what its event says: this record, this content, this meaning, this signer;
    and one of the signer's own keys must have signed just that text. A copy on another record
    fails here.
    """
    manifest = read_manifest(signed.manifest)
    if manifest is None:
        return "unreadable"
    said = (manifest.record, manifest.meaning, manifest.withdraws, manifest.signer)
    if said != (signed.record, signed.meaning, signed.withdraws, signer):
        return "of_another_record"
    known = MEANINGS.get(signed.meaning)
    if known is None or known.closes != signed.closes:
        return "meaning_unknown"
    if (manifest.content, manifest.count) != (covers_digest(covers), len(set(covers))):
        return "other_content"
    if manifest.key not in keys:
        return "foreign_key"
    return "" if _is_signed(manifest.key, signed) else "bad_signature"


def written(manifest: Manifest) -> str:
    """Return the text that is signed."""
    return msgspec.json.encode(manifest).decode()


def read_manifest(text: str) -> Manifest | None:
    """Return what a signed text says; None where it is no manifest."""
    try:
        return msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None


def _authors(ledger: Ledger, covers: Iterable[str], no_work: Collection[str]) -> frozenset[str]:
    """Return who made what is signed, also under the signatures it is signed with."""
    names = set(covers).union(*(ledger.reached(name) for name in covers))
    acts = (ledger.entries[name] for name in names if name in ledger.entries)
    return frozenset(act.actor for act in acts if not act.signs and act.kind not in no_work)


def _has_said(ledger: Ledger, code: str, signer: str) -> bool:
    acts = {act.hash for act in ledger.acts}
    mine: list[Entry] = [s for s in ledger.closing if (s.meaning, s.actor) == (code, signer)]
    return any(acts <= ledger.reached(one.hash) for one in mine)


def _is_signed(key: str, signed: Signed) -> bool:
    try:
        public, signature = bytes.fromhex(key), bytes.fromhex(signed.signature)
    except ValueError:
        return False
    return verifies(public, signature, signed.manifest.encode())
