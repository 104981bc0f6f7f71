"""What one may ask of filled forms. Who may, the form itself says (`Form.right`): see `needed`."""

from typing import ClassVar

import msgspec

from app.capabilities.forms.filling import decisions
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.filling.events import FieldEntered, Finding
from app.capabilities.forms.filling.queries import check_new, choose, filled, last_serial
from app.capabilities.forms.judging.answers import Subject
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused
from app.store import content

INVESTIGATE = "forms.investigate"


class StartForm(Command, frozen=True, kw_only=True):
    """Begin to fill the revision in force of a form. `filled` names it, new where empty."""

    form: str
    subject: Subject = Subject()
    filled: str = ""


class EnterFields(Command, frozen=True, kw_only=True):
    """Enter values, all or none. `pictures` are what was photographed or attached (MIME, bytes)."""

    filled: str
    entries: tuple[Entry, ...]
    pictures: tuple[tuple[str, bytes], ...] = ()


class WitnessField(Command, frozen=True, kw_only=True):
    """Have seen a value come about, as the second person; signed as witnessed."""

    filled: str
    path: str


class InvestigateResult(Command, frozen=True, kw_only=True):
    """Say why a result failed, before anything is tested again."""

    right: ClassVar[str] = INVESTIGATE
    filled: str
    path: str
    finding: Finding
    cause: str


class CompleteForm(Command, frozen=True, kw_only=True):
    """Say that a form is complete; its verdict is stored."""

    filled: str


class VoidForm(Command, frozen=True, kw_only=True):
    """Let a form not count."""

    filled: str
    reason: str


def start(acting: Acting, command: StartForm) -> list[Happened]:
    """Begin. Refusals: those of `choose` and `check_new`."""
    check_new(acting.connection, command.filled)
    chosen = choose(acting.connection, command.form, acting.now_ms, acting.plugs)
    return [decisions.start(chosen, command.filled or acting.new_id(), command.subject)]


def enter(acting: Acting, command: EnterFields) -> list[Happened]:
    """Enter values one after another: a later one of the same act sees the earlier.

    What a reading is measured with is checked by whoever owns gauges (`reading_checks`): no role
    and no rule switches that off (IL-04). A picture comes with its value or is here already, else
    `field.picture_gone`.
    """
    for media, data in command.pictures:
        content.keep(acting.connection, data, media)
    now = _open(acting, command.filled)
    happened: list[Happened] = []
    seen: set[str] = set()
    for entry in command.entries:
        if entry.path in seen:
            raise Refused("field.twice", path=entry.path)
        seen.add(entry.path)
        entered = decisions.enter(now, _numbered(acting, now, entry))
        if entered is not None:
            _admit(acting, now, entered)
            _check_pictures(acting, now, entered)
            happened.append(entered)
    return happened


def _check_pictures(acting: Acting, now: Filled, entered: FieldEntered) -> None:
    """Refuse a picture nobody holds; one the place had before may still be on its way here."""
    place, held = now.layout.place(entered.path), now.held.get(entered.path)
    before: tuple[str, ...] = ()
    if place is not None and held is not None and held.value is not None:
        before = place.kind.pictures(held.value)
    if content.missing(acting.connection, set(entered.pictures) - set(before)):
        raise Refused("field.picture_gone")


def witness(acting: Acting, command: WitnessField) -> list[Happened]:
    """Answer WitnessField."""
    return [decisions.witness(_open(acting, command.filled), command.path, acting.actor)]


def investigate(acting: Acting, command: InvestigateResult) -> list[Happened]:
    """Answer InvestigateResult."""
    now = filled(acting.connection, command.filled, acting.plugs)
    return [decisions.investigate(now, command.path, command.finding, command.cause)]


def complete(acting: Acting, command: CompleteForm) -> list[Happened]:
    """Answer CompleteForm."""
    return [decisions.complete(_open(acting, command.filled))]


def void(acting: Acting, command: VoidForm) -> list[Happened]:
    """Answer VoidForm."""
    return [decisions.void(_open(acting, command.filled), command.reason)]


def needed(happened: msgspec.Struct, _actor: str, _whose: object) -> tuple[str, ...]:
    """Return what its actor needs: the right of the form, which each of its events names.

    One that names another than its form does is folded as a clash and does not count.
    """
    return (str(getattr(happened, "right", "")),)


def _open(acting: Acting, name: str) -> Filled:
    return filled(acting.connection, name, acting.plugs)


def _numbered(acting: Acting, now: Filled, entry: Entry) -> Entry:
    """Give a serial number where the field is one and has none: never one given here before."""
    place = now.layout.place(entry.path)
    if place is None or place.kind.code != "serial_number" or entry.value != "null":
        return entry
    prefix = f"{place.settings.prefix}-{acting.station}-"
    number = last_serial(acting.connection, prefix) + 1
    said = f"{prefix}{number:0{place.settings.digits}d}"
    return msgspec.structs.replace(
        entry, value=msgspec.json.encode(said).decode(), source="computed"
    )


def _admit(acting: Acting, now: Filled, entered: FieldEntered) -> None:
    place = now.layout.place(entered.path)
    value = None if place is None else decisions.decoded(place, entered.value)
    if place is None or value is None:
        return
    if place.kind.admit is not None:
        place.kind.admit(acting, place.settings, value)
    reading = decisions.reading(now, entered)
    if reading is not None:
        for check in acting.plugs.reading_checks:
            check(acting, reading)
