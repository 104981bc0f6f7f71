"""From what happened to a nonconformance to its rows. Total: every order of events folds."""

from decimal import Decimal

from msgspec.structs import replace

from app.capabilities.quality.nonconformance.records import events
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Picture
from app.capabilities.quality.nonconformance.records.tables import (
    ApprovalRow,
    CostRow,
    DeedRow,
    NonconformanceRow,
    ProposalRow,
    RemarkRow,
)
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.quantity import kept

_NOTHING = Decimal(0)


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of one nonconformance."""
    match event.happened:
        case events.CostNoted() as noted:
            _cost(rows, event, noted)
        case events.NonconformanceRemarked() as said:
            _remark(rows, event, said)
        case events.NonconformanceCalledOff() as called_off:
            _called_off(rows, event, called_off)
        case events.NonconformanceClosed() as closed:
            row = _row(rows, event, closed.name)
            if not row.is_over:
                rows.put(replace(row, closed_by=event.actor, closed_ms=event.wall))
        case _:
            _judged(rows, event)


def _judged(rows: Rows, event: Event) -> None:
    match event.happened:
        case events.NonconformanceOpened() as opened:
            _opened(rows, event, opened)
        case events.NonconformanceContained() as contained:
            _contained(rows, event, contained)
        case events.NonconformanceEvaluated() as evaluated:
            _evaluated(rows, event, evaluated)
        case events.NonconformanceInvestigated() as investigated:
            _investigated(rows, event, investigated)
        case events.DueExtended() as extended:
            row = _row(rows, event, extended.name)
            rows.put(replace(row, due_day=extended.day, due_why=extended.reason))
        case _:
            _disposed(rows, event)


def _disposed(rows: Rows, event: Event) -> None:
    match event.happened:
        case events.DispositionProposed() as proposed:
            _proposed(rows, event, proposed)
        case events.DispositionApproved() as approved:
            rows.put(
                ApprovalRow(
                    stream=event.stream,
                    hash=event.hash,
                    proposal=approved.proposal,
                    part=approved.part.value,
                    by=event.actor,
                    at_ms=event.wall,
                    remark=approved.remark,
                )
            )
        case events.DispositionSentBack() as sent_back:
            _sent_back(rows, event, sent_back)
        case events.ReworkBegun() as begun:
            done = _done(event, "begun", begun.proposal, begun.disposition, begun.quantity)
            rows.put(replace(done, instruction=begun.instruction, pin=begun.pin))
        case events.DispositionExecuted() as did:
            done = _done(event, "executed", did.proposal, did.disposition, did.quantity)
            rows.put(
                replace(
                    done,
                    second=did.second,
                    remark=did.remark,
                    serials=did.serials,
                    pictures=did.pictures,
                )
            )
        case events.ReworkVerified() as seen:
            done = _done(event, "verified", seen.proposal, seen.disposition, seen.accepted)
            rejected = kept(seen.rejected)
            rows.put(
                replace(done, rejected=rejected, inspection=seen.inspection, remark=seen.remark)
            )
        case events.DeedTakenBack() as back:
            _taken_back(rows, back)


def _opened(rows: Rows, event: Event, opened: events.NonconformanceOpened) -> None:
    """The first opening counts; another station's by the same firing is the same thing."""
    row = _row(rows, event, opened.name)
    if row.opened:
        return
    matter, found = opened.matter, opened.found
    rows.put(
        replace(
            row,
            number=opened.number,
            code=opened.code,
            title_zh=opened.title.zh,
            title_en=opened.title.en,
            order=matter.order,
            operation=matter.operation,
            lot=matter.lot,
            product=matter.product,
            material=matter.material,
            supplier=matter.supplier,
            equipment=matter.equipment,
            filled=matter.filled,
            form=matter.form,
            quantity=row.quantity if row.evaluated_ms else kept(opened.quantity),
            unit=opened.unit,
            characteristic=found.characteristic,
            limit=found.limit,
            measured=found.measured,
            failed=found.failed,
            checked=found.checked,
            severity=row.severity or opened.severity.value,
            registered=row.registered or opened.registered,
            flow=opened.flow,
            firing=opened.firing,
            rule=opened.rule,
            remark=opened.remark,
            pictures=(*opened.pictures, *row.pictures),
            opened=event.hash,
            opened_by=event.actor,
            opened_at=event.station,
            opened_ms=event.wall,
        )
    )


