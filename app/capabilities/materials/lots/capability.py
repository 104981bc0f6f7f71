"""The plug of lots."""

from app.capabilities.materials.lots import commands, events
from app.capabilities.materials.lots.fold import fold
from app.capabilities.materials.lots.kinds import KINDS
from app.capabilities.materials.lots.queries import CHECKS
from app.capabilities.materials.lots.ruling import ACTIONS, OCCASIONS, WATCHES
from app.capabilities.materials.lots.tables import ApartRow, HoldRow, LotRow, OpenedRow, OutRow
from app.journal.capability import Capability, or_a_rule

CAPABILITY = Capability(
    name="materials.lots",
    happened=(
        events.LotReceived,
        events.LotReleased,
        events.LotHeld,
        events.HoldLifted,
        events.LotRejected,
        events.LotOpened,
        events.LotUsedUp,
        events.LotTakenOut,
    ),
    rows=(LotRow, HoldRow, OpenedRow, OutRow, ApartRow),
    fold=fold,
    commands={
        commands.ReceiveLot: commands.receive_lot,
        commands.ReleaseLot: commands.release_lot,
        commands.HoldLot: commands.hold_lot,
        commands.LiftHold: commands.lift_hold,
        commands.RejectLot: commands.reject_lot,
        commands.OpenLot: commands.open_lot,
        commands.UseUpLot: commands.use_up_lot,
    },
    checks=CHECKS,
    field_kinds=KINDS,
    occasions=OCCASIONS,
    watches=WATCHES,
    rule_actions=ACTIONS,
    needs={
        events.LotReceived: (commands.RECEIVE,),
        events.LotReleased: (commands.RELEASE,),
        events.LotHeld: or_a_rule(commands.HOLD, "quality.register"),
        events.HoldLifted: (commands.LIFT,),
        events.LotRejected: (commands.RELEASE, "quality.execute"),
        events.LotOpened: (commands.USE,),
        events.LotUsedUp: (commands.USE, "quality.execute"),
        events.LotTakenOut: ("quality.execute",),
    },
)
