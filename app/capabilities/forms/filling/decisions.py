"""What is allowed in filling forms: pure rules. What a form comes to is told in `judging`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from app.capabilities.documents.answers import Pin, Said, Word
from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.events import (
    FieldEntered,
    FieldWitnessed,
    Finding,
    FormCompleted,
    FormStarted,
    FormVoided,
    ResultInvestigated,
    Source,
)
from app.capabilities.forms.judging.answers import Held, Subject
from app.journal.capability import Reading
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

LONGEST_RAW = 4_000
"""Characters kept of what a device sent for one value."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The revision of a form to fill: its pin, and its body."""

    pin: Pin
    form: Form


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A value somebody, or a device, hands in for a place. `value` is JSON text.

    `serial` is what the device says it is. See FieldEntered for the rest.
    """

    path: str
    value: str = "null"
    source: Source = "manual"
    device: str = ""
    serial: str = ""
    raw: str = ""
    gauge: str = ""
    read_ms: int = 0
    reason: str = ""
    not_applicable: str = ""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A value as it is kept: decoded, as JSON text, as people read it, with its verdict."""

    value: Any
    text: str
    said: str
    passes: bool | None


def start(chosen: Chosen, filled: str, subject: Subject, right: str = "") -> FormStarted:
    """Begin to fill a form. `right` is who may, where whatever asks for it says so for the form."""
    form = chosen.form
    return FormStarted(
        filled=filled,
        form=form.code,
        revision=chosen.pin.revision,
        pin=chosen.pin.body,
        title=chosen.pin.title,
        right=right or form.right,
        reviewed=form.reviewed,
        subject=subject,
    )


def enter(now: Filled, entry: Entry) -> FieldEntered | None:
    """Record a value; None where it says again what stands there. The first one is never lost.

    Refusals: `form.voided`, `field.unknown`, `.hidden`, `.read_only`, `.only_device`,
    `.gauge_missing`, `.reason_missing`, `.uninvestigated` (a failed result is investigated before
    it is tested again), `.must_apply`, and those of its kind.
    """
    place = _writable(now, entry.path)
    before = now.held.get(entry.path)
    taken = _taken(place, entry)
    if before is not None and before.value == taken.value and not entry.reason.strip():
        return None
    _check_change(now, place, before, entry.reason)
    return FieldEntered(
        filled=now.filled,
        right=now.right,
        path=entry.path,
        label=label_of(place),
        value=taken.text,
        said=taken.said,
        said_before="" if before is None else before.said,
        replaces="" if before is None else before.hash,
        reason=entry.reason.strip(),
        passes="" if taken.passes is None else "pass" if taken.passes else "fail",
        source=entry.source,
        device=entry.device,
        serial=entry.serial,
        raw=entry.raw[:LONGEST_RAW],
        gauge=entry.gauge,
        read_ms=entry.read_ms,
        not_applicable=entry.not_applicable.strip(),
        pictures=() if taken.value is None else place.kind.pictures(taken.value),
    )


def witness(now: Filled, path: str, actor: str) -> FieldWitnessed:
    """Have seen a value come about. Refusals: `field.unknown`, `signature.same_person`."""
    held = now.held.get(path)
    if held is None:
        raise Refused("field.unknown", path=path)
    if held.by == actor:
        raise Refused("signature.same_person")
    return FieldWitnessed(filled=now.filled, right=now.right, path=path, entry=held.hash)


def investigate(now: Filled, path: str, finding: Finding, cause: str) -> ResultInvestigated:
    """Say what an investigation of a failed result found (CN-18).

    Refusals: `field.not_failed`, `field.cause_missing`, `form.voided`.
    """
    held = now.held.get(path)
    if now.state == "voided":
        raise Refused("form.voided")
    if held is None or held.passes is not False or held.awaits_retest:
        raise Refused("field.not_failed")
    if not cause.strip():
        raise Refused("field.cause_missing")
    return ResultInvestigated(
        filled=now.filled,
        right=now.right,
        path=path,
        entry=held.hash,
        finding=finding,
        cause=cause.strip(),
    )


def complete(now: Filled) -> FormCompleted:
    """Say that a form is complete. The verdict is stored with what it rests on.

    Refusals: `form.voided`, `form.completed`, `form.incomplete`, `field.must_hold`,
    `form.unwitnessed`.
    """
    if now.state == "voided":
        raise Refused("form.voided")
    if now.state == "completed":
        raise Refused("form.completed")
    judged = now.judged
    if judged.missing:
        first = now.layout.place(judged.missing[0])
        label = Bilingual("", "") if first is None else label_of(first)
        raise Refused("form.incomplete", count=len(judged.missing), field=label)
    if judged.broken:
        raise Refused("field.must_hold", field=now.layout.tops[judged.broken[0]].label)
    for path, held in now.held.items():
        place = now.layout.place(path)
        if place is not None and place.field.second_person and not held.witness:
            raise Refused("form.unwitnessed", field=label_of(place))
    return FormCompleted(
        filled=now.filled,
        right=now.right,
        verdict=judged.verdict,
        failed=judged.failed,
        inputs=digest(now.held),
        count=len(now.held),
    )


