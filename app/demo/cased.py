"""Cases on their way for the gallery: a machine locked out, an approval, a review."""

from sqlalchemy import Connection

from app.capabilities.flows.cases.commands import FinishStep, StartCase
from app.capabilities.flows.cases.decisions import finish
from app.capabilities.flows.cases.events import Known
from app.capabilities.flows.cases.queries import standing
from app.demo import flows
from app.demo.day_work import MINUTE_MS, NOW_MS
from app.demo.library import stand_in_force
from app.demo.plant import ENGINEER, area
from app.demo.still_clock import StillClock
from app.journal.capability import Command
from app.journal.journal import Author, Journal
from app.journal.ruling import Matter
from app.kernel.words import Bilingual
from app.stations.station import Station

JOB, OVEN, REVIEW, CARD = "job-cnc-02", "oven", "ncr-od", "card"
FITTER, INSPECTOR = "P-0121", "P-0117"
_DAY_MIN = 24 * 60


def let_have_begun(station: Station) -> None:
    """Let it all have happened at another station, and have come here."""
    station.writer.act(lambda connection: _Told(connection, station).tell()).result()


class _Told:
    def __init__(self, connection: Connection, station: Station) -> None:
        self._connection = connection
        self._clock = StillClock(NOW_MS - 5 * _DAY_MIN * MINUTE_MS)
        author = Author("ENG-1", "cased", area().area)
        self._journal = Journal(author, station.journal.vocabulary, self._clock, lambda *_: True)

    def tell(self) -> None:
        for code in (flows.APPROVAL, flows.MAINTENANCE, flows.REVIEW):
            stand_in_force(self._journal, self._connection, flows.chart(code), self._clock.ms)
        self._start(_DAY_MIN, flows.APPROVAL, CARD, Bilingual("换门禁卡", "New door cards"))
        self._do(_DAY_MIN - 30, _done(CARD, "prepare", "given_up"), ENGINEER)
        self._reviewed()
        oven = Bilingual("购置新烘箱", "Buy a new drying oven")
        self._start(100, flows.APPROVAL, OVEN, oven)
        self._do(95, _done(OVEN, "prepare", "ask"), ENGINEER)
        self._repaired()

    def _reviewed(self) -> None:
        """An outer diameter beyond its limit: evaluated, disposition proposed."""
        title = Bilingual("鲁尔接头外径超差", "Luer adaptor: outer diameter out of limit")
        self._start(180, flows.REVIEW, REVIEW, title, INSPECTOR)
        for before_min, step, who in ((170, "evaluate", INSPECTOR), (60, "propose", ENGINEER)):
            now = standing(self._connection, REVIEW)
            if now is not None:
                self._clock.ms = NOW_MS - before_min * MINUTE_MS
                self._journal.record(
                    self._connection, finish(now, step, facts={"severity": "major"}), who
                )

    def _repaired(self) -> None:
        """A spindle: the lathe is locked out, the dear bearing waits for its approval."""
        title = Bilingual("CNC-02 主轴异响", "CNC-02: noise in the spindle")
        self._start(75, flows.MAINTENANCE, JOB, title, FITTER, Matter(equipment="CNC-02"))
        facts = (
            Known(name="needs_spare", value="yes", sort="yes_no"),
            Known(name="spare_price", value="4800", sort="number"),
        )
        self._do(60, FinishStep(case=JOB, step="diagnose", facts=facts), FITTER)
        self._do(45, _done(JOB, "lock_out"), FITTER)
        self._do(40, _done(f"{JOB}.approval.1", "prepare", "ask"), FITTER)

    def _start(  # all a case begins with, told once
        self,
        before_min: int,
        flow: str,
        case: str,
        title: Bilingual,
        who: str = ENGINEER,
        matter: Matter | None = None,
    ) -> None:
        begun = StartCase(flow=flow, title=title, case=case, matter=matter or Matter())
        self._do(before_min, begun, who)

    def _do(self, before_min: int, command: Command, who: str) -> None:
        self._clock.ms = NOW_MS - before_min * MINUTE_MS
        self._journal.carry_out(self._connection, command, who)


def _done(case: str, step: str, outcome: str = "") -> FinishStep:
    return FinishStep(case=case, step=step, outcome=outcome)
