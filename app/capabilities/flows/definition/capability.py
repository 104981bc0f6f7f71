"""The plug of flows as documents."""

from app.capabilities.flows.definition.bodies import FLOW, Chart
from app.capabilities.flows.definition.decisions import check_chart, outline_chart
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="flows.definition",
    documents=(
        DocumentKind(
            form=FLOW,
            body=Chart,
            icon="workflow",
            check=lambda body, attached, plugs: check_chart(body),
            outline=outline_chart,
        ),
    ),
)
