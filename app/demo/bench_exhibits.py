"""The bench screens for the gallery: work orders, import, one order, board, wall, users."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.capabilities.people.reviews.commands import JudgeAccount, StartReview
from app.capabilities.people.reviews.events import Finding
from app.capabilities.people.reviews.queries import review_due
from app.demo.day import ADMINISTRATOR, QUALITY, Day, a_day
from app.demo.day_work import LEAD
from app.demo.plant import APPROVER, ENGINEER
from app.demo.settling import until
from app.stations.session import Session
from app.ui.drafts import Drafts
from app.ui.exhibits.exhibit import Exhibit
from app.ui.floor import Floor
from app.ui.kit import DataTable, Scroller
from app.ui.moments import Moments
from app.ui.news import News
from app.ui.scans import ScanRouter
from app.ui.screens.documents.document import Document
from app.ui.screens.documents.library import Library
from app.ui.screens.documents.training import TrainingMatrix
from app.ui.screens.editor_pages import editor
from app.ui.screens.kind import Parts
from app.ui.screens.people.users_roles import UsersRoles
from app.ui.screens.production.board_wall import BoardWall
from app.ui.screens.production.order_history import OrderHistory
from app.ui.screens.production.progress_board import ProgressBoard
from app.ui.screens.production.work_orders import WorkOrders
from app.ui.screens.roster import SCREENS
from app.ui.screens.screen import Place, Screen
from app.ui.shells.bench import BenchShell
from app.ui.shells.touch import TouchShell
from app.ui.theme.look import Look

Make = Callable[[Floor, Look], Screen]
MakeParts = Callable[[Parts], Screen]

_PLAN = "生产计划_2026第49周.csv"
_HEADER = "单据编号,物料编码,物料名称,计划数量,计量单位,计划完工日期,计划开工日期,紧急程度"
_GOODS = (
    ("IS-20F", "一次性使用输液器（20滴/mL）", 20000, "套", "普通"),
    ("LA-316", "316L鲁尔接头", 200, "个", "加急"),
    ("IS-60F", "一次性使用输液器（60滴/mL）", 10000, "套", "普通"),
)
_BAD = (
    (3, "MO-26120021,IS-20F,一次性使用输液器,-500,套,2026-12-10,2026-12-01,普通"),
    (6, "MO-26120022,IS-20G,一次性使用输液器,20000,套,2026-12-10,2026-12-01,普通"),
    (9, "MO-26120002,IS-60F,一次性使用输液器,10000,套,2026-12-11,2026-12-01,普通"),
    (14, "MO-26120023,LA-316,316L鲁尔接头,200,个,2026-12-10,2026-12-14,普通"),
    (18, "MO-26120024,LA-316,316L鲁尔接头,#N/A,个,2026-12-12,2026-12-01,加急"),
)


class Hall:
    """Where the exhibits stand: one day of the plant, made when the first is asked for.

    `also` lets more happen on that day.
    """

    def __init__(self, also: Callable[[Day], None] = lambda _: None) -> None:
        self._also = also
        self._day: Day | None = None
        self._floor: Floor | None = None

    def floor(self, person: str) -> Floor:
        """Return the station's floor with `person` in front."""
        if self._day is None or self._floor is None:
            self._day = a_day(Path(tempfile.mkdtemp(prefix="lineside-gallery-")) / "SUP-1")
            self._also(self._day)
            self._floor = Floor(self._day.station)
        sessions = self._day.station.sessions
        if sessions.front is None or sessions.front.person != person:
            sessions.log_in(person, self._day.pins[person])
        return self._floor

    def folder(self) -> Path:
        """Return where the plan's file lies."""
        assert self._day is not None
        return self._day.station.facts.folder

    def shell(self, look: Look, person: str, make: Make, place: Place) -> QWidget:
        """Return a screen in the shell of its density, as the window shows it."""
        floor = self.floor(person)
        session = floor.session
        assert isinstance(session, Session)
        kinds = tuple(kind for kind in SCREENS if kind.is_for(session))
        touch = look.density.is_touch
        shell = TouchShell(look, floor.station.profile) if touch else BenchShell(look, kinds)
        screen = make(floor, look)
        shell.stack.addWidget(screen)
        shell.show_person(session)
        shell.show_time(Moments(look.words, floor.station.clock))
        shell.show_kind(next(kind for kind in SCREENS if kind.name == place.screen))
        screen.enter(place)
        return shell

    def with_parts(self, make: MakeParts) -> Make:
        """Return how a screen that takes `Parts` is made; nothing is heard from a server here."""

        def made(floor: Floor, look: Look) -> Screen:
            return make(
                Parts(
                    floor,
                    look,
                    News(ScanRouter(floor.station.clock), floor.station.time),
                    Drafts(floor),
                )
            )

        return made


