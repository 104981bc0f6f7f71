"""What is allowed with labels: pure rules."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from app.capabilities.labels.bodies import GS1, LabelTemplate
from app.capabilities.labels.jobs.answers import (
    ON_PAPER,
    WAITING,
    ReprintReason,
    State,
    VoidReason,
)
from app.capabilities.labels.jobs.events import (
    LabelClaimed,
    LabelFailed,
    LabelHeldBack,
    LabelQueued,
    LabelSending,
    LabelSent,
    LabelUncertain,
    LabelVerified,
    LabelVoided,
)
from app.capabilities.labels.jobs.tables import LabelRow
from app.capabilities.labels.serials.decisions import Taken
from app.capabilities.labels.templates.decisions import (
    bracketed,
    check_udi,
    packed,
    pairs,
    scanned,
    udi_of,
)
from app.kernel.refused import Refused
from app.kernel.symbols.gs1 import GS
from app.kernel.words import Bilingual

MOST = 200
"""Labels asked for at once; more is asked for again."""
AIMS = frozenset({"", "]d2", "]C1"})
"""What a scanner may say a GS1 symbol of ours was; nothing where its identifiers are off."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Content:
    """What a label is to say, beside its serial number. Dates are ISO, empty where there is none;
    `di` is that of the unit."""

    product: str
    product_name: Bilingual
    di: str
    order: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The revision a label is made by: its code, revision, the sha256 of its body, the body."""

    code: str
    revision: str
    pin: str
    body: LabelTemplate


# ------------------------------------------------------------------ asking for labels
def check_count(count: int) -> None:
    """Refusal: `labels.count`."""
    if not 1 <= count <= MOST:
        raise Refused("labels.count", most=MOST)


def queue(
    template: Template, content: Content, printer: str, taken: Taken, *, label: str, batch: str
) -> LabelQueued:
    """Ask for one label of a new serial number.

    Refusals: `labels.no_printer`, `labels.bad_date`, those of `check_udi`.
    """
    if not printer:
        raise Refused("labels.no_printer")
    for day in (content.expiry, content.made):
        _check_day(day)
    queued = LabelQueued(
        label=label,
        batch=batch,
        template=template.code,
        template_revision=template.revision,
        template_pin=template.pin,
        printer=printer,
        product=content.product,
        product_name=content.product_name,
        di=packed(content.di, template.body.level),
        udi="",
        serial=taken.serial,
        order=content.order,
        lot=content.lot,
        expiry=content.expiry,
        made=content.made,
        block=taken.block,
        number=taken.number,
        to_prove=is_to_prove(template.body, taken.number),
    )
    said = values(queued)
    for symbol in template.body.symbols:
        if symbol.symbology in GS1:
            check_udi(pairs(symbol.content, said))
    return replace(queued, udi=bracketed(pairs(udi_of(template.body), said)))


def reprint(
    row: LabelRow, copies: Sequence[LabelRow], reason: str, printer: str, *, label: str, batch: str
) -> LabelQueued:
    """Print the same label once more, to be scanned before it counts.

    `copies` are all labels of its serial number, itself included.

    Refusals: `labels.not_printed`, `labels.copy_open`, `labels.reason`.
    """
    if row.state not in (*ON_PAPER, State.FAILED):
        raise Refused("labels.not_printed", serial=row.serial)
    if any(one.state in WAITING or one.state == State.UNCERTAIN for one in copies):
        raise Refused("labels.copy_open", serial=row.serial)
    if reason not in tuple(ReprintReason):
        raise Refused("labels.reason")
    return LabelQueued(
        label=label,
        batch=batch,
        template=row.template,
        template_revision=row.template_revision,
        template_pin=row.template_pin,
        printer=printer or row.printer,
        product=row.product,
        product_name=row.product_name,
        di=row.di,
        udi=row.udi,
        serial=row.serial,
        order=row.order,
        lot=row.lot,
        expiry=row.expiry,
        made=row.made,
        copy_number=max(one.copy_number for one in copies) + 1,
        first_label=row.first_label,
        reason=reason,
        to_prove=True,
    )


def is_to_prove(template: LabelTemplate, number: int) -> bool:
    """Tell whether the label of a number is one of those that are scanned before they count."""
    return template.scan_every > 0 and number % template.scan_every == 0


def values(row: LabelQueued | LabelRow) -> dict[str, str]:
    """Return what fills the gaps of a label's template."""
    return {
        "di": row.di,
        "lot": row.lot,
        "serial": row.serial,
        "expiry": row.expiry,
        "expiry_gs1": _in_gs1(row.expiry),
        "made": row.made,
        "made_gs1": _in_gs1(row.made),
        "order": row.order,
        "product": row.product,
        "product_zh": row.product_name.zh,
        "product_en": row.product_name.en,
        "copy": f"{row.copy_number}" if row.copy_number > 1 else "",
    }


