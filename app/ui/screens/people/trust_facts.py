"""What the screen of users knows of trust: identities, badges, qualifications, reviews. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import Person, last_logins
from app.capabilities.people.badges.decisions import BadgeStanding
from app.capabilities.people.badges.queries import badge_standings
from app.capabilities.people.delegations.queries import running
from app.capabilities.people.delegations.tables import DelegationRow
from app.capabilities.people.identities.queries import identities
from app.capabilities.people.identities.tables import IdentityRow
from app.capabilities.people.policies.queries import acknowledgements, policies
from app.capabilities.people.policies.tables import PolicyRow
from app.capabilities.people.qualifications.queries import grants, qualifications
from app.capabilities.people.qualifications.tables import QualificationRow, QualifiedRow
from app.capabilities.people.reviews.bodies import Line
from app.capabilities.people.reviews.decisions import twins
from app.capabilities.people.reviews.queries import (
    ReviewDue,
    dormant,
    judged,
    listed,
    review_due,
    reviews,
)
from app.capabilities.people.reviews.tables import JudgedRow, ReviewRow
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """Reviews of access: when the next is due, the closed ones, and the open one line by line.

    `is_here` is False while the open one's list has not arrived.
    """

    due: ReviewDue
    closed: tuple[ReviewRow, ...]
    lines: tuple[Line, ...]
    judged: Mapping[str, JudgedRow]
    is_here: bool

    def left(self, reviewer: str) -> int:
        """Return how many accounts `reviewer` has still to look at: all but their own."""
        open_ones = {line.person for line in self.lines} - self.judged.keys() - {reviewer}
        return len(open_ones)


@dataclass(frozen=True, slots=True)
class TrustFacts:
    """Who may be trusted with what: by person, as it stands now."""

    verified: Mapping[str, IdentityRow]
    badges: Mapping[str, BadgeStanding]
    qualifications: tuple[QualificationRow, ...]
    grants: Mapping[str, tuple[QualifiedRow, ...]]
    delegations: tuple[DelegationRow, ...]
    policies: tuple[PolicyRow, ...]
    acknowledged: Mapping[str, int]
    seen: Mapping[str, int]
    dormant: Mapping[str, int]
    twins: frozenset[str]
    reviews: ReviewFacts

    def is_verified(self, person: str) -> bool:
        """Tell whether somebody's identity was verified and stands."""
        found = self.verified.get(person)
        return found is not None and found.is_verified

    def qualification(self, code: str) -> Bilingual:
        """Return the name of a qualification; its code where nobody defined it."""
        found = next((one for one in self.qualifications if one.qualification == code), None)
        return Bilingual(code, code) if found is None else Bilingual(found.name_zh, found.name_en)

    def held(self, person: str) -> tuple[QualifiedRow, ...]:
        """Return the grants that stand, expired ones too: what somebody has to show."""
        return tuple(row for row in self.grants.get(person, ()) if row.ended_ms is None)

    @property
    def policy(self) -> PolicyRow | None:
        """Return the present policy of signatures."""
        return self.policies[0] if self.policies else None


def trust_facts(connection: Connection, people: tuple[Person, ...], now_ms: int) -> TrustFacts:
    """Return how far people can be trusted, as this station knows it."""
    versions = policies(connection)
    return TrustFacts(
        verified=identities(connection),
        badges=badge_standings(connection, people, now_ms),
        qualifications=qualifications(connection),
        grants=grants(connection),
        delegations=running(connection, now_ms),
        policies=versions,
        acknowledged=acknowledgements(connection, versions[0].text) if versions else {},
        seen=last_logins(connection),
        dormant={one.person: at_ms for one, at_ms in dormant(connection, now_ms)},
        twins=twins(people),
        reviews=_reviews(connection),
    )


def _reviews(connection: Connection) -> ReviewFacts:
    due = review_due(connection)
    closed = tuple(row for row in reviews(connection) if row.closed_ms is not None)
    if due.open is None:
        return ReviewFacts(due, closed, (), {}, is_here=True)
    said = judged(connection, due.open.review)
    try:
        lines = listed(connection, due.open).lines
    except Refused:
        return ReviewFacts(due, closed, (), said, is_here=False)
    return ReviewFacts(due, closed, lines, said, is_here=True)
