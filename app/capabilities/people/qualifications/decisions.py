"""What is allowed with qualifications, and who may do what by them: pure rules.

`check_qualified` is the gate at an operation's start. Who has read the documents in force is asked
beside it, by the same handler, of the documents.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from app.capabilities.people.accounts.decisions import reason
from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.qualifications.events import (
    QualificationDefined,
    QualificationGranted,
    QualificationWithdrawn,
)
from app.capabilities.people.qualifications.tables import QualificationRow, QualifiedRow
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

DAY_MS = 86_400_000
SOON_DAYS = 30
MOST_MONTHS = 120
MOST_LEVEL = 9

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,30}[A-Z0-9])?")


class Validity(StrEnum):
    """How a qualification stands; its words are `people.qualified.<validity>`."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def validity(row: QualifiedRow, now_ms: int) -> Validity:
    """Return how a grant stands now; `soon` in the last thirty days."""
    if row.ended_ms is not None:
        return Validity.WITHDRAWN
    if now_ms >= row.until_ms:
        return Validity.EXPIRED
    return Validity.SOON if now_ms >= row.until_ms - SOON_DAYS * DAY_MS else Validity.VALID


def counted_at(row: QualifiedRow, at_ms: int) -> bool:
    """Tell whether a grant counted at a time."""
    end_ms = row.until_ms if row.ended_ms is None else min(row.ended_ms, row.until_ms)
    return row.from_ms <= at_ms < end_ms


def define(
    code: str, name: Bilingual, months: int, held: QualificationRow | None
) -> QualificationDefined:
    """Define a qualification, or change its name or how long it lasts.

    Refuses `qualification.bad_code`, `.months`, `.same`, `people.name_missing`.
    """
    if not _CODE.fullmatch(code):
        raise Refused("qualification.bad_code", qualification=code)
    if not name.zh.strip() or not name.en.strip():
        raise Refused("people.name_missing")
    if not 0 < months <= MOST_MONTHS:
        raise Refused("qualification.months", most=MOST_MONTHS)
    wanted = (name.zh, name.en, months)
    if held is not None and (held.name_zh, held.name_en, held.months) == wanted:
        raise Refused("qualification.same")
    return QualificationDefined(qualification=code, name=name, months=months)


def grant(
    wanted: QualificationGranted,
    *,
    known: Collection[str],
    held: QualifiedRow | None,
    now_ms: int,
) -> QualificationGranted:
    """Vouch for somebody; `held` is the grant this one replaces.

    Refuses `qualification.unknown`, `.level`, `.past`, `.long`, `.evidence_missing`, `.same`.
    """
    if wanted.qualification not in known:
        raise Refused("qualification.unknown", qualification=wanted.qualification)
    if not 0 < wanted.level <= MOST_LEVEL:
        raise Refused("qualification.level", most=MOST_LEVEL)
    if wanted.until_ms <= now_ms:
        raise Refused("qualification.past")
    if wanted.until_ms > now_ms + MOST_MONTHS * 31 * DAY_MS:
        raise Refused("qualification.long", most=MOST_MONTHS)
    if not wanted.evidence.strip():
        raise Refused("qualification.evidence_missing")
    if held is not None and (held.until_ms, held.level) == (wanted.until_ms, wanted.level):
        raise Refused("qualification.same")
    return wanted


def withdraw(target: Person, held: QualifiedRow | None, why: str) -> QualificationWithdrawn:
    """Withdraw a grant. Refuses `qualification.not_held`, `people.why_missing`."""
    if held is None:
        raise Refused("qualification.not_held", name=target.name)
    return QualificationWithdrawn(
        person=target.person,
        qualification=held.qualification,
        before_ms=held.until_ms,
        why=reason(why),
    )


def check_not_own(person: str, actor: str) -> None:
    """Refuse `qualification.own`: nobody vouches for themselves."""
    if person == actor:
        raise Refused("qualification.own")


def lacking(required: Iterable[str], held: Iterable[QualifiedRow], at_ms: int) -> tuple[str, ...]:
    """Return which of the qualifications required nobody vouched for at that time."""
    counted = {row.qualification for row in held if counted_at(row, at_ms)}
    return tuple(code for code in required if code not in counted)


def check_qualified(
    who: Bilingual,
    operation: str,
    required: Iterable[str],
    held: Collection[QualifiedRow],
    names: Mapping[str, Bilingual],
    now_ms: int,
) -> None:
    """Let somebody start an operation.

    Refuses `operation.not_qualified`, with who and what is missing or has expired.
    """
    short = lacking(required, held, now_ms)
    if not short:
        return
    once = {row.qualification for row in held}
    raise Refused(
        "operation.not_qualified",
        name=who,
        operation=operation,
        missing=_named([code for code in short if code not in once], names),
        expired=_named([code for code in short if code in once], names),
    )


def _named(codes: Collection[str], names: Mapping[str, Bilingual]) -> Bilingual:
    """Return the names in one line; a dash where there is none."""
    said = [names.get(code, Bilingual(code, code)) for code in codes]
    zh, en = "、".join(one.zh for one in said), ", ".join(one.en for one in said)
    return Bilingual(zh or "—", en or "—")
