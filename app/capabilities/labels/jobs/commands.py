"""What one may ask of labels. Those without a right are the station's own notes of its printer."""

from typing import ClassVar

from app.capabilities.labels.jobs import decisions
from app.capabilities.labels.jobs.decisions import Content, Template
from app.capabilities.labels.jobs.events import LabelQueued
from app.capabilities.labels.jobs.queries import (
    copies,
    keep_number,
    label,
    numbers,
    template_for_work,
    template_of,
)
from app.capabilities.labels.serials.decisions import take
from app.journal.capability import Acting, Command, Whose
from app.journal.event import Happened
from app.kernel.words import Bilingual

PRINT, REPRINT, VOID = "labels.print", "labels.reprint", "labels.void"


class PrintLabels(Command, frozen=True, kw_only=True):
    """Print `count` labels, each with a serial number of its own; dates are ISO or empty."""

    right: ClassVar[str] = PRINT
    template: str
    printer: str
    count: int
    product: str
    product_name: Bilingual
    di: str
    order: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""

    @property
    def content(self) -> Content:
        """Return what each of them is to say."""
        return Content(
            product=self.product,
            product_name=self.product_name,
            di=self.di,
            order=self.order,
            lot=self.lot,
            expiry=self.expiry,
            made=self.made,
        )


class ReprintLabel(Command, frozen=True, kw_only=True):
    """Print a label once more, with the same serial number; at the same printer unless told."""

    right: ClassVar[str] = REPRINT
    label: str
    reason: str
    printer: str = ""


class VoidLabel(Command, frozen=True, kw_only=True):
    """Let a label count no more; `print_next` prints one of the next number in its place."""

    right: ClassVar[str] = VOID
    label: str
    reason: str
    print_next: bool = False


class VerifyLabel(Command, frozen=True, kw_only=True):
    """Prove a label by what a scanner sent for it: `scanned` as it came, `aim` in front of it."""

    right: ClassVar[str] = PRINT
    label: str
    scanned: str
    aim: str = ""


class MarkClaimed(Command, frozen=True, kw_only=True):
    """Take a label up."""

    label: str


class MarkSending(Command, frozen=True, kw_only=True):
    """Say that its bytes may leave from now on; `rendered` is their sha256, `size` their number."""

    label: str
    rendered: str
    size: int


class MarkHeldBack(Command, frozen=True, kw_only=True):
    """Say that the printer, in this state, took not one byte of it."""

    label: str
    state: str


class MarkSent(Command, frozen=True, kw_only=True):
    """Say that the printer took it whole and was well afterwards."""

    label: str


class MarkUncertain(Command, frozen=True, kw_only=True):
    """Say that nobody knows what came of it."""

    label: str
    cause: str


class MarkFailed(Command, frozen=True, kw_only=True):
    """Say that no label can be made of it."""

    label: str
    flaw: str
    what: str = ""


def queue(acting: Acting, command: PrintLabels) -> list[Happened]:
    """Take the next numbers and queue a label for each, in one transaction."""
    decisions.check_count(command.count)
    template = template_for_work(acting.connection, command.template, acting.now_ms)
    return _queued(acting, template, command.content, command.printer, command.count)


def reprint(acting: Acting, command: ReprintLabel) -> list[Happened]:
    """Print a copy, by the rules of `decisions.reprint`, once every gate of labels lets it pass."""
    row = label(acting.connection, command.label)
    _pass_gates(acting, row.order)
    of_serial = copies(acting.connection, row)
    name, batch = acting.new_id(), acting.new_id()
    return [
        decisions.reprint(row, of_serial, command.reason, command.printer, label=name, batch=batch)
    ]


def void(acting: Acting, command: VoidLabel) -> list[Happened]:
    """Void a label, by the rules of `decisions.void`, and queue the next where one is wanted.

    The next is printed by the same revision: it takes the place of a label that was to be.
    """
    row = label(acting.connection, command.label)
    happened: list[Happened] = [decisions.void(row, acting.station, command.reason)]
    if command.print_next:
        body = template_of(acting.connection, row)
        template = Template(row.template, row.template_revision, row.template_pin, body)
        happened += _queued(acting, template, decisions.content_of(row), row.printer, 1)
    return happened


def verify(acting: Acting, command: VerifyLabel) -> list[Happened]:
    """Verify a label, by the rules of `decisions.verify`."""
    row = label(acting.connection, command.label)
    expected = decisions.expected_scan(row, template_of(acting.connection, row))
    return [decisions.verify(row, acting.station, command.scanned, command.aim, expected)]


def mark_claimed(acting: Acting, command: MarkClaimed) -> list[Happened]:
    """Answer MarkClaimed."""
    return [decisions.claim(label(acting.connection, command.label), acting.station)]


def mark_sending(acting: Acting, command: MarkSending) -> list[Happened]:
    """Answer MarkSending."""
    row = label(acting.connection, command.label)
    return [decisions.send(row, acting.station, command.rendered, command.size)]


def mark_held_back(acting: Acting, command: MarkHeldBack) -> list[Happened]:
    """Answer MarkHeldBack."""
    row = label(acting.connection, command.label)
    return [decisions.hold_back(row, acting.station, command.state)]


def mark_sent(acting: Acting, command: MarkSent) -> list[Happened]:
    """Answer MarkSent."""
    return [decisions.sent(label(acting.connection, command.label), acting.station)]


def mark_uncertain(acting: Acting, command: MarkUncertain) -> list[Happened]:
    """Answer MarkUncertain."""
    row = label(acting.connection, command.label)
    return [decisions.doubt(row, acting.station, command.cause)]


def mark_failed(acting: Acting, command: MarkFailed) -> list[Happened]:
    """Answer MarkFailed."""
    row = label(acting.connection, command.label)
    return [decisions.fail(row, acting.station, command.flaw, command.what)]


def queueing(queued: LabelQueued, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what whoever queued a label needs: a reprint is another right than a first label.

    One that takes a voided label's place is its voider's.
    """
    del actor, whose
    return (REPRINT,) if queued.first_label else (PRINT, VOID)


def _pass_gates(acting: Acting, order: str) -> None:
    for gate in acting.plugs.label_gates:
        gate(acting, order)


def _queued(
    acting: Acting, template: Template, content: Content, printer: str, count: int
) -> list[Happened]:
    _pass_gates(acting, content.order)
    given = numbers(acting.connection, acting.station)
    opened, taken = take(given, count, acting.station, acting.new_id)
    keep_number(acting.connection, taken[-1].number)
    batch = acting.new_id()
    labels = [
        decisions.queue(template, content, printer, one, label=acting.new_id(), batch=batch)
        for one in taken
    ]
    return [*opened, *labels]
