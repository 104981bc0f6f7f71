"""What is allowed with reviews of access, and what stands out in them: pure rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from app.capabilities.people.accounts.decisions import ADMINISTRATION, reason
from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.reviews.events import (
    AccountJudged,
    Finding,
    ReviewClosed,
    ReviewStarted,
)
from app.capabilities.people.reviews.tables import JudgedRow, ReviewRow
from app.kernel.refused import Refused

DAY_MS = 86_400_000
EVERY_DAYS = 90
"""From one review to the next, where a site sets nothing else."""
DORMANT_DAYS = 90
"""Nobody has logged in for so long: the account is listed as dormant."""


class Flag(StrEnum):
    """What stands out in an account; its words are `people.flag.<flag>`."""

    DORMANT = "dormant"
    TWIN = "twin"
    UNVERIFIED = "unverified"
    NO_ROLE = "no_role"


def is_dormant(seen_ms: int, now_ms: int) -> bool:
    """Tell whether nobody has used an account for long; `seen_ms` counts from its beginning."""
    return now_ms - seen_ms >= DORMANT_DAYS * DAY_MS


def twins(people: Iterable[Person]) -> frozenset[str]:
    """Return who may have two accounts: active people of the same name, or of the same badge."""
    by_mark: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in people:
        if one.is_active:
            by_mark["badge", one.badge].add(one.person)
            for name in (one.name.zh, one.name.en):
                by_mark["name", "".join(name.split()).casefold()].add(one.person)
    return frozenset(person for same in by_mark.values() if len(same) > 1 for person in same)


def flags(
    one: Person, *, twin: Collection[str], is_verified: bool, seen_ms: int, now_ms: int
) -> tuple[Flag, ...]:
    """Return what stands out in one active account."""
    found: Mapping[Flag, bool] = {
        Flag.TWIN: one.person in twin,
        Flag.DORMANT: is_dormant(seen_ms, now_ms),
        Flag.UNVERIFIED: not is_verified,
        Flag.NO_ROLE: not one.roles,
    }
    return tuple(flag for flag, is_so in found.items() if is_so)


def start(review: str, listed: str, people: int, *, is_open: bool) -> ReviewStarted:
    """Start a review. Refuses `review.open_already`."""
    if is_open:
        raise Refused("review.open_already")
    return ReviewStarted(review=review, listed=listed, people=people)


def check_reviewer(rights: frozenset[str]) -> None:
    """Refuse `review.administrator`: nobody reviews what they administer."""
    if rights & ADMINISTRATION:
        raise Refused("review.administrator")


def judge(
    wanted: AccountJudged, held: ReviewRow | None, listed: Collection[str], actor: str
) -> AccountJudged:
    """Say of an account that it is right, or what has to be done.

    Refuses `review.not_open`, `.not_listed`, `.own_account`, `people.why_missing`.
    """
    if held is None or held.closed_ms is not None:
        raise Refused("review.not_open")
    if wanted.person not in listed:
        raise Refused("review.not_listed", person=wanted.person)
    if wanted.person == actor:
        raise Refused("review.own_account")
    why = wanted.why.strip() if wanted.finding is Finding.KEEP else reason(wanted.why)
    return AccountJudged(
        review=wanted.review,
        person=wanted.person,
        finding=wanted.finding,
        before=wanted.before,
        why=why,
    )


def close(
    held: ReviewRow | None,
    listed: Collection[str],
    judged: Collection[JudgedRow],
    actor: str,
    now_ms: int,
) -> ReviewClosed:
    """Close a review; one's own account is left to whoever reviews next.

    Refuses `review.not_open`, `.unfinished`.
    """
    if held is None or held.closed_ms is not None:
        raise Refused("review.not_open")
    left = set(listed) - {row.person for row in judged} - {actor}
    if left:
        raise Refused("review.unfinished", left=len(left))
    kept = sum(row.finding == Finding.KEEP for row in judged)
    return ReviewClosed(
        review=held.review,
        listed=held.listed,
        kept=kept,
        to_change=len(judged) - kept,
        next_ms=now_ms + EVERY_DAYS * DAY_MS,
    )
