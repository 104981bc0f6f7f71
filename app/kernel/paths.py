"""Where things lie on this machine: shipped resources and the station's own data."""

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of shipped data: fonts, icons, translations, demo plant."""
    return Path(__file__).resolve().parents[2] / "resources"


def data_home() -> Path:
    """Return the default folder for a station's or server's data; `LINESIDE_DATA` overrides it."""
    if override := os.environ.get("LINESIDE_DATA"):
        return Path(override)
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "Lineside"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "lineside"
