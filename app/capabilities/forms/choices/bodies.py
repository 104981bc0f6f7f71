"""Settings of field kinds that choose."""

import msgspec

from app.kernel.words import Bilingual


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to choose. `fails`: choosing it is a finding. `alone`: nothing else beside it."""

    code: str
    label: Bilingual
    fails: bool = False
    alone: bool = False


class YesNo(msgspec.Struct, frozen=True, kw_only=True):
    """Yes or no; `wanted` is the answer that passes, None where neither is judged."""

    wanted: bool | None = None


class PassFail(msgspec.Struct, frozen=True, kw_only=True):
    """Pass, fail or not applicable (only where `may_not_apply`).

    `samples` is how many pieces are looked at, `ac` how many of them may fail and `re` from how
    many on the lot is not accepted, where the form says so.
    """

    may_not_apply: bool = False
    samples: int | None = None
    ac: int | None = None
    re: int | None = None


class OneOf(msgspec.Struct, frozen=True, kw_only=True):
    """One of `choices`."""

    choices: tuple[Choice, ...]


class SomeOf(msgspec.Struct, frozen=True, kw_only=True):
    """From `least` to `most` of `choices`."""

    choices: tuple[Choice, ...]
    least: int = 1
    most: int | None = None


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """Items to be ticked; `may_not_apply` names those that may be left out as not applicable."""

    items: tuple[Choice, ...]
    may_not_apply: tuple[str, ...] = ()
