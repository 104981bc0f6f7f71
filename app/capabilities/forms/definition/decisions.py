"""When a form is sound, how it is laid out, and how it is told line by line."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec

from app.capabilities.documents.answers import Line, Said, Word
from app.capabilities.forms.definition.answers import ANY, Flaw, Layout, Place
from app.capabilities.forms.definition.bodies import Field, Form
from app.journal.capability import FieldKind
from app.kernel.expressions import check_names, expression
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a key looks like: a name in expressions, a word in a record's path."""
MOST_FIELDS = 1_000
FLAGS = ("required", "registered", "second_person", "not_applicable", "only_device")
"""What a field may be beside its kind; the words of each are `forms.flag.<flag>`."""


def lay_out(form: Form, kinds: Mapping[str, FieldKind]) -> Layout:
    """Return a form ready to be filled.

    Refusals: `form.unknown_kind` (a capability this program lacks), `form.settings_unreadable`,
    `form.circle` where a formula needs itself.
    """
    tops = {field.key: _top(field, kinds) for field in form.fields}
    layout = Layout(form, kinds, tops, {})
    fixed = {key: tuple(layout.leaves(top)) for key, top in tops.items()}
    texts = [form.verdict]
    for field in form.fields:
        texts += (field.visible_if, field.read_only_if, field.must)
    formulas = _formulas(tops)
    texts += [tops[key].settings.expression for key in formulas]
    names = frozenset[str]().union(*(expression(text).names for text in texts if text))
    added = frozenset(
        key for key, top in tops.items() if any(part.key == ANY for part in layout.parts(top))
    )
    return Layout(form, kinds, tops, fixed, added, formulas, names)


def check_form(body: Form, kinds: Mapping[str, FieldKind]) -> None:
    """Refusals: `form.no_fields`, `.too_many_fields`, `.text_missing`, `.bad_key`, `.key_twice`,
    `.circle`, those of `lay_out`, of each kind's settings and of its expressions.
    """
    for flaw in _flaws(body, kinds):
        raise flaw.refused


def flaws(body: Form, kinds: Mapping[str, FieldKind]) -> tuple[Flaw, ...]:
    """Return everything `check_form` would refuse one after another, in the order it would."""
    return tuple(_flaws(body, kinds))


def _flaws(body: Form, kinds: Mapping[str, FieldKind]) -> Iterator[Flaw]:
    if not body.fields:
        yield Flaw(Refused("form.no_fields"), part="sections")
    if len(body.fields) > MOST_FIELDS:
        yield Flaw(Refused("form.too_many_fields", most=MOST_FIELDS), part="sections")
    yield from _told(lambda: _check_said(body.name, body.code), part="name")
    for at, section in enumerate(body.sections):
        yield from _told(partial(_check_said, section.title, body.code), part="title", at=at)
    yield from _flaws_of_keys(body.fields)
    sound: dict[str, Place] = {}
    for field in body.fields:
        wrong = tuple(_flaws_of_field(body, field, kinds, sound))
        yield from wrong
        if any(flaw.part in ("kind", "settings") for flaw in wrong):
            sound.pop(field.key, None)
    yield from _flaws_of_expressions(Layout(body, kinds, sound, {}))


def _told(
    check: Callable[[], object], field: str = "", *, part: str, at: int = 0
) -> Iterator[Flaw]:
    """Return what a check refuses as a flaw; none where it refuses nothing."""
    try:
        check()
    except Refused as refused:
        yield Flaw(refused, field, part, at)


def outline_form(body: Form) -> tuple[Line, ...]:
    """Tell a form: its sections, each field with its kind and what differs from the usual."""
    return (
        Line(("name",), (body.name,), level=0),
        Line(("right",), (Word(f"people.right.{body.right}"),), field="right"),
        *(Line(("verdict",), (body.verdict,), field="verdict") for _ in body.verdict[:1]),
        *(
            line
            for place, section in enumerate(body.sections)
            for line in (
                Line(("sections", place), (section.title,), level=0),
                *(
                    told
                    for at, field in enumerate(section.fields)
                    for told in _outline_field(field, ("sections", place, "fields", at))
                ),
            )
        ),
    )


