"""How a record's entries are grouped: by the signatures that cover them, as paper does. Pure."""

from dataclasses import dataclass

from app.journal.signing import Ledger


@dataclass(frozen=True, slots=True)
class Grouped:
    """Hashes in the order paper has them. `blocks` are (entries, signatures over them)."""

    blocks: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    late: tuple[tuple[str, tuple[str, ...]], ...]
    unsigned: tuple[str, ...]
    late_for: dict[str, str]


def grouped(ledger: Ledger) -> Grouped:
    """Group a record's entries by signature. The ledger has them in the order of their stream.

    Two signatures of which neither knew of the other stand side by side. A late entry never slides
    in above a signature: where a later one covers it, it stands with that one, else under `late`
    with the first signature it came late for.
    """
    blocks = _blocks(ledger)
    late_for: dict[str, str] = {}
    for act, signature in ledger.late():
        late_for.setdefault(act, signature)
    placed: set[str] = set()
    made = []
    for signatures in blocks:
        within = frozenset().union(*(ledger.reached(name) for name in signatures)) - placed
        made.append((_in_order(ledger, within), tuple(signatures)))
        placed |= within
    rest = [act.hash for act in ledger.acts if act.hash not in placed]
    late = [name for name in rest if name in late_for]
    return Grouped(
        blocks=tuple(made),
        late=tuple(
            (one.hash, tuple(name for name in late if late_for[name] == one.hash))
            for one in ledger.closing
            if one.hash in {late_for[name] for name in late}
        ),
        unsigned=tuple(name for name in rest if name not in late_for),
        late_for=late_for,
    )


def _blocks(ledger: Ledger) -> list[list[str]]:
    """Return the signatures in order; one that is parallel to any of the last joins them."""
    blocks: list[list[str]] = []
    for one in ledger.signatures:
        if blocks and any(_are_parallel(ledger, other, one.hash) for other in blocks[-1]):
            blocks[-1].append(one.hash)
        else:
            blocks.append([one.hash])
    return blocks


def _are_parallel(ledger: Ledger, one: str, other: str) -> bool:
    return one not in ledger.known_to(other) and other not in ledger.known_to(one)


def _in_order(ledger: Ledger, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(act.hash for act in ledger.acts if act.hash in names)