def void(now: Filled, reason: str, called_off: str = "") -> FormVoided:
    """Let a form not count; `called_off` is the stream of what it was filled for, where that is
    called off. Refusals: `form.voided`, `field.reason_missing`, `form.holds_failure`.

    A failed result is not done away with (CN-18): only one whose test deviated may be.
    """
    if now.state == "voided":
        raise Refused("form.voided")
    for path, held in now.held.items():
        place = now.layout.place(path)
        is_failure = held.passes is False and not held.awaits_retest
        if place is not None and place.kind.is_test and is_failure:
            raise Refused("form.holds_failure", field=label_of(place), said=held.said)
    if not reason.strip():
        raise Refused("field.reason_missing")
    return FormVoided(
        filled=now.filled, right=now.right, reason=reason.strip(), called_off=called_off
    )


def digest(held: Mapping[str, Held]) -> str:
    """Return what a verdict rests on: the sha256 of its entries' hashes, sorted."""
    return sha256("\n".join(sorted(one.hash for one in held.values())).encode()).hexdigest()


def reading(now: Filled, entered: FieldEntered) -> Reading | None:
    """Return the measured value an entry holds, for what checks gauges; None for any other."""
    place = now.layout.place(entered.path)
    value = None if place is None else decoded(place, entered.value)
    gauge = entered.gauge or (entered.device if entered.source == "device" else "")
    if place is None or value is None or not (gauge or entered.serial):
        return None
    worth = place.kind.worth(place.settings, value)
    if not isinstance(worth, Decimal):
        return Reading(None, "", gauge, entered.serial) if place.kind.is_test else None
    settings = place.settings
    return Reading(
        worth,
        getattr(settings, "unit", ""),
        gauge,
        entered.serial,
        getattr(settings, "gauge_kind", ""),
        (getattr(settings, "lsl", None), getattr(settings, "usl", None)),
    )


def decoded(place: Place, text: str) -> Any:  # noqa: ANN401  # as its kind says
    """Return a stored value as its kind has it; None for one this program cannot read."""
    try:
        return msgspec.json.decode(text, type=place.kind.value)
    except msgspec.MsgspecError:
        return None


def label_of(place: Place) -> Bilingual:
    """Return what a place is called: the field, and in it the part."""
    if place.path == place.field.key:
        return place.field.label
    tail = place.path.partition("/")[2].replace("/", " · ")
    return Bilingual(f"{place.field.label.zh} {tail}", f"{place.field.label.en} {tail}")


def plain_said(place: Place, value: Any) -> str:  # noqa: ANN401  # as its kind says
    """Tell a value as it is kept in the record: a text, a code of the catalogue, both languages."""
    said: Said = place.kind.said(place.settings, value)
    if isinstance(said, Word):
        return said.code
    if isinstance(said, Bilingual):
        return said.zh if said.zh == said.en else f"{said.zh} / {said.en}"
    return said


def _taken(place: Place, entry: Entry) -> _Taken:
    if entry.not_applicable.strip():
        if not place.field.not_applicable:
            raise Refused("field.must_apply")
        return _Taken(None, "null", "", None)
    try:
        given = msgspec.json.decode(entry.value, type=place.kind.value)
    except msgspec.MsgspecError as error:
        raise Refused("field.unreadable", field=label_of(place)) from error
    _check_source(place, entry)
    value = place.kind.accept(place.settings, given)
    return _Taken(
        value,
        msgspec.json.encode(value).decode(),
        plain_said(place, value),
        place.kind.passes(place.settings, value),
    )


def _writable(now: Filled, path: str) -> Place:
    if now.state == "voided":
        raise Refused("form.voided")
    place = now.layout.place(path)
    if place is None or not place.kind.is_entered:
        raise Refused("field.unknown", path=path)
    key = place.field.key
    if key in now.judged.hidden:
        raise Refused("field.hidden", field=place.field.label)
    if key in now.judged.locked:
        raise Refused("field.read_only", field=place.field.label)
    return place


def _check_source(place: Place, entry: Entry) -> None:
    if place.field.only_device and entry.source not in ("device", "scan"):
        raise Refused("field.only_device", field=label_of(place))
    if getattr(place.settings, "needs_gauge", False) and not entry.gauge:
        raise Refused("field.gauge_missing", field=label_of(place))


def _check_change(now: Filled, place: Place, before: Held | None, reason: str) -> None:
    if before is None:
        if now.state == "completed" and not reason.strip():
            raise Refused("field.reason_missing")
        return
    if place.kind.is_test and before.passes is False and not before.awaits_retest:
        raise Refused("field.uninvestigated", field=label_of(place), said=before.said)
    if not reason.strip() and not before.awaits_retest:
        raise Refused("field.reason_missing")
