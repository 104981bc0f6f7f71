"""What somebody has typed but not sent: kept in the window at once, on disk a moment later."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.floor import Floor


class Drafts:
    """One window's drafts. What was put is given back at once, also before it is on disk."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._held: dict[str, bytes | None] = {}

    def put(self, key: str, value: bytes) -> None:
        """Keep a draft."""
        if self._held.get(key) != value:
            self._held[key] = value
            self._floor.station.keep_draft(key, value)

    def drop(self, key: str) -> None:
        """Forget a draft: it was sent, or emptied."""
        if self._held.get(key, b"") is not None:
            self._held[key] = None
            self._floor.station.drop_draft(key)

    def get(self, owner: QObject, key: str, then: Callable[[bytes | None], None]) -> None:
        """Give `then` the draft, None where there is none."""
        if key in self._held:
            then(self._held[key])
            return
        self._floor.draft(owner, key, then)