def _contained(rows: Rows, event: Event, contained: events.NonconformanceContained) -> None:
    row = _row(rows, event, contained.name)
    rows.put(
        replace(
            row,
            holds=tuple(dict.fromkeys((*row.holds, *contained.holds))),
            place=contained.place or row.place,
            pictures=_more(row.pictures, contained.pictures),
            contained_by=row.contained_by or event.actor,
            contained_ms=row.contained_ms or event.wall,
        )
    )


def _evaluated(rows: Rows, event: Event, evaluated: events.NonconformanceEvaluated) -> None:
    """What was once said to miss a registered requirement does so for ever."""
    row = _row(rows, event, evaluated.name)
    rows.put(
        replace(
            row,
            severity=evaluated.severity.value,
            risk=evaluated.risk.value,
            quantity=kept(evaluated.quantity),
            affected=tuple(replace(o, quantity=kept(o.quantity)) for o in evaluated.affected),
            needs_investigation=evaluated.needs_investigation,
            registered=row.registered or evaluated.registered,
            evaluated_by=event.actor,
            evaluated_ms=event.wall,
        )
    )


def _investigated(rows: Rows, event: Event, said: events.NonconformanceInvestigated) -> None:
    row = _row(rows, event, said.name)
    rows.put(
        replace(
            row,
            cause=said.cause,
            pictures=_more(row.pictures, said.pictures),
            investigated_by=event.actor,
            investigated_ms=event.wall,
        )
    )


def _proposed(rows: Rows, event: Event, proposed: events.DispositionProposed) -> None:
    row = _row(rows, event, proposed.name)
    rows.put(replace(row, proposal=event.hash))
    rows.put(
        ProposalRow(
            stream=event.stream,
            hash=event.hash,
            splits=tuple(replace(one, quantity=kept(one.quantity)) for one in proposed.splits),
            needs=tuple(part.value for part in proposed.needs),
            remark=proposed.remark,
            by=event.actor,
            at_ms=event.wall,
        )
    )


def _sent_back(rows: Rows, event: Event, sent_back: events.DispositionSentBack) -> None:
    row = _row(rows, event, sent_back.name)
    if row.proposal == sent_back.proposal:
        rows.put(replace(row, proposal=""))
    proposal = rows.get(ProposalRow, sent_back.proposal)
    if proposal is not None:
        rows.put(
            replace(
                proposal,
                sent_back_by=event.actor,
                sent_back_ms=event.wall,
                sent_back_why=sent_back.remark,
                is_refused=sent_back.refused,
            )
        )


def _taken_back(rows: Rows, back: events.DeedTakenBack) -> None:
    deed = rows.get(DeedRow, back.deed)
    if deed is not None:
        rows.put(
            replace(
                deed,
                taken_back=kept(deed.taken_back + back.quantity),
                rejected_back=kept(deed.rejected_back + back.rejected),
            )
        )


def _called_off(rows: Rows, event: Event, called_off: events.NonconformanceCalledOff) -> None:
    row = _row(rows, event, called_off.name)
    if not row.is_over:
        rows.put(
            replace(
                row,
                called_off=event.hash,
                called_off_by=event.actor,
                called_off_with=called_off.second,
                called_off_ms=event.wall,
                why_called_off=called_off.reason,
            )
        )


def _done(
    event: Event, what: str, proposal: str, disposition: Disposition, quantity: Decimal
) -> DeedRow:
    return DeedRow(
        stream=event.stream,
        hash=event.hash,
        what=what,
        proposal=proposal,
        disposition=disposition.value,
        quantity=kept(quantity),
        rejected=_NOTHING,
        by=event.actor,
        second="",
        at_ms=event.wall,
        station=event.station,
        remark="",
    )


def _cost(rows: Rows, event: Event, noted: events.CostNoted) -> None:
    rows.put(
        CostRow(
            stream=event.stream,
            hash=event.hash,
            name=noted.name,
            sort=noted.sort.value,
            amount=kept(noted.amount),
            currency=noted.currency,
            remark=noted.remark,
            by=event.actor,
            at_ms=event.wall,
        )
    )


def _remark(rows: Rows, event: Event, said: events.NonconformanceRemarked) -> None:
    rows.put(
        RemarkRow(
            stream=event.stream,
            hash=event.hash,
            name=said.name,
            remark=said.remark,
            pictures=said.pictures,
            by=event.actor,
            at_ms=event.wall,
        )
    )


def _row(rows: Rows, event: Event, name: str) -> NonconformanceRow:
    return rows.get(NonconformanceRow) or NonconformanceRow(stream=event.stream, name=name)


def _more(held: tuple[Picture, ...], new: tuple[Picture, ...]) -> tuple[Picture, ...]:
    return tuple(dict.fromkeys((*held, *new)))
