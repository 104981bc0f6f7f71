"""The document quality defines: what is inspected by which form, what asks for it, how much."""

from enum import StrEnum

import msgspec

from app.journal.event import Whole
from app.kernel.words import Bilingual

INSPECTION_PLAN = "inspection_plan"
INSPECT = "quality.inspect"
"""The right to enter results: of the forms of a plan that name no narrower one (IS-09)."""


class Trigger(StrEnum):
    """What asks for an inspection."""

    INCOMING = "incoming"
    FIRST_ARTICLE = "first_article"
    PATROL = "patrol"
    FINAL = "final"


class Arming(StrEnum):
    """What makes the next piece a first article (COMPLIANCE §5c: set-up triggers)."""

    ORDER = "order"
    SHIFT = "shift"
    CHANGEOVER = "changeover"
    TOOL = "tool"
    MATERIAL = "material"
    STOP = "stop"
    REPAIR = "repair"
    PARAMETER = "parameter"


class DefectClass(msgspec.Struct, frozen=True, kw_only=True):
    """A class of defects (critical, major, minor) and its acceptance quality limit, as written."""

    code: str
    aql: str


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """How much is inspected: `n` pieces, or all where `everything`, or by a level and its AQLs.

    `level` is one of ISO 2859-1; each class of defects is then judged for itself. Of `n` pieces
    every characteristic of the form is read, but those in `fewer` (keys of fields, `matrix/row`).
    """

    n: int = 0
    everything: bool = False
    level: str = ""
    classes: tuple[DefectClass, ...] = ()
    fewer: tuple[str, ...] = ()


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """How many pieces one inspection takes for one class of defects (all where `defects` is empty).

    Up to `ac` of them may fail, from `re` on it is not accepted. `letter`, `level`, `aql`,
    `severity` and `edition` say by which plan of the standard; empty for a fixed number. `readings`
    is how many each characteristic has then, but those in `fewer`; 0 where the plan fixes none.
    """

    defects: str = ""
    n: Whole
    ac: Whole = 0
    re: Whole = 1
    aql: str = ""
    level: str = ""
    letter: str = ""
    severity: str = ""
    edition: str = ""
    readings: Whole = 0
    fewer: tuple[str, ...] = ()


class InspectionPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is inspected by the form of code `form`, and when.

    An incoming plan is of a `material`, every other of a `product` and an `operation`. A first
    article is armed by `arms`: `shifts` is when shifts begin (local HH:MM), `stop_min` how long a
    stop is to last to count, for a patrol too. A patrol is due every `every_min` minutes of work,
    every `every_pieces` good pieces, after a stop, after a change (tool, set-up, material, repair,
    parameter), when a shift begins; more than `grace_min` late it holds production.
    `reviewed`: another person signs the filled form before it counts (No.107 Art.100).
    """

    code: str
    name: Bilingual
    form: str
    trigger: Trigger
    material: str = ""
    product: str = ""
    operation: str = ""
    arms: tuple[Arming, ...] = ()
    stop_min: int = 0
    shifts: tuple[str, ...] = ()
    every_min: int = 0
    every_pieces: int = 0
    after_stop: bool = False
    after_change: bool = False
    grace_min: int = 0
    sample: Sample = Sample()
    reviewed: bool = False

    @property
    def subject(self) -> tuple[str, str]:
        """Return what it holds: a material, or a product and its operation."""
        if self.trigger is Trigger.INCOMING:
            return self.material, ""
        return self.product, self.operation
