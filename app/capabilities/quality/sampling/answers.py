"""What sampling answers: a plan, a verdict, and where the switching of inspection stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """How hard inspection is: it follows the history of lots (ISO 2859-1 §9)."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class Counted(StrEnum):
    """What a sample is counted in: units that do not conform, or nonconformities per 100 units."""

    UNITS = "units"
    NONCONFORMITIES = "nonconformities"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPlan:
    """One single plan: inspect `n`, accept with up to `ac`, do not accept from `re` on.

    `code_letter` is the lot's letter of table 1, `letter` that of the plan after its arrow. `n` is
    the whole lot where the table's sample (`table_n`) is as large or larger: 100 % inspection.
    """

    edition: str
    lot: int
    level: str
    aql: Decimal
    severity: Severity
    counted: Counted
    code_letter: str
    letter: str
    arrow: str
    table_n: int
    n: int
    ac: int
    re: int

    @property
    def is_full_inspection(self) -> bool:
        """Tell whether every unit of the lot is inspected."""
        return self.n == self.lot


@dataclass(frozen=True, slots=True)
class LotVerdict:
    """A lot's verdict for each class of defects, and for all: accepted where every class is."""

    classes: Mapping[str, bool]

    @property
    def is_accepted(self) -> bool:
        """Tell whether the lot is accepted."""
        return all(self.classes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class LotResult:
    """What switching asks of an inspected lot.

    `passes_tighter`: would it also pass at the next tighter AQL? None where the sample cannot say,
    because that plan has another size; asked only where `ac` is 2 or more.
    """

    is_accepted: bool
    ac: int
    passes_tighter: bool | None = None
    is_resubmitted: bool = False


class Why(StrEnum):
    """What the last step did to the switching of inspection, for a person to read."""

    NOTHING = "nothing"
    TWO_OF_FIVE = "two_of_five"
    FIVE_ACCEPTED = "five_accepted"
    FIVE_NOT_ACCEPTED = "five_not_accepted"
    SCORE_REACHED = "score_reached"
    SCORE_UNDECIDABLE = "score_undecidable"
    LOT_NOT_ACCEPTED = "lot_not_accepted"
    NOT_STEADY = "not_steady"
    AUTHORITY = "authority"
    CORRECTED = "corrected"
    RESUBMITTED = "resubmitted"
    DISCONTINUED = "discontinued"
    BY_RULE = "by_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switching:
    """Where the inspection of one product, supplier and plan stands after its lots so far.

    `recent` are the last lots on normal inspection, newest last, at most five; `in_row` the lots
    accepted one after the other and `not_accepted` all that were not, both on tightened.
    `is_steady` and `is_agreed` are what people signed: production is steady, the responsible
    authority agrees to reduced inspection.
    """

    severity: Severity = Severity.NORMAL
    score: int = 0
    recent: tuple[bool, ...] = ()
    in_row: int = 0
    not_accepted: int = 0
    is_discontinued: bool = False
    is_steady: bool = False
    is_agreed: bool = False
    why: Why = Why.NOTHING
