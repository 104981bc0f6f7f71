"""From what happened to notices to their state."""

from app.capabilities.flows.notices.events import NoticePatienceSet, NoticeSeen, NoticeSent
from app.capabilities.flows.notices.tables import NoticeRow, NoticeSeenRow, PatienceRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; of two of one name the first stands."""
    match event.happened:
        case NoticeSent() as sent if rows.get(NoticeRow) is None:
            rows.put(_sent(event, sent))
        case NoticeSeen() as seen:
            rows.put(
                NoticeSeenRow(
                    stream=event.stream,
                    hash=event.hash,
                    notice=seen.notice,
                    person=event.actor,
                    station=event.station,
                    at_ms=event.wall,
                )
            )
        case NoticePatienceSet() as patience:
            rows.put(PatienceRow(stream=event.stream, minutes=patience.minutes))


def _sent(event: Event, sent: NoticeSent) -> NoticeRow:
    return NoticeRow(
        stream=event.stream,
        notice=sent.notice,
        sent=event.hash,
        zh=sent.text.zh,
        en=sent.text.en,
        roles=sent.roles,
        people=sent.people,
        urgency=sent.urgency.value,
        matters=(sent.matter,),
        firing=sent.firing,
        escalated=sent.escalated,
        sent_by=event.actor,
        station=event.station,
        area=event.area,
        at_ms=event.wall,
    )
