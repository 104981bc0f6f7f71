"""From what happened to deviations to how they stand. Total: every order of events folds."""

from msgspec.structs import replace

from app.capabilities.quality.deviations.events import (
    DeviationAcknowledged,
    DeviationAssessed,
    DeviationClosed,
    DeviationDecided,
    DeviationReported,
    Ruling,
)
from app.capabilities.quality.deviations.tables import (
    ASSESSED,
    CLOSED,
    DECIDED,
    REPORTED,
    DeviationClashRow,
    DeviationRow,
    ReportRow,
)
from app.journal.event import Event
from app.journal.rows import Rows

_CARE = (Ruling.ACCEPT, Ruling.CAPA, Ruling.NONCONFORMANCE)
"""Of two decisions that did not know of each other the more careful one stands."""


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; one of a deviation nobody told, which is forged, is nothing."""
    if isinstance(event.happened, DeviationAcknowledged):
        rows.put(_acknowledged(event, event.happened))
        return
    row = rows.get(ReportRow)
    if isinstance(event.happened, DeviationReported):
        if row is None:
            rows.put(_reported(event, event.happened))
    elif row is not None:
        _go_on(rows, row, event)


def _go_on(rows: Rows, row: ReportRow, event: Event) -> None:
    match event.happened:
        case DeviationAssessed() as said if row.state in (REPORTED, ASSESSED):
            rows.put(
                replace(
                    row,
                    state=ASSESSED,
                    weight=said.weight.value,
                    impact=said.impact,
                    assessed_by=event.actor,
                    assessed_ms=event.wall,
                )
            )
        case DeviationDecided() as decided:
            _decide(rows, row, event, decided)
        case DeviationClosed() as closed if row.state == DECIDED and closed.decision == row.decided:
            rows.put(
                replace(
                    row,
                    state=CLOSED,
                    remarks=closed.remarks,
                    reference=closed.reference,
                    closed_by=event.actor,
                    closed_ms=event.wall,
                )
            )


def _decide(rows: Rows, row: ReportRow, event: Event, decided: DeviationDecided) -> None:
    """Take a decision; one made apart that asks for more opens again what the other let go."""
    if row.state == REPORTED:
        return
    if row.decided:
        rows.put(_clash(row, event))
        if _CARE.index(decided.ruling) <= _CARE.index(Ruling(row.ruling)):
            return
    rows.put(
        replace(
            row,
            state=DECIDED,
            ruling=decided.ruling.value,
            reason=decided.reason,
            decided=event.hash,
            decided_by=event.actor,
            decided_ms=event.wall,
        )
    )


def _clash(row: ReportRow, event: Event) -> DeviationClashRow:
    return DeviationClashRow(
        stream=event.stream,
        first=row.decided,
        second=event.hash,
        by=event.actor,
        station=event.station,
        at_ms=event.wall,
    )


def _acknowledged(event: Event, said: DeviationAcknowledged) -> DeviationRow:
    return DeviationRow(
        stream=event.stream,
        hash=event.hash,
        crossing=said.crossing,
        order=said.order,
        operation=said.operation,
        equipment=said.equipment,
        parameter=said.parameter,
        value=said.value,
        limit=said.limit,
        unit=said.unit,
        reason=said.reason,
        by=event.actor,
        at_ms=event.wall,
    )


def _reported(event: Event, said: DeviationReported) -> ReportRow:
    about = said.matter
    return ReportRow(
        stream=event.stream,
        deviation=said.deviation,
        stage=said.stage.value,
        sort=said.sort.value,
        planned=said.planned,
        actual=said.actual,
        at_once=said.at_once,
        pictures=said.pictures,
        order=about.order,
        operation=about.operation,
        lot=about.lot,
        product=about.product,
        material=about.material,
        equipment=about.equipment,
        filled=about.filled,
        form=about.form,
        reported=event.hash,
        reported_by=event.actor,
        reported_ms=event.wall,
        station=event.station,
    )
