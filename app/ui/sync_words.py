"""How the exchange stands, in the few words of a pill."""

from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.news import SUSPECT, News


def sync_words(words: Words, moments: Moments, news: News) -> tuple[str, str]:
    """Return the state with how much waits here, and since when; offline is a normal state."""
    status = news.sync
    if status.code == SUSPECT:
        said = words("window.sync.clock")
    elif news.is_alone and not status.unsent:
        return words("window.sync.alone"), ""
    else:
        said = words(f"window.sync.{status.state}")
    if status.state == "synced" and status.last_contact_ms:
        return f"{said} {moments.time(status.last_contact_ms)}", ""
    if not status.unsent:
        return said, ""
    waiting = words("window.sync.unsent", n=f"{status.unsent:,}")
    age = moments.age(status.oldest_unsent_ms) if status.oldest_unsent_ms else ""
    return f"{said} · {waiting}", age


def in_one(text: str, sub: str) -> str:
    """Return both in one line."""
    return " · ".join(part for part in (text, sub) if part)
