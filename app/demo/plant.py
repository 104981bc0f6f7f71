"""The demo plant: `resources/plant/*.toml` read into typed bodies and the commands that define it.

    for command in plant.commands():
        station.act(command)
    for act in plant.documents():
        ...                         # drafted, reviewed, approved: each signed by its person

The same commands again change nothing. People and roles are read by `people.starting`; keys and
enrolment need a station, and are the demo's own.
"""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.capabilities.documents.commands import (
    AskReview,
    MakeEffective,
    ReviewDocument,
    SaveDraft,
)
from app.capabilities.documents.events import revision_stream
from app.capabilities.equipment.machines.commands import (
    AssignWorkCentres,
    DefineEquipment,
    DefineParameter,
)
from app.capabilities.flows.definition.bodies import Chart
from app.capabilities.flows.moves.bodies import END, START, Edge, EdgeKind
from app.capabilities.forms.definition.bodies import Form
from app.capabilities.labels.bodies import (
    LABEL_TEMPLATE,
    LabelTemplate,
    PrintedBox,
    PrintedRule,
    PrintedSymbol,
    PrintedText,
)
from app.capabilities.production.bodies import (
    INSTRUCTION,
    PRODUCT,
    ROUTE,
    Instruction,
    Operation,
    Point,
    Product,
    Reason,
    Route,
    Step,
    Weigh,
)
from app.capabilities.quality.nonconformance.records.bodies import Terms
from app.capabilities.quality.plans.bodies import InspectionPlan
from app.capabilities.rules.definition.bodies import Rule
from app.capabilities.sites.commands import DefineArea, SetHoldPolicy
from app.demo import stock
from app.journal.capability import Command
from app.kernel.paths import resources
from app.kernel.words import Bilingual
from app.stations.profile import Profile, Purpose

SVG = "image/svg+xml"
ENGINEER, REVIEWER, APPROVER = "P-0122", "P-0110", "P-0123"
"""Who drafts the plant's documents, who reviews them, who puts them in force."""
SIGNERS = (ENGINEER, REVIEWER, APPROVER)

T = TypeVar("T")


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A station of the plant, or one the demo starts in the stead of several of them."""

    code: str
    name: Bilingual
    purpose: Purpose
    density: str
    zone: Bilingual
    work_centres: tuple[str, ...] = ()
    stands_in_for: tuple[str, ...] = ()


class _Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    name: Bilingual


class _Stations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    area: _Area
    station: tuple[Place, ...]
    demo: tuple[Place, ...]


class _Machine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    work_centre: str
    name: Bilingual


class _Product(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    revision: str
    name: Bilingual
    unit: Bilingual
    route: str
    lot_prefix: str
    di: str


class _Operation(Operation, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An operation, with nothing in it that an operation does not have."""


