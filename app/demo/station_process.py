"""A demo station in a process of its own: `lineside station run`, opened, watched and ended."""

import os
import subprocess
import sys
from pathlib import Path

END_S = 10.0


class StationProcess:
    """One station's window. Its data lies in `folder`, its log beside that."""

    def __init__(self, folder: Path, passphrase_file: Path) -> None:
        self._command = [
            *(sys.executable, "-m", "app", "station", "run"),
            *("--data", str(folder), "--passphrase-file", str(passphrase_file)),
        ]
        self._log = folder.parent / f"{folder.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether its window is open, or about to be."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Open the window; does nothing while it is open."""
        if self.is_running:
            return
        root = str(Path(__file__).resolve().parents[2])
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": root}
            )

    def ask_to_end(self) -> None:
        """Ask the station to end its work; does not wait."""
        if self._process is not None and self.is_running:
            self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended; one that does not is killed, which costs no saved record."""
        if self._process is None:
            return
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
