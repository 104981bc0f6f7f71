"""One small file beside a database: overwritten in place, whole or not at all, and without fsync.

Not swapped in by a rename: that makes the file system write out, a second fsync in all.
"""

import os
from pathlib import Path

SIZE_BYTES = 512
"""One sector of any disk."""

_OPEN = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


def write(path: Path, data: bytes) -> None:
    """Write `data`, at most one sector of it, filled up with blanks."""
    file = os.open(path, _OPEN, 0o644)
    try:
        os.write(file, data.ljust(SIZE_BYTES))
    finally:
        os.close(file)
