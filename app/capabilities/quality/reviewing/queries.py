"""Whose turn it is with a nonconformance, and what its flow goes on to."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import person as person_of
from app.capabilities.quality.nonconformance.answers import Nonconformance
from app.capabilities.quality.nonconformance.bodies import ONLINE, Part
from app.capabilities.quality.nonconformance.events import NonconformanceOpened
from app.capabilities.quality.reviewing.answers import Signer
from app.capabilities.quality.reviewing.decisions import parts_of
from app.journal.capability import Acting
from app.journal.event import Happened
from app.kernel.expressions import Worth
from app.kernel.words import Bilingual, Words


def begin(acting: Acting, opened: NonconformanceOpened) -> list[Happened]:
    """Begin the review's flow; nothing where the plant has none in force."""
    del acting, opened
    return []


def take_turn(
    acting: Acting, it: Nonconformance, act: str, outcome: str, facts: Mapping[str, Worth]
) -> list[Happened]:
    """End the step an act is bound to. Refuses as the flow where it is not that step's turn."""
    del acting, it, act, outcome, facts
    return []


def sign_turn(acting: Acting, it: Nonconformance) -> list[Happened]:
    """End the step of signing that is whoever acts' turn. Refuses as the flow."""
    del acting, it
    return []


def end(acting: Acting, it: Nonconformance, reason: str) -> list[Happened]:
    """Call the flow off, for one that was opened by mistake."""
    del acting, it, reason
    return []


def waits_for(connection: Connection, it: Nonconformance) -> tuple[str, ...]:
    """Return the roles whose turn it is, where a flow says so."""
    del connection, it
    return ()


def signers(
    connection: Connection, it: Nonconformance, person: str, rights: Collection[str]
) -> tuple[Signer, ...]:
    """Return the order of signing, as `person` with these rights sees it."""
    one = it.standing
    if one is None:
        return ()
    given, open_ = it.approved(one.hash), parts_of(it, rights, person)
    first = it.missing[0] if it.missing else None
    found = [_signer(connection, None, one.by, one.at_ms)]
    for code in one.needs:
        part = Part(code)
        have = given.get(part)
        found.append(
            _signer(
                connection,
                part,
                "" if have is None else have.by,
                0 if have is None else have.at_ms,
                is_turn=part is first,
                is_mine=part in open_,
            )
        )
    return tuple(found)


def _signer(
    connection: Connection,
    part: Part | None,
    by: str,
    at_ms: int,
    *,
    is_turn: bool = False,
    is_mine: bool = False,
) -> Signer:
    word = "proposed" if part is None else part.value
    zh, en = (Words(language)(f"ncr.part.{word}") for language in ("zh_CN", "en"))
    who = person_of(connection, by) if by else None
    meaning = "" if part is None else "approved" if part in ONLINE else "reviewed"
    return Signer(
        step="",
        title=Bilingual(zh, en),
        roles=(),
        part=part,
        meaning=meaning,
        by=by,
        by_name=by if who is None else who.name.zh,
        at_ms=at_ms,
        outcome="",
        is_turn=is_turn,
        is_mine=is_mine,
    )