def settle(screen: QWidget) -> None:
    """Let what was asked on the station's threads arrive."""
    floor = _floor_of(screen)
    for _ in range(3):
        floor.station.ask(lambda _: None).result()
        QCoreApplication.processEvents()


def _floor_of(screen: QWidget) -> Floor:
    if isinstance(screen, BoardWall):
        return screen.floor
    return next(iter(screen.findChildren(Screen))).floor


def _press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def _import(hall: Hall) -> Callable[[QWidget], None]:
    def read(screen: QWidget) -> None:
        settle(screen)
        _press(screen, "import-plan")
        path = hall.folder() / _PLAN
        path.write_text(_plan(), encoding="gb18030")
        field = screen.findChild(QLineEdit, "plan-path")
        accept = screen.findChild(QAbstractButton, "plan-accept")
        assert field is not None
        assert accept is not None
        field.setText(str(path))
        _press(screen, "plan-read")
        until(accept.isVisible)

    return read


def _plan() -> str:
    """Return a plan as an ERP writes it: seventeen orders, and five rows that are none."""
    lines = [
        f"MO-261200{n:02},{code},{name},{quantity},{unit},2026-12-{n % 9 + 10:02},2026-12-01,{kind}"
        for n in range(1, 18)
        for code, name, quantity, unit, kind in (_GOODS[n % len(_GOODS)],)
    ]
    for place, line in _BAD:
        lines.insert(place, line)
    return "\r\n".join((_HEADER, *lines, ""))


def _choose(person: str) -> Callable[[QWidget], None]:
    def choose(screen: QWidget) -> None:
        settle(screen)
        table = screen.findChild(DataTable, "people")
        assert table is not None
        place = [one.person for one in table.rows()].index(person)
        table.view.selectRow(place)

    return choose


def _times(screen: QWidget) -> None:
    """Ask for the times of the report at the foot of an order's history."""
    settle(screen)
    scroller = screen.findChild(Scroller, "order-scroll")
    history = screen.findChild(OrderHistory)
    assert scroller is not None
    assert history is not None
    bar = scroller.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    history.findChildren(QAbstractButton)[-1].click()
    until(lambda: screen.findChild(QWidget, "times") is not None)


def _matrix(person: str) -> Callable[[QWidget], None]:
    def turn(screen: QWidget) -> None:
        _choose(person)(screen)
        _press(screen, "users-view-matrix")

    return turn


def _code(person: str) -> Callable[[QWidget], None]:
    """Open what administrators do about a person's secret."""

    def turn(screen: QWidget) -> None:
        _choose(person)(screen)
        _press(screen, "person-secret")
        settle(screen)

    return turn


def _users(floor: Floor, look: Look) -> Screen:
    news = News(ScanRouter(floor.station.clock), floor.station.time)
    return UsersRoles(Parts(floor, look, news, Drafts(floor)))


def _review(screen: QWidget) -> None:
    """Show a review under way, somebody who stands out in front."""
    settle(screen)
    _press(screen, "users-view-review")
    floor = _floor_of(screen)
    if floor.station.ask(review_due).result().open is None:
        floor.station.act(StartReview()).result()
        _judge_some(floor)
    settle(screen)
    table = screen.findChild(DataTable, "review")
    assert table is not None
    until(lambda: len(table.rows()) > 0)
    table.view.selectRow(0)


