"""The touch screens for the gallery: a real station in the middle of a shift, the cable out."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.flows.events import node_stream
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.sites.events import RollbackSeen
from app.capabilities.sites.queries import rollbacks
from app.demo.machines import LATHE, let_run
from app.demo.shift import (
    CABLE_OUT_MIN,
    FIRST,
    HERE,
    KITTED,
    LEAD,
    NOW_MS,
    OPERATOR,
    SECOND,
    Shift,
    a_shift,
)
from app.journal.ledger import ledger_of
from app.kernel.clock import Clock
from app.kernel.symbols.own import operation_code
from app.stations.bench import Condition, DeviceState, Kind, Reading, heard
from app.stations.lockout import forgive
from app.stations.measured import Gathered
from app.stations.recogniser import Badge
from app.stations.station import Station
from app.sync.outbox import unsent
from app.sync.status import Standing, SyncStatus
from app.sync.transport import Contact
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.floor import Floor
from app.ui.kit import Keypad, StepList
from app.ui.scans import ScanRouter
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window
from drivers.reading import Decoded, Status

_PATIENCE_S = 20.0
_MINUTE_MS = 60_000
TOUCH, BOTH = ("touch",), ("touch", "bench")


_SCALE = DeviceState(
    "SC-01",
    Kind.SCALE,
    "usb:0403:6001:A50285BI",
    Condition.READY,
    since_ms=NOW_MS - 391 * _MINUTE_MS,
    heard_at_ms=NOW_MS - 412,
)


@dataclass(frozen=True, slots=True)
class _NoCable:
    """The exchange of a station whose cable is out: nothing moves, all is counted."""

    status: SyncStatus

    def listen(self, listener: Callable[[SyncStatus], None]) -> None:
        """Never has news."""

    def retry(self) -> None:
        """Reaches nobody."""


class Stage:
    """Where the exhibits stand: one shift, told when the first picture is asked for."""

    def __init__(self) -> None:
        self._shift: Shift | None = None
        self._floor: Floor | None = None
        self._router: ScanRouter | None = None
        self._gathered: Gathered | None = None

    def window(self, look: Look, person: str = "") -> Window:
        """Return the window of the station with `person` in front, or its login."""
        if self._shift is None:
            self._shift = a_shift(Path(tempfile.mkdtemp(prefix="lineside-gallery-")) / HERE)
            self._floor = Floor(self._shift.station)
            self._router = ScanRouter(self._shift.clock)
            self._shift.station.hear(_a_contact(self._shift.clock))
        assert self._floor is not None
        assert self._router is not None
        sessions = self._shift.station.sessions
        if person and (sessions.front is None or sessions.front.person != person):
            sessions.log_in(person, self._shift.pins[person])
        elif not person:
            sessions.lock()
            self._shift.station.writer.act(lambda c: forgive(c, OPERATOR)).result()
        window = Window(self._floor, look, self._router, _NoCable(self._offline(self._shift)))
        window.news.note_device(
            DeviceState(
                "SCAN-1",
                Kind.SCANNER,
                "serial:/dev/ttyUSB0",
                Condition.READY,
                since_ms=NOW_MS - 391 * _MINUTE_MS,
                heard_at_ms=NOW_MS - 28 * _MINUTE_MS,
            )
        )
        window.news.note_device(_SCALE)
        window.news.note_told(_weight())
        window.news.note_scan(heard(operation_code(FIRST, "B20"), "SCAN-1", NOW_MS))
        return window

    def machines(self, look: Look, person: str) -> Window:
        """Return the window while the station's machines run and speak."""
        window = self.window(look, person)
        assert self._shift is not None
        if self._gathered is None:
            self._gathered = let_run(self._shift.station, NOW_MS)
        window.news.note_told(self._gathered)
        return window

    def put_back(self, look: Look, person: str) -> Window:
        """Return the window after the server has seen that the disk is an older copy."""
        window = self.window(look, person)
        assert self._shift is not None
        station = self._shift.station
        seen = RollbackSeen(
            station=HERE,
            chain=station.journal.author.chain,
            seq=1_188,
            hash="",
            held_seq=1_207,
            held="",
        )
        if not station.ask(rollbacks).result():
            station.writer.act(lambda c: station.journal.record(c, [seen], "")).result()
        return window

    def shift(self) -> Shift:
        """Return the shift; once a window has been asked for."""
        assert self._shift is not None
        return self._shift

    def station(self) -> Station:
        """Return the station of the shift; once a window has been asked for."""
        assert self._shift is not None
        return self._shift.station

    def _offline(self, shift: Shift) -> SyncStatus:
        waits = shift.station.ask(unsent).result()
        return SyncStatus(
            Standing.OFFLINE,
            unsent=waits.events,
            oldest_unsent_ms=waits.oldest_ms,
            unsent_kinds=waits.kinds,
            last_contact_ms=NOW_MS - CABLE_OUT_MIN * _MINUTE_MS,
            next_try_ms=NOW_MS + 18_000,
            tries=41,
        )


