"""When a form is sound, how it is laid out, and how it is told line by line."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec

from app.capabilities.documents.answers import Line, Said, Word
from app.capabilities.forms.definition.answers import ANY, Layout, Place
from app.capabilities.forms.definition.bodies import Field, Form
from app.journal.capability import FieldKind
from app.kernel.expressions import check_names, expression
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a key looks like: a name in expressions, a word in a record's path."""
MOST_FIELDS = 1_000
FLAGS = ("required", "second_person", "not_applicable", "only_device")
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
    fields = body.fields
    if not fields:
        raise Refused("form.no_fields")
    if len(fields) > MOST_FIELDS:
        raise Refused("form.too_many_fields", most=MOST_FIELDS)
    _check_said(body.name, body.code)
    for section in body.sections:
        _check_said(section.title, body.code)
    _check_keys(fields)
    layout = lay_out(body, kinds)
    for place in layout.tops.values():
        _check_said(place.label, place.path)
        _check_sound(layout, place)
    _check_expressions(layout)


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


def _check_keys(fields: tuple[Field, ...]) -> None:
    for field in fields:
        if not KEY.fullmatch(field.key) or field.key in SUBJECT_NAMES:
            raise Refused("form.bad_key", key=field.key)
    twice = [key for key, times in Counter(field.key for field in fields).items() if times > 1]
    if twice:
        raise Refused("form.key_twice", key=", ".join(twice))


def _check_sound(layout: Layout, place: Place) -> None:
    place.kind.sound(place.settings)
    for part in layout.parts(place):
        inner = layout.step(place, "1" if part.key == ANY else part.key)
        if inner is not None:
            _check_sound(layout, inner)


def _check_expressions(layout: Layout) -> None:
    names = names_of(layout)
    for field in layout.form.fields:
        for text in (field.visible_if, field.read_only_if):
            if text and field.key in check_names(text, names):
                raise Refused("form.circle", fields=field.key)
        if field.must:
            check_names(field.must, names)
    if layout.form.verdict:
        check_names(layout.form.verdict, names)
    for key in layout.formulas:
        check_names(layout.tops[key].settings.expression, names)


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
