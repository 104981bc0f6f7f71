"""What is allowed with a nonconformance from its opening to what is known of it. Pure.

What becomes of its pieces, and whether it may be closed, is `quality.nonconformance.dispositions`.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal

import msgspec

from app.capabilities.documents.answers import Line
from app.capabilities.quality.nonconformance.records.answers import Nonconformance, Recurrence
from app.capabilities.quality.nonconformance.records.bodies import (
    Affected,
    CostKind,
    Picture,
    Risk,
    Severity,
    Terms,
    number_of,
)
from app.capabilities.quality.nonconformance.records.events import (
    CostNoted,
    DueExtended,
    NonconformanceCalledOff,
    NonconformanceContained,
    NonconformanceEvaluated,
    NonconformanceInvestigated,
    NonconformanceOpened,
    NonconformanceRemarked,
)
from app.capabilities.quality.nonconformance.records.tables import NonconformanceRow
from app.journal.discrepancy import key_of
from app.kernel.days import end_of_day_ms, is_a_day
from app.kernel.quantity import is_exact
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

_DAY_MS = 86_400_000
_NOTHING = Decimal(0)
MOST_AFFECTED = 100


# ----------------------------------------------------------------------------- from day one on
def open_(
    wanted: NonconformanceOpened, known: Nonconformance | None, day: str
) -> NonconformanceOpened:
    """Open one, under its number of the local `day`. Refusals: `ncr.opened_already`, `.quantity`,
    `.what`, `.found`.
    """
    if known is not None and known.row.opened:
        raise Refused("ncr.opened_already", number=known.row.number)
    check_quantity(wanted.quantity)
    if not (wanted.title.zh.strip() or wanted.title.en.strip()):
        raise Refused("ncr.what")
    found = wanted.found
    if found.failed < 0 or found.checked < 0 or found.failed > max(found.checked, 0):
        raise Refused("ncr.found")
    return msgspec.structs.replace(wanted, number=number_of(wanted.name, day))


def contain(
    it: Nonconformance, place: str, pictures: tuple[Picture, ...] = ()
) -> NonconformanceContained:
    """Say where the pieces were put aside. Refusals: `ncr.over`, `ncr.place`."""
    check_open(it)
    if not place.strip():
        raise Refused("ncr.place")
    return NonconformanceContained(name=it.name, place=place.strip(), pictures=pictures)


def evaluate(
    it: Nonconformance, wanted: NonconformanceEvaluated, *, open_results: int = 0
) -> NonconformanceEvaluated:
    """Judge how bad it is, how much, and what else is affected; again until something is done.

    `open_results` is how many failed results of its form nobody investigated yet: they are, before
    it is closed (CN-18). Refusals: `ncr.over`, `.quantity`, `.quantity_done`, `.affected`,
    `.is_proposed`.
    """
    check_open(it)
    check_quantity(wanted.quantity)
    if it.standing is not None and not it.is_carried_out:
        raise Refused("ncr.is_proposed")
    gone = it.row.quantity - it.pieces.held
    if wanted.quantity < gone:
        raise Refused("ncr.quantity_done", done=gone)
    names = [(one.kind, one.name) for one in wanted.affected]
    if len(set(names)) != len(names) or len(names) > MOST_AFFECTED or not all(n for _, n in names):
        raise Refused("ncr.affected", most=MOST_AFFECTED)
    needs = wanted.needs_investigation or open_results > 0
    return msgspec.structs.replace(wanted, needs_investigation=needs)


def investigate(
    it: Nonconformance, cause: str, open_results: int, pictures: tuple[Picture, ...] = ()
) -> NonconformanceInvestigated:
    """Say why it is so.

    A failed result of the form it was found by is investigated there first, result by result
    (CN-18, No.107 Art.103). Refusals: `ncr.over`, `.not_evaluated`, `.cause`, `.uninvestigated`.
    """
    check_open(it)
    check_evaluated(it)
    if not cause.strip():
        raise Refused("ncr.cause")
    if open_results:
        raise Refused("ncr.uninvestigated", count=open_results)
    return NonconformanceInvestigated(
        name=it.name, cause=cause.strip(), filled=it.row.filled, pictures=pictures
    )


def remark(
    it: Nonconformance, text: str, pictures: tuple[Picture, ...] = ()
) -> NonconformanceRemarked:
    """Say or show something of it, also once it is over. Refusal: `ncr.remark`."""
    if not text.strip() and not pictures:
        raise Refused("ncr.remark")
    return NonconformanceRemarked(name=it.name, remark=text.strip(), pictures=pictures)


def note_cost(
    it: Nonconformance, sort: CostKind, amount: Decimal, currency: str, text: str
) -> CostNoted:
    """Note what it cost; a negative amount takes back. Refusals: `ncr.amount`, `ncr.currency`."""
    if not is_exact(amount) or not amount:
        raise Refused("ncr.amount")
    said = currency.strip().upper()
    if len(said) != 3 or not said.isascii() or not said.isalpha():  # ISO 4217
        raise Refused("ncr.currency")
    return CostNoted(name=it.name, sort=sort, amount=amount, currency=said, remark=text.strip())


def extend(it: Nonconformance, day: str, reason: str, today: str) -> DueExtended:
    """Let it take longer. Refusals: `ncr.over`, `ncr.day`, `ncr.why`."""
    check_open(it)
    if not is_a_day(day) or day < today:
        raise Refused("ncr.day")
    return DueExtended(name=it.name, day=day, reason=_said(reason))


def call_off(
    it: Nonconformance, reason: str, second: str, actor: str, people: Collection[str]
) -> NonconformanceCalledOff:
    """Say, two persons, that it was opened by mistake; nothing may have been done about it.

    Refusals: `ncr.over`, `ncr.why`, those of `check_second`, `ncr.done_already`.
    """
    check_open(it)
    check_second(second, actor, people)
    if it.done:
        raise Refused("ncr.done_already")
    return NonconformanceCalledOff(name=it.name, reason=_said(reason), second=second)


# ----------------------------------------------------------------------------- what all keep to
def check_open(it: Nonconformance) -> None:
    """Refuse `ncr.over` for one that is closed or called off, `ncr.unknown` for none."""
    if not it.row.opened:
        raise Refused("ncr.unknown")
    if it.row.is_over:
        raise Refused("ncr.over", number=it.row.number)


def check_evaluated(it: Nonconformance) -> None:
    """Refuse `ncr.not_evaluated`."""
    if not it.row.evaluated_ms:
        raise Refused("ncr.not_evaluated")


def check_second(second: str, actor: str, people: Collection[str]) -> None:
    """Refuse `ncr.second_missing` where nobody of the plant is named, `ncr.second_same`."""
    if not second or second not in people:
        raise Refused("ncr.second_missing")
    if second == actor:
        raise Refused("ncr.second_same")


def check_quantity(quantity: Decimal) -> None:
    """Refuse `ncr.quantity`."""
    if not is_exact(quantity) or quantity <= 0:
        raise Refused("ncr.quantity")


# ----------------------------------------------------------------------------- time, recurrence
def due_ms(row: NonconformanceRow, terms: Terms, offset_min: int) -> int | None:
    """Return until when it is to be closed, by its severity or as extended; None once it is over.

    Ms since 1970 UTC; `offset_min` is where that is asked.
    """
    if row.is_over or not row.opened:
        return None
    if row.due_day and is_a_day(row.due_day):
        return end_of_day_ms(row.due_day, offset_min)
    days = terms.days(severity_of(row))
    return row.opened_ms + days * _DAY_MS


def severity_of(row: NonconformanceRow) -> Severity:
    """Return how bad it is; one nobody can read is taken for critical."""
    known = tuple(Severity)
    return Severity(row.severity) if row.severity in known else Severity.CRITICAL


def risk_of(row: NonconformanceRow) -> Risk | None:
    """Return its risk; None before it was evaluated."""
    return Risk(row.risk) if row.risk in tuple(Risk) else None


def recurrences(rows: Iterable[NonconformanceRow], terms: Terms) -> tuple[Recurrence, ...]:
    """Return what recurs: the same code on the same product, as often as the terms say.

    A group begins with its first and ends with the window of that one: so its key stays the same
    when more of it come, and a case made of it is never made twice. Called off ones do not count.
    """
    groups: dict[tuple[str, str], list[NonconformanceRow]] = {}
    counting = (row for row in rows if row.opened and not row.called_off_ms)
    for row in sorted(counting, key=lambda one: (one.opened_ms, one.name)):
        groups.setdefault((row.code, row.product or row.material), []).append(row)
    found = [one for (code, of), group in groups.items() for one in _runs(code, of, group, terms)]
    return tuple(sorted(found, key=lambda one: (one.last_ms, one.key)))


def _runs(
    code: str, product: str, group: list[NonconformanceRow], terms: Terms
) -> Iterable[Recurrence]:
    window = terms.within_days * _DAY_MS
    while len(group) >= max(terms.recurs, 1):
        first = group[0]
        run = [one for one in group if one.opened_ms - first.opened_ms <= window]
        if len(run) < max(terms.recurs, 1):
            group = group[1:]
            continue
        yield Recurrence(
            key=key_of("ncr_recurs", (code, product, first.name)),
            code=code,
            code_name=terms.named(code),
            product=product,
            names=tuple(one.name for one in run),
            numbers=tuple(one.number for one in run),
            first_ms=first.opened_ms,
            last_ms=run[-1].opened_ms,
        )
        group = group[len(run) :]


# ----------------------------------------------------------------------------- the plant's terms
def check_terms(terms: Terms) -> None:
    """Refusals: `ncr.terms_codes`, `ncr.terms_numbers`."""
    codes = [one.code for one in terms.codes]
    named = all(one.code.strip() and one.name.zh and one.name.en for one in terms.codes)
    if not codes or len(set(codes)) != len(codes) or not named:
        raise Refused("ncr.terms_codes")
    days = (terms.minor_days, terms.major_days, terms.critical_days, terms.within_days)
    most = (terms.rework_cycles, *(one.most for one in terms.cycles))
    if min(days) < 1 or min(most) < 0 or terms.recurs < 2:  # twice is again
        raise Refused("ncr.terms_numbers")


def outline_terms(terms: Terms) -> tuple[Line, ...]:
    """Return terms line by line, as people read and compare them."""
    numbers = {
        "minor_days": terms.minor_days,
        "major_days": terms.major_days,
        "critical_days": terms.critical_days,
        "rework_cycles": terms.rework_cycles,
        "recurs": terms.recurs,
        "within_days": terms.within_days,
    }
    return (
        Line(path=("name",), text=(terms.name,), level=0),
        *(Line(path=(field,), text=(f"{value}",), field=field) for field, value in numbers.items()),
        *(
            Line(
                path=("cycles", place),
                text=(one.product or one.route, f"{one.most}"),
                field="rework_cycles",
            )
            for place, one in enumerate(terms.cycles)
        ),
        *(
            Line(path=("codes", place), text=(one.name,), number=one.code)
            for place, one in enumerate(terms.codes)
        ),
    )


def titled(terms: Terms, code: str) -> Bilingual:
    """Return what one of this code is called. Refusal: `ncr.code_unknown`."""
    if code not in {one.code for one in terms.codes}:
        raise Refused("ncr.code_unknown", named=code)
    return terms.named(code)


def affected_names(affected: Iterable[Affected]) -> frozenset[tuple[str, str]]:
    """Return what was looked at, by kind and name."""
    return frozenset((one.kind.value, one.name) for one in affected)


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused("ncr.why")
    return reason.strip()
