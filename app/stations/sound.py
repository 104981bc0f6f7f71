"""Four short sounds a noisy floor can tell apart: done, refused, somebody is called, news waits.

Made here as plain tones (no file to ship, no QtMultimedia), played by what the system has: winsound
on Windows, else `paplay` or `aplay`; where there is none, silence. The one who asks never waits.
"""

import io
import logging
import math
import queue
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import wave
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

RATE = 22_050
LONGEST_S = 3.0
WAITING_MOST = 2
"""Cues that may wait for one that still sounds; a later one is stale news and is dropped."""


class Cue(StrEnum):
    """What a sound says."""

    OK = "ok"
    REFUSED = "refused"
    CALL = "call"
    NEWS = "news"


TUNES: dict[Cue, tuple[tuple[int, int], ...]] = {
    Cue.OK: ((1760, 90),),
    Cue.REFUSED: ((330, 160), (0, 60), (330, 160)),
    Cue.CALL: ((880, 180), (1175, 180), (880, 180), (1175, 180)),
    Cue.NEWS: ((1047, 140), (0, 50), (1319, 140), (0, 50), (1568, 260)),
}
"""Each cue's tones as (Hz, ms); 0 Hz is a pause. Apart in pitch, rhythm and length alike."""


class Sound(Protocol):
    """What screens know of sound."""

    def play(self, cue: Cue) -> None:
        """Sound a cue and return at once."""
        ...


class Silence:
    """The twin for tests and for stations where sound is switched off."""

    def play(self, cue: Cue) -> None:
        pass


Player = Callable[[bytes], None]
"""Plays one WAV and returns when it has sounded; raises OSError where it cannot."""


class Speaker:
    """Plays cues on a thread of its own, begun with the first one."""

    def __init__(self, player: Player) -> None:
        self.on = True
        self._player = player
        self._waiting: queue.Queue[Cue | None] = queue.Queue(WAITING_MOST)
        self._thread: threading.Thread | None = None

    def play(self, cue: Cue) -> None:
        if not self.on or self._waiting.full():
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._sound, name="sound", daemon=True)
            self._thread.start()
        self._waiting.put_nowait(cue)

    def close(self) -> None:
        """Let what waits sound and end the thread. Harmless twice."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join(LONGEST_S * (WAITING_MOST + 1))

    def _sound(self) -> None:
        while (cue := self._waiting.get()) is not None:
            try:
                self._player(waveform(cue))
            except (OSError, RuntimeError, subprocess.SubprocessError) as error:
                log.warning("sound.failed cue=%s why=%s", cue, error)


def speaker() -> Sound:
    """Return what this machine can sound with."""
    if sys.platform == "win32":
        return Speaker(_play_on_windows)
    for program in ("paplay", "aplay"):
        if path := shutil.which(program):
            return Speaker(_by_program(path))
    log.info("sound.none")
    return Silence()


def waveform(cue: Cue) -> bytes:
    """Return a cue as a WAV file: 16 bit, one channel."""
    samples = b"".join(_tone(hertz, ms) for hertz, ms in TUNES[cue])
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples)
    return file.getvalue()


def _tone(hertz: int, ms: int) -> bytes:
    """Return a tone's samples, its ends rounded off over 5 ms: a bare edge clicks."""
    count, edge = RATE * ms // 1000, RATE // 200
    return b"".join(
        struct.pack(
            "<h",
            int(
                26_000
                * min(1.0, at / edge, (count - at) / edge)
                * math.sin(2 * math.pi * hertz * at / RATE)
            ),
        )
        for at in range(count)
    )


def _by_program(path: str) -> Player:
    def play(wav: bytes) -> None:
        # paplay reads files only, so both get one.
        with tempfile.TemporaryDirectory(prefix="lineside-sound-") as folder:
            file = Path(folder) / "cue.wav"
            file.write_bytes(wav)
            subprocess.run(
                [path, str(file)],
                timeout=LONGEST_S,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )

    return play


def _play_on_windows(wav: bytes) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(wav, winsound.SND_MEMORY)
