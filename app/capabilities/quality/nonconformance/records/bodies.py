"""What nonconformances are made of, and the document `nc_terms`: a plant's codes, times, limits."""

from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import msgspec

from app.capabilities.flows.moves.bodies import ASIDE, END, START, Edge, EdgeKind, Flow
from app.journal.event import Whole
from app.kernel.words import Bilingual

NC_TERMS = "nc_terms"
"""The kind of document that says by which codes and within which times a plant works."""


class Severity(StrEnum):
    """How bad it is; its words are `ncr.severity.<value>`."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Risk(StrEnum):
    """What it may do to whoever is treated; its words are `ncr.risk.<value>`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Disposition(StrEnum):
    """What becomes of pieces; its words are `ncr.disposition.<value>` (COMPLIANCE §6)."""

    REWORK = "rework"
    REPAIR = "repair"
    DOWNGRADE = "downgrade"
    CONCESSION = "concession"
    RETURN = "return"
    SCRAP = "scrap"


class CostKind(StrEnum):
    """What was paid for; its words are `ncr.cost.<value>`."""

    REWORK = "rework"
    SCRAP = "scrap"
    RETURN = "return"
    INSPECTION = "inspection"
    SORTING = "sorting"
    OTHER = "other"


class Part(StrEnum):
    """Whose approval a disposition needs; its words are `ncr.part.<value>`.

    The supervisor is whoever holds `quality.approve_rework`, quality `quality.dispose`, production
    `quality.concede`. What changes what a product is, quality decides with the server in touch.
    """

    SUPERVISOR = "supervisor"
    QUALITY = "quality"
    QUALITY_ONLINE = "quality_online"
    PRODUCTION = "production"


NEEDS = {
    Disposition.REWORK: (Part.SUPERVISOR, Part.QUALITY),
    Disposition.REPAIR: (Part.SUPERVISOR, Part.QUALITY_ONLINE, Part.PRODUCTION),
    Disposition.DOWNGRADE: (Part.QUALITY_ONLINE,),
    Disposition.CONCESSION: (Part.QUALITY_ONLINE, Part.PRODUCTION),
    Disposition.RETURN: (Part.QUALITY,),
    Disposition.SCRAP: (Part.QUALITY,),
}
"""Whose approvals each disposition takes, in their order; no two by the same person."""

ONLINE = frozenset({Part.QUALITY_ONLINE, Part.PRODUCTION})
"""The parts that approve only while the server is in touch."""


def same_office(one: Part, other: Part) -> bool:
    """Quality decides at once and with the server: that is one office, and may be one person."""
    return {one, other} <= {Part.QUALITY, Part.QUALITY_ONLINE}


RIGHT_OF = {
    Part.SUPERVISOR: "quality.approve_rework",
    Part.QUALITY: "quality.dispose",
    Part.QUALITY_ONLINE: "quality.dispose",
    Part.PRODUCTION: "quality.concede",
}
"""The right each part needs."""

MENDS = frozenset({Disposition.REWORK, Disposition.REPAIR})
"""What is done to a piece and inspected again."""


class AffectedKind(StrEnum):
    """What may be affected as well; its words are `ncr.affected.<value>`."""

    ORDER = "order"
    LOT = "lot"
    EQUIPMENT = "equipment"
    HANDLING_UNIT = "handling_unit"


class Finding(StrEnum):
    """What a check of something affected came to; its words are `ncr.finding.<value>`."""

    HELD = "held"
    CHECKED_GOOD = "checked_good"
    CHECKED_BAD = "checked_bad"
    NOT_CHECKED = "not_checked"


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: the characteristic, its limit, what was measured, on how many of how many."""

    characteristic: str = ""
    limit: str = ""
    measured: str = ""
    failed: Whole = 0
    checked: Whole = 0


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture by its sha256, and what it shows."""

    sha256: str
    caption: str = ""


class Affected(msgspec.Struct, frozen=True, kw_only=True):
    """Something else that may be affected, why, and what looking at it came to."""

    kind: AffectedKind
    name: str
    why: str = ""
    quantity: Decimal = Decimal(0)
    unit: str = ""
    finding: Finding = Finding.NOT_CHECKED
    remark: str = ""


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become of a part of the pieces, with all that its gate asks for.

    `why` is the justification. Rework and repair go by `instruction` (a code) after the risk
    assessment `risk`, in place or back at the operation `back_to`. A downgrade becomes `item`,
    lawful and as the customer agreed by `lawful`, with the label `label`. A concession says by
    `limit` for how many or until when it holds. A return says the supplier `notice` (SCAR).
    """

    disposition: Disposition
    quantity: Decimal
    why: str = ""
    instruction: str = ""
    risk: str = ""
    back_to: str = ""
    item: str = ""
    lawful: str = ""
    label: str = ""
    limit: str = ""
    notice: str = ""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code of what can be wrong."""

    code: str
    name: Bilingual
    severity: Severity = Severity.MAJOR


