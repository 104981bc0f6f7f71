"""What is inspected at the demo's lathe: a form, its last rounds, limits fixed from them.

inspected = Inspected(station, clock, proofs)
inspected.let_have_been()          # two days of rounds, every two hours
inspected.begin(filled, values)    # one in work
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.forms.definition.bodies import FORM, Field, Form, Section
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.quality.charts.commands import FreezeLimits
from app.capabilities.quality.inspecting.commands import BeginInspection, ConcludeInspection
from app.capabilities.quality.plans.bodies import (
    INSPECTION_PLAN,
    Arming,
    DefectClass,
    InspectionPlan,
    Sample,
    Trigger,
)
from app.demo import plant
from app.demo.library import put_in_force
from app.demo.shift import FIRST, INSPECTOR, NOW_MS, StillClock
from app.kernel.words import Bilingual
from app.stations.session import Proof
from app.stations.station import Station

CODE = "QF-LA-25"
FIRST_ARTICLE, ARTICLE_CODE = "IP-LA-B20-FA", "QF-LA-26"
ROUNDS = 24
_ROUND_MS = 2 * 3_600_000
_N = 5
ENGINEER = "P-0122"


@dataclass(frozen=True, slots=True)
class Measured:
    """A characteristic of the form and how the lathe makes it: mean, spread, decimals."""

    key: str
    zh: str
    en: str
    unit: str
    gauge_kind: str
    gauge: str
    nominal: str
    lsl: str
    usl: str
    mean: float
    sigma: float
    places: int
    n: int = _N
    is_critical: bool = False


MEASURED = (
    Measured(
        "bore", "内孔直径", "Bore diameter", "mm", "caliper", "G-02",
        "2.50", "2.40", "2.60", 2.505, 0.022, 2, is_critical=True,
    ),
    Measured(
        "od", "外径", "Outer diameter", "mm", "micrometer", "G-03",
        "6.350", "6.300", "6.400", 6.352, 0.011, 3, is_critical=True,
    ),
    Measured(
        "length", "总长", "Length over all", "mm", "caliper", "G-02",
        "28.0", "27.0", "29.0", 28.03, 0.14, 2,
    ),
    Measured(
        "mass", "单重", "Weight", "g", "scale", "SC-04",
        "4.20", "4.05", "4.35", 4.21, 0.03, 3,
    ),
)  # fmt: skip


def form() -> Form:
    """Return the form of the patrol at the lathe."""
    look = Field(
        key="look",
        kind="pass_fail",
        label=Bilingual("外观", "Appearance"),
        help=Bilingual("无毛刺、划伤、异物", "No burrs, scratches or particles"),
    )
    burrs = Field(
        key="burrs",
        kind="integer",
        label=Bilingual("毛刺数", "Burrs"),
        settings={"usl": "2", "least": 0},
    )
    pull = Field(
        key="pull",
        kind="measurement",
        label=Bilingual("接头拉力", "Joint pull"),
        not_applicable=True,
        settings={"unit": "N", "lsl": "15", "decimals": 1, "gauge_kind": "force"},
    )
    photos = Field(
        key="photos",
        kind="photo",
        label=Bilingual("缺陷照片", "Photos of defects"),
        required=False,
        settings={"least": 1, "most": 6},
    )
    remark = Field(
        key="remark",
        kind="multiline",
        label=Bilingual("备注", "Remarks"),
        required=False,
    )
    return Form(
        code=CODE,
        name=Bilingual("鲁尔接头车削巡检", "Patrol of turned Luer adaptors"),
        sections=(
            Section(title=Bilingual("外观", "Appearance"), fields=(look, burrs)),
            Section(
                title=Bilingual("尺寸", "Sizes"), fields=tuple(_field(one) for one in MEASURED)
            ),
            Section(
                title=Bilingual("性能与记录", "Strength, records"), fields=(pull, photos, remark)
            ),
        ),
        reviewed=True,
    )


def inspection_plans() -> tuple[InspectionPlan, ...]:
    """Return what asks for inspections of the lathe's adaptors and of what comes in."""
    lathe: dict[str, Any] = {"product": "LA-316", "operation": "B20", "form": CODE}
    return (
        InspectionPlan(
            code=FIRST_ARTICLE,
            name=article_form().name,
            trigger=Trigger.FIRST_ARTICLE,
            arms=(
                Arming.ORDER,
                Arming.CHANGEOVER,
                Arming.TOOL,
                Arming.MATERIAL,
                Arming.REPAIR,
                Arming.STOP,
            ),
            stop_min=60,
            sample=Sample(n=5),
            **lathe | {"form": ARTICLE_CODE},
        ),
        InspectionPlan(
            code="IP-LA-B20-PT",
            name=form().name,
            trigger=Trigger.PATROL,
            every_min=90,
            after_stop=True,
            grace_min=15,
            sample=Sample(n=5),
            reviewed=True,
            **lathe,
        ),
        InspectionPlan(
            code="IP-LA-B40",
            name=Bilingual("鲁尔接头终检", "Final inspection of Luer adaptors"),
            trigger=Trigger.FINAL,
            product="LA-316",
            operation="B40",
            form=CODE,
            sample=Sample(level="II", classes=(DefectClass(code="B", aql="1.0"),)),
        ),
        InspectionPlan(
            code="IP-RM-101",
            name=Bilingual("PVC 粒料来料检验", "Incoming PVC granulate"),
            trigger=Trigger.INCOMING,
            material="RM-101",
            form=CODE,
            sample=Sample(n=3),
        ),
    )


