"""The plug of signatures."""

from app.capabilities.people.signatures.commands import Sign, sign
from app.capabilities.people.signatures.decisions import MEANINGS, read_manifest
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.fold import fold
from app.capabilities.people.signatures.tables import SignatureRow
from app.journal.capability import NOTE, SERVERS_OWN, Capability, Whose


def signing(signed: Signed, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return the right to sign with a meaning; taking back needs none, but to be who signed.

    Nor does signing in another's stead, but that they let somebody: whom and what for, and whether
    it ran then, tells the signature's flaw.
    """
    if signed.withdraws:
        return NOTE if whose(signed.withdraws) == actor else SERVERS_OWN
    manifest = read_manifest(signed.manifest)
    if manifest is not None and manifest.delegation:
        stands = whose(manifest.given) == manifest.grantor != ""
        return NOTE if stands and manifest.signer == actor else SERVERS_OWN
    meaning = MEANINGS.get(signed.meaning)
    return (meaning.right,) if meaning is not None and meaning.right else SERVERS_OWN


CAPABILITY = Capability(
    name="people.signatures",
    happened=(Signed,),
    rows=(SignatureRow,),
    fold=fold,
    commands={Sign: sign},
    needs={Signed: signing},
)