# ------------------------------------------------------------------ the station's own notes
def claim(row: LabelRow, station: str) -> LabelClaimed:
    """Take up a label that waits. Refusals: `labels.other_station`, `labels.not_waiting`."""
    _check_here(row, station)
    _check_state(row, State.QUEUED)
    return LabelClaimed(label=row.label)


def send(row: LabelRow, station: str, rendered: str, size: int) -> LabelSending:
    """Say that bytes may leave from now on: once, unless it was held back in between.

    Refusals: `labels.other_station`, `labels.not_waiting`.
    """
    _check_here(row, station)
    _check_state(row, State.CLAIMED)
    return LabelSending(label=row.label, rendered=rendered, size=size)


def hold_back(row: LabelRow, station: str, printer_state: str) -> LabelHeldBack:
    """Say that the printer took nothing of it. Refusals as `send`."""
    _check_here(row, station)
    _check_state(row, State.SENDING)
    return LabelHeldBack(label=row.label, state=printer_state)


def sent(row: LabelRow, station: str) -> LabelSent:
    """Say that the printer took it whole. Refusals as `send`."""
    _check_here(row, station)
    _check_state(row, State.SENDING)
    return LabelSent(label=row.label)


def doubt(row: LabelRow, station: str, cause: str) -> LabelUncertain:
    """Say that nobody knows. Refusals as `send`."""
    _check_here(row, station)
    _check_state(row, State.SENDING)
    return LabelUncertain(label=row.label, cause=cause)


def fail(row: LabelRow, station: str, flaw: str, what: str) -> LabelFailed:
    """Say that no label can be made of it. Refusals as `send`."""
    _check_here(row, station)
    _check_state(row, State.CLAIMED)
    return LabelFailed(label=row.label, flaw=flaw, what=what)


# ------------------------------------------------------------------ what people settle
def verify(row: LabelRow, station: str, text: str, aim: str, expected: str) -> LabelVerified:
    """Take the scan of a label in hand as proof; `text` is compared byte for byte.

    Refusals: `labels.other_station`, `labels.not_to_verify`, `labels.scan_differs`.
    """
    _check_here(row, station)
    if row.state not in (*ON_PAPER, State.UNCERTAIN):
        raise Refused("labels.not_to_verify", serial=row.serial)
    if text != expected or aim not in AIMS:
        scanned = text if aim in AIMS else aim + text
        raise Refused("labels.scan_differs", expected=shown(expected), scanned=shown(scanned))
    return LabelVerified(label=row.label, scanned=text, aim=aim)


def expected_scan(row: LabelRow, template: LabelTemplate) -> str:
    """Return what a scanner sends for a label that is as it should be."""
    return scanned(pairs(udi_of(template), values(row)))


def shown(text: str) -> str:
    """Return a scanned text so that people see all of it: the separator in letters."""
    return "".join("<GS>" if sign == GS else sign if sign.isprintable() else "?" for sign in text)


def void(row: LabelRow, station: str, reason: str) -> LabelVoided:
    """Let a label count no more, printed or not.

    Refusals: `labels.other_station`, `labels.is_sending`, `labels.is_void`, `labels.reason`.
    """
    _check_here(row, station)
    if row.state == State.SENDING:
        raise Refused("labels.is_sending", serial=row.serial)
    if row.state == State.VOIDED:
        raise Refused("labels.is_void", serial=row.serial)
    if reason not in tuple(VoidReason):
        raise Refused("labels.reason")
    return LabelVoided(label=row.label, reason=reason)


def content_of(row: LabelRow) -> Content:
    """Return what a label says, for the one that takes its place."""
    return Content(row.product, row.product_name, row.di, row.order, row.lot, row.expiry, row.made)


def _check_here(row: LabelRow, station: str) -> None:
    if row.station != station:
        raise Refused("labels.other_station", station=row.station)


def _check_state(row: LabelRow, state: State) -> None:
    if row.state != state:
        raise Refused("labels.not_waiting", serial=row.serial)


def _check_day(day: str) -> None:
    """A label carries whole dates: day 00 is read, but printed no more."""
    read = _DAY.fullmatch(day)
    if day and (read is None or not _is_day(*(int(part) for part in read.groups()))):
        raise Refused("labels.bad_date", date=day)


def _is_day(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _in_gs1(day: str) -> str:
    return day.replace("-", "")[2:]
