"""The document `form`: what an inspector, an operator, a technician fills in."""

from typing import Any

import msgspec

from app.kernel.words import Bilingual

FORM = "form"
FILL = "forms.fill"
"""The right to fill a form that names no other."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field. `key` names it in expressions and records; `settings` are its kind's own.

    `must` has to hold before the form is complete; `visible_if` and `read_only_if` are expressions
    over other keys, empty for always and never.
    `critical` marks what is critical to quality, `registered` what checks a registered requirement
    of the product: what fails it is never accepted as it is. `second_person`: another person
    witnesses each value. `not_applicable`: it may be left out, with a reason. `device` is the role
    on the bench that may fill it (scale, gauge, scanner, camera). `only_device`: not by hand.
    """

    key: str
    kind: str
    label: Bilingual
    help: Bilingual = Bilingual("", "")
    required: bool = True
    must: str = ""
    visible_if: str = ""
    read_only_if: str = ""
    critical: bool = False
    registered: bool = False
    second_person: bool = False
    not_applicable: bool = False
    device: str = ""
    only_device: bool = False
    settings: dict[str, Any] = {}


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Fields under one heading; `columns` is how many stand side by side on a wide screen."""

    title: Bilingual
    fields: tuple[Field, ...]
    columns: int = 1


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form. `right` is what whoever fills it needs; `verdict` an expression that must hold too.

    `reviewed`: it is finished only when another person has signed it as reviewed (CN-18).
    """

    code: str
    name: Bilingual
    sections: tuple[Section, ...]
    right: str = FILL
    verdict: str = ""
    reviewed: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return every field, in reading order."""
        return tuple(field for section in self.sections for field in section.fields)
