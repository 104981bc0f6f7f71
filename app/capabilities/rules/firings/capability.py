"""The plug of rules that fire."""

from app.capabilities.rules.firings.commands import LookRound, look_round, react
from app.capabilities.rules.firings.events import RuleFired
from app.capabilities.rules.firings.fold import fold
from app.capabilities.rules.firings.ruling import ACTIONS
from app.capabilities.rules.firings.tables import FiringRow
from app.journal.capability import NOTE, Capability

CAPABILITY = Capability(
    name="rules.firings",
    happened=(RuleFired,),
    rows=(FiringRow,),
    fold=fold,
    commands={LookRound: look_round},
    reactions=(react,),
    rule_actions=ACTIONS,
    needs={RuleFired: NOTE},
)
