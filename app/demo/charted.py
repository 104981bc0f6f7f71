"""Weeks of inspection before the demo's day: a lathe's sizes, suppliers' lots, limits fixed.

    let_have_been(day.station, day.pins)

Every reading goes through the real commands on a clock moved by hand; chance is seeded.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from random import Random
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.capabilities.forms.definition.bodies import Field, Form, Section
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.charts.commands import FreezeLimits, TellCause
from app.capabilities.quality.charts.events import chart_stream
from app.capabilities.quality.sampling.decisions import plan
from app.capabilities.quality.switching.commands import AgreeReduced
from app.capabilities.quality.switching.queries import hardest, sampled_fields, switching
from app.demo import inspections
from app.demo.day_work import HOUR_MS, NOW_MS
from app.demo.lathe import PIECES, SIZES, TURNING, decimal, measured
from app.demo.library import stand_in_force
from app.demo.plant import ENGINEER, area
from app.demo.still_clock import StillClock
from app.journal.capability import Command
from app.journal.journal import Author, Journal
from app.journal.ledger import ledger_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.signing import Credentials, Signing
from app.stations.station import Station

PATROL, PULL, INCOMING = TURNING, "QF-LA-31", "QF-IQC-01"
STOPPED = "CP-201@NORTHLAKE"
DUE = "RM-101@HARBOR"
_ROUNDS = 64
_PHASE1 = 30
_INSPECTORS = ("P-0117", "P-0118")
_RECEIVING = ("P-0115", "P-0116")
_QA = "P-0123"
_SEED = 20261122
_DAY_MS = 24 * HOUR_MS


_LOTS = {
    DUE: (0.002, 24),
    "RM-601@GRANITE": (0.004, 13),
    STOPPED: (0.06, 12),
    "AD-302@KESTREL": (0.014, 11),
}
"""How many lots of each came, and which share of them does not conform."""


def let_have_been(station: Station, pins: Mapping[str, str]) -> None:
    """Let it all have happened at other stations, and have come here; limits are signed here."""
    station.writer.act(lambda connection: _Told(connection, station).tell()).result()
    station.sessions.log_in(ENGINEER, pins[ENGINEER])
    for form, field in ((PATROL, "od"), (PATROL, "bore"), (PULL, "pull")):
        record = chart_stream(form, field)
        held = station.ask(partial(ledger_of, stream=record)).result()
        seen = frozenset(held.entries)
        Signing(station).sign(
            (Ask(record, "authored", seen=seen),), Credentials(ENGINEER, pins[ENGINEER], ENGINEER)
        )
    station.sessions.lock("left")


class _Told:
    def __init__(self, connection: Connection, station: Station) -> None:
        self._connection = connection
        self._clock = StillClock(NOW_MS - 20 * _DAY_MS)
        author = Author("IPQC-1", "charted", area().area)
        vocabulary = station.journal.vocabulary
        self._journal = Journal(author, vocabulary, self._clock, lambda *_: True)
        self._chance = Random(_SEED)  # no secret: readings of a demo

    def tell(self) -> None:
        for form in (patrol(), pull(), incoming()):
            stand_in_force(self._journal, self._connection, form, self._clock.ms)
        self._patrols()
        self._pulls()
        self._deliveries()

    def _do(self, command: Command, actor: str) -> None:
        self._journal.carry_out(self._connection, command, actor)

    # ------------------------------------------------------------------ the lathe
    def _patrols(self) -> None:
        """Every two hours; the outer diameter drifts at the end, once a chip lay in the gauge."""
        for number in range(_ROUNDS):
            self._clock.ms = NOW_MS - (_ROUNDS - number) * 2 * HOUR_MS
            if number == _PHASE1 + 4:
                self._freeze(PATROL, "od", "首批稳定 30 组 / first 30 steady rounds")
                self._freeze(PATROL, "bore", "首批稳定 30 组 / first 30 steady rounds")
            drift = 0.0016 * max(0, number - 54)
            chip = 0.021 if number == 45 else 0.0
            self._patrol(number, {"od": drift + chip})
        self._tell_cause(45)

    def _patrol(self, number: int, shifts: dict[str, float]) -> None:
        name = f"{PATROL}-{number + 1:03}"
        entries = []
        for size in SIZES:
            mean = size.mean + self._chance.gauss(0, size.wander) + shifts.get(size.key, 0.0)
            entries += [
                measured(size, at, self._chance.gauss(mean, size.sigma))
                for at in range(1, PIECES + 1)
            ]
        subject = Subject(
            order="WO-2611-0187", operation="B20", lot=f"L2611{_letter(number)}", product="LA-316"
        )
        who = _INSPECTORS[number // 6 % 2]
        self._begin(PATROL, name, subject, entries, who)
        if number == _ROUNDS - 3:
            self._again(name, who)
        self._do(CompleteForm(filled=name), who)

    def _again(self, name: str, who: str) -> None:
        """Measure one piece once more, as it happens: the first value stays to be seen."""
        self._clock.ms += 90_000
        again = Entry(path="od/3", value='"6.368"', gauge="G-03", reason="夹偏重测 / sat askew")
        self._do(EnterFields(filled=name, entries=(again,)), who)

    def _freeze(self, form: str, field: str, reason: str) -> None:
        rules = ("n1", "n2", "n3", "n5", "n6")
        command = FreezeLimits(form=form, field=field, reason=reason, rules=rules)
        self._do(command, ENGINEER)

    def _tell_cause(self, number: int) -> None:
        self._clock.ms += HOUR_MS
        self._do(
            TellCause(
                form=PATROL,
                field="od",
                filled=f"{PATROL}-{number + 1:03}",
                reason="测砧夹屑，已清洁 / a chip in the micrometer, cleaned",
                leave_out=True,
            ),
            _INSPECTORS[0],
        )

    def _pulls(self) -> None:
        for number in range(40):
            self._clock.ms = NOW_MS - (40 - number) * 3 * HOUR_MS - 600_000
            if number == 30:
                self._freeze(PULL, "pull", "首批 30 个 / first 30 readings")
            force = decimal(self._chance.gauss(21.4, 1.1), 1)
            subject = Subject(order="WO-2611-0187", operation="B40", product="LA-316")
            entry = Entry(path="pull", value=force)
            self._fill(PULL, f"{PULL}-{number + 1:03}", subject, [entry], _INSPECTORS[1])

    # ------------------------------------------------------------------ what suppliers send
    def _deliveries(self) -> None:
        turns = max(count for _, count in _LOTS.values())
        for turn in range(turns):
            for place, (of, (share, count)) in enumerate(_LOTS.items()):
                if turn < count:
                    self._clock.ms = NOW_MS - (turns - turn) * 18 * HOUR_MS + place * 1_200_000
                    self._delivery(of, turn, share)
            if turn == 16:
                self._agree(DUE)

    def _delivery(self, of: str, number: int, share: float) -> None:
        """Inspect one lot by the plan its history asks for; a stopped supplier sends nothing."""
        material, _, supplier = of.partition("@")
        views = [view.now for view in self._standing(of)]
        if any(now.is_discontinued for now in views):
            return
        severity = hardest(views)
        size = self._chance.choice((800, 1000, 1200, 2000))
        classes = {}
        for code, aql, worse in (("major", "1.0", 1.0), ("minor", "2.5", 1.6)):
            wanted = plan(size, "II", aql, severity)
            found = sum(self._chance.random() < share * worse for _ in range(wanted.n))
            classes[code] = {"found": found}
        value = msgspec.json.encode(
            {"lot_size": size, "severity": severity, "classes": classes}
        ).decode()
        lot = f"{material.replace('-', '')}-26{number + 1:03}"
        subject = Subject(material=material, supplier=supplier, lot=lot)
        entry = Entry(path="sample", value=value)
        self._fill(INCOMING, f"IQC-{lot}", subject, [entry], _RECEIVING[number % 2])

    def _agree(self, of: str) -> None:
        try:
            self._do(
                AgreeReduced(
                    form=INCOMING,
                    field="sample",
                    of=of,
                    is_steady=True,
                    is_agreed=True,
                    reason="连续 15 批接收，供应商过程稳定 / 15 lots accepted, a steady supplier",
                ),
                _QA,
            )
        except Refused as low:
            raise RuntimeError("the demo's best supplier has no score for reduced") from low

    def _standing(self, of: str) -> tuple[Any, ...]:
        plugs = self._journal.vocabulary.plugs
        fields = sampled_fields(self._connection, plugs, self._clock.ms)
        settings = next(one for form, _, one in fields if form == INCOMING)
        return switching(self._connection, INCOMING, "sample", settings, of)

    # ------------------------------------------------------------------ filling
    def _fill(
        self, form: str, name: str, subject: Subject, entries: Iterable[Entry], who: str
    ) -> None:
        self._begin(form, name, subject, entries, who)
        self._do(CompleteForm(filled=name), who)

    def _begin(
        self, form: str, name: str, subject: Subject, entries: Iterable[Entry], who: str
    ) -> None:
        self._do(StartForm(form=form, filled=name, subject=subject), who)
        self._clock.ms += 240_000
        self._do(EnterFields(filled=name, entries=tuple(entries)), who)


def patrol() -> Form:
    """Return the plant's form of the lathe with nothing but three sizes, five pieces each."""
    form, sizes = inspections.form(PATROL), {one.key for one in SIZES}
    fields = tuple(
        field for section in form.sections for field in section.fields if field.key in sizes
    )
    return _form(PATROL, form.name, fields)


