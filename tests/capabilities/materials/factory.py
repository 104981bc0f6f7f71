"""Builders for materials' tests: a lot as it stands, and a node that has received some."""

from decimal import Decimal
from typing import Any

from app.capabilities.materials.bodies import MATERIAL, Material
from app.capabilities.materials.lots.answers import Hold, Lot, Status
from app.capabilities.materials.lots.commands import ReceiveLot, ReleaseLot
from app.capabilities.materials.lots.queries import lot
from app.capabilities.roster import ROSTER
from app.kernel.days import Moment, end_of_day_ms
from app.kernel.words import Bilingual
from tests.capabilities.documents.library import publish
from tests.journal.node import Node, a_node

OFFSET_MIN = 480
TODAY = "2025-11-22"  # where a hand clock stands
DAY_MS = 86_400_000
NOON = Moment(end_of_day_ms(TODAY, OFFSET_MIN) - DAY_MS // 2, OFFSET_MIN)
HELD = Hold("h1", "broken pallet", "P-1", 1, "S1")
KG = Bilingual("kg", "kg")
ADHESIVE = Material(
    code="AD-302",
    name=Bilingual("UV胶", "UV adhesive"),
    unit=Bilingual("g", "g"),
    shelf_life_days=180,
    opened_life_days=14,
    suppliers=("KESTREL",),
    storage=Bilingual("2–8 °C", "2–8 °C"),
)
POUCH = Material(
    code="PK-401",
    name=Bilingual("透析纸袋", "Pouch"),
    unit=Bilingual("个", "pcs"),
    needs_inspection=False,
    suppliers=("STERISLEEVE", "NORTHLAKE"),
)


def a_lot(name: str = "L-1", **facts: Any) -> Lot:  # noqa: ANN401  # any field of Lot
    known: dict[str, Any] = {
        "lot": name,
        "material": "AD-302",
        "material_name": ADHESIVE.name,
        "supplier": "KESTREL",
        "supplier_lot": "K1",
        "quantity": Decimal(500),
        "unit": ADHESIVE.unit,
        "expiry": "2026-01-31",
        "place": "WH-1",
        "status": Status.RELEASED,
        "received_ms": NOON.ms - DAY_MS,
        "received_by": "P-0113",
    }
    return Lot(**known | facts)


def a_warehouse(station: str = "S1", **facts: Any) -> Node:  # noqa: ANN401  # any option of a node
    """Return a node where two materials are in force."""
    node = a_node(station, capabilities=ROSTER, **facts)
    for material in (ADHESIVE, POUCH):
        publish(node, MATERIAL, material.code, material)
    return node


def receipt(name: str = "L-1", **facts: Any) -> ReceiveLot:  # noqa: ANN401  # any field of ReceiveLot
    said: dict[str, Any] = {
        "material": "AD-302",
        "supplier": "KESTREL",
        "supplier_lot": "K1",
        "quantity": Decimal("500"),
        "expiry": "2026-01-31",
        "place": "WH-1",
    }
    return ReceiveLot(lot=name, **said | facts)


def now(node: Node, name: str = "L-1") -> Lot:
    """Return a lot as it stands now."""
    found: Lot = node.ask(lot, name)
    return found


def released(node: Node, name: str = "L-1", **facts: Any) -> Lot:  # noqa: ANN401  # as above
    node.do(receipt(name, **facts))
    node.do(ReleaseLot(lot=name, because="CoA"))
    return now(node, name)
