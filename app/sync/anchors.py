"""The server's signed words on this node's chain: checked with the pinned key, then kept twice."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.journal import anchor
from app.journal.anchor import Anchor
from app.journal.chain import is_signed
from app.kernel.refused import Refused
from app.sync.protocol import Pushed


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the words go, and the server's key (empty: none was pinned, nothing is kept)."""

    server_key: bytes = b""
    folder: Path | None = None

    def proven(self, station: str, pushed: Pushed) -> tuple[Anchor, ...]:
        """Return the words in an answer. Refuses `sync.server_unlike`: not our server's key."""
        if not self.server_key:
            return ()
        for one in pushed.anchors:
            if one.station != station or not is_signed(one.text, one.signature, self.server_key):
                raise Refused("sync.server_unlike")
        return pushed.anchors

    def keep(self, connection: Connection, anchors: tuple[Anchor, ...]) -> None:
        """Keep them in the database, with whatever else the answer brought."""
        anchor.keep(connection, anchors)

    def keep_beside(self, chain: str, anchors: tuple[Anchor, ...]) -> None:
        """Keep the word on the present chain beside the database, once that is on disk."""
        for one in anchors:
            if one.chain == chain and self.folder is not None:
                anchor.keep_beside(self.folder, one)


NOWHERE = Anchors()
"""Nothing is pinned and nothing kept: in a history that is played, and before enrolment."""
