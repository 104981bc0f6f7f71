"""The plug of quality's gates."""

from app.capabilities.quality.gates.queries import (
    CHECKS,
    pass_final,
    pass_first_article,
    pass_lot,
    pass_parameters,
    pass_patrol,
)
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.gates",
    gates={
        "first_article": pass_first_article,
        "patrol": pass_patrol,
        "final_inspection": pass_final,
        "visual_inspection": pass_final,
        "parameters": pass_parameters,
    },
    lot_gates=(pass_lot,),
    checks=CHECKS,
)
