"""What can happen to a case.

What the case is about and what its tasks came to lies in the case's own stream: that is what its
signatures are over, where it has no record of its own. What follows from a signature, what is sent
back, and the end lie beside it: no signature is overtaken by its own effect, and who sends back has
written nothing they could not sign for later.
"""

from decimal import Decimal, InvalidOperation
from typing import ClassVar, Literal

import msgspec

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.flows.tokens.answers import Hop
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.kernel.expressions import Worth
from app.kernel.words import Bilingual

_LONGEST = 64
"""Digits of a number that is a fact; one of more is forged: nobody could write it out."""
_PREFIX = "case:"
"""Tells the moves of a case from those of an order, whatever either is called."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of a case, as text with its sort: no decimal ever becomes a binary float."""

    name: str
    value: str
    sort: Literal["text", "number", "yes_no"] = "text"

    @property
    def worth(self) -> Worth:
        """Return it as expressions see it; None for what is no number and says it is. Total."""
        if self.sort == "number":
            return _number(self.value)
        return self.value == "yes" if self.sort == "yes_no" else self.value


class CaseStarted(Happened, frozen=True, kw_only=True):
    """A case began on the revision of a flow pinned by `pin` (sha256 of its body).

    `firing` is the rule's firing that began it, `parent` and `step` the case and its step that wait
    for it; each empty where there is none. A case that begins again elsewhere is the same case.
    """

    kind: ClassVar[str] = "flows.case_started"
    case: str
    flow: str
    revision: str
    pin: str
    title: Bilingual
    matter: Matter
    facts: tuple[Known, ...] = ()
    firing: str = ""
    parent: str = ""
    step: str = ""

    @property
    def stream(self) -> str:
        return case_stream(self.case)

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.pin,)


class StepFinished(Happened, frozen=True, kw_only=True):
    """Somebody ended a step of a case, and it goes on to `target`.

    `came` are the acts that had opened it, `hops` the ways taken by themselves after it, `rested`
    those before it that nobody had written down. `returned`: sent back, with remarks. `right` is
    the right it was done by, `signature` the hash of the signature it stands on. `firing` is told
    by what follows without anybody's act: a case that stations brought to its end apart.
    """

    kind: ClassVar[str] = "flows.step_finished"
    order_free: ClassVar[bool] = True
    case: str
    step: str
    target: str
    came: tuple[str, ...] = ()
    outcome: str = ""
    hops: tuple[Hop, ...] = ()
    rested: tuple[Hop, ...] = ()
    returned: bool = False
    remarks: str = ""
    facts: tuple[Known, ...] = ()
    right: str = ""
    signature: str = ""
    firing: str = ""

    @property
    def stream(self) -> str:
        is_beside = self.returned or self.signature != ""
        return step_stream(self.case, self.step) if is_beside else case_stream(self.case)


class StepDelegated(Happened, frozen=True, kw_only=True):
    """Whose turn it was gave one visit to a step to somebody who may do it; the last word counts.

    It lies in the step's stream: who does a step changes nothing of what is signed.
    """

    kind: ClassVar[str] = "flows.step_delegated"
    order_free: ClassVar[bool] = True
    case: str
    step: str
    came: tuple[str, ...] = ()
    to: str
    remarks: str = ""
    right: str = ""

    @property
    def stream(self) -> str:
        return step_stream(self.case, self.step)


class CaseClosed(Happened, frozen=True, kw_only=True):
    """A case came to its end; `outcome` is how its last step turned out."""

    kind: ClassVar[str] = "flows.case_closed"
    case: str
    flow: str
    matter: Matter
    outcome: str = ""
    firing: str = ""

    @property
    def stream(self) -> str:
        return ending_stream(self.case)


class CaseCalledOff(Happened, frozen=True, kw_only=True):
    """A case is not gone on with, and why."""

    kind: ClassVar[str] = "flows.case_called_off"
    case: str
    flow: str
    matter: Matter
    reason: str

    @property
    def stream(self) -> str:
        return ending_stream(self.case)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    is_one = number.is_finite() and len(text) <= _LONGEST and abs(number.adjusted()) <= _LONGEST
    return number if is_one else None


def case_stream(case: str) -> str:
    """Return the stream of a case: what it is about, and what its tasks came to."""
    return f"case/{case}"


def step_stream(case: str, step: str) -> str:
    """Return the stream of one step of a case, in which its moves lie."""
    return node_stream(moved_as(case), step)


def ending_stream(case: str) -> str:
    """Return the stream of how a case ended."""
    return f"case_end/{case}"


def moved_as(case: str) -> str:
    """Return the name a case's decision moves by (`Moved.case`)."""
    return f"{_PREFIX}{case}"


def is_of_a_case(moved: str) -> bool:
    """Tell whether a `Moved.case` is a flow's case rather than an order."""
    return moved.startswith(_PREFIX)
