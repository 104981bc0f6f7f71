"""From what happened to charts to their rows."""

from decimal import Decimal

from app.capabilities.quality.charts.events import CauseTold, LimitsFrozen
from app.capabilities.quality.charts.tables import CauseRow, LimitsRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of a chart."""
    match event.happened:
        case LimitsFrozen() as fixed:
            rows.put(_limits(event, fixed, len(rows.of(LimitsRow))))
        case CauseTold() as told:
            rows.put(
                CauseRow(
                    stream=event.stream,
                    form=told.form,
                    field=told.field,
                    filled=told.filled,
                    reason=told.reason,
                    leave_out=told.leave_out,
                    by=event.actor,
                    at_ms=event.wall,
                )
            )


def _limits(event: Event, fixed: LimitsFrozen, turn: int) -> LimitsRow:
    return LimitsRow(
        stream=event.stream,
        hash=event.hash,
        turn=turn,
        form=fixed.form,
        field=fixed.field,
        chart=fixed.chart,
        center=_text(fixed.center),
        sigma=_text(fixed.sigma),
        spread_center=_text(fixed.spread_center),
        lcl=_text(fixed.lcl),
        ucl=_text(fixed.ucl),
        size=fixed.size or 0,
        points=fixed.points,
        from_ms=fixed.from_ms,
        to_ms=fixed.to_ms,
        rules=fixed.rules,
        run=fixed.run,
        left_out=fixed.left_out,
        reason=fixed.reason,
        by=event.actor,
        at_ms=event.wall,
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value)