def _weight() -> Reading:
    """Return what lies on the scale: most of what is still wanted."""
    raw = b"S S      2.284 kg"
    said = Decoded(Status.STABLE, Decimal("2.284"), "2.284", "kg", "S")
    return Reading(said, raw, _SCALE.role, NOW_MS - 412, 0.0)


def _a_contact(clock: Clock) -> Contact:
    """Return what the server told of its time before the cable came out."""
    ago_s = CABLE_OUT_MIN * 60
    server_ms = clock.now_ms() + 800 - ago_s * 1000
    return Contact(server_ms, clock.monotonic_s() - ago_s, uncertainty_ms=40)


def until(seen: Callable[[], bool]) -> None:
    """Let the window work until `seen`."""
    deadline = time.monotonic() + _PATIENCE_S
    while not seen():
        if time.monotonic() > deadline:
            raise RuntimeError("an exhibit never came to rest")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def press(window: QWidget, *names: str) -> None:
    """Press controls one after another, each as soon as it is in sight and free."""
    for name in names:
        until(lambda name=name: free(window, name) is not None)  # type: ignore[misc]  # as above
        found = free(window, name)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def free(window: QWidget, name: str) -> QWidget | None:
    """Return the control of that name that is in sight and may be pressed."""
    found = window.findChildren(QWidget, name)
    return next((one for one in found if one.isVisible() and one.isEnabled()), None)


def _at(place: Place, *names: str, sign: str = "") -> Callable[[QWidget], None]:
    """Return what brings a window to a place, presses things there, and waits for `sign`."""

    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(place)
        press(window, *names)
        if sign:
            until(lambda: free(window, sign) is not None)

    return settle


def _weighing(*names: str, digits: str = "") -> Callable[[QWidget], None]:
    """Return what brings a window to the weighing step of a kitting, presses and types there."""
    bring = _at(Place("execute", KITTED, "B10"), sign="steps")

    def settle(window: QWidget) -> None:
        bring(window)
        steps = window.findChild(StepList, "steps")
        assert steps is not None
        steps.chosen.emit(2)
        until(lambda: free(window, "weigh-take") is not None)
        press(window, *names)
        for digit in digits:
            keypad = window.findChild(Keypad, "hand-keypad")
            assert keypad is not None
            keypad.press(digit)

    return settle


def _pressed(*names: str, sign: str) -> Callable[[QWidget], None]:
    """Return what presses things at the login and waits for `sign`."""

    def settle(window: QWidget) -> None:
        press(window, *names)
        until(lambda: free(window, sign) is not None)

    return settle


def _wrong_pin(window: QWidget) -> None:
    press(window, f"person-{OPERATOR}", *(f"key-{digit}" for digit in "258999"), "login-enter")
    press(window, "key-2", "key-5")


def _own_secret(window: QWidget) -> None:
    """Open the change of a secret, half typed: two rules hold already."""
    assert isinstance(window, Window)
    press(window, "person", "menu-secret")
    until(lambda: free(window, "secret-new") is not None)
    for name, text in (
        ("secret-old", "258001"),
        ("secret-new", "a good night"),
        ("secret-again", "a g"),
    ):
        field = window.findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)


