"""Settings of field kinds that hold words."""

import msgspec


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """Words of at most `longest` characters; `pattern` is a regular expression of the whole."""

    longest: int = 200
    pattern: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Several lines; a rich note knows **bold**, `- ` lists and `# ` headings, nothing else."""

    longest: int = 4_000


class SerialNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number this station gives itself, unique without the server: `prefix`, station, counter.

    `digits` is the width of the counter.
    """

    prefix: str
    digits: int = 4
