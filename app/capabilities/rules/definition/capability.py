"""The plug of rules as documents."""

from app.capabilities.rules.definition.bodies import RULE, Rule
from app.capabilities.rules.definition.decisions import check_rule, outline_rule
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="rules.definition",
    documents=(
        DocumentKind(
            form=RULE,
            body=Rule,
            icon="split",
            check=lambda body, attached, plugs: check_rule(body, plugs),
            outline=outline_rule,
        ),
    ),
)
