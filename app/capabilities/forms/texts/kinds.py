"""Field kinds that hold words: text, multiline, rich note, serial number."""

import re

from app.capabilities.forms.texts.bodies import Note, SerialNumber, Text
from app.journal.capability import FieldKind
from app.kernel.refused import Refused

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PREFIX = re.compile(r"[A-Z0-9-]{1,12}")


def _text(settings: Text, value: str) -> str:
    said = _CONTROL.sub("", value).strip()
    _check_length(said, settings.longest)
    if settings.pattern and not re.fullmatch(settings.pattern, said):
        raise Refused("field.pattern", value=said, pattern=settings.pattern)
    return said


def _note(settings: Note, value: str) -> str:
    said = _CONTROL.sub("", value.replace("\r\n", "\n")).strip()
    _check_length(said, settings.longest)
    return said


def _check_length(said: str, longest: int) -> None:
    if not said:
        raise Refused("field.empty")
    if len(said) > longest:
        raise Refused("field.too_long", length=len(said), longest=longest)


def _sound_text(settings: Text) -> None:
    if settings.longest < 1:
        raise Refused("form.settings_unsound", setting="longest")
    try:
        re.compile(settings.pattern)
    except re.error as error:
        raise Refused("form.settings_unsound", setting="pattern") from error


def _sound_prefix(settings: SerialNumber) -> None:
    if not _PREFIX.fullmatch(settings.prefix) or not 1 <= settings.digits <= 9:
        raise Refused("form.settings_unsound", setting="prefix")


KINDS = (
    FieldKind("text", "texts", "pencil", Text, str, sound=_sound_text, accept=_text),
    FieldKind("multiline", "texts", "file-text", Note, str, accept=_note),
    FieldKind("rich_note", "texts", "pen-line", Note, str, accept=_note),
    FieldKind("serial_number", "texts", "tag", SerialNumber, str, sound=_sound_prefix),
)
