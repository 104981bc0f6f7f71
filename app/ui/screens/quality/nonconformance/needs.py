"""What each disposition asks for before it may be proposed, and what is still missing. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from app.capabilities.quality.nonconformance.records.bodies import Disposition, Split

NEEDS: Mapping[Disposition, tuple[str, ...]] = {
    Disposition.REWORK: ("instruction", "risk", "why"),
    Disposition.REPAIR: ("instruction", "risk", "why", "limit"),
    Disposition.DOWNGRADE: ("item", "lawful", "label", "why"),
    Disposition.CONCESSION: ("why", "limit"),
    Disposition.RETURN: ("notice", "why"),
    Disposition.SCRAP: ("why",),
}
"""Fields of a `Split`, in the order they are asked for."""
EXTRA: Mapping[Disposition, tuple[str, ...]] = {
    Disposition.REWORK: ("back_to",),
    Disposition.REPAIR: ("back_to",),
}
"""Fields that may be left out."""
SAID = ("instruction", "item", "limit", "notice", "why")
"""Which field a tile shows, the first that is filled in."""

Splits = tuple[Split, ...]


def missing(split: Split) -> tuple[str, ...]:
    """Return the fields a split still lacks; none while it takes no pieces."""
    if not split.quantity:
        return ()
    asked = NEEDS[split.disposition]
    return tuple(name for name in asked if not str(getattr(split, name)).strip())


def of(splits: Splits, disposition: Disposition) -> Split:
    """Return the part of a disposition, an empty one where there is none."""
    empty = Split(disposition=disposition, quantity=Decimal(0))
    return next((one for one in splits if one.disposition is disposition), empty)


def put(splits: Splits, split: Split) -> Splits:
    """Return the splits with one of them changed."""
    others = tuple(one for one in splits if one.disposition is not split.disposition)
    return (*others, split)


def with_amount(splits: Splits, disposition: Disposition, amount: Decimal) -> Splits:
    """Return the splits with another amount for a disposition."""
    return put(splits, msgspec.structs.replace(of(splits, disposition), quantity=amount))


def total(splits: Iterable[Split]) -> Decimal:
    """Return how many pieces have a disposition."""
    return sum((one.quantity for one in splits), Decimal(0))


def filled(split: Split, values: Mapping[str, object]) -> Split:
    """Return a split with what was filled in for it."""
    asked = (*NEEDS[split.disposition], *EXTRA.get(split.disposition, ()))
    said = {name: str(values.get(name) or "") for name in asked}
    return msgspec.structs.replace(split, **said)


def used(splits: Splits) -> Splits:
    """Return the splits that take pieces, in the order of the tiles."""
    order = list(Disposition)
    return tuple(
        sorted((s for s in splits if s.quantity), key=lambda one: order.index(one.disposition))
    )
