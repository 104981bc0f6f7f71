"""State of lots."""

from decimal import Decimal

from app.journal.rows import Row, state_table


@state_table("lot", key=("stream",), index=(("lot",), ("material", "expiry"), ("supplier_lot",)))
class LotRow(Row, frozen=True, kw_only=True):
    """One lot; empty in all but its name where its receipt has not come yet."""

    lot: str
    material: str = ""
    material_zh: str = ""
    material_en: str = ""
    supplier: str = ""
    supplier_lot: str = ""
    quantity: Decimal = Decimal(0)
    unit_zh: str = ""
    unit_en: str = ""
    expiry: str = ""
    place: str = ""
    opened_life_days: int = 0
    received: str = ""
    received_by: str = ""
    received_ms: int = 0
    released: str = ""
    rejected: str = ""
    is_held: bool = False
    is_used_up: bool = False
    decided_by: str = ""
    decided_ms: int = 0
    because: str = ""


@state_table("lot_hold", key=("stream", "hash"))
class HoldRow(Row, frozen=True, kw_only=True):
    """A hold; it stands until it is lifted. Those of one firing are one and the same."""

    hash: str
    reason: str
    by: str
    at_ms: int
    station: str
    ncr: str = ""
    firing: str = ""
    is_lifted: bool = False


@state_table("lot_opened", key=("stream", "container"))
class OpenedRow(Row, frozen=True, kw_only=True):
    """When a container was opened first."""

    container: str
    at_ms: int


@state_table("lot_out", key=("hash",), index=(("stream",),))
class OutRow(Row, frozen=True, kw_only=True):
    """So much left the lot otherwise than by use; negative where it was put back."""

    hash: str
    quantity: Decimal
    reason: str
    by: str
    at_ms: int
    station: str
    ncr: str = ""


@state_table("lot_apart", key=("stream", "first", "second"))
class ApartRow(Row, frozen=True, kw_only=True):
    """Two acts on a lot of which neither author knew the other; `matter` says which kind."""

    first: str
    second: str
    lot: str
    matter: str
    by: str
    at_ms: int
    stations: tuple[str, ...]
