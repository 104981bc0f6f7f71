"""What the gates of dispositions look at beside the nonconformance itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.capabilities.flows.moves.bodies import Flow
from app.capabilities.materials.lots.answers import Lot


@dataclass(frozen=True, slots=True)
class Ground:
    """What is so in the plant: instructions in force by code, with the sha256 of their bodies.

    `route` is the flow of its order, None without one, and `at` what is where in that order; `lot`
    its lot of material. `serials` are those of its order that may be scrapped, `is_serialised` says
    whether that order has any, `unlabelled` how many of its pieces bear none. `most_cycles` is how
    often its pieces may be reworked. `items` are the products and materials there are.
    """

    instructions: Mapping[str, str] = field(default_factory=dict)
    items: frozenset[str] = frozenset()
    order_unit: str = ""
    route: Flow | None = None
    at: Mapping[str, Decimal] = field(default_factory=dict)
    lot: Lot | None = None
    serials: frozenset[str] = frozenset()
    is_serialised: bool = False
    unlabelled: Decimal = Decimal(0)
    most_cycles: int = 2
    people: frozenset[str] = frozenset()
