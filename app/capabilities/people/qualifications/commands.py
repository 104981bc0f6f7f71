"""What one may ask of qualifications. Nobody vouches for themselves."""

from typing import ClassVar

from app.capabilities.people.accounts.commands import changeable
from app.capabilities.people.qualifications import decisions, queries
from app.capabilities.people.qualifications.events import QualificationGranted
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.words import Bilingual

QUALIFY = "people.qualify"


class DefineQualification(Command, frozen=True, kw_only=True):
    """Define a qualification, or change its name or how many months it lasts."""

    right: ClassVar[str] = QUALIFY

    qualification: str
    name: Bilingual
    months: int = 24


class GrantQualification(Command, frozen=True, kw_only=True):
    """Vouch for somebody until then; None: for as long as the qualification lasts."""

    right: ClassVar[str] = QUALIFY

    person: str
    qualification: str
    evidence: str
    until_ms: int | None = None
    level: int = 1


class WithdrawQualification(Command, frozen=True, kw_only=True):
    """Vouch for somebody no more."""

    right: ClassVar[str] = QUALIFY

    person: str
    qualification: str
    why: str


def define_qualification(acting: Acting, command: DefineQualification) -> list[Happened]:
    """Answer DefineQualification."""
    found = queries.qualifications(acting.connection)
    held = next((one for one in found if one.qualification == command.qualification), None)
    return [decisions.define(command.qualification, command.name, command.months, held)]


def grant_qualification(acting: Acting, command: GrantQualification) -> list[Happened]:
    """Answer GrantQualification. Refuses also `qualification.own` and those of `changeable`."""
    decisions.check_not_own(command.person, acting.actor)
    target = changeable(acting, command.person)
    known = {one.qualification: one.months for one in queries.qualifications(acting.connection)}
    held = queries.grant_held(acting.connection, target.person, command.qualification)
    lasts_ms = known.get(command.qualification, 1) * 365 * decisions.DAY_MS // 12
    until_ms = acting.now_ms + lasts_ms if command.until_ms is None else command.until_ms
    wanted = QualificationGranted(
        person=target.person,
        qualification=command.qualification,
        level=command.level,
        until_ms=until_ms,
        evidence=command.evidence.strip(),
        before_ms=0 if held is None else held.until_ms,
        before_level=0 if held is None else held.level,
    )
    return [decisions.grant(wanted, known=known, held=held, now_ms=acting.now_ms)]


def withdraw_qualification(acting: Acting, command: WithdrawQualification) -> list[Happened]:
    """Answer WithdrawQualification."""
    decisions.check_not_own(command.person, acting.actor)
    target = changeable(acting, command.person)
    held = queries.grant_held(acting.connection, target.person, command.qualification)
    return [decisions.withdraw(target, held, command.why)]
