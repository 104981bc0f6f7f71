"""Photos of a camera at this station, an option: the first camera of the computer."""

from app.kernel.refused import Refused
from drivers.scanners.photo import is_installed, photo

FIRST = "0"


def has_camera() -> bool:
    """Tell whether this station can take photos by itself."""
    return is_installed()


def take_photo(where: str = FIRST) -> bytes:
    """Return what the camera sees now, as JPEG, on a worker. Refuses `photo.no_camera`."""
    taken = photo(where)
    if taken is None:
        raise Refused("photo.no_camera")
    return taken
