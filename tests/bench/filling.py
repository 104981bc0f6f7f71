"""What somebody waits for who fills a form of 300 characteristics: a keystroke, and any turn of
the window's loop while the form is opened.

Three samples of each; all but the last field are filled, so that every one is judged anew.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.definition.bodies import FORM, Field, Form, Section
from app.capabilities.forms.filling.commands import EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.composition import Workplace, application
from app.kernel.words import Bilingual
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.grid_view import GridView
from app.ui.screens.screen import Place
from app.ui.tidy import Tidier
from tests.bench.figures import REPEATS, Bar, Figure, at_percent, milliseconds
from tests.ui.screens.station_at_work import OPERATOR, PIN, AtWork, a_peopled_station

SECTIONS, IN_SECTION, SAMPLES = 10, 30, 3
TIMES = 8
"""How often a value is typed and rubbed out again in one round, a key at a time."""
PATIENCE_S = 30
_IDLE_MS = 0.5
"""A turn of the window's loop in which there was nothing to do takes less."""
FILLED = "F-300"


def form_keystroke(folder: Path, share: int) -> Iterator[Figure]:
    """Type into a form of 300 characteristics until its verdict says what it comes to with it."""
    tidier = Tidier(application(), lambda: False)  # as a station's process has it
    at = _a_station(folder)
    workplace = Workplace(at.station)
    window = workplace.window
    window.show()
    for density in ("bench", "touch"):
        window.turn(density=density)
        rounds, raw, steps = [], [], []
        for _ in range(1 + max(1, REPEATS // share)):
            steps.append(_opened(window))
            page = _pages(window)[0]
            typed = _cell(page) if density == "bench" else _keypad(window)
            presses = typed * max(1, TIMES // share)
            rounds.append([_pressed(press) for press in presses])
            raw.append([milliseconds(_bare) for _ in presses])
        yield Figure(
            f"form_key_{density}_p95",
            "ms",
            Bar(most=10),
            at_percent(rounds[1:], 95),
            at_percent(raw[1:], 95),
            "900 exact comparisons in a dict",
        )
        yield Figure(f"form_turn_{density}_cpu", "ms", Bar(most=16), at_percent(steps[1:], 95))
    workplace.close()
    tidier.deleteLater()


def _pressed(press: Callable[[], object]) -> float:
    """Press a key; the verdict is worked out and said when that returns. Then paint."""
    took = milliseconds(press)
    QCoreApplication.processEvents()
    return took


def _cell(page: FormPage) -> list[Callable[[], object]]:
    """Return what types into the last cell of the grid, as a keyboard does, and takes it back."""
    grid = next(block for block in reversed(page.blocks()) if isinstance(block, GridView))
    grid.focus(f"c{SECTIONS * IN_SECTION - 1}/{SAMPLES}")
    cells = grid.findChild(QWidget, f"field-{grid.keys[0]}-cells")
    assert cells is not None
    keys = ("5", ".", "6", "1", Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
    return [partial(QTest.keyClick, cells, key) for key in keys]


def _keypad(window: QWidget) -> list[Callable[[], object]]:
    """Return what presses the keys of the keypad, and rubs out again."""
    names = [f"key-{key}" for key in "5.61"] + ["key-delete"] * 4
    keys = [
        next(one for one in window.findChildren(QWidget, name) if one.isVisible()) for name in names
    ]
    return [partial(QTest.mouseClick, key, Qt.MouseButton.LeftButton) for key in keys]


def _opened(window: QWidget) -> list[float]:
    """Open the form; return how long each turn of the window's loop worked, in ms."""
    _go(window, "F-0", lambda: not _pages(window))  # a form that is not known puts the other away
    return _go(window, FILLED, lambda: any(one.is_built for one in _pages(window)))


def _go(window: QWidget, filled: str, seen: Callable[[], bool]) -> list[float]:
    window.go(Place("form", record=filled))  # type: ignore[attr-defined]  # a Window
    steps = []
    deadline = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < deadline, "the form did not open"
        steps.append(_cpu_ms(_turn))
    return [one for one in steps if one > _IDLE_MS]


def _cpu_ms(work: Callable[[], object]) -> float:
    """Return the time the window's thread itself worked: others of the machine are not counted."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _pages(window: QWidget) -> list[FormPage]:
    return [one for one in window.findChildren(FormPage) if one.isVisible()]


def _bare() -> int:
    held: Mapping[int, Decimal] = _HELD
    return sum(_LOW <= value <= _HIGH for value in held.values())


def _a_station(folder: Path) -> AtWork:
    at = a_peopled_station(folder / "station")
    at.define("operator", "forms.fill", "production.view")
    form = _form()
    at.publish(FORM, form.code, form, title=form.name)
    at.do(StartForm(form=form.code, filled=FILLED))
    paths = [
        f"c{n}/{sample + 1}" for n in range(SECTIONS * IN_SECTION) for sample in range(SAMPLES)
    ]
    for start in range(0, len(paths) - 1, 100):
        entries = tuple(
            Entry(path=path, value=msgspec.json.encode("5.60").decode())
            for path in paths[:-1][start : start + 100]
        )
        at.do(EnterFields(filled=FILLED, entries=entries))
    at.station.sessions.log_in(OPERATOR, PIN)
    return at


def _form() -> Form:
    settings = {"lsl": "5.50", "usl": "5.70", "nominal": "5.60", "unit": "mm"}
    settings |= {"needs_gauge": False, "n": SAMPLES}  # type: ignore[dict-item]  # settings are plain JSON here
    fields = [
        Field(
            key=f"c{n}", kind="samples", label=Bilingual(f"特性 {n}", f"C {n}"), settings=settings
        )
        for n in range(SECTIONS * IN_SECTION)
    ]
    return Form(
        code="QF-300",
        name=Bilingual("三百项检验", "300 characteristics"),
        sections=tuple(
            Section(
                title=Bilingual(f"第 {at + 1} 组", f"Part {at + 1}"),
                fields=tuple(fields[at * IN_SECTION : (at + 1) * IN_SECTION]),
            )
            for at in range(SECTIONS)
        ),
        verdict="mean(c0) > 5",
    )


_LOW, _HIGH = Decimal("5.50"), Decimal("5.70")
_HELD = {n: Decimal("5.60") for n in range(SECTIONS * IN_SECTION * SAMPLES)}
