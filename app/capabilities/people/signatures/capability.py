"""The plug of signatures."""

from app.capabilities.people.signatures.commands import Sign, sign
from app.capabilities.people.signatures.decisions import MEANINGS
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.fold import fold
from app.capabilities.people.signatures.tables import SignatureRow
from app.journal.capability import NOTE, SERVERS_OWN, Capability, Whose


def signing(signed: Signed, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return the right to sign with a meaning; taking back needs none, but to be who signed."""
    if signed.withdraws:
        return NOTE if whose(signed.withdraws) == actor else SERVERS_OWN
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
