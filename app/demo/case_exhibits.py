"""Deviations, CAPAs and complaints for the gallery, as a plant has them on a Sunday."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.capabilities.production.orders.queries import order
from app.capabilities.quality.capa.commands import (
    ChooseAction,
    DoAction,
    FindCause,
    NameTeam,
    OpenCapa,
    PlanAction,
    PlanCheck,
    SayStep,
)
from app.capabilities.quality.capa.events import Bone, Branch, Step
from app.capabilities.quality.capa.queries import capa
from app.capabilities.quality.complaints.commands import (
    ActOnComplaint,
    AssessComplaint,
    InvestigateComplaint,
    ReceiveComplaint,
)
from app.capabilities.quality.complaints.events import Complainant, Device, Nature
from app.capabilities.quality.deviations.commands import AssessDeviation, ReportDeviation
from app.capabilities.quality.deviations.events import Sort, Stage, Weight
from app.demo.exhibits import BOTH
from app.demo.plant import APPROVER, ENGINEER
from app.demo.settling import brought, until
from app.demo.shift import FIRST, INSPECTOR, LEAD, NOW_MS, OPERATOR, SECOND, STOREMAN
from app.demo.shift_stage import ShiftStage
from app.journal.ruling import Matter
from app.kernel.days import later, local_day
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.udi import Udi
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.quality.cases.ask_sheet import AskSheet
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

DEVIATION, CAPA, LATE, COMPLAINT = "dev-0001a7", "capa-00cnc3", "capa-00lid9", "c-0000k4"
DI = "09521234560012"


class CaseStage(ShiftStage):
    """The shift's station, with what went wrong there in the weeks before."""

    def _tell(self) -> None:
        self._deviations()
        self._capas()
        self._complaints()

    def _deviations(self) -> None:
        about = Matter(order=FIRST, operation="B20", equipment="CNC-01")
        told = (
            (
                DEVIATION,
                Sort.EQUIPMENT,
                "换刀后首件 5 件全检",
                "换刀后只检了 3 件",
                about,
                OPERATOR,
            ),
            (
                "dev-0001b2",
                Sort.INSTRUCTION,
                "巡检每 30 分钟一次",
                "14:00 至 15:20 未巡检",
                Matter(order=SECOND, operation="B20"),
                INSPECTOR,
            ),
            (
                "dev-0001c8",
                Sort.MATERIAL,
                "来料附材质证明",
                "证明随后补寄",
                Matter(lot="RM101-2611-01", material="RM-101"),
                STOREMAN,
            ),
        )
        for name, sort, planned, actual, matter, who in told:
            stage = Stage.INSPECTION if who == INSPECTOR else Stage.PRODUCTION
            said = ReportDeviation(
                deviation=name,
                sort=sort,
                planned=planned,
                actual=actual,
                stage=stage,
                matter=matter,
                at_once="停机，隔离 12 件",
            )
            self.do(said, who)
        impact = "2 件尺寸未知，须全检"
        said_ = AssessDeviation(deviation=DEVIATION, weight=Weight.MAJOR, impact=impact)
        self.do(said_, ENGINEER)

    def _capas(self) -> None:
        today = local_day(NOW_MS, 480)
        self._open(CAPA, "外径超差反复发生", later(today, 40))
        self._open(LATE, "封盖漏气", later(today, 3))
        why = (
            "刀具磨损超出补偿",
            "补偿每班只做一次",
            "作业指导书未规定频次",
        )
        bones = (
            Bone(branch=Branch.MACHINE, causes=("刀塔间隙",)),
            Bone(branch=Branch.METHOD, causes=("补偿频次",)),
            Bone(branch=Branch.MATERIAL, causes=("棒料硬度",)),
        )
        do = self.do
        do(NameTeam(capa=CAPA, lead=ENGINEER, members=(INSPECTOR, LEAD)), ENGINEER)
        do(
            SayStep(
                capa=CAPA,
                step=Step.PROBLEM,
                text="11 月 3 批外径超上限，共 46 件",
            ),
            ENGINEER,
        )
        do(
            SayStep(capa=CAPA, step=Step.CONTAINMENT, text="库存 1,200 件全检"),
            ENGINEER,
        )
        do(
            FindCause(
                capa=CAPA,
                cause="补偿频次未规定",
                whys=why,
                bones=bones,
            ),
            ENGINEER,
        )
        do(
            ChooseAction(
                capa=CAPA,
                text="每 50 件补偿一次，由机床提示",
                no_harm="尺寸规格不变",
            ),
            ENGINEER,
        )
        for what, who, days in (
            ("更新作业指导书 WI-B20", ENGINEER, 5),
            ("机床加计数提示", LEAD, 10),
        ):
            do(PlanAction(capa=CAPA, what=what, who=who, due=later(today, days)), ENGINEER)
        found = self.station().ask(lambda c: capa(c, CAPA)).result()
        assert found is not None
        done = DoAction(
            capa=CAPA,
            action=found.here[0].action,
            evidence="WI-B20 C 版已生效",
        )
        do(done, ENGINEER)
        do(
            PlanCheck(
                capa=CAPA,
                due=later(today, 30),
                metric="外径 Cpk",
                target="≥ 1.33, n = 50",
            ),
            ENGINEER,
        )

    def _open(self, name: str, title: str, due: str) -> None:
        said = OpenCapa(
            capa=name,
            title=title,
            weight=Weight.MAJOR,
            due=due,
            lead=ENGINEER,
            matter=Matter(order=FIRST),
            sources=(f"deviation/{DEVIATION}",),
        )
        self.do(said, APPROVER)

    def _complaints(self) -> None:
        made = self.station().ask(lambda c: order(c, FIRST)).result()
        assert made is not None
        today = local_day(NOW_MS, 480)
        told = (
            (COMPLAINT, made.lot, "00042", Nature.LEAK, "连接处渗漏"),
            ("c-0000k5", made.lot, "00107", Nature.PACKAGING, "包装袋破损"),
        )
        for name, lot, serial, nature, details in told:
            said = ReceiveComplaint(
                complaint=name,
                received=later(today, -4),
                device=Device(
                    name="316L 鲁尔接头",
                    udi=f"(01){DI}(10){lot}(21){serial}",
                ),
                complainant=Complainant(
                    name="陈医生",
                    organisation="市一医院",
                    contact="+86 21 5550 0100",
                ),
                nature=nature,
                weight=Weight.MAJOR,
                details=details,
            )
            self.do(said, APPROVER)
        name, reason = COMPLAINT, "未造成伤害"
        do = self.do
        do(AssessComplaint(complaint=name, is_reportable=False, reason=reason), APPROVER)
        found = "留样 20 件复测，1 件锥度超差"
        do(InvestigateComplaint(complaint=name, text=found), APPROVER)
        records = (f"capa/{CAPA}",)
        do(
            ActOnComplaint(complaint=name, text="并入 CAPA", records=records),
            APPROVER,
        )


