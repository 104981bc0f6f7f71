"""A signature's printed name: who signed, and in whose stead."""

from app.capabilities.people.signatures.queries import Signature
from app.kernel.words import Words


def printed_name(words: Words, one: Signature) -> str:
    """Return the name as it is printed: “X”, or “X, by delegation of Y (reference)”."""
    name = one.name.of(words.language)
    if not one.delegation:
        return name
    grantor = one.grantor.of(words.language)
    return words("signature.by_delegation", name=name, grantor=grantor, ref=one.delegation)
