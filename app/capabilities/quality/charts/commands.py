"""What one may ask of control charts."""

from typing import ClassVar

from app.capabilities.quality.charts import decisions
from app.capabilities.quality.charts.queries import characteristic, points_of
from app.capabilities.quality.spc.decisions import RUN
from app.journal.capability import Acting, Command
from app.journal.event import Happened

FREEZE, TELL = "quality.freeze_limits", "quality.tell_cause"


class FreezeLimits(Command, frozen=True, kw_only=True):
    """Fix a chart's limits from its points between two times; signed as approved by who may."""

    right: ClassVar[str] = FREEZE
    form: str
    field: str
    reason: str
    from_ms: int = 0
    to_ms: int = 1 << 52
    rules: tuple[str, ...] = ()
    run: int = RUN


class TellCause(Command, frozen=True, kw_only=True):
    """Tell the assignable cause of a point: that of one filled form."""

    right: ClassVar[str] = TELL
    form: str
    field: str
    filled: str
    reason: str
    leave_out: bool = False


def freeze_limits(acting: Acting, command: FreezeLimits) -> list[Happened]:
    """Answer FreezeLimits."""
    what = characteristic(
        acting.connection, acting.plugs, acting.now_ms, command.form, command.field
    )
    found = points_of(acting.connection, what, command.from_ms, command.to_ms)
    return [decisions.fix(what, found, command.rules, command.run, command.reason)]


def tell_cause(acting: Acting, command: TellCause) -> list[Happened]:
    """Answer TellCause."""
    what = characteristic(
        acting.connection, acting.plugs, acting.now_ms, command.form, command.field
    )
    found = points_of(acting.connection, what)
    point = next((one for one in found if one.filled == command.filled), None)
    return [decisions.tell_cause(what, point, command.reason, leave_out=command.leave_out)]
