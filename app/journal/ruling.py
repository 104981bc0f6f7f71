"""What rules look at and say when they fire, in the words of those who plug it in (DESIGN §3).

A rule only restricts, asks or tells: it holds, blocks, begins, requires, notifies. It never lifts,
releases or signs, and no rule switches an interlock off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.kernel.expressions import Worth
from app.kernel.words import Bilingual


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What something is about; whatever does not apply is empty. `stream` is the record to open."""

    stream: str = ""
    order: str = ""
    operation: str = ""
    lot: str = ""
    product: str = ""
    material: str = ""
    supplier: str = ""
    equipment: str = ""
    gauge: str = ""
    station: str = ""
    filled: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name a rule's condition may use; its words are `rules.fact.<name>`.

    A choice's values are `choices`, each with words `rules.choice.<name>.<value>`.
    """

    name: str
    sort: Literal["number", "text", "yes_no", "choice"] = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule looks at: what it is about, its name, and what is known of it.

    `subject` and `threshold` make a firing's identity together with the rule's revision: the same
    subject that crosses the same threshold is the same case, wherever and however often it is seen.
    `facts` may be worked out only when it is asked for one.
    """

    matter: Matter
    subject: str
    facts: Mapping[str, Worth]
    threshold: str = ""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One fact as a rule saw it, as text."""

    name: str
    value: str


class Fired(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that fires, as its actions are told.

    `key` is sha256 of (code, revision, subject, threshold): whatever an action makes carries it as
    `firing`, and what is named is named by it, so that a second firing elsewhere is the same one.
    `cause` is the hash of the event it started from, empty for a watch.
    """

    key: str
    rule: str
    revision: str
    title: Bilingual
    matter: Matter
    subject: str
    cause: str
    at_ms: int
    facts: tuple[Said, ...] = ()
