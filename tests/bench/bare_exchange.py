"""Posting to the bare server and pulling from it, in a process and over a socket like ours."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import requests

from app.sync.protocol import PUSH_EVENTS, Cursor, Page, Pull, Push
from app.sync.wire import pack, unpack
from tests.bench.bare_server import insert, opened

ROOT = Path(__file__).resolve().parents[2]
LOCAL = "127.0.0.1"


class BareExchange:
    """A bare server and a bare client's database."""

    def __init__(self, folder: Path) -> None:
        listening = socket.create_server((LOCAL, 0))
        self._url = f"http://{LOCAL}:{listening.getsockname()[1]}"
        self._session = requests.Session()
        self._session.trust_env = False
        self._here = opened(folder / "bare-client.db")
        self._position = 0
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.bench.bare_server"),
                *(str(listening.fileno()), str(folder / "bare-server.db")),
            ],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            pass_fds=(listening.fileno(),),
        )
        listening.close()

    def push(self, events: Sequence[bytes]) -> None:
        """Post events, as many at a time as the house does."""
        for first in range(0, len(events), PUSH_EVENTS):
            self._post("push", pack(Push(events=tuple(events[first : first + PUSH_EVENTS]))))

    def pull(self) -> None:
        """Fetch what is new, and insert it here."""
        while True:
            ask = Pull(area="", cursor=Cursor("", self._position))
            page = unpack(Page, self._post("pull", pack(ask)))
            if not page.events:
                return
            insert(self._here, page.events)
            self._position = page.cursor.position

    def close(self) -> None:
        """Stop the server."""
        self._session.close()
        self._here.close()
        self._process.kill()
        self._process.wait()

    def _post(self, word: str, body: bytes) -> bytes:
        answer = self._session.post(f"{self._url}/{word}", data=body, timeout=60)
        answer.raise_for_status()
        return answer.content
