"""What rules may hold: the order or operation their case is about, its machine, its station.

Each hold is named by its firing and action, so that a second firing elsewhere sets no second one.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from app.capabilities.production.holds import decisions
from app.capabilities.production.holds.answers import Scope
from app.capabilities.production.holds.queries import hold_named
from app.journal.capability import Acting, RuleAction
from app.journal.event import Happened
from app.journal.ruling import Fired

HOLD_ORDER, BLOCK_EQUIPMENT, STOP_STATION = "hold_order", "block_equipment", "stop_station"


class HoldOrder(msgspec.Struct, frozen=True, kw_only=True):
    """How much is held: the whole order, or only the operation where it happened."""

    scope: Literal["order", "operation"] = "order"


class BlockEquipment(msgspec.Struct, frozen=True, kw_only=True):
    """The machine it is about is held; there is nothing to set."""


class StopStation(msgspec.Struct, frozen=True, kw_only=True):
    """The station it is about is held; there is nothing to set."""


def _hold_order(acting: Acting, fired: Fired, settings: HoldOrder) -> Iterable[Happened]:
    operation = fired.matter.operation if settings.scope == "operation" else ""
    return _held(acting, fired, HOLD_ORDER, Scope(fired.matter.order, operation))


def _block_equipment(acting: Acting, fired: Fired, settings: BlockEquipment) -> Iterable[Happened]:
    del settings
    scope = Scope(equipment=fired.matter.equipment)
    return _held(acting, fired, BLOCK_EQUIPMENT, scope)


def _stop_station(acting: Acting, fired: Fired, settings: StopStation) -> Iterable[Happened]:
    del settings
    return _held(acting, fired, STOP_STATION, Scope(station=fired.matter.station))


def _held(acting: Acting, fired: Fired, action: str, scope: Scope) -> tuple[Happened, ...]:
    """Set a rule's hold; nothing where it was set already, also if it has been lifted since."""
    key = named(fired.key, action)
    if hold_named(acting.connection, key) is not None:
        return ()
    return (decisions.hold(key, scope, fired.title, lot=fired.matter.lot, firing=fired.key),)


def named(firing: str, action: str) -> str:
    """Return the name of what an action of a firing holds."""
    return f"{firing}.{action}"


ACTIONS = (
    RuleAction(HOLD_ORDER, "hand", HoldOrder, _hold_order, needs=("order",)),
    RuleAction(BLOCK_EQUIPMENT, "cog", BlockEquipment, _block_equipment, needs=("equipment",)),
    RuleAction(STOP_STATION, "octagon-x", StopStation, _stop_station, needs=("station",)),
)
