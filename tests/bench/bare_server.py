"""The raw arm of the exchange: a bare ASGI server that inserts what is posted and hands it out.

`python -m tests.bench.bare_server FILENO DATABASE`: no signatures, no order, no folds, no rights.
"""

import socket
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import uvicorn

from app.store.engine import DURABLE
from app.sync.protocol import Cursor, Page, Pull, Push, Pushed
from app.sync.wire import pack, unpack

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def opened(path: Path) -> sqlite3.Connection:
    """Open a database of event bytes, as durable as the house's."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute(f"PRAGMA synchronous={DURABLE}")
    database.execute("CREATE TABLE IF NOT EXISTS event (n INTEGER PRIMARY KEY, hash UNIQUE, bytes)")
    return database


def insert(database: sqlite3.Connection, events: Sequence[bytes]) -> None:
    """Keep events in one commit."""
    rows = [(sha256(data).hexdigest(), data) for data in events]
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO event (hash, bytes) VALUES (?, ?)", rows)
    database.execute("COMMIT")


class BareServer:
    """An ASGI application over one table."""

    def __init__(self, path: Path) -> None:
        self._database = opened(path)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        reply = self._push(body) if scope["path"] == "/push" else self._pull(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": reply})

    def _push(self, body: bytes) -> bytes:
        insert(self._database, unpack(Push, body).events)
        return pack(Pushed(epoch="", received_at=0, plant_position=0, outcomes=()))

    def _pull(self, body: bytes) -> bytes:
        ask = unpack(Pull, body)
        query = "SELECT n, bytes FROM event WHERE n > ? ORDER BY n LIMIT ?"
        rows = self._database.execute(query, (ask.cursor.position, ask.limit)).fetchall()
        last = rows[-1][0] if rows else ask.cursor.position
        events = tuple(data for _, data in rows)
        return pack(Page(cursor=Cursor("", last), head=last, events=events))


def serve(listening: socket.socket, path: Path) -> None:
    """Answer on a socket that listens already, until killed."""
    config = uvicorn.Config(BareServer(path), log_level="critical", lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
