"""Settings and values of field kinds that name something else."""

import msgspec


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code as a scanner reads it; `pattern` is a regular expression the whole text matches."""

    pattern: str = ""


class Scanned(msgspec.Struct, frozen=True, kw_only=True):
    """What was scanned: its text, and what the scanner said of the symbol (AIM identifier)."""

    text: str
    aim: str = ""


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A UDI; `of` are the device identifiers (DI) it may be, any where empty."""

    of: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """What must be said beside the DI: lot, serial, expiry, mfg_date."""


class Identified(msgspec.Struct, frozen=True, kw_only=True):
    """A UDI as read: `text` as scanned, its DI, and the production identifiers by name."""

    text: str
    di: str = ""
    pi: dict[str, str] = {}


class Somebody(msgspec.Struct, frozen=True, kw_only=True):
    """A person; who has none of `roles` or lacks `qualification` is not accepted."""

    roles: tuple[str, ...] = ()
    qualification: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record of this plant; `of` is how its name begins (`filled/`), any where empty."""

    of: str = ""


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it stood: its stream, its last event then, and what it is called."""

    record: str
    tip: str = ""
    title: str = ""