def _formulas(tops: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the keys of computed fields in the order they must be worked out in."""
    needs = {
        key: expression(place.settings.expression).names
        for key, place in tops.items()
        if place.kind.code == "formula"
    }
    try:
        order = tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise Refused("form.circle", fields=" → ".join(error.args[1])) from error
    return tuple(key for key in order if key in needs)


def names_of(layout: Layout) -> frozenset[str]:
    """Return the names expressions may use: keys, and `key_part` for rows and columns."""
    inner = {
        f"{place.path}_{part.key}"
        for place in layout.tops.values()
        for one in layout.parts(place)
        for part in (one, *_columns(layout, place, one.key))
        if KEY.fullmatch(part.key)
    }
    return frozenset(layout.tops) | inner | SUBJECT_NAMES


SUBJECT_NAMES = frozenset({"order", "operation", "lot", "product", "equipment", "quantity"})
"""Names of what the form is filled for; a field may not be called so."""


def _columns(layout: Layout, place: Place, key: str) -> tuple[Any, ...]:
    inner = layout.step(place, "1" if key == ANY else key)
    return () if inner is None else layout.parts(inner)


def _top(field: Field, kinds: Mapping[str, FieldKind]) -> Place:
    kind = kinds.get(field.kind)
    if kind is None:
        raise Refused("form.unknown_kind", field=field.key, kind=field.kind)
    try:
        settings = msgspec.convert(field.settings, kind.settings)
    except msgspec.ValidationError as error:
        raise Refused("form.settings_unreadable", field=field.key, why=str(error)) from error
    return Place(field.key, field, kind, settings, field.label, field.required)


def _flaws_of_keys(fields: tuple[Field, ...]) -> Iterator[Flaw]:
    times = Counter(field.key for field in fields)
    for field in fields:
        if not KEY.fullmatch(field.key) or field.key in SUBJECT_NAMES:
            yield Flaw(Refused("form.bad_key", key=field.key), field.key, "key")
    for key, count in times.items():
        if count > 1:
            yield Flaw(Refused("form.key_twice", key=key), key, "key")


def _flaws_of_field(
    form: Form, field: Field, kinds: Mapping[str, FieldKind], sound: dict[str, Place]
) -> Iterator[Flaw]:
    """Return what is wrong with a field by itself; put its place into `sound`."""
    key = field.key
    yield from _told(lambda: _check_said(field.label, key), key, part="label")
    try:
        sound[key] = top = _top(field, kinds)
        _check_sound(Layout(form, kinds, {}, {}), top)
    except Refused as refused:
        part = "kind" if refused.code == "form.unknown_kind" else "settings"
        yield Flaw(refused, key, part)


def _check_sound(layout: Layout, place: Place) -> None:
    place.kind.sound(place.settings)
    for part in layout.parts(place):
        inner = layout.step(place, "1" if part.key == ANY else part.key)
        if inner is not None:
            _check_sound(layout, inner)


def _flaws_of_expressions(layout: Layout) -> Iterator[Flaw]:
    """Return what is wrong with expressions; what may lie in a field that is unsound is let be."""
    names = names_of(layout)
    unsound = tuple(one.key for one in layout.form.fields if one.key not in layout.tops)
    check = partial(_check_known, names, unsound)
    try:
        formulas = _formulas(layout.tops)
    except Refused as refused:
        formulas = ()
        yield Flaw(refused, str(refused.facts["fields"]).partition(" ")[0], "settings")
    for field in layout.form.fields:
        for part in ("visible_if", "read_only_if"):
            own = partial(_check_condition, check, getattr(field, part), field.key)
            yield from _told(own, field.key, part=part)
        yield from _told(partial(check, field.must), field.key, part="must")
    yield from _told(partial(check, layout.form.verdict), part="verdict")
    for key in formulas:
        asked = layout.tops[key].settings.expression
        yield from _told(partial(check, asked), key, part="settings")


def _check_condition(check: Callable[[str], frozenset[str]], text: str, key: str) -> None:
    if key in check(text):
        raise Refused("form.circle", fields=key)


def _check_known(names: frozenset[str], unsound: tuple[str, ...], text: str) -> frozenset[str]:
    """Return the names a text asks for. Refusals: those of the expression, an unknown name."""
    if not text:
        return frozenset()
    asked = expression(text).names
    maybe = {name for name in asked - names if name.startswith(unsound)} if unsound else set()
    return check_names(text, names | maybe)


def _check_said(text: Bilingual, where: str) -> None:
    if not text.zh.strip() or not text.en.strip():
        raise Refused("form.text_missing", where=where)


def _outline_field(field: Field, here: tuple[str | int, ...]) -> Iterator[Line]:
    label: tuple[Said, ...] = (field.label, Word(f"forms.kind.{field.kind}"))
    yield Line(here, label, number=field.key, critical=field.critical)
    said = {
        "must": field.must,
        "visible_if": field.visible_if,
        "read_only_if": field.read_only_if,
        "device": field.device,
        **{name: _plain(value) for name, value in sorted(field.settings.items())},
    }
    for name, value in said.items():
        if value:
            yield Line((*here, name), (value,), number=name)
    for name in FLAGS:
        if getattr(field, name):
            yield Line((*here, name), (Word(f"forms.flag.{name}"),))


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