class Cycles(msgspec.Struct, frozen=True, kw_only=True):
    """How often pieces of one product, or over one route, may be reworked at the most."""

    most: int
    product: str = ""
    route: str = ""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """By what a plant judges: its codes, days to close by severity, cycles of rework, recurrence.

    The same code on the same product `recurs` times within `within_days` is one thing that recurs.
    """

    code: str
    name: Bilingual
    codes: tuple[Code, ...]
    minor_days: int = 14
    major_days: int = 7
    critical_days: int = 3
    rework_cycles: int = 2
    cycles: tuple[Cycles, ...] = ()
    recurs: int = 3
    within_days: int = 30

    def named(self, code: str) -> Bilingual:
        """Return what a code is called; the code itself where it is not known."""
        found = next((one.name for one in self.codes if one.code == code), None)
        return Bilingual(code, code) if found is None else found

    def days(self, severity: Severity) -> int:
        """Return within how many days one of this severity is closed."""
        return {
            Severity.MINOR: self.minor_days,
            Severity.MAJOR: self.major_days,
            Severity.CRITICAL: self.critical_days,
        }[severity]

    def most_cycles(self, product: str, route: str) -> int:
        """Return how often pieces may be reworked: the product's own word before the route's."""
        for one in self.cycles:
            if one.product and one.product == product:
                return one.most
        for one in self.cycles:
            if not one.product and one.route and one.route == route:
                return one.most
        return self.rework_cycles


def _code(code: str, zh: str, en: str, severity: Severity = Severity.MAJOR) -> Code:
    return Code(code=code, name=Bilingual(zh, en), severity=severity)


STANDARD_TERMS = Terms(
    code="NC-TERMS",
    name=Bilingual("不合格管理规定", "Terms of nonconformances"),
    codes=(
        _code("flash", "飞边", "Flash", Severity.MINOR),
        _code("short", "缺料", "Short shot"),
        _code("black_spot", "黑点", "Black spot", Severity.MINOR),
        _code("bubble", "气泡", "Bubble", Severity.MINOR),
        _code("kink", "管路打折", "Kink"),
        _code("leak", "气密泄漏", "Leak", Severity.CRITICAL),
        _code("weak_joint", "接头脱胶", "Weak joint", Severity.CRITICAL),
        _code("seal_void", "封口空隙", "Seal void", Severity.CRITICAL),
        _code("label_unreadable", "标签不可读", "Label unreadable"),
        _code("wrong_lot", "批号用错", "Wrong lot", Severity.CRITICAL),
        _code("under_weight", "重量不足", "Under-weight"),
        _code("foreign_matter", "异物", "Foreign matter", Severity.CRITICAL),
        _code("dimension", "尺寸超差", "Dimension out of limits"),
        _code("surface", "表面缺陷", "Surface defect", Severity.MINOR),
        _code("inspection", "检验不合格", "Inspection not passed"),
        _code("material", "来料不合格", "Incoming material not as required"),
        _code("other", "其他", "Other"),
    ),
)
"""What holds where a plant has put no terms of its own in force."""

HELD = "held"
REWORK = "rework"
REPAIR = "repair"
VERIFY = "verify"
DOWNGRADED = "downgraded"
CONCEDED = "conceded"
RETURNED = "returned"

PLACE_OF = {
    Disposition.DOWNGRADE: DOWNGRADED,
    Disposition.CONCESSION: CONCEDED,
    Disposition.RETURN: RETURNED,
}
"""Where pieces go at once by a disposition that mends nothing."""


def _edge(source: str, target: str, kind: EdgeKind = EdgeKind.FORWARD) -> Edge:
    return Edge(source=source, target=target, kind=kind)


PIECES = Flow(
    nodes=(HELD, REWORK, REPAIR, VERIFY, DOWNGRADED, CONCEDED, RETURNED),
    edges=(
        _edge(START, HELD),
        _edge(HELD, REWORK),
        _edge(HELD, REPAIR),
        _edge(HELD, DOWNGRADED),
        _edge(HELD, CONCEDED),
        _edge(HELD, RETURNED),
        _edge(HELD, END),
        _edge(REWORK, VERIFY),
        _edge(REPAIR, VERIFY),
        _edge(VERIFY, END),
        _edge(VERIFY, CONCEDED),
        _edge(VERIFY, HELD, EdgeKind.REWORK),
    ),
)
"""The ways of nonconforming pieces, the same in every plant. END is back to production."""


def pieces_case(name: str) -> str:
    """Return the case the pieces of a nonconformance move in."""
    return f"{ASIDE}{name}"


_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""


def number_of(name: str, day: str) -> str:
    """Return a nonconformance's number as people read it: NCR-YYMMDD-XXXX.

    Of the local ISO day it was opened, and of its name: no counter, for two stations that are
    apart would count the same.
    """
    digits = int(sha256(name.encode()).hexdigest()[:5], 16)
    letters = "".join(_LETTERS[(digits >> shift) & 31] for shift in (15, 10, 5, 0))
    return f"NCR-{day[2:].replace('-', '')}-{letters}"
