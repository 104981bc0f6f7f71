"""The plug of overseeing."""

from app.capabilities.quality.nonconformance.overseeing.queries import CHECKS, pass_no_open
from app.capabilities.quality.nonconformance.overseeing.todos import todos
from app.journal.capability import Capability

CAPABILITY = Capability(
    name="quality.nonconformance.overseeing",
    gates={"no_open_nonconformance": pass_no_open},
    checks=CHECKS,
    todos=(todos,),
)
