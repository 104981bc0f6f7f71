"""From what happened to cases to rows: acts are their own rows, beginnings and ends fold."""

from msgspec.structs import replace

from app.capabilities.flows.cases.events import (
    CaseCalledOff,
    CaseClosed,
    CaseStarted,
    StepDelegated,
    StepFinished,
)
from app.capabilities.flows.cases.tables import CaseRow, DelegatedRow, EndRow, FinishedRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Take one step in the life of a case."""
    match event.happened:
        case CaseStarted() as started:
            _start(rows, event, started)
        case StepFinished() as done:
            rows.put(_done(event, done))
        case StepDelegated() as given:
            rows.put(_delegated(event, given))
        case CaseClosed() as closed:
            if rows.get(EndRow) is None:
                rows.put(_end(event, closed.case, closed.outcome, ""))
        case CaseCalledOff() as off:
            _call_off(rows, event, off)


def _start(rows: Rows, event: Event, started: CaseStarted) -> None:
    """A case that began at two stations is one: the first beginning counts."""
    if rows.get(CaseRow) is not None:
        return
    rows.put(
        CaseRow(
            stream=event.stream,
            case=started.case,
            flow=started.flow,
            revision=started.revision,
            pin=started.pin,
            title_zh=started.title.zh,
            title_en=started.title.en,
            about=started.matter.stream,
            matter=(started.matter,),
            facts=started.facts,
            firing=started.firing,
            parent=started.parent,
            step=started.step,
            started=event.hash,
            started_by=event.actor,
            station=event.station,
            started_ms=event.wall,
        )
    )


def _done(event: Event, done: StepFinished) -> FinishedRow:
    return FinishedRow(
        stream=event.stream,
        hash=event.hash,
        case=done.case,
        step=done.step,
        came=done.came,
        target=done.target,
        outcome=done.outcome,
        hops=done.hops,
        rested=done.rested,
        returned=done.returned,
        remarks=done.remarks,
        facts=done.facts,
        right=done.right,
        signature=done.signature,
        person=event.actor,
        station=event.station,
        at_ms=event.wall,
    )


def _delegated(event: Event, given: StepDelegated) -> DelegatedRow:
    return DelegatedRow(
        stream=event.stream,
        hash=event.hash,
        case=given.case,
        step=given.step,
        came=given.came,
        to=given.to,
        remarks=given.remarks,
        by=event.actor,
        at_ms=event.wall,
    )


def _call_off(rows: Rows, event: Event, off: CaseCalledOff) -> None:
    """What somebody called off stays so, also where it came to its end elsewhere meanwhile."""
    row = rows.get(EndRow)
    if row is None:
        rows.put(_end(event, off.case, "", off.reason))
    elif not row.called_off:
        rows.put(replace(row, called_off=off.reason, by=event.actor, at_ms=event.wall))


def _end(event: Event, case: str, outcome: str, called_off: str) -> EndRow:
    return EndRow(
        stream=event.stream,
        case=case,
        outcome=outcome,
        called_off=called_off,
        by=event.actor,
        at_ms=event.wall,
    )
