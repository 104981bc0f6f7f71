"""What the demo plant's quality department inspects: its forms, and the plans that ask for them.

Read from `resources/plant/forms/*.toml` and `resources/plant/inspections.toml`. `EVERYTHING` is a
form in which every kind of field stands, to try them.
"""

import tomllib
from typing import TypeVar

import msgspec

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.quality.plans.bodies import INSPECTION_PLAN, InspectionPlan
from app.demo.plant import draft
from app.kernel.paths import resources

SPIKE, EVERYTHING = "QF-8203", "QF-0001"
_PLANT = resources() / "plant"

T = TypeVar("T", Form, InspectionPlan)


class _Form(Form, frozen=True, kw_only=True, forbid_unknown_fields=True):
    revision: str


class _Plan(InspectionPlan, frozen=True, kw_only=True, forbid_unknown_fields=True):
    revision: str


class _Plans(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    inspection: tuple[_Plan, ...]


def drafts() -> tuple[SaveDraft, ...]:
    """Return forms and plans as they are drafted, forms first."""
    return (*forms(), *plans())


def forms() -> tuple[SaveDraft, ...]:
    """Return the forms of inspections."""
    files = sorted((_PLANT / "forms").glob("*.toml"))
    read = (msgspec.convert(tomllib.loads(one.read_text("utf-8")), _Form) for one in files)
    return tuple(_draft(FORM, one.revision, one, Form) for one in read)


def form(code: str) -> Form:
    """Return one of the forms."""
    return next(msgspec.json.decode(one.body, type=Form) for one in forms() if one.code == code)


def plans() -> tuple[SaveDraft, ...]:
    """Return the plans that ask for them."""
    text = (_PLANT / "inspections.toml").read_text("utf-8")
    read = msgspec.convert(tomllib.loads(text), _Plans).inspection
    return tuple(_draft(INSPECTION_PLAN, one.revision, one, InspectionPlan) for one in read)


def _draft(form: str, revision: str, read: T, kind: type[T]) -> SaveDraft:
    body = kind(**{name: getattr(read, name) for name in kind.__struct_fields__})
    return draft(form, revision, body)
