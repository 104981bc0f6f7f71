"""State of inspections."""

from decimal import Decimal

from app.capabilities.quality.plans.bodies import Drawn
from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual

ASKED = "asked"
BEGUN = "begun"
ACCEPTED = "accepted"
REJECTED = "rejected"
RELEASED = "released"
CANCELLED = "cancelled"
STATES = (ASKED, BEGUN, ACCEPTED, REJECTED, RELEASED, CANCELLED)
"""How an inspection stands; the words are `quality.state.<state>`."""


@state_table(
    "quality_inspection",
    key=("stream",),
    index=(("order", "operation"), ("lot",), ("state", "asked_ms"), ("plan",)),
)
class InspectionRow(Row, frozen=True, kw_only=True):
    """One inspection. `concluded` is the hash of the conclusion that counts, empty before one.

    `filled` is the form begun first, or the one it was concluded by; `apart` are those other
    stations began for it without knowing: they count as well.
    """

    inspection: str
    plan: str
    revision: str
    pin: str
    title_zh: str
    title_en: str
    form: str
    trigger: str
    reviewed: bool
    order: str
    operation: str
    lot: str
    product: str
    material: str
    supplier: str
    equipment: str
    size: Decimal
    unit: str
    occasions: tuple[str, ...]
    causes: tuple[str, ...]
    sample: tuple[Drawn, ...]
    asked: str
    asked_by: str
    asked_ms: int
    station: str
    state: str = ASKED
    filled: str = ""
    apart: tuple[str, ...] = ()
    maker: str = ""
    begun_by: str = ""
    begun_ms: int = 0
    concluded: str = ""
    concluded_by: str = ""
    concluded_ms: int = 0
    verdict: str = ""
    inputs: str = ""
    inspectors: tuple[str, ...] = ()
    released: str = ""
    released_by: str = ""
    released_ms: int = 0
    reason: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every form begun for it, the one that counts first."""
        return tuple(name for name in (self.filled, *self.apart) if name)

    @property
    def title(self) -> Bilingual:
        """Return what its plan is called."""
        return Bilingual(self.title_zh, self.title_en)


@state_table("quality_inspection_clash", key=("stream", "second"))
class InspectionClashRow(Row, frozen=True, kw_only=True):
    """What one station did to an inspection without knowing of the other, or nobody may do.

    `matter` is begun_apart, concluded_apart or own_release.
    """

    matter: str
    first: str
    second: str
    by: str
    station: str
    at_ms: int
