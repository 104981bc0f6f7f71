"""Settings and values of the field of a form that holds a lot."""

import msgspec


class LotField(msgspec.Struct, frozen=True, kw_only=True):
    """A lot of one of the materials `of`, any where empty.

    `usable`: only one that may be used, and that keeps `hours` from now; else any lot that was
    received, as whoever inspects it fills in.
    """

    of: tuple[str, ...] = ()
    usable: bool = True
    hours: int = 0


class PickedLot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot as it was picked; `because` says why an older one was passed over."""

    lot: str
    container: str = ""
    because: str = ""
