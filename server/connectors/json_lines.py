"""A channel that writes each notice as a line of JSON to a file, for any program to carry on.

    JsonLines(Path("/var/spool/lineside/notices.jsonl"))

A line is on disk before it counts as sent. What a power cut left of a line is cut off at the next
start, and a message whose key stands in the file is not written again.
"""

import os
from pathlib import Path

import msgspec

from server.connectors.channel import Message

NAME = "file"


class _Keyed(msgspec.Struct):
    key: str


class JsonLines:
    """Appends to one file; whoever reads it may move it away, and a new one is begun."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: set[str] | None = None

    @property
    def name(self) -> str:
        """Return its name."""
        return NAME

    def send(self, message: Message) -> None:
        """Append a line. Raises OSError where the file cannot be written."""
        if self._keys is None:
            self._keys = self._open()
        if message.key in self._keys:
            return
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(message) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._keys.add(message.key)

    def _open(self) -> set[str]:
        """Return the keys in the file, after cutting off what is no whole line."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+b") as file:
            file.seek(0)
            data = file.read()
            whole = data[: data.rfind(b"\n") + 1]
            if len(whole) < len(data):
                file.truncate(len(whole))
        return {key for line in whole.splitlines() if (key := _key_of(line))}


def _key_of(line: bytes) -> str:
    """Return a line's key; a line that somebody else wrote has none."""
    try:
        return msgspec.json.decode(line, type=_Keyed).key
    except msgspec.MsgspecError:
        return ""
