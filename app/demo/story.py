"""The first job, played through the real windows: an ERP's plan becomes finished goods.

The supervisor imports the plan and releases product B's orders; two stations make them by scanning
and reporting; the server is gone for the middle third of the reports.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from app.capabilities.people.secrets.queries import parcel
from app.capabilities.people.starting.commands import Newcomer
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.capabilities.production.progress.queries import order_lines, work_in_hand
from app.demo.device_acts import DeviceActs
from app.demo.hands import Hands
from app.demo.inspect_acts import (
    FINAL,
    FINISHED,
    FIRST_ARTICLE,
    PATROL,
    TURNED,
    InspectActs,
    Measure,
    Wanted,
)
from app.demo.plan_file import FILE_NAME, write_plan
from app.kernel.refused import Refused
from app.kernel.symbols.own import badge_code, operation_code
from app.store import content
from app.ui.screens.people.login import Login
from app.ui.screens.production.execute import Execute
from app.ui.screens.screen import Place

WAREHOUSE, MACHINING, SUPERVISOR = "WH-PK", "CNC-QC", "SUP-1"
STOREKEEPER, MACHINIST, LEAD = "P-0113", "P-0102", "P-0110"
PATROLLER, FINAL_INSPECTOR = "P-0117", "P-0119"


@dataclass(frozen=True, slots=True)
class Report:
    """One report to make: good pieces, scrap, and its reason."""

    good: int
    scrap: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: hands by station, people by id, and the switch of the server."""

    hands: dict[str, Hands]
    people: dict[str, Newcomer]
    stop_server: Callable[[], None]
    start_server: Callable[[], None]
    picture: Callable[[Hands, str], None]