class Inspected:
    """Lets inspections have happened at a station; `proofs` are the signers' of its documents."""

    def __init__(self, station: Station, clock: StillClock, proofs: Mapping[str, Proof]) -> None:
        self._station, self._clock, self._proofs = station, clock, proofs

    def let_have_been(self) -> None:
        """Put the form in force, let two days of rounds have been, and fix their limits."""
        self._station.writer.act(self._history).result()

    def let_be_planned(self) -> None:
        """Put the plans in force, some hours ago."""

        def happen(connection: Connection) -> None:
            self._clock.ms = NOW_MS - ROUNDS * _ROUND_MS
            drafts = [
                _draft(FORM, article_form()),
                *(_draft(INSPECTION_PLAN, one) for one in inspection_plans()),
            ]
            put_in_force(self._station.journal, connection, self._proofs, plant.acts(drafts))
            self._clock.ms = NOW_MS

        self._station.writer.act(happen).result()

    def first_article(self) -> str:
        """Let the first article be inspected and accepted: its release is waited for."""

        def happen(connection: Connection) -> str:
            act = partial(self._station.journal.carry_out, connection, actor=INSPECTOR)
            begun = BeginInspection(
                plan=FIRST_ARTICLE, order=FIRST, operation="B20", filled="first-article"
            )
            changes = act(command=begun)
            stream = next(one for one in changes.streams if one.startswith("inspection/"))
            act(command=EnterFields(filled="first-article", entries=a_round(Random(11))))
            act(command=CompleteForm(filled="first-article"))
            name = stream.partition("/")[2]
            act(command=ConcludeInspection(inspection=name))
            return name

        return self._station.writer.act(happen).result()

    def begin(self, filled: str, entries: Iterable[Entry], *, done: bool = False) -> None:
        """Begin a round and enter some of it."""

        def happen(connection: Connection) -> None:
            self._round(connection, filled, tuple(entries), done=done)

        self._station.writer.act(happen).result()

    def _history(self, connection: Connection) -> None:
        journal, made = self._station.journal, form()
        self._clock.ms = NOW_MS - (ROUNDS + 1) * _ROUND_MS
        put_in_force(journal, connection, self._proofs, plant.acts((_draft(FORM, made),)))
        dice = Random(7)
        for at in range(ROUNDS):
            self._clock.ms = NOW_MS - (ROUNDS - at) * _ROUND_MS
            self._round(connection, f"round-{at}", a_round(dice), done=True)
        for one in MEASURED:
            if one.key != "mass":
                freeze = FreezeLimits(form=CODE, field=one.key, reason="第一阶段 / phase I")
                journal.carry_out(connection, freeze, ENGINEER)
        self._clock.ms = NOW_MS

    def _round(
        self, connection: Connection, filled: str, entries: tuple[Entry, ...], *, done: bool
    ) -> None:
        journal = self._station.journal
        subject = Subject(
            order=FIRST, operation="B20", lot="LA2611A04", product="LA-316", equipment="CNC-01"
        )
        start = StartForm(form=CODE, filled=filled, subject=subject)
        journal.carry_out(connection, start, INSPECTOR)
        if entries:
            enter = EnterFields(filled=filled, entries=entries)
            journal.carry_out(connection, enter, INSPECTOR)
        if done:
            journal.carry_out(connection, CompleteForm(filled=filled), INSPECTOR)


def article_form() -> Form:
    """Return the form of a first article: the patrol's, which whoever releases signs for."""
    name = Bilingual("鲁尔接头车削首件", "First article of turned Luer adaptors")
    return msgspec.structs.replace(form(), code=ARTICLE_CODE, name=name, reviewed=False)


def _draft(kind: str, body: Form | InspectionPlan) -> SaveDraft:
    return SaveDraft(
        form=kind,
        code=body.code,
        revision="A",
        title=body.name,
        body=msgspec.json.encode(body),
    )


def a_round(dice: Random) -> tuple[Entry, ...]:
    """Return the values of one whole round, as the lathe makes them."""
    found = [entry("look", "pass"), entry("burrs", dice.choice((0, 0, 1)))]
    for one in MEASURED:
        found += [
            entry(
                f"{one.key}/{at + 1}",
                f"{dice.gauss(one.mean, one.sigma):.{one.places}f}",
                one.gauge,
            )
            for at in range(one.n)
            if one.key != "mass"
        ]
    found += [left_out(f"mass/{at + 1}") for at in range(_N)]
    return (*found, left_out("pull"))


def entry(path: str, value: object, gauge: str = "") -> Entry:
    """Return a value somebody typed."""
    return Entry(path=path, value=msgspec.json.encode(value).decode(), gauge=gauge)


def left_out(path: str) -> Entry:
    """Return a value that was left out."""
    return Entry(path=path, not_applicable="无可用量具 / no usable gauge", reason="—")


def _field(one: Measured) -> Field:
    return Field(
        key=one.key,
        kind="samples",
        label=Bilingual(one.zh, one.en),
        critical=one.is_critical,
        not_applicable=True,
        settings={
            "unit": one.unit,
            "nominal": one.nominal,
            "lsl": one.lsl,
            "usl": one.usl,
            "decimals": one.places,
            "gauge_kind": one.gauge_kind,
            "n": one.n,
        },
    )
