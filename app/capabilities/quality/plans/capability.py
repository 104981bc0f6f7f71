"""The plug of inspection plans."""

from app.capabilities.quality.plans.bodies import INSPECTION_PLAN, InspectionPlan
from app.capabilities.quality.plans.decisions import check_plan, outline_plan
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="quality.plans",
    documents=(
        DocumentKind(
            form=INSPECTION_PLAN,
            body=InspectionPlan,
            icon="clipboard-check",
            check=lambda body, attached, plugs: check_plan(body),
            outline=outline_plan,
        ),
    ),
)
