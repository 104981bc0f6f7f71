"""Settings and values of field kinds that hold dates and times."""

import msgspec


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar day as ISO text; `not_before` and `not_after` are ISO days, or empty."""

    not_before: str = ""
    not_after: str = ""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A day and time with its zone, as ISO text."""


class Duration(msgspec.Struct, frozen=True, kw_only=True):
    """How long something took; shorter than `least_s` or longer than `most_s` fails (seconds)."""

    least_s: int | None = None
    most_s: int | None = None


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when (ms since 1970 UTC); only `ms` where nobody watched a clock."""

    ms: int
    from_ms: int | None = None
    to_ms: int | None = None
