"""From what happened to qualifications to who had which from when to when."""

from msgspec.structs import replace

from app.capabilities.people.qualifications.events import (
    QualificationDefined,
    QualificationGranted,
    QualificationWithdrawn,
)
from app.capabilities.people.qualifications.tables import QualificationRow, QualifiedRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Apply one event; a grant ends the one before it."""
    match event.happened:
        case QualificationDefined() as defined:
            rows.put(
                QualificationRow(
                    stream=event.stream,
                    qualification=defined.qualification,
                    name_zh=defined.name.zh,
                    name_en=defined.name.en,
                    months=defined.months,
                )
            )
        case QualificationGranted() as granted:
            _end(rows, event, "")
            rows.put(_granted(event, granted))
        case QualificationWithdrawn() as withdrawn:
            _end(rows, event, withdrawn.why)


def _granted(event: Event, happened: QualificationGranted) -> QualifiedRow:
    return QualifiedRow(
        stream=event.stream,
        granted=event.hash,
        person=happened.person,
        qualification=happened.qualification,
        level=happened.level,
        evidence=happened.evidence,
        by=event.actor,
        from_ms=event.wall,
        until_ms=happened.until_ms,
        ended_ms=None,
        ended_by="",
        ended_why="",
    )


def _end(rows: Rows, event: Event, why: str) -> None:
    for row in rows.of(QualifiedRow):
        if row.ended_ms is None:
            rows.put(replace(row, ended_ms=event.wall, ended_by=event.actor, ended_why=why))