def _scanned(window: QWidget) -> None:
    """Scan a device: the form of a complaint opens with what its UDI says."""
    assert isinstance(window, Window)
    window.go(Place("complaints"))
    text = f"(01){DI}(17)281130(10)B434-2611(21)00311"
    until(lambda: window.screen_in_front.takes(Udi(decode(text, date(2026, 11, 22)), text)))
    until(lambda: any(one.isVisible() for one in window.findChildren(AskSheet)))


def _exhibits(stage: CaseStage) -> tuple[Exhibit, ...]:
    def by(person: str) -> Callable[[Look], QWidget]:
        return lambda look: stage.told(look, person)

    release, engineer, work = by(APPROVER), by(ENGINEER), by(OPERATOR)
    deviation = Place("deviations", record=f"deviation/{DEVIATION}")
    one, complaint = (
        Place("capa", record=f"capa/{CAPA}"),
        Place("complaints", record=f"complaint/{COMPLAINT}"),
    )
    return (
        Exhibit("deviations", BOTH, release, settle=brought(deviation, sign="deviations-decide")),
        Exhibit(
            "deviations-report",
            BOTH,
            work,
            settle=brought(Place("deviations"), "deviations-new", sign="report-do"),
        ),
        Exhibit("capa", BOTH, engineer, settle=brought(one, sign="capa-action")),
        Exhibit("capa-cause", BOTH, engineer, settle=brought(one, "capa-d4", sign="d4-do")),
        Exhibit("complaints", BOTH, release, settle=brought(complaint, sign="complaints-answer")),
        Exhibit("complaints-scan", BOTH, release, settle=_scanned),
    )


EXHIBITS = _exhibits(CaseStage())
