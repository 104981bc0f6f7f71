"""What is allowed with delegations: pure rules.

What is delegated is meanings of signatures, nothing else: whoever may sign `released` may let
another sign it for two weeks, but nobody hands on a right to act. A delegation is worth what its
grantor's own right is worth at that moment and place, so scopes and leavers need no rule here.
"""

from app.capabilities.people.accounts.decisions import check_apart, reason
from app.capabilities.people.delegations.events import AuthorityDelegated, DelegationEnded
from app.capabilities.people.delegations.tables import DelegationRow
from app.kernel.refused import Refused

DAY_MS = 86_400_000
MOST_DAYS = 90


def delegate(
    wanted: AuthorityDelegated,
    *,
    grantors_rights: frozenset[str],
    others_rights: frozenset[str],
    now_ms: int,
) -> AuthorityDelegated:
    """Let another sign in one's stead.

    Refuses `delegation.self`, `.no_meaning`, `.not_yours`, `.window`, `people.roles_clash`,
    `.release_clash`, `.why_missing`. Who signs by delegation cannot hand it on: it is not theirs.
    """
    if wanted.to == wanted.grantor:
        raise Refused("delegation.self")
    rights = frozenset(f"sign.{meaning}" for meaning in wanted.meanings)
    if not rights:
        raise Refused("delegation.no_meaning")
    if lacking := sorted(rights - grantors_rights):
        raise Refused("delegation.not_yours", meaning=lacking[0].partition(".")[2])
    if not _is_window(wanted, now_ms):
        raise Refused("delegation.window", most=MOST_DAYS)
    check_apart(others_rights | rights)
    return AuthorityDelegated(
        delegation=wanted.delegation,
        grantor=wanted.grantor,
        to=wanted.to,
        meanings=tuple(sorted(set(wanted.meanings))),
        from_ms=wanted.from_ms,
        until_ms=wanted.until_ms,
        why=reason(wanted.why),
    )


def end(
    row: DelegationRow | None, actor: str, why: str, *, is_administrator: bool
) -> DelegationEnded:
    """End a delegation: who gave it, or an administrator.

    Refuses `delegation.unknown`, `.others`, `people.why_missing`.
    """
    if row is None or row.ended_ms is not None:
        raise Refused("delegation.unknown")
    if actor != row.grantor and not is_administrator:
        raise Refused("delegation.others")
    return DelegationEnded(delegation=row.delegation, given=row.given, why=reason(why))


def is_running(row: DelegationRow, now_ms: int) -> bool:
    """Tell whether a delegation counts now."""
    return row.ended_ms is None and row.from_ms <= now_ms < row.until_ms


def covers_signature(
    row: DelegationRow, grantor: str, signer: str, meaning: str, at_ms: int
) -> bool:
    """Tell whether a signature given at a time stands on this delegation."""
    end_ms = row.until_ms if row.ended_ms is None else min(row.ended_ms, row.until_ms)
    is_theirs = (row.grantor, row.to) == (grantor, signer)
    return is_theirs and meaning in row.meanings and row.from_ms <= at_ms < end_ms


def _is_window(wanted: AuthorityDelegated, now_ms: int) -> bool:
    length_ms = wanted.until_ms - wanted.from_ms
    is_ahead = wanted.from_ms >= now_ms - DAY_MS and wanted.until_ms > now_ms
    return is_ahead and 0 < length_ms <= MOST_DAYS * DAY_MS
