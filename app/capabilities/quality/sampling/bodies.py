"""Settings and value of the field kind `sampling`: which plan a lot got, and what was found."""

import msgspec

from app.kernel.words import Bilingual


class DefectClass(msgspec.Struct, frozen=True, kw_only=True):
    """A class of defects (critical, major, minor) with its AQL as the standard writes it."""

    code: str
    label: Bilingual
    aql: str


class Sampled(msgspec.Struct, frozen=True, kw_only=True):
    """How lots are sampled: inspection level, and an AQL for each class of defects.

    `chart` names the control chart each class is plotted on: p, np, u or c. Where it names none it
    is p, beyond AQL 10 u. A c chart asks for samples of one size.
    """

    level: str = "II"
    chart: str = ""
    classes: tuple[DefectClass, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What one class of defects came to: the plan's letter, sample, Ac and Re; what was found."""

    found: int
    letter: str = ""
    n: int = 0
    ac: int = 0
    re: int = 0


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A lot's sample by `edition` of the standard; switching does not count a `resubmitted` lot.

    Letter, n, Ac and Re are worked out from lot, level and severity; what is handed in is replaced.
    """

    lot_size: int
    severity: str
    classes: dict[str, Found]
    resubmitted: bool = False
    edition: str = ""
    level: str = ""