def _judge_some(floor: Floor) -> None:
    """Look at a few accounts, as a reviewer would have until now."""
    review = floor.station.ask(review_due).result().open
    assert review is not None
    for number, finding in enumerate((Finding.KEEP, Finding.KEEP, Finding.CHANGE, Finding.KEEP)):
        why = "" if finding is Finding.KEEP else "不再带班 / leads no shift any more"
        judging = JudgeAccount(
            review=review.review, person=f"P-{111 - number:04}", finding=finding, why=why
        )
        floor.station.act(judging).result()


def _policy(screen: QWidget) -> None:
    settle(screen)
    _press(screen, "users-view-policy")


def _form(person: str, button: str) -> Callable[[QWidget], None]:
    def ask(screen: QWidget) -> None:
        _choose(person)(screen)
        _press(screen, button)

    return ask


def _letter(person: str) -> Callable[[QWidget], None]:
    return _form(person, "person-letter")


def _look_at(number: int) -> Callable[[QWidget], None]:
    def look(screen: QWidget) -> None:
        settle(screen)
        for one in range(1, number + 1):
            _press(screen, f"difference-{one}")

    return look


def _documents(hall: Hall) -> tuple[Exhibit, ...]:
    def document(look: Look, make: MakeParts, name: str, *named: str) -> QWidget:
        place = Place(name, document=named)
        return hall.shell(look, APPROVER, hall.with_parts(make), place)

    def library(look: Look) -> QWidget:
        return document(look, Library, "documents")

    def compare(look: Look) -> QWidget:
        return document(look, Document, "document", "instruction", "WI-B20", "B")

    def edit(look: Look) -> QWidget:
        place = Place("document-edit", document=("instruction", "WI-B20", "B"))
        return hall.shell(look, ENGINEER, hall.with_parts(editor), place)

    def training(look: Look) -> QWidget:
        return document(look, TrainingMatrix, "training")

    bench = ("bench",)
    return (
        Exhibit("documents", bench, library, settle=settle),
        Exhibit("document-compare", bench, compare, settle=_look_at(3)),
        Exhibit("document-edit", bench, edit, settle=settle),
        Exhibit("training", bench, training, settle=settle),
    )


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def work_orders(look: Look, order: str = "") -> QWidget:
        return hall.shell(look, LEAD, WorkOrders, Place("work-orders", order=order))

    def one_order(look: Look) -> QWidget:
        return work_orders(look, "WO-2611-0187")

    def board(look: Look) -> QWidget:
        return hall.shell(look, LEAD, ProgressBoard, Place("board"))

    def wall(look: Look) -> QWidget:
        return BoardWall(hall.floor(LEAD), look)

    def users(look: Look) -> QWidget:
        return hall.shell(look, ADMINISTRATOR, _users, Place("users"))

    def quality(look: Look) -> QWidget:
        return hall.shell(look, QUALITY, _users, Place("users"))

    bench = ("bench",)
    return (
        Exhibit("work-orders", bench, work_orders, settle=settle),
        Exhibit("work-orders-import", bench, work_orders, settle=_import(hall)),
        Exhibit("work-order", bench, one_order, settle=settle),
        Exhibit("report-times", bench, one_order, settle=_times),
        Exhibit("board", bench, board, settle=settle),
        Exhibit("board-wall", bench, wall, settle=settle),
        *_documents(hall),
        Exhibit("users", bench, users, settle=_choose("P-0107")),
        Exhibit("users-code", bench, users, settle=_code("P-0107")),
        Exhibit("users-rights", bench, users, settle=_matrix("P-0110")),
        Exhibit("users-review", bench, quality, settle=_review),
        Exhibit("users-policy", bench, quality, settle=_policy),
        Exhibit("users-letter", bench, users, settle=_letter("P-0107")),
        Exhibit("users-form", bench, users, settle=_form("P-0107", "person-badge_new")),
    )


EXHIBITS = _exhibits(Hall())
