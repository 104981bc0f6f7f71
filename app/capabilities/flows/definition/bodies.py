"""The body of a flow's document: the steps people take, and the ways between them."""

from enum import StrEnum

import msgspec

from app.capabilities.flows.moves.bodies import END, START, Edge, EdgeKind, Flow
from app.kernel.words import Bilingual

FLOW = "flow"


class StepKind(StrEnum):
    """What a step is; its words are `flows.kind.<value>`.

    A task, a signature and a sub-flow are taken by people; a branch, a fork and a join take
    themselves.
    """

    TASK = "task"
    SIGN = "sign"
    SUBFLOW = "subflow"
    BRANCH = "branch"
    FORK = "fork"
    JOIN = "join"

    @property
    def is_taken(self) -> bool:
        """Tell whether somebody has to do something before it goes on."""
        return self in (StepKind.TASK, StepKind.SIGN, StepKind.SUBFLOW)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One way a step may turn out, as people choose it."""

    code: str
    name: Bilingual


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a flow.

    It is open to whoever has one of `roles` and the right `right` (`flows.act` where empty).
    `meaning` is what a `sign` step is signed with; `not_author` keeps from it whoever took a task
    of the same case. `act` names the act of another capability that alone finishes it
    (`nonconformance.evaluate`); `screen` is where that is done. `due_min` minutes after it opened
    it is late and `escalate` sees it too. `flow` is the code of the flow a sub-flow step calls;
    `form` that of a form to fill.
    """

    code: str
    name: Bilingual
    kind: StepKind = StepKind.TASK
    roles: tuple[str, ...] = ()
    right: str = ""
    meaning: str = ""
    not_author: bool = False
    act: str = ""
    screen: str = ""
    form: str = ""
    outcomes: tuple[Outcome, ...] = ()
    due_min: int = 0
    escalate: tuple[str, ...] = ()
    flow: str = ""
    note: Bilingual = Bilingual("", "")


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A way from step to step; START and END are where a case comes from and goes to.

    Out of a branch the first way whose expression `given` holds is taken, else the one without.
    Out of any other step the one of the step's `outcome`, else the one without. `back` leads to an
    earlier step and is taken with remarks only. `name` says it in a picture, where an expression
    would not be read.
    """

    source: str
    target: str
    outcome: str = ""
    given: str = ""
    back: bool = False
    name: Bilingual = Bilingual("", "")


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A flow. `facts` are the names its guards may use beside the outcomes of its steps.

    A step that turned out somehow is itself such a name: `review == "no"`.
    """

    code: str
    name: Bilingual
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    facts: tuple[str, ...] = ()

    def step(self, code: str) -> Step | None:
        """Return one step; None where the chart has none of that code, as for START and END."""
        return next((one for one in self.steps if one.code == code), None)

    def ways_from(self, code: str) -> tuple[Way, ...]:
        """Return the ways out of a step as they are written."""
        return tuple(one for one in self.ways if one.source == code)

    @property
    def first(self) -> str:
        """Return where a case begins; END for a chart without a beginning."""
        return next((one.target for one in self.ways if one.source == START), END)

    @property
    def flow(self) -> Flow:
        """Return the same graph as pieces run over: ways back are rework."""
        return Flow(
            nodes=tuple(one.code for one in self.steps),
            edges=tuple(
                Edge(
                    source=one.source,
                    target=one.target,
                    kind=EdgeKind.REWORK if one.back else EdgeKind.FORWARD,
                )
                for one in self.ways
            ),
        )
