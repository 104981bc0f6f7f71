"""Nonconformances before the demo's day: found, held, decided, done, closed.

    let_have_been(day.station, day.pins)

Everything goes through the real commands on a clock moved by hand; approvals are signed, and what
was scrapped was seen by a second person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from app.capabilities.flows.cases.commands import FinishStep
from app.capabilities.flows.cases.queries import standing
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.quality.nonconformance.dispositions.commands import (
    ApproveDisposition,
    CloseNonconformance,
    ProposeDisposition,
)
from app.capabilities.quality.nonconformance.evaluating.commands import (
    ContainNonconformance,
    EvaluateNonconformance,
    NoteCost,
    RemarkNonconformance,
)
from app.capabilities.quality.nonconformance.executing.commands import (
    BeginRework,
    ExecuteDisposition,
    VerifyRework,
)
from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    CostKind,
    Disposition,
    Finding,
    Found,
    Part,
    Picture,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.records.events import nonconformance_stream
from app.capabilities.quality.nonconformance.records.queries import known
from app.capabilities.quality.nonconformance.registering.bodies import HoldScope
from app.capabilities.quality.nonconformance.registering.commands import RegisterNonconformance
from app.capabilities.quality.nonconformance.registering.queries import affected
from app.demo.day_work import HOUR_MS, LEAD, MINUTE_MS, NOW_MS
from app.demo.nonconforming_photos import photos
from app.demo.plant import APPROVER, ENGINEER, area
from app.demo.still_clock import StillClock
from app.journal.capability import Command
from app.journal.journal import Author, Journal
from app.journal.ledger import ledger_of
from app.journal.ruling import Matter
from app.stations.session import Proof
from app.stations.signing import signed
from app.stations.station import Station
from app.store import content

INSPECTOR, OPERATOR = "P-0117", "P-0101"
SEAL = "nc-seal"
"""The one whose disposition waits for quality."""
REGISTERED = "nc-leak"
"""The one that misses a registered requirement."""
_DAY_MS = 24 * HOUR_MS
_ENGINEER_SIGNS = "engineer_signs"
_FIRST_MS = 212 * HOUR_MS
"""The plan of the day is nine days old: before it nobody knew of these orders."""
_SETS, _LUER = "WO-2611-0187", "WO-2611-0190"


@dataclass(frozen=True, slots=True)
class _Case:
    """One of them: its code, where, how many, how long ago it was found."""

    name: str
    code: str
    order: str
    operation: str
    equipment: str
    quantity: int
    ago_ms: int


_NEW = (
    _Case("nc-label", "label_unreadable", _SETS, "OP120", "LB-01", 12, 26 * MINUTE_MS),
    _Case("nc-spot", "black_spot", _SETS, "OP30", "IM-02", 8, 66 * MINUTE_MS),
    _Case("nc-matter", "foreign_matter", _SETS, "OP90", "AS-02", 1, 12 * MINUTE_MS),
)
_HELD = (
    _Case("nc-weight", "under_weight", _SETS, "OP20", "IM-01", 1180, 6 * MINUTE_MS),
    _Case("nc-lot", "wrong_lot", _SETS, "OP90", "AS-02", 40, 5 * HOUR_MS),
    _Case("nc-bubble", "bubble", _SETS, "OP30", "IM-02", 22, 9 * HOUR_MS),
)
_JUDGED = (
    _Case("nc-joint", "weak_joint", _SETS, "OP80", "BD-01", 64, 9 * HOUR_MS),
    _Case("nc-short", "short", _SETS, "OP20", "IM-01", 35, 14 * HOUR_MS),
)
_DECIDED = (
    _Case("nc-kink", "kink", _SETS, "OP50", "CUT-01", 90, 212 * HOUR_MS),
    _Case("nc-flash", "flash", _SETS, "OP20", "IM-01", 315, 26 * HOUR_MS),
)
_MENDED = (
    _Case(REGISTERED, "leak", _SETS, "OP100", "LT-01", 26, 2 * _DAY_MS),
    _Case("nc-seal-again", "seal_void", _SETS, "OP110", "SL-01", 18, 3 * _DAY_MS),
)
_CLOSED = (
    ("flash", 7, 4),
    ("seal_void", 5, 3),
    ("leak", 3, 3),
    ("black_spot", 4, 2),
    ("label_unreadable", 2, 2),
    ("dimension", 2, 4),
)
"""Codes of the days before that are closed: how many of each, and how many days each took."""


def let_have_been(station: Station, pins: Mapping[str, str]) -> None:
    """Let it all have happened at other stations, and have come here."""
    proofs = {
        one: station.sessions.prove(one, pins[one], one)
        for one in (INSPECTOR, ENGINEER, LEAD, APPROVER)
    }
    station.writer.act(lambda c: _Told(c, station, proofs).tell()).result()


class _Told:
    def __init__(
        self, connection: Connection, station: Station, proofs: Mapping[str, Proof]
    ) -> None:
        self._connection, self._proofs = connection, proofs
        self._clock = StillClock(NOW_MS - _FIRST_MS)
        author = Author("IPQC-1", "nonconforming", area().area)
        vocabulary = station.journal.vocabulary
        self._journal = Journal(author, vocabulary, self._clock, lambda *_: True)
        self._photos = tuple(
            Picture(sha256=content.keep(connection, data, "image/png"), caption=caption)
            for caption, data in photos()
        )

    def tell(self) -> None:
        self._before()
        for case in _DECIDED:
            self._to_decision(case)
        self._begin("nc-kink")
        for case in _MENDED:
            self._to_decision(case)
            self._mend(case)
        self._seal_void()
        for case in _JUDGED:
            self._open(case)
            self._evaluate(case.name)
        for case in _HELD:
            self._open(case)
        for case in _NEW:
            self._open(case, HoldScope.NOTHING)
        self._clock.ms = NOW_MS

    # ------------------------------------------------------------------ the ones that stand open
    def _seal_void(self) -> None:
        """The one in front: proposed by the inspector, agreed by the line lead, quality's turn."""
        case = _Case(SEAL, "seal_void", _SETS, "OP110", "SL-01", 500, 4 * _DAY_MS)
        found = Found(
            characteristic="C23 封口宽",
            limit="≥ 6.0 mm",
            measured="4.1 mm",
            failed=2,
            checked=5,
        )
        self._open(case, found=found, pictures=self._photos)
        self._do(ContainNonconformance(name=SEAL, place="Q-02"), INSPECTOR)
        self._evaluate(SEAL, Risk.MEDIUM, looked_at=True)
        splits = (
            _mended(320),
            Split(
                disposition=Disposition.SCRAP,
                quantity=Decimal(180),
                why="空隙 > 2 mm，重封无效",
            ),
        )
        self._propose(SEAL, splits)
        self._pass(3 * HOUR_MS)
        self._remark(SEAL, "封口温度偏低 6 ℃，已调整")
        self._engineer_signs(SEAL)
        self._approve(SEAL, LEAD, Part.SUPERVISOR)

    def _to_decision(self, case: _Case) -> None:
        self._open(case)
        self._evaluate(case.name)
        self._propose(case.name, (_mended(case.quantity),))
        self._engineer_signs(case.name)
        self._approve(case.name, LEAD, Part.SUPERVISOR)
        self._approve(case.name, APPROVER, Part.QUALITY)

    def _begin(self, name: str) -> None:
        self._do(BeginRework(name=name, quantity=Decimal(40)), OPERATOR)

    def _mend(self, case: _Case) -> None:
        done = ExecuteDisposition(
            name=case.name, disposition=Disposition.REWORK, quantity=Decimal(case.quantity)
        )
        self._do(done, OPERATOR)

    # ------------------------------------------------------------------ what is closed by now
    def _before(self) -> None:
        number = 0
        for code, count, days in _CLOSED:
            for turn in range(count):
                number += 1
                ago_ms = _FIRST_MS - number * 4 * HOUR_MS
                case = _Case(f"nc-{code}-{turn}", code, _LUER, "B20", "CNC-01", 6 + turn, ago_ms)
                self._whole_way(case, days)

    def _whole_way(self, case: _Case, days: int) -> None:
        """Reworked, inspected again, closed; one of them did not pass at once."""
        name, much = case.name, Decimal(case.quantity)
        self._to_decision(case)
        self._mend(case)
        again = Decimal(1) if name.endswith("flash-3") else Decimal(0)
        seen = VerifyRework(name=name, accepted=much - again, rejected=again, remark="100% 复检")
        self._do(seen, INSPECTOR)
        if again:
            self._propose(name, (_mended(1),))
            self._engineer_signs(name)
            self._approve(name, LEAD, Part.SUPERVISOR)
            self._approve(name, APPROVER, Part.QUALITY)
            self._mend(_Case(name, case.code, case.order, case.operation, "", 1, 0))
            self._do(VerifyRework(name=name, accepted=again, remark="复检"), INSPECTOR)
        cost = NoteCost(
            name=name, sort=CostKind.REWORK, amount=much * Decimal("18.5"), remark="工时"
        )
        self._do(cost, INSPECTOR)
        self._clock.ms = NOW_MS - case.ago_ms + days * _DAY_MS
        self._do(CloseNonconformance(name=name), APPROVER)

    # ------------------------------------------------------------------ one act each
    def _open(
        self,
        case: _Case,
        hold: HoldScope = HoldScope.OPERATION,
        *,
        found: Found | None = None,
        pictures: tuple[Picture, ...] = (),
    ) -> None:
        self._clock.ms = NOW_MS - case.ago_ms
        matter = Matter(order=case.order, operation=case.operation, equipment=case.equipment)
        command = RegisterNonconformance(
            name=case.name,
            code=case.code,
            matter=matter,
            quantity=Decimal(case.quantity),
            found=found,
            registered=case.name == REGISTERED,
            pictures=pictures,
            hold=hold,
        )
        self._do(command, INSPECTOR)

    def _evaluate(self, name: str, risk: Risk = Risk.LOW, *, looked_at: bool = False) -> None:
        self._pass(20 * MINUTE_MS)
        it = known(self._connection, name)
        found = affected(self._connection, it.row) if looked_at else ()
        command = EvaluateNonconformance(
            name=name,
            severity=Severity(it.row.severity),
            risk=risk,
            quantity=it.row.quantity,
            affected=tuple(_looked_at(found)),
            registered=it.row.registered,
        )
        self._do(command, INSPECTOR)

    def _propose(self, name: str, splits: tuple[Split, ...]) -> None:
        self._pass(15 * MINUTE_MS)
        self._do(ProposeDisposition(name=name, splits=splits), INSPECTOR)

    def _engineer_signs(self, name: str) -> None:
        """End the engineer's step, where the plant's flow has one."""
        now = standing(self._connection, name)
        if now is None or now.at(_ENGINEER_SIGNS) is None:
            return
        self._sign(name, ENGINEER)
        self._do(FinishStep(case=name, step=_ENGINEER_SIGNS), ENGINEER)

    def _sign(self, name: str, person: str) -> None:
        self._pass(30 * MINUTE_MS)
        stream = nonconformance_stream(name)
        seen = frozenset(ledger_of(self._connection, stream).entries)
        ask = Ask(stream, "reviewed", seen=seen)
        signed(self._journal, self._connection, ask, self._proofs[person])

    def _approve(self, name: str, person: str, part: Part) -> None:
        """Sign, then approve: the order every approval keeps."""
        self._sign(name, person)
        proposal = known(self._connection, name).row.proposal
        self._do(ApproveDisposition(name=name, proposal=proposal, part=part), person)

    def _remark(self, name: str, text: str) -> None:
        self._do(RemarkNonconformance(name=name, remark=text), LEAD)

    def _pass(self, ms: int) -> None:
        self._clock.ms += ms

    def _do(self, command: Command, actor: str) -> None:
        self._journal.carry_out(self._connection, command, actor)


def _mended(quantity: int) -> Split:
    return Split(
        disposition=Disposition.REWORK,
        quantity=Decimal(quantity),
        instruction="WI-OP90",
        risk="重复加工一次，材料性能无影响",
        why="可按指导书恢复到要求",
    )


def _looked_at(found: Iterable[Affected]) -> Iterable[Affected]:
    """Yield what may be affected with what looking at it came to: the first is held too."""
    for place, one in enumerate(found):
        finding = Finding.NOT_CHECKED if place else Finding.CHECKED_GOOD
        yield Affected(
            kind=one.kind,
            name=one.name,
            why=one.why,
            quantity=one.quantity,
            unit=one.unit,
            finding=finding,
        )
