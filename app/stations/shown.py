"""Scanned text as people can see all of it."""

LONGEST = 60


def shown(text: str) -> str:
    """Return a text with its control signs drawn, at most LONGEST signs of it."""
    drawn = "".join(_drawn(sign) for sign in text[:LONGEST])
    return drawn if len(text) <= LONGEST else drawn[: LONGEST - 1] + "…"


def _drawn(sign: str) -> str:
    """Return a sign, or its picture where it has no shape of its own (GS as ␝)."""
    if sign < " ":
        return chr(0x2400 + ord(sign))
    return sign if sign.isprintable() else "�"
