"""State of CAPAs and of their proposals."""

from app.capabilities.quality.capa.events import Bone
from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual

OPEN, CLOSED = "open", "closed"


@state_table("quality_capa", key=("stream",), index=(("state", "due"), ("lot",), ("order",)))
class CapaRow(Row, frozen=True, kw_only=True):
    """One CAPA's head. `closed` is the hash of its closing, empty before; `round` is from 1."""

    capa: str
    title: str
    weight: str
    due: str
    lead: str
    members: tuple[str, ...]
    code: str
    order: str
    operation: str
    lot: str
    product: str
    material: str
    equipment: str
    sources: tuple[str, ...]
    proposal: str
    opened: str
    opened_by: str
    opened_ms: int
    station: str
    round: int = 1
    state: str = OPEN
    closed: str = ""
    closed_by: str = ""
    closed_ms: int = 0


@state_table("quality_capa_step", key=("stream", "place"))
class CapaStepRow(Row, frozen=True, kw_only=True):
    """What was last said of a discipline in a round; `place` is `<round>/<step>`."""

    place: str
    round: int
    step: str
    text: str
    is_needless: bool
    no_harm: str
    whys: tuple[str, ...]
    bones: tuple[Bone, ...]
    pictures: tuple[str, ...]
    by: str
    at_ms: int


@state_table("quality_capa_action", key=("stream", "action"), index=(("who", "done_ms"),))
class CapaActionRow(Row, frozen=True, kw_only=True):
    """One action; `done_ms` is 0 until it was done."""

    action: str
    round: int
    sort: str
    what: str
    who: str
    due: str
    planned_by: str
    planned_ms: int
    evidence: str = ""
    record: str = ""
    pictures: tuple[str, ...] = ()
    done_by: str = ""
    done_ms: int = 0

    @property
    def is_done(self) -> bool:
        """Tell whether it was done."""
        return self.done_ms > 0


@state_table("quality_capa_check", key=("stream", "place"))
class CapaCheckRow(Row, frozen=True, kw_only=True):
    """The check of effectiveness of a round; `done` is the hash of what was found."""

    place: str
    round: int
    due: str
    metric: str
    target: str
    planned_by: str
    planned_ms: int
    result: str = ""
    is_effective: bool = False
    evidence: str = ""
    pictures: tuple[str, ...] = ()
    done: str = ""
    done_by: str = ""
    done_ms: int = 0


@state_table("quality_capa_clash", key=("stream", "second"))
class CapaClashRow(Row, frozen=True, kw_only=True):
    """What one station did to a CAPA without knowing of the other, or nobody may do.

    `matter` is closed_apart, closed_unproven or judged_apart.
    """

    matter: str
    first: str
    second: str
    by: str
    station: str
    at_ms: int


@state_table("quality_capa_proposal", key=("stream",))
class CapaProposalRow(Row, frozen=True, kw_only=True):
    """A proposal a rule made, or that somebody answered; `state` is proposed, taken or declined."""

    proposal: str
    state: str = "proposed"
    title_zh: str = ""
    title_en: str = ""
    weight: str = ""
    order: str = ""
    operation: str = ""
    lot: str = ""
    product: str = ""
    material: str = ""
    equipment: str = ""
    record: str = ""
    proposed_ms: int = 0
    looked_at: tuple[str, ...] = ()
    opened: str = ""
    reason: str = ""
    by: str = ""
    at_ms: int = 0

    @property
    def title(self) -> Bilingual:
        """Return what the rule calls it."""
        return Bilingual(self.title_zh, self.title_en)
