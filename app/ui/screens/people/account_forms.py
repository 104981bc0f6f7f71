"""Which forms there are about an account, and the command each becomes. No Qt."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone

from app.capabilities.people.accounts.commands import DisablePerson, ReplaceBadge
from app.capabilities.people.badges.commands import CheckBadge
from app.capabilities.people.delegations.commands import DelegateAuthority, EndDelegation
from app.capabilities.people.identities.commands import VerifyIdentity, WithdrawIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.policies.commands import PublishPolicy
from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
    WithdrawQualification,
)
from app.capabilities.people.reviews.commands import JudgeAccount
from app.capabilities.people.reviews.events import Finding
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.ui.screens.people.ask_sheet import Form, Line

_DAY_MS = 86_400_000
_EVERY = ("", "")
"""A field that is offered choices when it is opened."""

Said = Mapping[str, str]


def forms(words: Words) -> tuple[Form, ...]:
    """Return every form, in one language."""
    how = tuple((one.value, words(f"people.identity.{one.value}")) for one in How)
    days = tuple((str(n), words("users.days", n=n)) for n in (7, 14, 30, 90))
    again = tuple((str(n), words("users.days", n=n)) for n in (365, 180, 90))
    why = Line("why")
    return (
        Form("verify", "user-check", (Line("how", how), Line("evidence"))),
        Form("unverify", "user-round", (why,), "danger"),
        Form("badge_test", "scan-barcode", (Line("seen"), Line("days", again))),
        Form("badge_new", "id-card", (Line("badge"), why)),
        Form(
            "qualify",
            "badge-check",
            (Line("qualification", (_EVERY,)), Line("until"), Line("evidence")),
        ),
        Form("unqualify", "ban", (Line("qualification", (_EVERY,)), why), "danger"),
        Form("define", "badge-check", (Line("code"), Line("zh"), Line("en"), Line("months"))),
        Form("delegate", "signature", (Line("meaning", (_EVERY,)), Line("days", days), why)),
        Form("undelegate", "signature", (Line("delegation", (_EVERY,)), why), "danger"),
        Form("disable", "ban", (why,), "danger-solid"),
        Form("judge_change", "user-cog", (why,)),
        Form("judge_disable", "ban", (why,), "danger"),
        Form("publish", "scroll-text", (Line("zh", lines=7), Line("en", lines=7), why)),
    )


def command_of(form: str, person: str, said: Said, now_ms: int, offset_min: int) -> Command:
    """Return what a form asks for. Raises Refused `people.bad_date`."""
    return _MADE[form](person, said, now_ms, offset_min)


def end_of_day_ms(day: str, offset_min: int) -> int:
    """Return when an ISO day ends in the plant. Raises Refused `people.bad_date`."""
    try:
        after = date.fromisoformat(day.strip()) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise Refused("people.bad_date") from error
    zone = timezone(timedelta(minutes=offset_min))
    return int(datetime(after.year, after.month, after.day, tzinfo=zone).timestamp() * 1000)


def last_day(until_ms: int, offset_min: int) -> str:
    """Return the last day on which something counts that ends at `until_ms`."""
    zone = timezone(timedelta(minutes=offset_min))
    return datetime.fromtimestamp((until_ms - 1) / 1000, UTC).astimezone(zone).date().isoformat()


def _qualify(person: str, said: Said, now_ms: int, offset_min: int) -> Command:
    del now_ms
    until = said["until"]
    return GrantQualification(
        person=person,
        qualification=said["qualification"],
        evidence=said["evidence"],
        until_ms=end_of_day_ms(until, offset_min) if until else None,
    )


def _delegate(person: str, said: Said, now_ms: int, offset_min: int) -> Command:
    del offset_min
    return DelegateAuthority(
        to=person,
        meanings=(said["meaning"],) if said["meaning"] else (),
        from_ms=now_ms,
        until_ms=now_ms + int(said["days"]) * _DAY_MS,
        why=said["why"],
    )


def _plain(make: Callable[[str, Said], Command]) -> Callable[[str, Said, int, int], Command]:
    return lambda person, said, now_ms, offset_min: make(person, said)


def _verify(person: str, said: Said) -> Command:
    return VerifyIdentity(person=person, how=How(said["how"]), evidence=said["evidence"])


def _test(person: str, said: Said) -> Command:
    return CheckBadge(person=person, seen=said["seen"], days=int(said["days"]))


def _unqualify(person: str, said: Said) -> Command:
    code = said["qualification"]
    return WithdrawQualification(person=person, qualification=code, why=said["why"])


def _define(_: str, said: Said) -> Command:
    months = said["months"]
    return DefineQualification(
        qualification=said["code"],
        name=Bilingual(said["zh"], said["en"]),
        months=int(months) if months.isascii() and months.isdigit() else 0,
    )


def _judge(finding: Finding) -> Callable[[str, Said], Command]:
    return lambda person, said: JudgeAccount(
        review=said["review"], person=person, finding=finding, why=said.get("why", "")
    )


def _publish(_: str, said: Said) -> Command:
    return PublishPolicy(text=Bilingual(said["zh"], said["en"]), why=said["why"])


_MADE: dict[str, Callable[[str, Said, int, int], Command]] = {
    "verify": _plain(_verify),
    "unverify": _plain(lambda person, said: WithdrawIdentity(person=person, why=said["why"])),
    "badge_test": _plain(_test),
    "badge_new": _plain(
        lambda person, said: ReplaceBadge(person=person, badge=said["badge"], why=said["why"])
    ),
    "qualify": _qualify,
    "unqualify": _plain(_unqualify),
    "define": _plain(_define),
    "delegate": _delegate,
    "undelegate": _plain(
        lambda _, said: EndDelegation(delegation=said["delegation"], why=said["why"])
    ),
    "disable": _plain(lambda person, said: DisablePerson(person=person, why=said["why"])),
    "judge_keep": _plain(_judge(Finding.KEEP)),
    "judge_change": _plain(_judge(Finding.CHANGE)),
    "judge_disable": _plain(_judge(Finding.DISABLE)),
    "publish": _plain(_publish),
}
