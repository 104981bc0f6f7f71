"""What is judged and what it comes to: values as they stand, the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from app.kernel.expressions import Worth

Outcome = Literal["pass", "fail", "none"]
"""A verdict; none where nothing in the form is judged."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a form is filled for; whatever does not apply is empty.

    `inspection` is the stream of the inspection it belongs to, `why` what asked for it.
    """

    order: str = ""
    operation: str = ""
    lot: str = ""
    product: str = ""
    material: str = ""
    supplier: str = ""
    equipment: str = ""
    inspection: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The value that counts at a place. `value` is decoded, None where it does not apply.

    `passes` is its verdict by the form as it is pinned; `finding` and `cause` what an investigation
    of it came to; `retries` how many values it replaced.
    """

    hash: str
    value: Any
    said: str
    passes: bool | None
    by: str
    at_ms: int
    source: str = "manual"
    gauge: str = ""
    device: str = ""
    raw: str = ""
    reason: str = ""
    not_applicable: str = ""
    witness: str = ""
    finding: str = ""
    cause: str = ""
    retries: int = 0

    @property
    def awaits_retest(self) -> bool:
        """Tell whether its test deviated and has not been done again."""
        return self.finding == "test_deviated"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a form comes to as it stands.

    `fields` is each field's verdict by key; `missing` the places still to be filled, in reading
    order; `hidden` and `locked` the keys that are not shown, not to be filled, now; `worked` what
    formulas came to; `broken` the keys whose `must` does not hold.
    """

    verdict: Outcome
    fields: Mapping[str, bool | None]
    missing: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    worked: Mapping[str, Worth] = field(default_factory=dict)
    broken: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[str, ...]:
        """Return the fields that fail, in reading order."""
        return tuple(key for key, passes in self.fields.items() if passes is False)

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is missing and everything that must hold does."""
        return not self.missing and not self.broken
