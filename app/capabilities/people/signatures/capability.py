"""The plug of signatures."""

from app.capabilities.people.signatures.commands import Sign, sign
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.fold import fold
from app.capabilities.people.signatures.tables import SignatureRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="people.signatures",
    happened=(Signed,),
    rows=(SignatureRow,),
    fold=fold,
    commands={Sign: sign},
)
