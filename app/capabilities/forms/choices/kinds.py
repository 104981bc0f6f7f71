"""Field kinds that choose: yes/no, pass/fail, one of, several of, a checklist."""

from collections import Counter
from typing import Literal

from app.capabilities.documents.answers import Said, Word
from app.capabilities.forms.choices.bodies import (
    Checklist,
    Choice,
    OneOf,
    PassFail,
    SomeOf,
    YesNo,
)
from app.journal.capability import FieldKind
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

Verdict = Literal["pass", "fail", "not_applicable"]
Tick = Literal["done", "not_done", "not_applicable"]


def _judged(settings: PassFail, value: Verdict) -> Verdict:
    if value == "not_applicable" and not settings.may_not_apply:
        raise Refused("field.must_apply")
    return value


def _one(settings: OneOf, value: str) -> str:
    _check_known(settings.choices, (value,))
    return value


def _some(settings: SomeOf, value: tuple[str, ...]) -> tuple[str, ...]:
    _check_known(settings.choices, value)
    most = len(settings.choices) if settings.most is None else settings.most
    if not settings.least <= len(value) <= most:
        raise Refused("field.how_many", least=settings.least, most=most, chosen=len(value))
    alone = [one.code for one in settings.choices if one.alone and one.code in value]
    if alone and len(value) > 1:
        raise Refused("field.alone", choice=alone[0])
    return tuple(one.code for one in settings.choices if one.code in value)


def _ticked(settings: Checklist, value: dict[str, Tick]) -> dict[str, Tick]:
    _check_known(settings.items, tuple(value))
    for code, tick in value.items():
        if tick == "not_applicable" and code not in settings.may_not_apply:
            raise Refused("field.must_apply")
    if missing := [one.code for one in settings.items if one.code not in value]:
        raise Refused("field.items_open", count=len(missing))
    return {one.code: value[one.code] for one in settings.items}


def _check_known(choices: tuple[Choice, ...], value: tuple[str, ...]) -> None:
    known = {one.code for one in choices}
    if strange := [code for code in value if code not in known]:
        raise Refused("field.unknown_choice", choice=strange[0])


def _sound(choices: tuple[Choice, ...]) -> None:
    twice = [code for code, times in Counter(one.code for one in choices).items() if times > 1]
    if not choices or twice or not all(one.code and one.label.zh for one in choices):
        raise Refused("form.settings_unsound", setting="choices")


def _sound_pass_fail(settings: PassFail) -> None:
    ac, re = settings.ac, settings.re
    if ac is not None and re is not None and not 0 <= ac < re:
        raise Refused("form.settings_unsound", setting="ac")


def _labels(choices: tuple[Choice, ...], value: tuple[str, ...]) -> Bilingual:
    chosen = [one.label for one in choices if one.code in value]
    return Bilingual("、".join(one.zh for one in chosen), ", ".join(one.en for one in chosen))


def _fails(choices: tuple[Choice, ...], value: tuple[str, ...]) -> bool | None:
    if not any(one.fails for one in choices):
        return None
    return not any(one.fails for one in choices if one.code in value)


def _ticks(settings: Checklist, value: dict[str, Tick]) -> Said:
    done = sum(tick != "not_done" for tick in value.values())
    return f"{done}/{len(settings.items)}"


KINDS = (
    FieldKind(
        "boolean",
        "choices",
        "square-check",
        YesNo,
        bool,
        passes=lambda settings, value: (
            None if settings.wanted is None else value == settings.wanted
        ),
        said=lambda settings, value: Word("documents.value.yes" if value else "documents.value.no"),
    ),
    FieldKind(
        "pass_fail",
        "choices",
        "circle-check",
        PassFail,
        Verdict,
        sound=_sound_pass_fail,
        accept=_judged,
        passes=lambda settings, value: None if value == "not_applicable" else value == "pass",
        said=lambda settings, value: Word(f"forms.verdict.{value}"),
        is_test=True,
    ),
    FieldKind(
        "single_choice",
        "choices",
        "list",
        OneOf,
        str,
        sound=lambda settings: _sound(settings.choices),
        accept=_one,
        passes=lambda settings, value: _fails(settings.choices, (value,)),
        said=lambda settings, value: _labels(settings.choices, (value,)),
    ),
    FieldKind(
        "multi_choice",
        "choices",
        "list-checks",
        SomeOf,
        tuple[str, ...],
        sound=lambda settings: _sound(settings.choices),
        accept=_some,
        passes=lambda settings, value: _fails(settings.choices, value),
        said=lambda settings, value: _labels(settings.choices, value),
    ),
    FieldKind(
        "checklist",
        "choices",
        "clipboard-check",
        Checklist,
        dict[str, Tick],
        sound=lambda settings: _sound(settings.items),
        accept=_ticked,
        passes=lambda settings, value: "not_done" not in value.values(),
        said=_ticks,
        worth=lambda settings, value: tuple(value.values()),
    ),
)