def _signature(window: QWidget) -> None:
    """Open a review of one operation's record, four digits typed and the badge shown."""
    assert isinstance(window, Window)
    window.go(Place("home"))
    parts = Parts(window.floor, window.look, window.news, window.drafts)
    sheet = SignatureSheet(parts, window.screen_in_front)
    record = node_stream(FIRST, "B20")
    seen = frozenset(window.floor.station.ask(lambda c: ledger_of(c, record)).result().entries)
    said = Say(window.look)
    sheet.ask(
        Subject(
            said(f"{FIRST} · B20 数控车削", f"{FIRST} · B20 CNC turning"),
            "reviewed",
            said("316L鲁尔接头 · 200 个", "316L Luer connector · 200 pieces"),
            asks=(Ask(record, "reviewed", seen=seen),),
        )
    )
    until(lambda: free(window, "signature-id") is not None)
    sheet.accepts(Badge("B-00710"))
    press(window, *(f"key-{digit}" for digit in "2580"))


def _exhibits(stage: Stage) -> tuple[Exhibit, ...]:
    def login(look: Look) -> QWidget:
        return stage.window(look)

    def work(look: Look) -> QWidget:
        return stage.window(look, OPERATOR)

    def lead(look: Look) -> QWidget:
        return stage.window(look, LEAD)

    def machines(look: Look) -> QWidget:
        return stage.machines(look, OPERATOR)

    def put_back(look: Look) -> QWidget:
        return stage.put_back(look, OPERATOR)

    home, sync = Place("home"), Place("sync-devices")
    b20 = Place("execute", FIRST, "B20")
    typed = ("kind-good", "key-delete", "key-delete", "key-2", "key-4")
    scrap = ("kind-scrap", "key-delete", "key-delete", "key-2", "choice-oversize")
    large = ("kind-good", "amount-enter", "key-delete", "key-delete", "key-2", "key-4")
    earlier = ("when", "when-60", "when-5", "late-station_taken")
    clock = ("clock-offset-card",)
    b40 = Place("execute", SECOND, "B40")
    by_hand = ("weigh-by-hand", "hand-why-scale_at_calibration")
    lathe = Place("equipment", record=LATHE)
    return (
        Exhibit("login", BOTH, login, settle=_wrong_pin),
        Exhibit("login-name", BOTH, login, settle=_pressed("login-by-name", sign="name-who")),
        Exhibit("login-help", BOTH, login, settle=_pressed("login-help", sign="help-close")),
        Exhibit("own-secret", BOTH, work, settle=_own_secret),
        Exhibit("home", BOTH, work, settle=_at(home, sign=f"open-{FIRST}-B20")),
        Exhibit("readings", BOTH, work, settle=_at(Place("readings"), sign="revision-state")),
        Exhibit("execute", BOTH, work, settle=_at(b20, *typed, sign="report")),
        Exhibit("execute-scrap", TOUCH, work, settle=_at(b20, *scrap, sign="report")),
        Exhibit("execute-when", TOUCH, work, settle=_at(b20, *earlier, sign="when-sheet")),
        Exhibit("execute-amount", ("glove",), work, settle=_at(b20, *large, sign="amount-done")),
        Exhibit("execute-paused", TOUCH, work, settle=_at(b40, sign="resume")),
        Exhibit("weigh", BOTH, work, settle=_weighing()),
        Exhibit("weigh-by-hand", TOUCH, work, settle=_weighing(*by_hand, digits="2.3")),
        Exhibit("weighings", TOUCH, work, settle=_weighing("weigh-list")),
        Exhibit("reports", TOUCH, work, settle=_at(b20, "reports", sign="reports-sheet")),
        Exhibit("call", TOUCH, work, settle=_at(home, "call", sign="call-reason-material")),
        Exhibit("signature", BOTH, lead, settle=_signature),
        Exhibit("menu", TOUCH, work, settle=_at(home, "person", sign="menu-lock")),
        Exhibit("clock", BOTH, work, settle=_at(sync, *clock, sign="clock-quality")),
        Exhibit("sync-devices", BOTH, work, settle=_at(sync, "chain-card", sign="retry")),
        Exhibit("put-back", BOTH, put_back, settle=_at(sync, "chain-card", sign="put-back")),
        Exhibit("equipment", BOTH, machines, settle=_at(lathe, sign="trend-vibration")),
        Exhibit(
            "equipment-shift", BOTH, machines, settle=_at(lathe, "span-shift", sign="trend-load")
        ),
        Exhibit(
            "equipment-stop", TOUCH, machines, settle=_at(lathe, "say-stopped", sign="stop-setup")
        ),
    )


STAGE = Stage()
EXHIBITS = _exhibits(STAGE)
