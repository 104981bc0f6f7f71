"""The window shown while a station is made ready: alive, silent in an ordinary start."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel.refused import Refused
from app.ui.audits import audit
from app.ui.kit import ProgressBar, Text
from app.ui.opening import Opening


@pytest.fixture
def opening(qtbot, look):
    words = look.words
    made = Opening(look, words("window.opening.title"), words("window.opening.text"))
    qtbot.addWidget(made)
    return made


def test_work_without_progress_is_never_seen(opening):
    with ThreadPoolExecutor(1) as worker:
        assert opening.outcome(worker.submit(lambda: "ready")) == "ready"
    assert not opening.isVisible()


def test_progress_is_shown_while_the_work_goes_on_and_nobody_can_close_it(opening, look, qtbot):
    seen = threading.Event()
    found = []

    def work():
        opening.told(1_200, 5_000)
        assert seen.wait(5)
        return "ready"

    def look_at_it():
        if not opening.isVisible():
            return
        opening.close()
        found.extend([opening.isVisible(), *audit(opening, look)])
        found.extend(text.full() for text in opening.findChildren(Text)[-1:])
        found.append(opening.findChild(ProgressBar).value())
        watch.stop()
        seen.set()

    watch = a_timer(opening, look_at_it)
    with ThreadPoolExecutor(1) as worker:
        assert opening.outcome(worker.submit(work)) == "ready"
    assert found == [True, "1,200 / 5,000", 240]
    assert not opening.isVisible()


def test_what_went_wrong_is_raised(opening):
    def work():
        raise Refused("store.newer_database")

    with ThreadPoolExecutor(1) as worker, pytest.raises(Refused):
        opening.outcome(worker.submit(work))


def a_timer(owner, look_at_it):
    from PySide6.QtCore import QTimer

    timer = QTimer(owner, interval=20)
    timer.timeout.connect(look_at_it)
    timer.start()
    return timer
