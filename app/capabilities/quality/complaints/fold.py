"""From what happened to a complaint to how it stands. Total: every order of events folds."""

from msgspec.structs import replace

from app.capabilities.quality.complaints import events
from app.capabilities.quality.complaints.tables import CLOSED, ComplaintRow
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.days import a_day


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; one of a complaint nobody received, which is forged, is nothing."""
    row = rows.get(ComplaintRow)
    what = event.happened
    if isinstance(what, events.ComplaintReceived):
        if row is None:
            rows.put(_received(event, what))
    elif row is not None:
        rows.put(_after(row, event))


def _after(row: ComplaintRow, event: Event) -> ComplaintRow:
    match event.happened:
        case events.ComplaintAssessed() as said:
            return replace(
                row,
                is_assessed=True,
                is_reportable=said.is_reportable,
                report_why=said.reason,
                deadline=a_day(said.deadline) if said.is_reportable else said.deadline,
            )
        case events.ComplaintReported() as said:
            return replace(row, reported=said.day, report_reference=said.reference)
        case events.ComplaintInvestigated() as said:
            return replace(row, investigation=said.text, is_needless=said.is_needless)
        case events.ComplaintActed() as said:
            return replace(row, action=said.text, records=said.records)
        case events.ComplaintAnswered() as said:
            return replace(row, answer=said.text, answered=said.day)
        case events.ComplaintClosed() if not row.is_closed:
            return replace(row, state=CLOSED, closed_by=event.actor, closed_ms=event.wall)
    return row


def _received(event: Event, said: events.ComplaintReceived) -> ComplaintRow:
    device, who = said.device, said.complainant
    return ComplaintRow(
        stream=event.stream,
        complaint=said.complaint,
        received=said.received,
        device=device.name,
        product=device.product,
        udi=device.udi,
        di=device.di,
        lot=device.lot,
        serial=device.serial,
        expiry=device.expiry,
        made=device.made,
        upc=device.upc,
        person=who.name,
        organisation=who.organisation,
        contact=who.contact,
        nature=said.nature.value,
        weight=said.weight.value,
        details=said.details,
        pictures=said.pictures,
        received_by=event.actor,
        received_ms=event.wall,
        station=event.station,
    )
