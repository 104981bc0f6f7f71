"""The inbox for the gallery: what waits for a line lead in the middle of a shift, the cable out."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.capabilities.flows.notices.decisions import notice
from app.capabilities.flows.tasks.commands import AskTask, TakeTask
from app.capabilities.flows.tasks.decisions import ask
from app.demo.exhibits import BOTH, TOUCH
from app.demo.settling import brought, free, press, until
from app.demo.shift import FIRST, LEAD, OPERATOR
from app.demo.shift_stage import ShiftStage
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.words import Bilingual
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.inbox.ask_sheet import AskSheet
from app.ui.screens.inbox.facts import INBOX
from app.ui.screens.screen import Place
from app.ui.screens.why_area import WhyArea
from app.ui.theme.look import Look
from app.ui.window import Window

_HELD = Bilingual(
    "外径超上限：批次已隔离，请到 CNC-01 处理",
    "Diameter above its limit: the lot is held, come to CNC-01",
)
_CLEAN = Bilingual("清理 CNC-02 切屑槽", "Empty the chip tray of CNC-02")
_COUNT = Bilingual("盘点线边料架", "Count the rack beside the line")
_RINSE = Bilingual("更换清洗槽滤芯", "Change the filter of the rinse tank")
_AT_LATHE = Matter(order=FIRST, operation="B20", equipment="CNC-01")


class InboxStage(ShiftStage):
    """The shift's station, with what rules and people have sent."""

    def waiting(self, look: Look, person: str) -> QWidget:
        """Return the window with `person` in front."""
        return self.told(look, person)

    def _tell(self) -> None:
        told = notice(
            "held",
            _HELD,
            ("line_lead", "quality_head"),
            urgency=Urgency.NOW,
            matter=_AT_LATHE,
            firing="held",
            escalated=("production_head",),
        )
        leads = ("line_lead",)
        late = ask("clean", _CLEAN, leads, matter=_AT_LATHE, firing="clean", due_min=30)
        self._record(told, late)
        soon = AskTask(title=_COUNT, roles=leads, due_min=480, urgency=Urgency.SOON)
        self.do(soon, OPERATOR)
        self.do(TakeTask(task="clean"), LEAD)
        mine = AskTask(
            title=_RINSE,
            roles=("operator",),
            due_min=120,
            note="",
            matter=Matter(order=FIRST, operation="B30"),
        )
        self.do(mine, LEAD)

    def _record(self, *happened: Happened) -> None:
        """Let rules tell and ask."""
        station = self.station()
        station.writer.act(lambda c: station.journal.record(c, happened, "")).result()


def _asking(window: QWidget) -> None:
    """Open the sheet that asks others for something, half filled."""
    brought(Place(INBOX), sign="inbox-seen")(window)
    press(window, "inbox-ask")
    until(lambda: free(window, "ask-do") is not None)
    sheet = window.findChild(AskSheet)
    area = None if sheet is None else sheet.findChild(WhyArea)
    assert area is not None
    assert isinstance(window, Window)
    area.put(_RINSE.of(window.look.words.language))


def _tab(tab: str, sign: str) -> Callable[[QWidget], None]:
    def settle(window: QWidget) -> None:
        brought(Place(INBOX), f"filter-{tab}")(window)
        until(lambda: free(window, sign) is not None)

    return settle


def _exhibits(stage: InboxStage) -> tuple[Exhibit, ...]:
    def lead(look: Look) -> QWidget:
        return stage.waiting(look, LEAD)

    told = Place(INBOX, record="notice/held")
    task = Place(INBOX, record="task/clean")
    return (
        Exhibit("inbox", BOTH, lead, settle=brought(told, sign="inbox-seen")),
        Exhibit("inbox-task", BOTH, lead, settle=brought(task, sign="inbox-finish")),
        Exhibit("inbox-sent", BOTH, lead, settle=_tab("sent", "inbox-withdraw")),
        Exhibit("inbox-ask", BOTH, lead, settle=_asking),
        Exhibit(
            "inbox-delegate",
            TOUCH,
            lead,
            settle=brought(task, "inbox-delegate", sign="delegate-do"),
        ),
        Exhibit(
            "inbox-finish",
            TOUCH,
            lead,
            settle=brought(task, "inbox-finish", sign="inbox-finish-do"),
        ),
    )


EXHIBITS = _exhibits(InboxStage())
