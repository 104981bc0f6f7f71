"""One record as paper shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.capabilities.people.signatures.queries import Signature
from app.capabilities.records.entries.answers import Entry


@dataclass(frozen=True, slots=True)
class Block:
    """Entries, and the signatures over them: more than one where they are parallel."""

    entries: tuple[Entry, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """Entries that came late for a signature and that no other covers yet."""

    signature: Signature
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record in the order paper has it: blocks, late entries, what is not yet signed.

    `late_for` names each entry that came late and the signature it came late for, also where a
    later one took it up. `shown` are the hashes it was made from. `held_back` does not count: it
    waits or is quarantined. `fingerprint` is sha256 over the sorted hashes of what counts; `unsent`
    is how much of it is not synchronised. `signed_off` are the meanings that close it as it is now.
    """

    stream: str
    blocks: tuple[Block, ...]
    late: tuple[Late, ...]
    unsigned: tuple[Entry, ...]
    held_back: tuple[Entry, ...]
    withdrawals: tuple[Signature, ...]
    late_for: Mapping[str, Signature] = field(default_factory=dict)
    covered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    fingerprint: str = ""
    unsent: int = 0
    signed_off: frozenset[str] = frozenset()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return every entry that counts, in the order shown."""
        parts = [*(block.entries for block in self.blocks), *(late.entries for late in self.late)]
        return tuple(entry for part in (*parts, self.unsigned) for entry in part)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """Return every signature, in the order shown."""
        return tuple(signature for block in self.blocks for signature in block.signatures)

    @property
    def is_open_again(self) -> bool:
        """Tell whether it was closed by a signature and something came since."""
        return any(one.closes for one in self.signatures) and bool(self.late or self.unsigned)
