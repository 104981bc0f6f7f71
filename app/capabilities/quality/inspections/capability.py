"""The plug of inspections; what one may ask of them stands with `inspecting`."""

from app.capabilities.quality.inspections import events
from app.capabilities.quality.inspections.fold import fold
from app.capabilities.quality.inspections.queries import CHECKS
from app.capabilities.quality.inspections.ruling import OCCASIONS
from app.capabilities.quality.inspections.tables import InspectionClashRow, InspectionRow
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.inspections",
    happened=(
        events.InspectionAsked,
        events.InspectionBegun,
        events.InspectionConcluded,
        events.FirstArticleReleased,
        events.InspectionCancelled,
    ),
    rows=(InspectionRow, InspectionClashRow),
    fold=fold,
    checks=CHECKS,
    occasions=OCCASIONS,
    no_work=(events.InspectionAsked, events.InspectionCancelled),
)
