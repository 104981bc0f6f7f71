"""What is allowed with the policy of signatures: pure rules."""

from hashlib import sha256

from app.capabilities.people.accounts.decisions import reason
from app.capabilities.people.policies.events import PolicyAcknowledged, PolicyPublished
from app.capabilities.people.policies.tables import PolicyRow
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

MOST_SIGNS = 12_000
"""Of both languages together: an event holds the words whole."""


def text_hash(text: Bilingual) -> str:
    """Return the sha256 of the words in both languages."""
    return sha256(f"{text.zh}\n{text.en}".encode()).hexdigest()


def publish(text: Bilingual, why: str, held: PolicyRow | None) -> PolicyPublished:
    """Publish the next version.

    Refuses `policy.text_missing`, `.text_long`, `.text_same`, `people.why_missing`.
    """
    text = Bilingual(text.zh.strip(), text.en.strip())
    if not text.zh or not text.en:
        raise Refused("policy.text_missing")
    if len(text.zh) + len(text.en) > MOST_SIGNS:
        raise Refused("policy.text_long", most=MOST_SIGNS)
    if held is not None and held.text == text_hash(text):
        raise Refused("policy.text_same")
    before = 0 if held is None else held.version
    return PolicyPublished(version=before + 1, text=text, before=before, why=reason(why))


def read_by(person: str, published: PolicyPublished) -> PolicyAcknowledged:
    """Return that somebody acknowledged a version just published."""
    text = text_hash(published.text)
    return PolicyAcknowledged(person=person, version=published.version, text=text)


def acknowledge(
    person: str, version: int, held: PolicyRow | None, *, has_already: bool
) -> PolicyAcknowledged | None:
    """Acknowledge the version shown; None where that was done before.

    Refuses `policy.outdated`: another version than the present one was shown.
    """
    if held is None or held.version != version:
        raise Refused("policy.outdated")
    if has_already:
        return None
    return PolicyAcknowledged(person=person, version=version, text=held.text)


def check_acknowledged(*, has_acknowledged: bool) -> None:
    """Let somebody sign. Refuses `signature.policy_unread`."""
    if not has_acknowledged:
        raise Refused("signature.policy_unread")
