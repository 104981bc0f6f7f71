"""`lineside-server` as a process of its own, to be started and killed."""

import re
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "server")


class ServerProcess:
    """`lineside-server` on one data folder and port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start it; return its address once it listens."""
        command = (*COMMAND, "run", "--data", str(self.folder), "--port", str(self.port))
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        url = re.findall(r"http://[\d.]+:\d+", self.process.stdout.readline())[0]
        self.port = int(url.rpartition(":")[2])
        return url

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def ticket(folder: Path, station: str) -> str:
    command = (*COMMAND, "ticket", "--data", str(folder), "--station", station, "--area", "LINE-1")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"[A-Z2-7]{5}(?:-[A-Z2-7]+)+", said.replace(station, ""))[0]
