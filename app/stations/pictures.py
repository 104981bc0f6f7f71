"""Pictures a person took, kept here before the act that names them by their sha256 is carried out.

An act that is refused leaves them unnamed: they are asked for by nobody and sent nowhere.
"""

from collections.abc import Iterable

from app.stations.station import Station
from app.store import content


def keep_pictures(station: Station, pictures: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Keep pictures, (MIME type, bytes) each, and return their names; blocks for the writer."""
    held = tuple(pictures)
    if not held:
        return ()
    return station.writer.act(
        lambda c: tuple(content.keep(c, data, media) for media, data in held)
    ).result()
