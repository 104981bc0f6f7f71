"""When a product, a route, an instruction is sound, and how each is told line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.capabilities.documents.answers import Line, Mark, Said, Word
from app.capabilities.flows.moves.bodies import EdgeKind
from app.capabilities.flows.moves.decisions import check_flow
from app.capabilities.production.bodies import (
    GATES,
    Instruction,
    Operation,
    Product,
    Route,
    Step,
)
from app.capabilities.production.weighings.decisions import MASS
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


def check_instruction(body: Instruction, attached: frozenset[str]) -> None:
    """Refusals: `definition.no_steps`, `.text_missing`, `.picture_missing`, `.point_outside`,
    `.weigh_unusable`.
    """
    if not body.steps:
        raise Refused("definition.no_steps")
    _check_said(body.name, body.code)
    for place, step in enumerate(body.steps, start=1):
        _check_said(step.title, f"{place}")
        if step.picture and step.picture not in attached:
            raise Refused("definition.picture_missing", place=place)
        _check_points(step, place)
        _check_weigh(step, place)


def check_route(body: Route, attached: frozenset[str]) -> None:
    """Refusals: those of its flow, `definition.text_missing`, `.code_twice`, `.gate_unknown`."""
    del attached
    check_flow(body.flow)
    _check_said(body.name, body.code)
    _check_once(one.code for one in body.scrap_reasons)
    for one in body.operations:
        _check_said(one.name, one.code)
        if unknown := [gate for gate in one.gates if gate not in GATES]:
            raise Refused("definition.gate_unknown", operation=one.code, gate=", ".join(unknown))
    if body.per <= 0:
        raise Refused("definition.per_nothing")


def check_product(body: Product, attached: frozenset[str]) -> None:
    """Refusals: `definition.text_missing`, `.route_missing`, `.lot_prefix_missing`."""
    del attached
    _check_said(body.name, body.code)
    _check_said(body.unit, body.code)
    if not body.route.strip():
        raise Refused("definition.route_missing", product=body.code)
    if not body.lot_prefix.strip():
        raise Refused("definition.lot_prefix_missing", product=body.code)


def outline_instruction(body: Instruction) -> tuple[Line, ...]:
    """Tell an instruction: each step with its picture and its points."""
    return (
        Line(("name",), (body.name,), level=0),
        *(line for place, step in enumerate(body.steps) for line in _outline_step(step, place)),
    )


def outline_route(body: Route) -> tuple[Line, ...]:
    """Tell a route: each operation with what it needs, ways back, reasons for scrap."""
    back = (one for one in enumerate(body.edges) if one[1].kind is EdgeKind.REWORK)
    return (
        Line(("name",), (body.name,), level=0),
        Line(("per",), (f"{body.per:,}",), field="per"),
        *(
            line
            for place, one in enumerate(body.operations)
            for line in _outline_operation(one, place)
        ),
        Line(("edges",), (Word("documents.field.rework"),), level=0),
        *(
            Line(("edges", place), (f"{edge.source} → {edge.target}",), field="way_back")
            for place, edge in back
        ),
        Line(("scrap_reasons",), (Word("documents.field.scrap_reasons"),), level=0),
        *(
            Line(("scrap_reasons", place), (one.name,), number=one.code)
            for place, one in enumerate(body.scrap_reasons)
        ),
    )


def outline_product(body: Product) -> tuple[Line, ...]:
    """Tell a product: its facts."""
    whole = Word("documents.value.yes" if body.whole else "documents.value.no")
    facts: tuple[tuple[str, Said], ...] = (
        ("route", body.route),
        ("unit", body.unit),
        ("whole", whole),
        ("lot_prefix", body.lot_prefix),
        ("di", body.di or "—"),
    )
    return (
        Line(("name",), (body.name,), level=0),
        *(Line((field,), (said,), field=field) for field, said in facts),
    )


def _outline_step(step: Step, place: int) -> Iterator[Line]:
    here = ("steps", place)
    yield Line(here, (step.title,), number=f"{place + 1}", level=0, critical=step.critical)
    if step.picture:
        marks = tuple(
            Mark(one.label_x, one.label_y, one.x, one.y, one.critical) for one in step.points
        )
        yield Line((*here, "picture"), picture=step.picture, marks=marks)
    if step.weigh is not None:
        weigh = step.weigh
        wanted = f"{plain(weigh.per_piece)} {weigh.unit} ± {plain(weigh.tolerance_percent)} %"
        yield Line((*here, "weigh"), (wanted,), field="weigh")
    for number, one in enumerate(step.points):
        said = f"{place + 1}.{number + 1}"
        path = (*here, "points", number)
        yield Line(path, (one.text,), number=said, critical=one.critical)


def _outline_operation(one: Operation, place: int) -> Iterator[Line]:
    here = ("operations", place)
    yield Line(here, (one.name,), number=one.code, level=0)
    facts: tuple[tuple[str, tuple[Said, ...]], ...] = (
        ("work_centre", (one.work_centre,)),
        ("equipment", tuple(one.equipment)),
        ("minutes", (f"{one.minutes}",) if one.minutes else ()),
        ("min_dwell_min", (f"{one.min_dwell_min}",) if one.min_dwell_min else ()),
        ("max_wait_min", (f"{one.max_wait_min}",) if one.max_wait_min else ()),
        ("instruction", (one.instruction,) if one.instruction else ()),
        ("gates", tuple(Word(f"production.gate.{gate}") for gate in one.gates)),
    )
    for field, said in facts:
        if said:
            yield Line((*here, field), said, field=field)


def _check_points(step: Step, place: int) -> None:
    for one in step.points:
        _check_said(one.text, f"{place}")
        if not all(0 <= at <= 1_000 for at in (one.x, one.y, one.label_x, one.label_y)):
            raise Refused("definition.point_outside", place=place)
    if step.points and not step.picture:
        raise Refused("definition.picture_missing", place=place)


def _check_weigh(step: Step, place: int) -> None:
    weigh = step.weigh
    if weigh is None:
        return
    is_band = weigh.per_piece > 0 and 0 < weigh.tolerance_percent < 100
    if not is_band or weigh.unit not in MASS:
        raise Refused("definition.weigh_unusable", place=place, units=" ".join(MASS))


def _check_said(text: Bilingual, where: str) -> None:
    """Both languages are equal: who reads only one is told all."""
    if not text.zh.strip() or not text.en.strip():
        raise Refused("definition.text_missing", where=where)


def _check_once(codes: Iterable[str]) -> None:
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise Refused("definition.code_twice", twice=", ".join(twice))
