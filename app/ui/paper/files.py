"""Where printed sheets and exports go: a file of the person's choice, shown in their viewer."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.kernel.refused import Refused

_SCREENLESS = ("offscreen", "minimal", "vnc")
"""Platforms where the system's own pickers and viewers would open for nobody."""


def has_desktop() -> bool:
    """Tell whether the system can show something of its own here."""
    return QGuiApplication.platformName() not in _SCREENLESS


def suggested(name: str, ending: str = "pdf") -> str:
    """Return a path among the person's documents; what no file name may hold is replaced."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)
    return str(Path(folder) / f"{safe}.{ending}")


def written(path: Path, content: bytes) -> Path:
    """Write a file where it was asked for, on a worker. Refuses `paper.cannot_write`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as trouble:
        raise Refused("paper.cannot_write", path=str(path)) from trouble
    return path


def show(path: Path) -> None:
    """Open a file in the person's own viewer, where there is one."""
    if has_desktop():
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
