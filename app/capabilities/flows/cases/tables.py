"""State of cases: how each began, every act on it, who was given what, how it ended."""

from app.capabilities.flows.cases.events import Known
from app.capabilities.flows.tokens.answers import Hop
from app.journal.rows import Row, state_table
from app.journal.ruling import Matter


@state_table("flow_case", key=("stream",), index=(("parent",), ("about",), ("started_ms",)))
class CaseRow(Row, frozen=True, kw_only=True):
    """A case as it began. `about` is the stream of what it is about; `matter` holds one."""

    case: str
    flow: str
    revision: str
    pin: str
    title_zh: str
    title_en: str
    about: str
    matter: tuple[Matter, ...]
    facts: tuple[Known, ...]
    firing: str
    parent: str
    step: str
    started: str
    started_by: str
    station: str
    started_ms: int


@state_table("flow_step_finished", key=("hash",), index=(("case", "step", "came"),))
class FinishedRow(Row, frozen=True, kw_only=True):
    """One act that ended one visit to a step."""

    hash: str
    case: str
    step: str
    came: tuple[str, ...]
    target: str
    outcome: str
    hops: tuple[Hop, ...]
    rested: tuple[Hop, ...]
    returned: bool
    remarks: str
    facts: tuple[Known, ...]
    right: str
    signature: str
    person: str
    station: str
    at_ms: int


@state_table("flow_step_delegated", key=("hash",), index=(("case",),))
class DelegatedRow(Row, frozen=True, kw_only=True):
    """One visit to a step was given to somebody."""

    hash: str
    case: str
    step: str
    came: tuple[str, ...]
    to: str
    remarks: str
    by: str
    at_ms: int


@state_table("flow_case_end", key=("stream",), index=(("case",),))
class EndRow(Row, frozen=True, kw_only=True):
    """A case ended; `called_off` says why where it was not gone on with."""

    case: str
    outcome: str
    called_off: str
    by: str
    at_ms: int
