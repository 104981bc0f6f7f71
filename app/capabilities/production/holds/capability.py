"""The plug of holds on work."""

from app.capabilities.production.holds.commands import (
    FREE,
    HOLD,
    FreeWork,
    HoldWork,
    free_work,
    hold_work,
)
from app.capabilities.production.holds.events import WorkFreed, WorkHeld
from app.capabilities.production.holds.fold import fold
from app.capabilities.production.holds.queries import pass_labels
from app.capabilities.production.holds.ruling import ACTIONS
from app.capabilities.production.holds.tables import HoldRow
from app.journal.capability import Capability, or_a_rule

CAPABILITY = Capability(
    name="production.holds",
    happened=(WorkHeld, WorkFreed),
    rows=(HoldRow,),
    fold=fold,
    commands={HoldWork: hold_work, FreeWork: free_work},
    rule_actions=ACTIONS,
    label_gates=(pass_labels,),
    needs={WorkHeld: or_a_rule(HOLD, "quality.register", named="hold"), WorkFreed: (FREE,)},
)
