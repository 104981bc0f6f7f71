"""Inspecting for the gallery: a patrol at the lathe, item by item and in the grid."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.demo import plant
from app.demo.exhibits import BOTH
from app.demo.inspected import Inspected, entry
from app.demo.settling import free, press, until
from app.demo.shift import INSPECTOR, NOW_MS, OPERATOR
from app.demo.shift_stage import ShiftStage
from app.stations.bench import Condition, DeviceState, Kind
from app.ui.exhibits.exhibit import Exhibit
from app.ui.kit import ItemList, Keypad, MeasureGrid
from app.ui.screens.screen import Place
from app.ui.theme.look import Look
from app.ui.window import Window

_BORE = ("2.51", "2.49", "2.53", "2.50")
RELEASER = "P-0123"
TOUCH, BENCH = ("touch",), ("bench",)


class InspectStage(ShiftStage):
    """The shift's station with two days of patrols behind it, and some in work."""

    def __init__(self) -> None:
        super().__init__()
        self._inspected: Inspected | None = None
        self._article = ""

    def inspecting(self, look: Look) -> Window:
        """Return the window with the inspector in front and a caliper on the bench."""
        return self._at(look, INSPECTOR)

    def making(self, look: Look) -> Window:
        """Return the window with the operator in front who runs the lathe."""
        return self._at(look, OPERATOR)

    def releasing(self, look: Look) -> Window:
        """Return the window with whoever releases, a first article accepted and waiting."""
        window = self._at(look, RELEASER)
        if not self._article:
            assert self._inspected is not None
            self._article = self._inspected.first_article()
        return window

    def _at(self, look: Look, person: str) -> Window:
        window = self.told(look, person)
        window.news.note_device(
            DeviceState("G-02", Kind.GAUGE, "serial:/dev/ttyUSB2", Condition.READY, since_ms=NOW_MS)
        )
        return window

    def _tell(self) -> None:
        shift = self.shift()
        prove = shift.station.sessions.prove
        proofs = {one: prove(one, shift.pins[one], one) for one in plant.SIGNERS}
        inspected = Inspected(shift.station, shift.clock, proofs)
        self._inspected = inspected
        inspected.let_have_been()
        inspected.let_be_planned()
        first = [entry("look", "pass"), entry("burrs", 0)]
        bore = [entry(f"bore/{at + 1}", value, "G-02") for at, value in enumerate(_BORE)]
        inspected.begin("round-now", [*first, *bore])
        od = [entry(f"od/{at + 1}", value, "G-03") for at, value in enumerate(("6.351", "6.392"))]
        out = [entry("bore/5", "2.64", "G-02")]
        inspected.begin("round-out", [*first, *bore, *out, *od])


def _brought(filled: str, then: Callable[[Window], None]) -> Callable[[QWidget], None]:
    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place("inspect", record=filled))
        until(lambda: _has_body(window))
        then(window)
        for _ in range(4):
            window.floor.station.ask(lambda _: None).result()
            until(lambda: True)

    return settle


def _has_body(window: Window) -> bool:
    names = ("inspect-touch", "inspect-bench")
    return any(one.isVisible() for name in names for one in window.findChildren(QWidget, name))


def _item(key: str) -> Callable[[Window], None]:
    def go(window: Window) -> None:
        found = window.findChild(ItemList, "items")
        assert found is not None
        found.choose(key)

    return go


def _typing(digits: str, key: str = "bore") -> Callable[[Window], None]:
    def go(window: Window) -> None:
        _item(key)(window)
        keypad = window.findChild(Keypad, "inspect-keypad")
        assert keypad is not None
        until(lambda: keypad.isVisible())
        while keypad.text():  # what stood half typed came back
            press(window, "key-delete")
        press(window, *(f"key-{digit}" for digit in digits))

    return go


def _cell(row: int, sample: int) -> Callable[[Window], None]:
    def go(window: Window) -> None:
        grid = window.findChild(MeasureGrid, "grid")
        assert grid is not None
        grid.go(row, sample)

    return go


def _at_screen(name: str, sign: str) -> Callable[[QWidget], None]:
    def settle(window: QWidget) -> None:
        assert isinstance(window, Window)
        window.go(Place(name))
        until(lambda: free(window, sign) is not None)

    return settle


def _changing(window: QWidget) -> None:
    _at_screen("first-article", "first-change")(window)
    press(window, "first-change", "change-tool")


STAGE = InspectStage()
EXHIBITS = (
    Exhibit("due", BOTH, STAGE.inspecting, settle=_at_screen("due", "due-state")),
    Exhibit(
        "first-article", BOTH, STAGE.inspecting, settle=_at_screen("first-article", "first-do")
    ),
    Exhibit("first-article-change", TOUCH, STAGE.making, settle=_changing),
    Exhibit("inspect", TOUCH, STAGE.inspecting, settle=_brought("round-now", _typing("2.52"))),
    Exhibit("inspect-out", TOUCH, STAGE.inspecting, settle=_brought("round-now", _typing("2.64"))),
    Exhibit("inspect-failed", TOUCH, STAGE.inspecting, settle=_brought("round-out", _item("bore"))),
    Exhibit("inspect-gauge", TOUCH, STAGE.inspecting, settle=_brought("round-now", _item("mass"))),
    Exhibit("inspect-look", TOUCH, STAGE.inspecting, settle=_brought("round-now", _item("look"))),
    Exhibit("inspect-grid", BENCH, STAGE.inspecting, settle=_brought("round-out", _cell(4, 4))),
    Exhibit(
        "first-article-release",
        BOTH,
        STAGE.releasing,
        settle=_at_screen("first-article", "first-do"),
    ),
)
