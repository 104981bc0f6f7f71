"""What is allowed with complaints. Pure."""

from msgspec.structs import replace

from app.capabilities.quality.complaints import events
from app.capabilities.quality.complaints.answers import Waits
from app.capabilities.quality.complaints.events import Device
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.kernel.days import is_a_day
from app.kernel.refused import Refused
from app.kernel.symbols.udi import Udi

REPORT_DAYS, ANSWER_DAYS = 30, 30
"""Days until an authority hears of what is reportable (21 CFR 803.20), and people of theirs."""


def device_of(typed: Device, read: Udi | None) -> Device:
    """Return a device as its UDI says; what it does not say stands as it was typed.

    `read` is the typed UDI as it was decoded. Refuses `complaint.udi_unread` for what is no UDI.
    """
    kept = Device(**{key: getattr(typed, key).strip() for key in typed.__struct_fields__})
    if not kept.udi:
        return kept
    if read is None or not read.valid or not (read.di or read.has_pi):
        raise Refused("complaint.udi_unread", text=kept.udi)
    said = {
        "di": read.di,
        "lot": read.lot,
        "serial": read.serial,
        "expiry": read.expiry,
        "made": read.made,
    }
    return replace(kept, **{key: value for key, value in said.items() if value})


def receive(
    said: events.ComplaintReceived, row: ComplaintRow | None, today: str
) -> events.ComplaintReceived:
    """Take one in. Refusals: `complaint.received` (of that name), `.day`, `.device_missing`,
    `.identity_missing` (neither UDI, UPC, lot nor serial), `.complainant_missing`,
    `.details_missing`.
    """
    if row is not None:
        raise Refused("complaint.received")
    _check_day(said.received, today)
    device = said.device
    if not device.name:
        raise Refused("complaint.device_missing")
    if not any((device.udi, device.di, device.upc, device.lot, device.serial)):
        raise Refused("complaint.identity_missing")
    if not said.complainant.name:
        raise Refused("complaint.complainant_missing")
    if not said.details:
        raise Refused("complaint.details_missing")
    return said


def assess(
    row: ComplaintRow | None, *, is_reportable: bool, reason: str, deadline: str
) -> events.ComplaintAssessed:
    """Say whether it is to be reported. Refusals: `complaint.unknown`, `.closed`, `.why`,
    `.deadline_missing` for one that is.
    """
    row = _open(row)
    if not reason.strip():
        raise Refused("complaint.why")
    if is_reportable and not is_a_day(deadline):
        raise Refused("complaint.deadline_missing")
    return events.ComplaintAssessed(
        complaint=row.complaint,
        is_reportable=is_reportable,
        reason=reason.strip(),
        deadline=deadline if is_reportable else "",
    )


def report(
    row: ComplaintRow | None, day: str, reference: str, today: str
) -> events.ComplaintReported:
    """Say that the authority was told. Refusals: `complaint.unknown`, `.closed`,
    `.not_reportable`, `.day`, `.reference_missing`.
    """
    row = _open(row)
    if not row.is_reportable:
        raise Refused("complaint.not_reportable")
    _check_day(day, today)
    if not reference.strip():
        raise Refused("complaint.reference_missing")
    return events.ComplaintReported(complaint=row.complaint, day=day, reference=reference.strip())


def investigate(
    row: ComplaintRow | None, text: str, *, is_needless: bool
) -> events.ComplaintInvestigated:
    """Say what was found, or why nothing was looked for. Refusals: `complaint.unknown`, `.closed`,
    `.text_missing`, `.must_investigate` for an injury, a reportable or a critical one.
    """
    row = _open(row)
    if not text.strip():
        raise Refused("complaint.text_missing")
    if is_needless and (row.nature == "injury" or row.is_reportable or row.weight == "critical"):
        raise Refused("complaint.must_investigate")
    return events.ComplaintInvestigated(
        complaint=row.complaint, text=text.strip(), is_needless=is_needless
    )


def act(row: ComplaintRow | None, text: str, records: tuple[str, ...]) -> events.ComplaintActed:
    """Say what is done about it. Refusals: `complaint.unknown`, `.closed`, `.text_missing`."""
    row = _open(row)
    if not text.strip():
        raise Refused("complaint.text_missing")
    kept = tuple(dict.fromkeys((*row.records, *records)))
    return events.ComplaintActed(complaint=row.complaint, text=text.strip(), records=kept)


def answer(row: ComplaintRow | None, text: str, day: str, today: str) -> events.ComplaintAnswered:
    """Say what they were told.

    Refusals: `complaint.unknown`, `.closed`, `.text_missing`, `.day`.
    """
    row = _open(row)
    if not text.strip():
        raise Refused("complaint.text_missing")
    _check_day(day, today)
    return events.ComplaintAnswered(complaint=row.complaint, text=text.strip(), day=day)


def check_closable(row: ComplaintRow | None) -> ComplaintRow:
    """Refuse what `close` refuses before it is signed: `complaint.unknown`, `.closed`, and
    `complaint.waits` (`step`) while something is left to do.
    """
    row = _open(row)
    left = waits(row)
    if left is not Waits.CLOSE:
        raise Refused(f"complaint.waits_{left.value}")
    return row


def close(row: ComplaintRow | None, *, is_signed: bool) -> events.ComplaintClosed:
    """Close. Refusals: those of `check_closable`, `complaint.unsigned`."""
    row = check_closable(row)
    if not is_signed:
        raise Refused("complaint.unsigned")
    return events.ComplaintClosed(complaint=row.complaint)


def waits(row: ComplaintRow) -> Waits:
    """Return what is to be done next."""
    if row.is_closed:
        return Waits.CLOSED
    open_ = (
        (Waits.ASSESS, not row.is_assessed),
        (Waits.REPORT, row.is_reportable and not row.reported),
        (Waits.INVESTIGATE, not row.investigation),
        (Waits.ACT, not row.action),
        (Waits.ANSWER, not row.answer),
    )
    return next((step for step, is_open in open_ if is_open), Waits.CLOSE)


def number(name: str) -> str:
    """Return a complaint's name as people read it."""
    return f"C-{name[-6:].upper()}"


def _open(row: ComplaintRow | None) -> ComplaintRow:
    if row is None:
        raise Refused("complaint.unknown")
    if row.is_closed:
        raise Refused("complaint.closed")
    return row


def _check_day(day: str, today: str) -> None:
    if not is_a_day(day) or day > today:
        raise Refused("complaint.day")
