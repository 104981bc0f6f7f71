"""The touch screens for the gallery: a real station in the middle of a shift, the cable out."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.signatures.commands import Ask
from app.demo.machines import LATHE
from app.demo.settling import brought, free, press, until
from app.demo.shift import (
    FIRST,
    KITTED,
    LEAD,
    OPERATOR,
    SECOND,
)
from app.demo.shift_stage import ShiftStage
from app.journal.ledger import ledger_of
from app.stations.recogniser import Badge
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.kit import Keypad, StepList
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

TOUCH, BOTH = ("touch",), ("touch", "bench")


def _weighing(*names: str, digits: str = "") -> Callable[[QWidget], None]:
    """Return what brings a window to the weighing step of a kitting, presses and types there."""
    bring = brought(Place("execute", KITTED, "B10"), sign="steps")

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


def _exhibits(stage: ShiftStage) -> tuple[Exhibit, ...]:
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
        Exhibit("home", BOTH, work, settle=brought(home, sign=f"open-{FIRST}-B20")),
        Exhibit("readings", BOTH, work, settle=brought(Place("readings"), sign="revision-state")),
        Exhibit("execute", BOTH, work, settle=brought(b20, *typed, sign="report")),
        Exhibit("execute-scrap", TOUCH, work, settle=brought(b20, *scrap, sign="report")),
        Exhibit("execute-when", TOUCH, work, settle=brought(b20, *earlier, sign="when-sheet")),
        Exhibit(
            "execute-amount", ("glove",), work, settle=brought(b20, *large, sign="amount-done")
        ),
        Exhibit("execute-paused", TOUCH, work, settle=brought(b40, sign="resume")),
        Exhibit("weigh", BOTH, work, settle=_weighing()),
        Exhibit("weigh-by-hand", TOUCH, work, settle=_weighing(*by_hand, digits="2.3")),
        Exhibit("weighings", TOUCH, work, settle=_weighing("weigh-list")),
        Exhibit("reports", TOUCH, work, settle=brought(b20, "reports", sign="reports-sheet")),
        Exhibit("call", TOUCH, work, settle=brought(home, "call", sign="call-reason-material")),
        Exhibit("signature", BOTH, lead, settle=_signature),
        Exhibit("menu", TOUCH, work, settle=brought(home, "person", sign="menu-lock")),
        Exhibit("clock", BOTH, work, settle=brought(sync, *clock, sign="clock-quality")),
        Exhibit("sync-devices", BOTH, work, settle=brought(sync, "chain-card", sign="retry")),
        Exhibit("put-back", BOTH, put_back, settle=brought(sync, "chain-card", sign="put-back")),
        Exhibit("equipment", BOTH, machines, settle=brought(lathe, sign="trend-vibration")),
        Exhibit(
            "equipment-shift",
            BOTH,
            machines,
            settle=brought(lathe, "span-shift", sign="trend-load"),
        ),
        Exhibit(
            "equipment-stop",
            TOUCH,
            machines,
            settle=brought(lathe, "say-stopped", sign="stop-setup"),
        ),
    )


STAGE = ShiftStage()
EXHIBITS = _exhibits(STAGE)
