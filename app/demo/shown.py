"""The demo on a screen: three stations in processes of their own, and a panel to play the plant."""

import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.cli.language import spoken
from app.composition import application
from app.demo.panel_column import ColumnFacts
from app.demo.site import Site
from app.demo.stage import Stage
from app.kernel.words import Words
from app.ui.opening import Opening
from app.ui.theme.look import Look, apply


def run(folder: Path) -> int:
    """Run the demo in `folder` until its panel is closed; return the exit status."""
    app = application()
    look = Look(spoken())
    apply(app, look)
    site = Site(folder)
    try:
        _set_up(look, site)
        return _play(app, look, site)
    finally:
        site.close()


def who_can_log_in(facts: tuple[ColumnFacts, ...], words: Words) -> str:
    """Return one line a person and station (name, badge, PIN), and where the plan lies."""
    lines = [words("panel.who")]
    for column in facts:
        station = column.profile.name.of(words.language)
        lines += [
            words(
                "panel.who.line",
                station=station,
                person=one.command.name.of(words.language),
                badge=one.command.badge,
                pin=one.pin,
            )
            for one in column.people
        ]
    plans = [words("panel.who.plan", path=column.plan) for column in facts if column.plan]
    return "\n".join([*lines, *plans])


def _set_up(look: Look, site: Site) -> None:
    """Set the plant up on a worker, while a small window says how far it is."""
    words = look.words
    opening = Opening(look, words("panel.setting_up"), words("panel.setting_up.text"))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="demo") as worker:
        opening.outcome(worker.submit(site.set_up, opening.told))


def _play(app: QApplication, look: Look, site: Site) -> int:
    stage = Stage(look, site)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stage.panel.close())  # heard when it next looks around
    sys.stdout.write(who_can_log_in(stage.columns, look.words) + "\n")
    sys.stdout.flush()
    stage.open_windows()
    stage.panel.show()
    stage.devices.panel.show()
    status = app.exec()
    stage.close()
    return status