class Story:
    """Plays the first job. `reports` counts what was reported so far."""

    def __init__(self, cast: Cast, folder: Path) -> None:
        self._cast = cast
        self._folder = folder
        self.reports = 0
        self.reports_offline = 0
        self.devices = DeviceActs(cast.picture)
        self.inspecting = InspectActs(cast.picture)
        self.refused_before_release = 0
        self.inspections_offline = 0
        self._is_offline = False
        self.to_fail = ""
        """The order that is planned for the second scenario."""

    def play(self) -> tuple[str, ...]:
        """Play it all; return the finished orders."""
        self.log_in(WAREHOUSE, STOREKEEPER)
        self.log_in(MACHINING, MACHINIST)
        self.log_in(SUPERVISOR, LEAD)
        first, second = self.plan_and_release()
        self.online(first, second)
        self.offline(first, second)
        self.online_again(first, second)
        return (first, second)

    def log_in(self, station: str, person: str) -> None:
        """Scan the badge, type the PIN."""
        hands, who = self._cast.hands[station], self._cast.people[person]
        hands.until(lambda: self._is_known(hands, person), f"{person} is known")
        hands.scan(badge_code(who.command.badge))
        hands.until(lambda: self._is_chosen(hands, person), f"{person} is chosen")
        hands.type(who.pin, "login-keypad")
        self._cast.picture(hands, "login")
        hands.press("login-enter")
        hands.until(lambda: self._is_in(hands, person), f"{person} logged in")

    def plan_and_release(self) -> tuple[str, str]:
        """Import the ERP's file and release product B's two orders."""
        hands = self._cast.hands[SUPERVISOR]
        path = self._folder / FILE_NAME
        write_plan(path, date.today())  # noqa: DTZ011  # the plant's own day
        hands.press("nav-work-orders")
        hands.press("import-plan")
        hands.write(str(path), "plan-path")
        hands.press("plan-read")
        self._cast.picture(hands, "import")
        hands.press("plan-import")
        hands.until(lambda: len(self._lines(hands)) == 4, "four orders planned")
        planned = sorted(line.order for line in self._lines(hands) if line.product == "LA-316")
        first, second, self.to_fail = planned
        for order in (first, second):
            self.release(order)
        self._cast.picture(hands, "work-orders")
        return first, second

    def release(self, order: str) -> None:
        """Release an order at the supervisor's."""
        hands = self._cast.hands[SUPERVISOR]
        hands.workplace.window.go(Place("work-orders", order=order))
        hands.press("order-release")
        hands.until(partial(self._is_released, hands, order), f"{order} released")

    def provide(self, station: str, order: str) -> None:
        """Wait until a station holds all it needs for an order while it is alone."""
        hands = self._cast.hands[station]
        hands.until(partial(self._is_provided, hands, order), "documents for the time alone")

    def server_goes(self) -> None:
        """Take the server away."""
        self._cast.stop_server()
        self._is_offline = True

    def server_comes(self) -> None:
        """Bring it back."""
        self._is_offline = False
        self._cast.start_server()

    def online(self, first: str, second: str) -> None:
        """With the server there: kitting of the first order, part of it turned."""
        self.work(WAREHOUSE, first, "B10", [Report(100), Report(60), Report(40)], "4.400 kg")
        self.set_up(first)
        self.work(MACHINING, first, "B20", [Report(40), Report(30), Report(20, 2, "oversize")])
        self._cast.picture(self._cast.hands[MACHINING], "execute")

    def offline(self, first: str, second: str) -> None:
        """The server is gone for the middle third of the reports. Both stations go on."""
        for station in (WAREHOUSE, MACHINING):
            self.provide(station, second)
        self.server_goes()
        self.devices.cross_a_limit(self._cast.hands[MACHINING])
        self.work(MACHINING, first, "B20", [Report(60)])
        self.patrol(first)
        self.work(MACHINING, first, "B20", [Report(46, 2, "burr")])
        self.work(MACHINING, first, "B30", [Report(100), Report(96)])
        self.finally_inspect(first)
        self.work(WAREHOUSE, second, "B10", [Report(30), Report(30)], "1.320 kg", pull=True)
        self._cast.picture(self._cast.hands[WAREHOUSE], "offline")
        self.work(MACHINING, first, "B40", [Report(100)])
        self.server_comes()

    def online_again(self, first: str, second: str) -> None:
        """The server is back: quality check, packing and receipt of both."""
        self.work(MACHINING, first, "B40", [Report(95, 1, "scratch")])
        self.set_up(second)
        self.work(MACHINING, second, "B20", [Report(59, 1, "undersize")])
        self.work(MACHINING, second, "B30", [Report(59)])
        self.finally_inspect(second)
        self.work(MACHINING, second, "B40", [Report(59)])
        self.devices.label(self._cast.hands[WAREHOUSE], first)
        for order, quantity in ((first, 195), (second, 59)):
            self.work(WAREHOUSE, order, "B50", [Report(quantity)])
            self.work(WAREHOUSE, order, "B60", [Report(quantity)])
        self._cast.picture(self._cast.hands[WAREHOUSE], "home")

    def set_up(self, order: str) -> None:
        """Turn a first piece: nothing is reported before it is inspected, and released by another.

        Whoever made it neither inspects nor releases it.
        """
        hands = self._cast.hands[MACHINING]
        self.take_up(MACHINING, order, "B20", 1)
        hands.type("1", "keypad")
        before = hands.said()
        hands.press("report")
        hands.until(lambda: hands.said() not in ("", before), "why nothing is reported")
        self.refused_before_release += 1
        self._cast.picture(hands, "first-article-missing")
        hands.press("key-delete")
        wanted = Wanted(FIRST_ARTICLE, order, "B20")
        name = self.inspect(PATROLLER, wanted, TURNED)
        self.log_in(MACHINING, FINAL_INSPECTOR)
        self.inspecting.release(hands, name, self._cast.people[FINAL_INSPECTOR])
        self.log_in(MACHINING, MACHINIST)

    def patrol(self, order: str) -> None:
        """Let the patrol come round."""
        self.inspect(PATROLLER, Wanted(PATROL, order, "B20"), TURNED)
        self.log_in(MACHINING, MACHINIST)

    def finally_inspect(self, order: str) -> None:
        """Inspect what has come to the bench of quality."""
        self.inspect(FINAL_INSPECTOR, Wanted(FINAL, order, "B40"), FINISHED)
        self.log_in(MACHINING, MACHINIST)

    def inspect(self, person: str, wanted: Wanted, measures: tuple[Measure, ...]) -> str:
        """Let somebody inspect what a plan asks for; return the inspection's name."""
        self.log_in(MACHINING, person)
        hands = self._cast.hands[MACHINING]
        before = self.inspecting.done
        name = self.inspecting.inspect(hands, wanted, measures, self._cast.people[person])
        self.inspections_offline += (self.inspecting.done - before) * self._is_offline
        return name

    def work(  # what one does at a station, in the order one does it
        self,
        station: str,
        order: str,
        operation: str,
        reports: list[Report],
        weight: str = "",
        *,
        pull: bool = False,
    ) -> None:
        """Take work up, weigh where there is something to, report."""
        hands = self._cast.hands[station]
        self.take_up(station, order, operation, sum(one.good + one.scrap for one in reports))
        if weight:
            self.devices.weigh(hands, weight, pull=pull)
        for one in reports:
            self._report(hands, one)

    def take_up(self, station: str, order: str, operation: str, due: int) -> None:
        """Scan the traveller once so many pieces are there, and start if need be."""
        hands = self._cast.hands[station]
        hands.until(lambda: self._here(hands, order, operation) >= due, f"{due} at {operation}")
        hands.scan(operation_code(order, operation))
        hands.until(lambda: self._is_at(hands, order, operation), f"{operation} of {order} in hand")
        if hands.sees("start"):
            hands.press("start")
            hands.until(lambda: hands.sees("report"), "work has begun")

    def _report(self, hands: Hands, one: Report) -> None:
        if one.good:
            hands.type(str(one.good), "keypad")
            self._send(hands)
        if one.scrap:
            hands.press("kind-scrap")
            hands.press(f"choice-{one.reason}")
            hands.type(str(one.scrap), "keypad")
            self._send(hands)
            hands.press("kind-good")

    def _send(self, hands: Hands) -> None:
        hands.save("report")
        self.reports += 1
        self.reports_offline += self._is_offline

    def _is_known(self, hands: Hands, person: str) -> bool:
        """Tell whether the person's key, packed for this station, has come here."""
        station = hands.workplace.station
        here = station.profile.station
        return station.ask(lambda c: parcel(c, person, here)).result() is not None

    def _is_chosen(self, hands: Hands, person: str) -> bool:
        screen = hands.workplace.window.screen_in_front
        return isinstance(screen, Login) and screen.chosen == person

    def _is_in(self, hands: Hands, person: str) -> bool:
        session = hands.workplace.floor.session
        is_login = isinstance(hands.workplace.window.screen_in_front, Login)
        return not is_login and session is not None and session.person == person

    def _is_at(self, hands: Hands, order: str, operation: str) -> bool:
        screen = hands.workplace.window.screen_in_front
        task = screen.task if isinstance(screen, Execute) else None
        return task is not None and (task.order, task.operation) == (order, operation)

    def _lines(self, hands: Hands) -> tuple[OrderLine, ...]:
        today = date.today().isoformat()  # noqa: DTZ011  # the plant's own day
        return hands.workplace.station.ask(lambda c: order_lines(c, today)).result()

    def _is_released(self, hands: Hands, order: str) -> bool:
        found = {line.order: line.phase for line in self._lines(hands)}
        return found.get(order, Phase.PLANNED) is not Phase.PLANNED

    def _is_provided(self, hands: Hands, order: str) -> bool:
        """Tell whether a released order and every document named here have come."""
        wanted = hands.workplace.station.ask(lambda c: content.wants(c, limit=1)).result()
        return self._is_released(hands, order) and not wanted

    def _here(self, hands: Hands, order: str, operation: str) -> int:
        """Return what is open at an operation, 0 until its documents have arrived as well."""
        station = hands.workplace.station
        try:
            now_ms = station.clock.now_ms()
            found = station.ask(lambda c: work_in_hand(c, order, operation, now_ms)).result()
        except Refused:
            return 0
        return int(found.task.tally.here)
