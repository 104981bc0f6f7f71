"""The plug of registering."""

from app.capabilities.quality.nonconformance.registering.bodies import OpenNonconformance
from app.capabilities.quality.nonconformance.registering.commands import (
    RegisterNonconformance,
    check_action,
    open_by_rule,
    register,
)
from app.journal.capability import Capability, RuleAction

CAPABILITY = Capability(
    name="quality.nonconformance.registering",
    commands={RegisterNonconformance: register},
    rule_actions=(
        RuleAction(
            code="open_nonconformance",
            icon="octagon-alert",
            settings=OpenNonconformance,
            do=open_by_rule,
            sound=check_action,
        ),
    ),
)
