"""What one may ask of reviews of access. Who administers accounts does not review them."""

from typing import ClassVar

import msgspec

from app.capabilities.people.accounts.queries import rights_of
from app.capabilities.people.reviews import decisions, queries
from app.capabilities.people.reviews.events import AccountJudged, Finding
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.store import content

REVIEW = "people.review"


class StartReview(Command, frozen=True, kw_only=True):
    """Take down who has which rights now, to look through it."""

    right: ClassVar[str] = REVIEW
    needs_server: ClassVar[bool] = True


class JudgeAccount(Command, frozen=True, kw_only=True):
    """Say of an account that it is right, or what has to be done about it."""

    right: ClassVar[str] = REVIEW

    review: str
    person: str
    finding: Finding
    why: str = ""


class CloseReview(Command, frozen=True, kw_only=True):
    """Say that every account was looked at."""

    right: ClassVar[str] = REVIEW
    needs_server: ClassVar[bool] = True

    review: str


def start_review(acting: Acting, command: StartReview) -> list[Happened]:
    """Answer StartReview. Refuses `review.administrator`, `.open_already`."""
    del command
    _check_reviewer(acting)
    listed = queries.access_list(acting.connection, acting.now_ms)
    name = content.keep(acting.connection, msgspec.json.encode(listed), "application/json")
    is_open = queries.review_due(acting.connection).open is not None
    return [decisions.start(acting.new_id(), name, len(listed.lines), is_open=is_open)]


def judge_account(acting: Acting, command: JudgeAccount) -> list[Happened]:
    """Answer JudgeAccount. Refuses also `review.administrator`, `.list_not_here`."""
    _check_reviewer(acting)
    held = queries.review(acting.connection, command.review)
    said = queries.judged(acting.connection, command.review).get(command.person)
    wanted = AccountJudged(
        review=command.review,
        person=command.person,
        finding=command.finding,
        before="" if said is None else said.finding,
        why=command.why,
    )
    return [decisions.judge(wanted, held, _people(acting, command.review), acting.actor)]


def close_review(acting: Acting, command: CloseReview) -> list[Happened]:
    """Answer CloseReview. Refuses also `review.administrator`, `.list_not_here`."""
    _check_reviewer(acting)
    held = queries.review(acting.connection, command.review)
    said = queries.judged(acting.connection, command.review).values()
    listed = _people(acting, command.review)
    return [decisions.close(held, listed, tuple(said), acting.actor, acting.now_ms)]


def _check_reviewer(acting: Acting) -> None:
    decisions.check_reviewer(rights_of(acting.connection, acting.actor, acting.place))


def _people(acting: Acting, review: str) -> tuple[str, ...]:
    """Return whom the list names; nobody where there is no such review."""
    held = queries.review(acting.connection, review)
    if held is None:
        return ()
    return tuple(line.person for line in queries.listed(acting.connection, held).lines)
