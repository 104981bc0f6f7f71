"""Room on the disk: say early that it runs out, and keep some back for the last reports.

Below 500 MB people are warned. A ballast file of 64 MB lies beside the database; when a save finds
the disk full it is given up, the save is tried once more, and the warning turns urgent.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import OperationalError

WARN_BYTES = 500 * 1024**2
BALLAST_BYTES = 64 * 1024**2
FILE_NAME = "ballast.bin"


class Room(StrEnum):
    """How much room is left."""

    ENOUGH = "enough"
    LOW = "low"
    OUT = "out"


class Space:
    """The disk a node's data lies on. `free` is asked of the disk; tests hand in their own."""

    def __init__(
        self, folder: Path, free: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free
    ) -> None:
        self._folder = folder
        self._free = free
        self._ballast = folder / FILE_NAME

    def free_bytes(self) -> int:
        """Return what the disk still takes."""
        return self._free(self._folder)

    def room(self) -> Room:
        """Return how much room is left; OUT from when the ballast was given up."""
        free = self.free_bytes()
        if free >= WARN_BYTES:
            return Room.ENOUGH
        return Room.LOW if self._ballast.exists() else Room.OUT

    def take_ballast(self) -> None:
        """Lay the ballast down where there is plenty of room; twice does no harm."""
        if self._ballast.exists() or self.free_bytes() < WARN_BYTES + BALLAST_BYTES:
            return
        with self._ballast.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, BALLAST_BYTES)
            else:
                file.write(bytes(BALLAST_BYTES))

    def give_up_ballast(self) -> bool:
        """Make room for the last reports; tell whether there was any to make."""
        if not self._ballast.exists():
            return False
        self._ballast.unlink()
        return True


def is_full(error: BaseException) -> bool:
    """Tell whether a save failed because the disk is full, as the driver or SQLAlchemy says it."""
    said = error.orig if isinstance(error, OperationalError) else error
    return getattr(said, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
