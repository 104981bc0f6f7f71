"""Draw every screen in both languages, its densities and themes, to PNG, and audit each.

    python -m app.ui.gallery --out DIR [--only NAME]

Exits 1 when an audit finds something. Pictures are the same on every run: bundled fonts, no
animation, and exhibits bring a clock that stands still.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.kernel.words import LANGUAGES, Words
from app.ui.audits import audit
from app.ui.exhibits.exhibit import SIZES, Exhibit
from app.ui.exhibits.roster import EXHIBITS
from app.ui.theme.look import Look, apply


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture and what its audits found."""

    path: Path
    found: tuple[str, ...]


def draw(app: QApplication, exhibits: tuple[Exhibit, ...], out: Path) -> Iterator[Drawn]:
    """Draw `exhibits` into `out`, one after the other."""
    out.mkdir(parents=True, exist_ok=True)
    look = Look(Words())
    app.setCursorFlashTime(0)
    for exhibit in exhibits:
        for density in exhibit.densities:
            for theme in exhibit.themes_in(density):
                for language in LANGUAGES:
                    turned = look.turned(language=language, theme=theme, density=density)
                    yield _draw_one(app, exhibit, turned, out)


def _draw_one(app: QApplication, exhibit: Exhibit, look: Look, out: Path) -> Drawn:
    apply(app, look)
    screen = exhibit.make(look)
    screen.setObjectName(screen.objectName() or exhibit.name)
    screen.setFixedSize(*SIZES[look.density.name])
    screen.show()
    _let_settle(app)
    if exhibit.settle is not None:
        exhibit.settle(screen)
        _let_settle(app)
    language = "zh" if look.words.language == "zh_CN" else "en"
    path = out / f"{exhibit.name}-{look.density.name}-{look.theme}-{language}.png"
    screen.grab().save(str(path))
    found = audit(screen, look)
    screen.close()
    screen.deleteLater()
    # Outside an event loop nothing is deleted by itself: every window before would go on asking.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    return Drawn(path, found)


def _let_settle(app: QApplication) -> None:
    """Let layouts that wait for each other finish; one round is not always enough."""
    for _ in range(4):
        app.sendPostedEvents()
        app.processEvents()


def run(exhibits: tuple[Exhibit, ...], arguments: list[str] | None = None) -> int:
    """Draw what the command line asks for of `exhibits`.

    Returns 1 when an audit found something, 2 when nothing was drawn.
    """
    parser = argparse.ArgumentParser(prog="gallery", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", default="", help="draw only exhibits whose name starts so")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LINESIDE_NO_ANIM"] = "1"
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    chosen = tuple(each for each in exhibits if each.name.startswith(asked.only))
    pictures = failures = 0
    for drawn in draw(app, chosen, asked.out):
        pictures += 1
        failures += len(drawn.found)
        for sentence in drawn.found:
            sys.stderr.write(f"{drawn.path.name}: {sentence}\n")
    sys.stdout.write(f"{pictures} pictures in {asked.out}, {failures} findings\n")
    return 2 if not pictures else int(failures > 0)


if __name__ == "__main__":
    sys.exit(run(EXHIBITS))
