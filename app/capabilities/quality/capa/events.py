"""What can happen to a CAPA, a stream of its own, and to the proposal of one.

It goes by the eight disciplines (D1 team … D8 closed). D4 to D7 and the check of effectiveness are
of a round: what did not work begins the next one at D4, and everything of the round before stays.
"""

from enum import StrEnum
from hashlib import sha256
from typing import ClassVar

import msgspec

from app.capabilities.quality.deviations.events import Weight
from app.journal.event import Happened, Whole
from app.journal.ruling import Matter


class Step(StrEnum):
    """The eight disciplines; the words are `quality.discipline.<value>`."""

    TEAM = "d1"
    PROBLEM = "d2"
    CONTAINMENT = "d3"
    CAUSE = "d4"
    CHOICE = "d5"
    ACTIONS = "d6"
    PREVENTION = "d7"
    CLOSING = "d8"


class Branch(StrEnum):
    """The branches of a fishbone (Ishikawa); the words are `quality.branch.<value>`."""

    PEOPLE = "people"
    MACHINE = "machine"
    MATERIAL = "material"
    METHOD = "method"
    MEASUREMENT = "measurement"
    ENVIRONMENT = "environment"


class ActionSort(StrEnum):
    """What an action is for; the words are `quality.action.<value>`."""

    CONTAINMENT = "containment"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"


class Bone(msgspec.Struct, frozen=True, kw_only=True):
    """One branch of a fishbone with the causes that were thought of."""

    branch: Branch
    causes: tuple[str, ...]


class _OfCapa(Happened, frozen=True, kw_only=True):
    capa: str

    @property
    def stream(self) -> str:
        return capa_stream(self.capa)


class _WithPictures(_OfCapa, frozen=True, kw_only=True):
    pictures: tuple[str, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return self.pictures


class CapaOpened(_OfCapa, frozen=True, kw_only=True):
    """Somebody opened it: why, of what, until when (`due`, an ISO date), led by whom.

    `sources` are the streams it answers (a nonconformance, a deviation, a complaint), `code` is the
    defect's, `proposal` the key of the proposal it takes up.
    """

    kind: ClassVar[str] = "quality.capa_opened"
    title: str
    weight: Weight
    due: str
    lead: str
    matter: Matter = Matter()
    code: str = ""
    sources: tuple[str, ...] = ()
    proposal: str = ""


class CapaTeamNamed(_OfCapa, frozen=True, kw_only=True):
    """D1: who works on it."""

    kind: ClassVar[str] = "quality.capa_team_named"
    restates: ClassVar[bool] = True
    lead: str
    members: tuple[str, ...]


class CapaStepSaid(_WithPictures, frozen=True, kw_only=True):
    """D2, D3 or D7 in words; `is_needless`: nothing is to be done there, and `text` says why."""

    kind: ClassVar[str] = "quality.capa_step_said"
    step: Step
    round: Whole
    text: str
    is_needless: bool = False


class CapaCauseFound(_WithPictures, frozen=True, kw_only=True):
    """D4: the root cause, the chain of whys that led to it, the branches looked at."""

    kind: ClassVar[str] = "quality.capa_cause_found"
    round: Whole
    cause: str
    whys: tuple[str, ...] = ()
    bones: tuple[Bone, ...] = ()


class CapaActionChosen(_OfCapa, frozen=True, kw_only=True):
    """D5: what is to be done about the cause, and why it does the device no harm (Art.125)."""

    kind: ClassVar[str] = "quality.capa_action_chosen"
    round: Whole
    text: str
    no_harm: str


class CapaActionPlanned(_OfCapa, frozen=True, kw_only=True):
    """Who does what until when (`due`, an ISO date)."""

    kind: ClassVar[str] = "quality.capa_action_planned"
    round: Whole
    action: str
    sort: ActionSort
    what: str
    who: str
    due: str


class CapaActionCarriedOut(_WithPictures, frozen=True, kw_only=True):
    """It was done; `evidence` says what shows it, `record` is the stream that does, if one does."""

    kind: ClassVar[str] = "quality.capa_action_carried_out"
    action: str
    evidence: str
    record: str = ""


class CapaCheckPlanned(_OfCapa, frozen=True, kw_only=True):
    """How one will see whether it worked: on which day, by which metric, against which target."""

    kind: ClassVar[str] = "quality.capa_check_planned"
    restates: ClassVar[bool] = True
    round: Whole
    due: str
    metric: str
    target: str


class CapaJudged(_WithPictures, frozen=True, kw_only=True):
    """Whether it worked, and what shows it."""

    kind: ClassVar[str] = "quality.capa_judged"
    round: Whole
    result: str
    is_effective: bool
    evidence: str


class CapaClosed(_OfCapa, frozen=True, kw_only=True):
    """D8: closed on the check of this round; `check` is the hash of what it found."""

    kind: ClassVar[str] = "quality.capa_closed"
    round: Whole
    check: str


class _OfProposal(Happened, frozen=True, kw_only=True):
    proposal: str

    @property
    def stream(self) -> str:
        return f"capa_proposal/{self.proposal}"


class CapaProposed(_OfProposal, frozen=True, kw_only=True):
    """A rule proposes one; the proposal is named by its firing, so it is the same at every node."""

    kind: ClassVar[str] = "quality.capa_proposed"
    title_zh: str
    title_en: str
    weight: Weight
    matter: Matter
    firing: str


class CapaProposalTaken(_OfProposal, frozen=True, kw_only=True):
    """Somebody opens a CAPA on it; `looked_at` are the records it rested on then."""

    kind: ClassVar[str] = "quality.capa_proposal_taken"
    opened: str
    looked_at: tuple[str, ...] = ()


class CapaProposalDeclined(_OfProposal, frozen=True, kw_only=True):
    """Somebody opens none, and says why; it comes again with as many new records."""

    kind: ClassVar[str] = "quality.capa_proposal_declined"
    reason: str
    looked_at: tuple[str, ...] = ()


def capa_stream(capa: str) -> str:
    """Return the stream of a CAPA."""
    return f"capa/{capa}"


def recurrence_key(code: str, product: str) -> str:
    """Return the name of the proposal that a code which recurs on a product makes."""
    return sha256(f"{code}\n{product}".encode()).hexdigest()[:32]
