"""What can happen to a control chart: its limits are fixed anew, a point's cause is told."""

from decimal import Decimal
from typing import ClassVar

from app.journal.event import Happened, Whole


class _OfChart(Happened, frozen=True, kw_only=True):
    form: str
    field: str

    @property
    def stream(self) -> str:
        return chart_stream(self.form, self.field)


class LimitsFrozen(_OfChart, frozen=True, kw_only=True):
    """Somebody fixed the limits of a chart from its points between two times (ms since 1970 UTC).

    `field` is the path of what is charted in the form. Statistics are decimals of their shortest
    exact text; `size` is None where subgroups differ. `left_out` are the filled forms whose points
    have an assignable cause and were not counted; `rules` are the run rules that apply, `run` the
    length of a run on one side.
    """

    kind: ClassVar[str] = "quality.limits_frozen"
    restates: ClassVar[bool] = True
    chart: str
    center: Decimal
    sigma: Decimal
    spread_center: Decimal | None
    lcl: Decimal | None
    ucl: Decimal | None
    size: Whole | None
    points: Whole
    from_ms: Whole
    to_ms: Whole
    rules: tuple[str, ...]
    run: Whole
    left_out: tuple[str, ...] = ()
    reason: str = ""


class CauseTold(_OfChart, frozen=True, kw_only=True):
    """A point's assignable cause; `leave_out`: limits are fixed without it from now on."""

    kind: ClassVar[str] = "quality.cause_told"
    filled: str
    reason: str
    leave_out: bool = False


def chart_stream(form: str, field: str) -> str:
    """Return the stream of one characteristic's chart."""
    return f"chart/{form}/{field.replace('/', '.')}"
