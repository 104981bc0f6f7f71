"""When a material is sound, and how it is told line by line."""

from collections.abc import Iterator

from app.capabilities.documents.answers import Line, Said, Word
from app.capabilities.materials.bodies import Material
from app.kernel.refused import Refused

LONGEST_DAYS = 36_525
"""A hundred years: what keeps longer does not expire."""


def check_material(body: Material) -> None:
    """Refusals: `material.text_missing`, `.supplier_missing`, `.supplier_twice`, `.life`."""
    told = (body.name.zh, body.name.en, body.unit.zh, body.unit.en)
    if not all(text.strip() for text in told) or bool(body.storage.zh) != bool(body.storage.en):
        raise Refused("material.text_missing", material=body.code)
    if not body.suppliers or not all(one.strip() for one in body.suppliers):
        raise Refused("material.supplier_missing", material=body.code)
    if len(set(body.suppliers)) < len(body.suppliers):
        raise Refused("material.supplier_twice", material=body.code)
    lives = (body.shelf_life_days, body.opened_life_days)
    if not all(0 <= days <= LONGEST_DAYS for days in lives):
        raise Refused("material.life", material=body.code, most=f"{LONGEST_DAYS:,}")


def outline_material(body: Material) -> tuple[Line, ...]:
    """Tell a material: its facts, then who may deliver it."""
    return (
        Line(("name",), (body.name,), level=0),
        *(Line((field,), (said,), field=field) for field, said in _facts(body)),
        *(Line(("suppliers", place), (one,)) for place, one in enumerate(body.suppliers)),
    )


def _facts(body: Material) -> Iterator[tuple[str, Said]]:
    yield "unit", body.unit
    is_inspected = body.needs_inspection
    yield "needs_inspection", Word(f"documents.value.{'yes' if is_inspected else 'no'}")
    yield "shelf_life_days", f"{body.shelf_life_days:,}" if body.shelf_life_days else "—"
    yield "opened_life_days", f"{body.opened_life_days:,}" if body.opened_life_days else "—"
    if body.storage.en:
        yield "storage", body.storage
