"""The demo's server: the real `lineside-server`, in a process of its own, stopped and started."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import requests

from app.capabilities.sites.commands import DefineArea
from app.kernel.paths import resources

START_S = 30.0
LOCAL = "127.0.0.1"


class ServerProcess:
    """A server on this machine. Stopping and starting it keeps its data and its port."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or _free_port()
        self._log = folder.parent / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return where stations find it."""
        return f"http://{LOCAL}:{self.port}"

    def prepare(self, area: DefineArea, stations: Sequence[str]) -> dict[str, str]:
        """Make the server's folder: key, area, roles, the first administrator.

        Return the one-time token of each station.
        """
        names = ("--name-zh", area.name.zh, "--name-en", area.name.en)
        people = str(resources() / "plant" / "people.toml")
        each = [word for station in stations for word in ("--station", station)]
        answer = self._run("init", "--area", area.area, *names, "--people", people, *each, "--json")
        tickets = [json.loads(line) for line in answer.splitlines()]
        return {ticket["station"]: ticket["token"] for ticket in tickets}

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command("run"), "--port", str(self.port)],
                stdout=log,
                stderr=log,
                env=_environment(),
            )
        deadline = time.monotonic() + START_S
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(f"the server did not start; see {self._log}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it as a power switch does; twice does no harm."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/v1/hello", timeout=1).ok
        except requests.RequestException:
            return False

    def _command(self, word: str) -> list[str]:
        return [sys.executable, "-m", "server", word, "--data", str(self.folder)]

    def _run(self, word: str, *options: str) -> str:
        done = subprocess.run(
            [*self._command(word), *options],
            capture_output=True,
            text=True,
            env=_environment(),
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"lineside-server {word}: {done.stderr.strip()}")
        return done.stdout


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        port: int = probe.getsockname()[1]
        return port