def pull() -> Form:
    """Return the form of the pull test: one reading, a chart of single readings."""
    settings = {"lsl": "15.0", "unit": "N", "needs_gauge": False}
    field = Field(
        key="pull",
        kind="measurement",
        label=Bilingual("接头拉脱力", "Joint pull force"),
        settings=settings,
    )
    return _form(PULL, Bilingual("拉脱力试验", "Pull test"), (field,))


def incoming() -> Form:
    """Return the form of what is received: a sample with two classes of defects."""
    classes = [
        {"code": "major", "label": {"zh": "主要", "en": "Major"}, "aql": "1.0"},
        {"code": "minor", "label": {"zh": "次要", "en": "Minor"}, "aql": "2.5"},
    ]
    field = Field(
        key="sample",
        kind="sampling",
        label=Bilingual("抽样", "Sample"),
        settings={"level": "II", "classes": classes},
    )
    return _form(INCOMING, Bilingual("来料检验", "Incoming inspection"), (field,))


def _form(code: str, name: Bilingual, fields: tuple[Field, ...]) -> Form:
    section = Section(title=Bilingual("检验", "Inspection"), fields=fields)
    return Form(code=code, name=name, sections=(section,))


def _letter(number: int) -> str:
    return "ABCDEFGH"[number // 12]
