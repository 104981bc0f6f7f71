"""Two symbols, one device: a UDI may be split into a DI symbol and a PI symbol (IMDRF appendix B).

Pure: the half that waits is a value; whoever holds it hands it back with the next scan. Halves join
in either order, from one scanner, within a short time; only then the rules between them apply.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.kernel.symbols import gs1
from app.kernel.symbols.aim import RETAIL_NAMES
from app.kernel.symbols.decoded import Scheme
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.udi import Udi
from app.kernel.words import Words
from drivers.scanners.scan import Scan

WITHIN_MS = 30_000
"""How long a half waits: longer, and the other half may be of the next device."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Half of a UDI that waits for the other, heard from one source at one time (wall clock)."""

    udi: Udi
    source: str
    since_ms: int

    def has_lapsed(self, now_ms: int) -> bool:
        """Tell whether the other half comes too late now."""
        return not 0 <= now_ms - self.since_ms <= WITHIN_MS

    def said(self, words: Words) -> str:
        """Return what is missing and what to do, as a sentence."""
        return words("devices.half.pi") if self.udi.di else words("devices.half.di")


def joined(waiting: Waiting | None, udi: Udi, scan: Scan) -> Udi | Waiting:
    """Return the whole UDI, or what waits for its other half from now on.

    A faulty half is handed back as it is, for its own sentence. A half that follows one of the same
    kind, or comes too late, or from elsewhere, takes its place.
    """
    if not udi.valid or (udi.di and udi.has_pi):
        return udi
    now = Waiting(udi, scan.source, scan.heard_at_ms)
    if waiting is None or waiting.source != now.source or waiting.has_lapsed(now.since_ms):
        return now
    if waiting.udi.scheme is not udi.scheme or bool(waiting.udi.di) == bool(udi.di):
        return now
    first, second = (waiting.udi, udi) if waiting.udi.di else (udi, waiting.udi)
    return _both(first, second, now.since_ms)


def _both(di: Udi, pi: Udi, at_ms: int) -> Udi:
    text = di.text + pi.text
    if di.scheme is Scheme.GS1:
        # A retail symbol holds the bare digits of its GTIN.
        first = f"(01){di.di}" if di.decoded.symbology in RETAIL_NAMES else di.text
        text = gs1.bracketed((*gs1.elements(first), *gs1.elements(pi.text)))
    return Udi(decode(text, datetime.fromtimestamp(at_ms / 1000, UTC).date()), text)
