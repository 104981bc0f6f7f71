"""What the sheets of a complaint ask for, and the commands that come of it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.capabilities.quality.complaints.answers import Waits
from app.capabilities.quality.complaints.commands import (
    ActOnComplaint,
    AnswerComplaint,
    AssessComplaint,
    InvestigateComplaint,
    ReportComplaint,
)
from app.capabilities.quality.complaints.decisions import REPORT_DAYS
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.journal.capability import Command
from app.kernel.days import later
from app.kernel.words import Words
from app.ui.moments import Moments
from app.ui.screens.quality.cases.ask_sheet import Asked
from app.ui.screens.quality.cases.case_screen import Given


@dataclass(frozen=True, slots=True)
class Asking:
    """One sheet: what it asks for, what is known, and the command that comes of it."""

    asked: tuple[Asked, ...]
    make: Callable[[Given], Command]
    known: Given


def asking(act: str, row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    """Return what an act asks for."""
    made = {
        Waits.ASSESS: _assess,
        Waits.REPORT: _report,
        Waits.INVESTIGATE: _investigate,
        Waits.ACT: _act,
        Waits.ANSWER: _answer,
    }
    return made[Waits(act)](row, words, moments)


def _assess(row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    del moments
    asked = (
        Asked("is_reportable", words("complaints.to_report"), "yes_no", must=True),
        Asked("deadline", words("complaints.deadline"), "day"),
        Asked("reason", words("complaints.reason"), "long", must=True),
    )

    def make(given: Given) -> Command:
        return AssessComplaint(
            complaint=row.complaint,
            is_reportable=bool(given["is_reportable"]),
            reason=given["reason"],
            deadline=given["deadline"] if given["is_reportable"] else "",
        )

    return Asking(asked, make, {"deadline": later(row.received, REPORT_DAYS)})


def _report(row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    asked = (
        Asked("reference", words("complaints.reference"), "text", must=True),
        Asked("day", words("complaints.day"), "day", must=True),
    )

    def make(given: Given) -> Command:
        return ReportComplaint(complaint=row.complaint, **given)

    return Asking(asked, make, {"day": moments.today().isoformat()})


def _investigate(row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    del moments
    asked = (
        Asked("text", words("complaints.found"), "long", must=True),
        Asked("is_needless", words("complaints.needless"), "yes_no"),
    )

    def make(given: Given) -> Command:
        return InvestigateComplaint(
            complaint=row.complaint, text=given["text"], is_needless=bool(given["is_needless"])
        )

    return Asking(asked, make, {})


def _act(row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    del moments
    asked = (
        Asked("text", words("complaints.action"), "long", must=True),
        Asked("record", words("cases.reference")),
    )

    def make(given: Given) -> Command:
        records = (given["record"],) if given["record"] else ()
        return ActOnComplaint(complaint=row.complaint, text=given["text"], records=records)

    return Asking(asked, make, {})


def _answer(row: ComplaintRow, words: Words, moments: Moments) -> Asking:
    asked = (
        Asked("text", words("complaints.reply"), "long", must=True),
        Asked("day", words("complaints.day"), "day", must=True),
    )

    def make(given: Given) -> Command:
        return AnswerComplaint(complaint=row.complaint, **given)

    return Asking(asked, make, {"day": moments.today().isoformat()})