class _Route(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    revision: str
    name: Bilingual
    per: int
    operation: tuple[_Operation, ...]
    scrap_reason: tuple[Reason, ...]
    rework: tuple[tuple[str, str], ...] = ()


class _Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Bilingual
    picture: str = ""
    critical: bool = False
    point: tuple[Point, ...] = ()
    weigh: Weigh | None = None


class _Instruction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    revision: str
    name: Bilingual
    step: tuple[_Step, ...]
    note: str = ""
    must_read: tuple[str, ...] = ()


class _Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    revision: str
    name: Bilingual
    width: Decimal
    height: Decimal
    dpi: int
    level: int = 0
    scan_every: int = 0
    text: tuple[PrintedText, ...] = ()
    symbol: tuple[PrintedSymbol, ...] = ()
    rule: tuple[PrintedRule, ...] = ()
    box: tuple[PrintedBox, ...] = ()


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What one person does with a document; `meaning` is what they sign it with, empty: nothing."""

    command: SaveDraft | AskReview | ReviewDocument | MakeEffective
    actor: str
    meaning: str = ""

    @property
    def record(self) -> str:
        """Return the stream that is signed."""
        return revision_stream(self.command.form, self.command.code, self.command.revision)


def commands() -> tuple[Command, ...]:
    """Return what defines the plant beside its documents."""
    return (*_machines(), *_parameters(), *_duties(), *stock.gauges())


def drafts() -> tuple[SaveDraft, ...]:
    """Return the plant's documents as they are drafted."""
    return (*_instructions(), *_routes(), *_products(), *_labels(), *stock.materials())


def documents() -> tuple[Act, ...]:
    """Return how the plant's documents come into force: all drafted, reviewed, then approved."""
    return acts(drafts())


def next_revisions() -> tuple[SaveDraft, ...]:
    """Return the revisions people are at work on."""
    return tuple(_instruction(read) for read in _each("instructions/next", _Instruction))


def acts(drafted: Iterable[SaveDraft]) -> tuple[Act, ...]:
    """Return what the plant's three people do to put some drafts in force."""
    todo = tuple(drafted)
    return (
        *(Act(command=one, actor=ENGINEER) for one in todo),
        *(Act(command=_asked(one), actor=ENGINEER, meaning="authored") for one in todo),
        *(Act(command=_reviewed(one), actor=REVIEWER, meaning="reviewed") for one in todo),
        *(Act(command=_approved(one), actor=APPROVER, meaning="approved") for one in todo),
    )


def _asked(o: SaveDraft) -> AskReview:
    return AskReview(
        form=o.form, code=o.code, revision=o.revision, reviewers=(REVIEWER,), approver=APPROVER
    )


def _reviewed(o: SaveDraft) -> ReviewDocument:
    return ReviewDocument(form=o.form, code=o.code, revision=o.revision)


def _approved(o: SaveDraft) -> MakeEffective:
    return MakeEffective(form=o.form, code=o.code, revision=o.revision)


def hold_policy() -> SetHoldPolicy:
    """Return how old a station's list of holds may be: a week."""
    return SetHoldPolicy(
        hours=168, why="网络故障最长一周 / a week is the longest fault we plan for"
    )


def area() -> DefineArea:
    """Return the one production area of the demo plant."""
    read = _stations().area
    return DefineArea(area=read.code, name=read.name)


def stations() -> tuple[Place, ...]:
    """Return the plant's ten stations and what each serves."""
    return _stations().station


def demo_stations() -> tuple[Place, ...]:
    """Return the stations the demo starts, each with every work centre it stands in for."""
    read = _stations()
    served = {one.code: one.work_centres for one in read.station}
    return tuple(
        msgspec.structs.replace(
            one,
            work_centres=tuple(
                dict.fromkeys(centre for code in one.stands_in_for for centre in served[code])
            ),
        )
        for one in read.demo
    )


def profile(place: Place, server: str = "") -> Profile:
    """Return the profile of a demo station; its devices are the demo's own to add."""
    raw = msgspec.structs.asdict(place)
    del raw["code"], raw["stands_in_for"]
    raw |= {"station": place.code, "areas": (area().area,), "server": server}
    return msgspec.convert(raw, Profile)


def stations_of(route: Route) -> dict[str, tuple[str, ...]]:
    """Return which of the plant's ten stations does each operation of a route."""
    return {
        one.code: tuple(place.code for place in stations() if one.work_centre in place.work_centres)
        for one in route.operations
    }


def routes() -> tuple[Route, ...]:
    """Return the routes of the plant."""
    return tuple(_route(read) for read in _each("routes", _Route))


def steps(instruction: str) -> tuple[Step, ...]:
    """Return the steps of one of the plant's instructions; none for an empty code."""
    found = (_steps_in(one.body) for one in _instructions() if one.code == instruction)
    return next(found, ())


def _steps_in(body: bytes) -> tuple[Step, ...]:
    """Return the steps an instruction's body holds."""
    return msgspec.json.decode(body, type=Instruction).steps


def _machines() -> tuple[DefineEquipment, ...]:
    read = _read("equipment.toml", dict[str, tuple[_Machine, ...]])["equipment"]
    return tuple(
        DefineEquipment(equipment=one.code, name=one.name, work_centre=one.work_centre)
        for one in read
    )


def _parameters() -> tuple[DefineParameter, ...]:
    return _read("parameters.toml", dict[str, tuple[DefineParameter, ...]])["parameter"]


def _duties() -> tuple[AssignWorkCentres, ...]:
    return tuple(
        AssignWorkCentres(station=one.code, work_centres=one.work_centres)
        for one in demo_stations()
        if one.work_centres
    )


def _products() -> tuple[SaveDraft, ...]:
    read = _read("products.toml", dict[str, tuple[_Product, ...]])["product"]
    return tuple(
        draft(PRODUCT, one.revision, msgspec.convert(_without_revision(one), Product))
        for one in read
    )


def _routes() -> tuple[SaveDraft, ...]:
    return tuple(draft(ROUTE, read.revision, _route(read)) for read in _each("routes", _Route))


def _route(read: _Route) -> Route:
    codes = [one.code for one in read.operation]
    ways = zip((START, *codes), (*codes, END), strict=True)
    back = [Edge(source=a, target=b, kind=EdgeKind.REWORK) for a, b in read.rework]
    return Route(
        code=read.code,
        name=read.name,
        per=read.per,
        operations=tuple(Operation(**msgspec.structs.asdict(one)) for one in read.operation),
        edges=(*(Edge(source=a, target=b) for a, b in ways), *back),
        scrap_reasons=read.scrap_reason,
    )


def _labels() -> tuple[SaveDraft, ...]:
    return tuple(
        draft(LABEL_TEMPLATE, read.revision, _label(read)) for read in _each("labels", _Label)
    )


def _label(read: _Label) -> LabelTemplate:
    return LabelTemplate(
        code=read.code,
        name=read.name,
        width=read.width,
        height=read.height,
        dpi=read.dpi,
        level=read.level,
        scan_every=read.scan_every,
        texts=read.text,
        symbols=read.symbol,
        rules=read.rule,
        boxes=read.box,
    )


def _instructions() -> tuple[SaveDraft, ...]:
    return tuple(_instruction(read) for read in _each("instructions", _Instruction))


def _instruction(read: _Instruction) -> SaveDraft:
    """Draft an instruction with its pictures, which its body names by their sha256."""
    names = dict.fromkeys(one.picture for one in read.step if one.picture)
    pictures = {name: (_folder() / "pictures" / name).read_bytes() for name in names}
    hashes = {name: sha256(data).hexdigest() for name, data in pictures.items()}
    steps = tuple(
        Step(
            title=one.title,
            picture=hashes.get(one.picture, ""),
            points=one.point,
            critical=one.critical,
            weigh=one.weigh,
        )
        for one in read.step
    )
    body = Instruction(code=read.code, name=read.name, steps=steps)
    attached = tuple((SVG, data) for data in pictures.values())
    made = draft(INSTRUCTION, read.revision, body, attached)
    return msgspec.structs.replace(made, note=read.note, must_read=read.must_read)


def draft(
    form: str,
    revision: str,
    body: Product
    | Route
    | Instruction
    | LabelTemplate
    | Form
    | InspectionPlan
    | Chart
    | Rule
    | Terms,
    pictures: tuple[tuple[str, bytes], ...] = (),
) -> SaveDraft:
    """Return how a document is drafted."""
    return SaveDraft(
        form=form,
        code=body.code,
        revision=revision,
        title=body.name,
        body=msgspec.json.encode(body),
        pictures=pictures,
    )


def _without_revision(read: _Product) -> dict[str, Any]:
    return {
        name: value for name, value in msgspec.structs.asdict(read).items() if name != "revision"
    }


def _stations() -> _Stations:
    return _read("stations.toml", _Stations)


def _each(folder: str, kind: type[T]) -> tuple[T, ...]:
    files = sorted((_folder() / folder).glob("*.toml"))
    return tuple(_read(f"{folder}/{file.name}", kind) for file in files)


def _read(name: str, kind: type[T]) -> T:
    with (_folder() / name).open("rb") as file:
        return msgspec.convert(tomllib.load(file), kind)


def _folder() -> Path:
    return resources() / "plant"
