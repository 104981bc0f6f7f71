"""What can happen to a rule: it fires. Each firing is a stream of its own."""

from hashlib import sha256
from typing import ClassVar

import msgspec

from app.journal.event import Happened
from app.journal.ruling import Matter, Said
from app.kernel.words import Bilingual


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule could not do, and the refusal that says why (`refused.<code>`, with its gaps)."""

    action: str
    code: str
    gaps: dict[str, str | Bilingual] = {}


class RuleFired(Happened, frozen=True, kw_only=True):
    """A rule fired: what it listened to happened, and its condition was true.

    `key` names it: the same subject that crosses the same threshold under the same revision is the
    same case, on whichever station. `pin` is the sha256 of the rule's body, `when` what it listens
    to, `cause` the hash of the event it started from, empty for a watch. `facts` are those its
    condition rests on, as they were; `actions` what it did, `undone` what it could not do.
    """

    kind: ClassVar[str] = "rules.fired"
    key: str
    rule: str
    revision: str
    pin: str
    title: Bilingual
    when: str
    cause: str = ""
    subject: str
    threshold: str = ""
    matter: Matter = Matter()
    facts: tuple[Said, ...] = ()
    actions: tuple[str, ...] = ()
    undone: tuple[Undone, ...] = ()

    @property
    def stream(self) -> str:
        return firing_stream(self.key)

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.pin,)


def firing_stream(key: str) -> str:
    """Return the stream of a firing."""
    return f"firing/{key}"


def key_of(rule: str, revision: str, subject: str, threshold: str, area: str = "") -> str:
    """Return the name of a firing: the same wherever and however often it is seen.

    `area` is given for a watch: what every area looks at (a gauge) is each area's own case.
    """
    parts = (rule, revision, subject, threshold, *((area,) if area else ()))
    return sha256("\n".join(parts).encode()).hexdigest()
