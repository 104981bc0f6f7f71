"""With which meaning people sign what quality decides: the first of these they may."""

from app.stations.session import Session

SAYS = ("performed", "authored", "reviewed")


def meaning_of(session: Session) -> str:
    """Return the meaning somebody signs with here; empty where none is theirs."""
    return next((one for one in SAYS if session.may(f"sign.{one}")), "")
