"""The documents production defines: product, route, work instruction.

An order pins the sha256 of each at release and keeps them to its end (DESIGN §3).
"""

from decimal import Decimal

import msgspec

from app.capabilities.flows.moves.bodies import Edge, Flow
from app.kernel.words import Bilingual

PRODUCT = "product"
ROUTE = "route"
INSTRUCTION = "instruction"

GATES = (
    "sequence",
    "dwell",
    "scan",
    "weighing",
    "lot_released",
    "fefo",
    "adhesive_expiry",
    "first_article",
    "patrol",
    "parameters",
    "inline_measurement",
    "equipment_check",
    "leak_test",
    "final_inspection",
    "visual_inspection",
    "serial_readback",
    "udi_verification",
    "label_reconciliation",
    "check_weighing",
    "aggregation",
    "load_record",
    "biological_indicator",
    "no_open_nonconformance",
    "no_open_deviation",
    "record_review",
    "final_release",
    "single_receipt",
)
"""Every gate a route may name; the words of each are `production.gate.<gate>`."""

RECEIPT_GATES = ("no_open_nonconformance", "no_open_deviation")
"""Gates every receipt of finished goods passes, whatever its route names (CN-14)."""


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """What is made. `unit` is counted whole where `whole`; `di` is the UDI-DI of one unit."""

    code: str
    name: Bilingual
    unit: Bilingual
    route: str
    lot_prefix: str
    whole: bool = True
    di: str = ""


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One node of a route: a process segment of ISA-95.

    `minutes` is the planned time for `Route.per`; `gates` name what must hold before it may be
    started or left; `receives` makes its report a finished-goods receipt. Whoever starts it holds
    every one of `qualifications`. What comes rests `min_dwell_min` before it goes on, and waits no
    longer than `max_wait_min` for its start (clean to next; 0: as long as it likes).
    """

    code: str
    name: Bilingual
    icon: str
    work_centre: str
    equipment: tuple[str, ...] = ()
    minutes: int = 0
    min_dwell_min: int = 0
    max_wait_min: int = 0
    instruction: str = ""
    gates: tuple[str, ...] = ()
    receives: bool = False
    qualifications: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a piece is scrapped."""

    code: str
    name: Bilingual


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """How a product is made: operations, the ways between them, reasons for scrap."""

    code: str
    name: Bilingual
    per: int
    operations: tuple[Operation, ...]
    edges: tuple[Edge, ...]
    scrap_reasons: tuple[Reason, ...]

    @property
    def flow(self) -> Flow:
        """Return the route as the flow its quantities move over."""
        return Flow(nodes=tuple(one.code for one in self.operations), edges=self.edges)

    def operation(self, code: str) -> Operation | None:
        """Return one operation by its code."""
        return next((one for one in self.operations if one.code == code), None)


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered call-out on a step's picture, in thousandths of its size.

    (x, y) is what is meant; the number itself stands at (label_x, label_y).
    """

    text: Bilingual
    x: int
    y: int
    label_x: int
    label_y: int
    critical: bool = False


class Weigh(msgspec.Struct, frozen=True, kw_only=True):
    """What a step wants on the scale: so much a piece of the order, within a tolerance."""

    per_piece: Decimal
    unit: str
    tolerance_percent: Decimal


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an instruction; `picture` is the sha256 of an SVG or PNG."""

    title: Bilingual
    picture: str = ""
    points: tuple[Point, ...] = ()
    critical: bool = False
    weigh: Weigh | None = None


class Instruction(msgspec.Struct, frozen=True, kw_only=True):
    """A work instruction for one operation."""

    code: str
    name: Bilingual
    steps: tuple[Step, ...]
