"""The demo without a screen: the first job plays by itself, and a report says what came of it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force, body
from app.capabilities.production.bodies import PRODUCT, Product, Route
from app.capabilities.production.operations.decisions import unenforced_gates
from app.capabilities.production.orders.queries import route_in_force
from app.capabilities.production.progress.answers import OrderLine, Phase
from app.capabilities.production.progress.queries import order_lines
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.queries import of_order
from app.capabilities.roster import ROSTER
from app.composition import Workplace, application
from app.demo import failing_report, plant
from app.demo.failing import Failing
from app.demo.hands import Hands, NotSeenError, until
from app.demo.observer import Observer
from app.demo.site import PASSPHRASE, Site
from app.demo.story import Cast, Story
from app.journal.digest import Digest, digest
from app.journal.event import PLANT
from app.journal.upcast import Vocabulary
from app.journal.verify import Verified
from app.kernel.clock import SystemClock
from app.stations.key_places import key_stores
from app.stations.proof import proven
from app.store.engine import open_reader
from app.sync.status import SyncStatus
from app.ui.theme.look import apply
from app.ui.tidy import Tidier

A = TypeVar("A")

PRODUCT_B = "LA-316"
CONVERGE_S = 60.0
_SIZES = {True: (1280, 800), False: (1920, 1080)}
"""A panel at a line and a screen on a desk, as they hang and stand in a plant."""


@dataclass(frozen=True, slots=True)
class Played:
    """Both scenarios as they were played, and how many reports the first one alone took."""

    story: Story
    failing: Failing
    first_reports: int
    first_reports_offline: int


class Demo:
    """The demo plant with its windows, in this process; the server in one of its own."""

    def __init__(self, folder: Path, pictures: Path | None) -> None:
        self._app = application()
        self._tidier = Tidier(self._app)
        self._pictures = pictures
        self.site = Site(folder)
        self.observer = Observer()
        self.workplaces: dict[str, Workplace] = {}
        self.hands: dict[str, Hands] = {}
        self.unsent_most = 0

    def set_up(self) -> None:
        """Found the plant and open every station's window."""
        self.site.set_up()
        for name, post in self.site.posts.items():
            workplace = Workplace(post.open())
            window = workplace.window
            window.setFixedSize(*_SIZES[window.look.density.is_touch])
            window.show()
            workplace.window.saved.connect(self.observer.note)
            if workplace.line is not None:
                workplace.line.listen(self._note_unsent)
            self.workplaces[name] = workplace

    def play(self) -> "Played":
        """Play the first job, then what fails in the second scenario."""
        self.hands = {
            name: Hands(workplace, self.site.posts[name].instruments)
            for name, workplace in self.workplaces.items()
        }
        server = self.site.server
        cast = Cast(self.hands, self.site.people, server.stop, server.start, self._picture)
        story = Story(cast, self.site.folder)
        failing = Failing(story, cast, self.site.folder)
        try:
            story.play()
            first = (story.reports, story.reports_offline)
            failing.play(story.to_fail)
        except NotSeenError:
            for hands in self.hands.values():
                self._picture(hands, "not-seen")
            raise
        return Played(story, failing, *first)

    def converge(self) -> float | None:
        """Wait until every node holds the same; return the seconds it took, None if it did not."""
        started = time.monotonic()
        try:
            until(self._is_converged, "every node holding the same", CONVERGE_S)
        except NotSeenError:
            return None
        return time.monotonic() - started

    def digests(self) -> dict[str, dict[str, Digest]]:
        """Return each area's digest at each node."""
        areas = (PLANT, plant.area().area)
        return {
            name: _asked(
                path, lambda c: {area: digest(c, Vocabulary(ROSTER), area) for area in areas}
            )
            for name, path in self.site.journals().items()
        }

    def orders(self) -> tuple[OrderLine, ...]:
        """Return every order as the server's journal has it."""
        today = date.today().isoformat()  # noqa: DTZ011  # the plant's own day
        return _asked(self.site.journals()["server"], lambda c: order_lines(c, today))

    def close(self) -> None:
        """Close every window and stop the server."""
        for workplace in self.workplaces.values():
            workplace.close()
        self.site.close()

    def _is_converged(self) -> bool:
        unsent = [w.line.status.unsent for w in self.workplaces.values() if w.line is not None]
        if any(unsent):
            return False
        first, *others = self.digests().values()
        return all(other == first for other in others)

    def _note_unsent(self, status: SyncStatus) -> None:
        self.unsent_most = max(self.unsent_most, status.unsent)

    def _picture(self, hands: Hands, name: str) -> None:
        if self._pictures is None:
            return
        self._pictures.mkdir(parents=True, exist_ok=True)
        window = hands.workplace.window
        apply(self._app, window.look)
        self._app.processEvents()
        window.grab().save(str(self._pictures / f"{name}-{hands.station}.png"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the demo; `failed` is the first thing that is not as it should be."""

    report: Mapping[str, Any]
    failed: str


def play(folder: Path, pictures: Path | None, say: Callable[[str], None]) -> Outcome:
    """Set the plant up, play, converge, count."""
    started = time.monotonic()
    demo = Demo(folder, pictures)
    try:
        say("demo.setting_up")
        demo.set_up()
        say("demo.playing")
        played = demo.play()
        say("demo.converging")
        converged_s = demo.converge()
        report = _report(demo, played, converged_s)
    finally:
        demo.close()
    report |= _chains(demo.site.journals())
    report["seconds"] = round(time.monotonic() - started, 1)
    return Outcome(report, _failed(report))


def _report(demo: Demo, played: Played, converged_s: float | None) -> dict[str, Any]:
    story, seen = played.story, played.failing.seen
    verdict = demo.observer.verdict(demo.site.journals())
    digests = list(demo.digests().values())
    lines = demo.orders()
    routes = _asked(demo.site.journals()["server"], _routes)
    return {
        "converged": converged_s is not None,
        "digests_equal": all(one == digests[0] for one in digests),
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "saved_on_screen": verdict.saved,
        "orders_finished": [one.order for one in lines if one.phase is Phase.FINISHED],
        "orders": {one.order: one.phase.value for one in lines},
        "product_b_finished": all(
            one.phase is Phase.FINISHED for one in lines if one.product == PRODUCT_B
        ),
        "reports": played.first_reports,
        "reports_while_server_away": played.first_reports_offline,
        "devices": {
            "scans": sum(one.scans for one in demo.hands.values()),
            "weighings": story.devices.weighings,
            "labels_printed": story.devices.labels_printed,
            "labels_scanned_back": story.devices.labels_scanned_back,
            "machine_limits_crossed": story.devices.limits_crossed,
            "cables_pulled_and_healed": story.devices.cables_healed,
            "cable_out_shown_ms": round(story.devices.cable_shown_s * 1000),
        },
        "inspections": {
            "concluded": story.inspecting.done,
            "failed": story.inspecting.failed,
            "concluded_while_server_away": story.inspections_offline,
            "accepted_at_server": _asked(demo.site.journals()["server"], _accepted),
            "results": story.inspecting.results,
            "results_by_cable": story.inspecting.by_cable,
            "gauges_refused": story.inspecting.refused_gauges,
            "reports_refused_before_release": story.refused_before_release,
            "first_articles_released": story.inspecting.released,
        },
        "second_scenario": _asked(
            demo.site.journals()["server"],
            lambda c: failing_report.report(c, Vocabulary(ROSTER), seen),
        ),
        "events": {area: one.events for area, one in digests[0].items()},
        "unsent_high_water": demo.unsent_most,
        "seconds_to_converge": None if converged_s is None else round(converged_s, 2),
        "gates_not_yet_enforced": {
            product: list(unenforced_gates(route, Vocabulary(ROSTER).plugs.gates))
            for product, route in routes.items()
        },
        "tasks_done_by": {
            product: {code: list(who) for code, who in plant.stations_of(route).items()}
            for product, route in routes.items()
        },
    }


def _accepted(connection: Connection) -> int:
    """Return how many inspections of product B were accepted and, where they must be, released."""
    today = date.today().isoformat()  # noqa: DTZ011  # the plant's own day
    orders = [one.order for one in order_lines(connection, today) if one.product == PRODUCT_B]
    found = [one for order in orders for one in of_order(connection, order)]
    return sum(one.step is Standing.DONE and one.row.verdict == "pass" for one in found)


def _chains(journals: Mapping[str, Path]) -> dict[str, Any]:
    """Verify every node's journal as `lineside journal verify` does."""
    found = {name: _verified(path) for name, path in journals.items()}
    return {
        "chains_verified": all(not one.problems for one in found.values()),
        "chains": {name: one.chains for name, one in found.items()},
    }


def _digests(connection: Connection) -> dict[str, Digest]:
    vocabulary = Vocabulary(ROSTER)
    return {area: digest(connection, vocabulary, area) for area in (PLANT, plant.area().area)}


def _routes(connection: Connection) -> dict[str, Route]:
    """Return the route in force of every product."""
    now_ms = SystemClock().now_ms()
    made = [
        body(connection, one.body, Product) for one in all_in_force(connection, PRODUCT, now_ms)
    ]
    return {one.code: route_in_force(connection, one, now_ms)[1] for one in made}


def _verified(path: Path) -> Verified:
    def query(connection: Connection) -> Verified:
        return proven(connection, path.parent, key_stores(path.parent, PASSPHRASE))

    return _asked(path, query)


def _failed(report: Mapping[str, Any]) -> str:
    wanted = ("converged", "digests_equal", "product_b_finished", "chains_verified")
    missing = [name for name in wanted if not report[name]]
    inspections = report["inspections"]
    passed = inspections["concluded"] - inspections["failed"]
    if inspections["accepted_at_server"] != passed or inspections["failed"] != 1:
        missing.append("inspections")
    missing += failing_report.wrong(report["second_scenario"])
    counted = [name for name in ("lost", "doubled") if report[name]]
    return ", ".join((*missing, *counted))


def _asked(path: Path, query: Callable[[Connection], A]) -> A:
    engine = open_reader(path)
    try:
        with engine.begin() as connection:
            return query(connection)
    finally:
        engine.dispose()
