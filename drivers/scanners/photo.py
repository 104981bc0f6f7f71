"""One photo of a camera (OpenCV, an option): `photo("0")` is the first camera of this computer.

A stream's or recording's address works too, as in `camera.py`.
"""

from importlib.util import find_spec
from pathlib import Path

WARM_UP = 4
"""Pictures let go first: a camera finds its exposure in the first ones."""


def is_installed() -> bool:
    """Tell whether the option is there; a camera may still be missing."""
    return find_spec("cv2") is not None


def photo(where: str) -> bytes | None:
    """Return what a camera sees now, as JPEG; None where none answers. It takes up to a second."""
    import cv2

    is_recording = Path(where).is_file()
    capture = cv2.VideoCapture(int(where) if where.isdecimal() else where)
    try:
        for _ in range(0 if is_recording else WARM_UP):
            capture.read()
        came, picture = capture.read()
    finally:
        capture.release()
    if not came:
        return None
    made, encoded = cv2.imencode(".jpg", picture)
    return bytes(encoded) if made else None
