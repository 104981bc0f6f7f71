"""What rules look at and say when they fire, in the words of those who plug it in (DESIGN §3).

A rule only restricts, asks or tells: it holds, blocks, begins, requires, notifies. It never lifts,
releases or signs, and no rule switches an interlock off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from app.kernel.expressions import Worth
from app.kernel.refused import Refused
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


class Facts(Mapping[str, Worth]):
    """Facts that are looked up when a condition first asks for them, and then kept.

    What cannot be looked up here (a body that has not come) is unknown: no rule rests on it.
    """

    def __init__(self, looked_up: Mapping[str, Callable[[], Worth]], **known: Worth) -> None:
        self._looked_up = looked_up
        self._known: dict[str, Worth] = known

    def __getitem__(self, name: str) -> Worth:
        if name not in self._known:
            try:
                self._known[name] = self._looked_up[name]()
            except Refused:
                self._known[name] = None
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._looked_up, **self._known})

    def __len__(self) -> int:
        return len({**self._looked_up, **self._known})


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
