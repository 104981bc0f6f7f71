"""What one may ask of complaints.

Closing is a signature as reviewed over its stream, by another person than who dealt with it, and
CloseComplaint in that signature's transaction (`app/stations/signing.py`).
"""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from app.capabilities.people.signatures.queries import signed_off_by
from app.capabilities.quality.complaints import decisions, events
from app.capabilities.quality.complaints.events import Complainant, Device, Nature, complaint_stream
from app.capabilities.quality.complaints.queries import complaint, product_of
from app.capabilities.quality.deviations.events import Weight
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.udi import Udi
from app.store import content

RECEIVE = "quality.receive_complaint"
HANDLE = "quality.handle_complaint"
CLOSE = "quality.close_complaint"


class ReceiveComplaint(Command, frozen=True, kw_only=True):
    """Take one in; what its UDI says stands before what was typed. `pictures`: (MIME type, bytes).

    `complaint` is its name, given by the house where empty; the product follows from DI or lot.
    """

    right: ClassVar[str] = RECEIVE
    received: str
    device: Device
    complainant: Complainant
    nature: Nature
    weight: Weight
    details: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    complaint: str = ""


class AssessComplaint(Command, frozen=True, kw_only=True):
    """Say whether an authority is to hear of it."""

    right: ClassVar[str] = HANDLE
    complaint: str
    is_reportable: bool
    reason: str
    deadline: str = ""


class ReportComplaint(Command, frozen=True, kw_only=True):
    """Say that the authority was told."""

    right: ClassVar[str] = HANDLE
    complaint: str
    day: str
    reference: str


class InvestigateComplaint(Command, frozen=True, kw_only=True):
    """Say what was found."""

    right: ClassVar[str] = HANDLE
    complaint: str
    text: str
    is_needless: bool = False


class ActOnComplaint(Command, frozen=True, kw_only=True):
    """Say what is done about it."""

    right: ClassVar[str] = HANDLE
    complaint: str
    text: str
    records: tuple[str, ...] = ()


class AnswerComplaint(Command, frozen=True, kw_only=True):
    """Say what the complainant was told."""

    right: ClassVar[str] = HANDLE
    complaint: str
    text: str
    day: str


class CheckComplaintClosing(Command, frozen=True, kw_only=True):
    """Be about to sign the closing of one."""

    right: ClassVar[str] = CLOSE
    complaint: str


class CloseComplaint(Command, frozen=True, kw_only=True):
    """Close what one has just signed as reviewed."""

    right: ClassVar[str] = CLOSE
    complaint: str


def receive(acting: Acting, command: ReceiveComplaint) -> list[Happened]:
    """Answer ReceiveComplaint, by the rules of `device_of` and `receive`."""
    name, typed = command.complaint or acting.new_id(), command.device
    device = decisions.device_of(typed, _read(acting, typed.udi))
    product = device.product or product_of(acting.connection, device)
    kept = tuple(content.keep(acting.connection, data, media) for media, data in command.pictures)
    who = command.complainant
    said = events.ComplaintReceived(
        complaint=name,
        received=command.received,
        device=replace(device, product=product),
        complainant=replace(
            who,
            name=who.name.strip(),
            organisation=who.organisation.strip(),
            contact=who.contact.strip(),
        ),
        nature=command.nature,
        weight=command.weight,
        details=command.details.strip(),
        pictures=tuple(dict.fromkeys(kept)),
    )
    return [decisions.receive(said, complaint(acting.connection, name), acting.now.day)]


def assess(acting: Acting, command: AssessComplaint) -> list[Happened]:
    """Answer AssessComplaint."""
    row = complaint(acting.connection, command.complaint)
    return [
        decisions.assess(
            row,
            is_reportable=command.is_reportable,
            reason=command.reason,
            deadline=command.deadline,
        )
    ]


def report(acting: Acting, command: ReportComplaint) -> list[Happened]:
    """Answer ReportComplaint."""
    row = complaint(acting.connection, command.complaint)
    return [decisions.report(row, command.day, command.reference, acting.now.day)]


def investigate(acting: Acting, command: InvestigateComplaint) -> list[Happened]:
    """Answer InvestigateComplaint."""
    row = complaint(acting.connection, command.complaint)
    return [decisions.investigate(row, command.text, is_needless=command.is_needless)]


def act(acting: Acting, command: ActOnComplaint) -> list[Happened]:
    """Answer ActOnComplaint."""
    row = complaint(acting.connection, command.complaint)
    return [decisions.act(row, command.text, command.records)]


def answer(acting: Acting, command: AnswerComplaint) -> list[Happened]:
    """Answer AnswerComplaint."""
    row = complaint(acting.connection, command.complaint)
    return [decisions.answer(row, command.text, command.day, acting.now.day)]


def check_closing(acting: Acting, command: CheckComplaintClosing) -> list[Happened]:
    """Answer CheckComplaintClosing: refuse, or let the signature say the rest."""
    decisions.check_closable(complaint(acting.connection, command.complaint))
    return []


def close(acting: Acting, command: CloseComplaint) -> list[Happened]:
    """Answer CloseComplaint."""
    stream = complaint_stream(command.complaint)
    is_signed = acting.actor in signed_off_by(acting.connection, stream, "reviewed")
    row = complaint(acting.connection, command.complaint)
    return [decisions.close(row, is_signed=is_signed)]


def _read(acting: Acting, text: str) -> Udi | None:
    """Read a UDI as it was scanned or typed: with its AIM identifier, with brackets, or bare."""
    if not text.strip():
        return None
    return Udi(decode(text.strip(), date.fromisoformat(acting.now.day)), text.strip())
