"""AliHealth's codes (AHM): twenty digits that begin with 8, kept whole.

No grammar of them is public; what one names, only the issuer's service says. So nothing is read
into it: the code itself is all there is to keep.
"""

import re

from app.kernel.symbols.decoded import Decoded, Scheme

_CODE = re.compile(r"8\d{19}", re.ASCII)


def claims(text: str) -> bool:
    """Tell whether `text` has the form of such a code."""
    return _CODE.fullmatch(text) is not None


def decode(text: str) -> Decoded:
    """Return the code as it stands."""
    return Decoded(Scheme.AHM, {"code": text})
