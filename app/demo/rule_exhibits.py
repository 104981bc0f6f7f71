"""The screens of rules for the gallery: the list, one that fired, the page one is written on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.demo.bench_exhibits import Hall, settle
from app.demo.day import Day
from app.demo.plant import ENGINEER
from app.demo.ruled import Ruled
from app.demo.settling import until
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.editor_pages import editor
from app.ui.screens.rules.rule import RuleView
from app.ui.screens.rules.rules import Rules
from app.ui.screens.rules.writing.page import BESIDE, RuleWriting
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

_BOTH, _BENCH = ("touch", "bench"), ("bench",)


def _rule(day: Day) -> None:
    Ruled(day.station, day.clock).let_have_been()


def _writing(screen: QWidget) -> RuleWriting:
    settle(screen)
    found = screen.findChild(RuleWriting)
    assert found is not None
    settle(screen)
    found.check()
    settle(screen)
    return found


def _tell(**values: Any) -> Callable[[QWidget], None]:  # noqa: ANN401  # any part of a body
    """Return what changes the rule on the page."""

    def tell(screen: QWidget) -> None:
        made = _writing(screen)
        made.builder.changed.emit({**made.draft.body, **values}, "")
        made.check()
        settle(screen)

    return tell


def _tried(before: Callable[[QWidget], object] = _writing) -> Callable[[QWidget], None]:
    """Return what tries the rule on the page, and waits for the end of it."""

    def run(screen: QWidget) -> None:
        before(screen)
        made = _writing(screen)
        made.trial.begin()
        until(lambda: not made.trial.run.is_running)
        settle(screen)

    return run


def _open(screen: QWidget) -> None:
    _writing(screen)


def _beside(screen: QWidget) -> None:
    made = _writing(screen)
    made.show_side(BESIDE)
    settle(screen)


def _press(name: str) -> Callable[[QWidget], None]:
    def press(screen: QWidget) -> None:
        made = _writing(screen)
        button = made.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        settle(screen)

    return press


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def every(look: Look) -> QWidget:
        return hall.shell(look, ENGINEER, hall.with_parts(Rules), Place("rules"))

    def one(look: Look) -> QWidget:
        place = Place("rule", document=("rule", "R-01"))
        return hall.shell(look, ENGINEER, hall.with_parts(RuleView), place)

    def written(look: Look, code: str, revision: str) -> QWidget:
        left = f"document/{ENGINEER}/{'/'.join(('rule', code, revision))}"
        hall.floor(ENGINEER).station.drop_draft(left).result()
        place = Place("document-edit", document=("rule", code, revision))
        return hall.shell(look, ENGINEER, hall.with_parts(editor), place)

    def draft(look: Look) -> QWidget:
        return written(look, "R-10", "A")

    def again(look: Look) -> QWidget:
        return written(look, "R-01", "A")

    def new(look: Look) -> QWidget:
        return written(look, "", "")

    stricter = _tell(given="verdict == 'fail' and form == 'QF-LA-40'")
    text = _tell(given="rested_min - dwell_min < 0", when="flows.moved")
    flawed = _tell(
        when="equipment.gauges",
        given="days_left < 7",
        then=[{"action": "hold_lot", "settings": {}}, {"action": "notify", "settings": {}}],
    )
    return (
        Exhibit("rules", _BOTH, every, settle=settle),
        Exhibit("rule", _BOTH, one, settle=settle),
        Exhibit("rule-write", _BOTH, draft, settle=_tried()),
        Exhibit("rule-write-again", _BENCH, again, settle=_tried(stricter)),
        Exhibit("rule-write-beside", _BENCH, again, settle=_beside),
        Exhibit("rule-write-text", _BENCH, draft, settle=text),
        Exhibit("rule-write-flaws", _BENCH, draft, settle=flawed),
        Exhibit("rule-write-new", _BOTH, new, settle=_open),
        Exhibit("rule-write-when", _BOTH, draft, settle=_press("rule-when")),
        Exhibit("rule-write-action", _BENCH, draft, settle=_press("then-add")),
    )


EXHIBITS = _exhibits(Hall(_rule))
