"""However news about identities, badges, policies … arrives, two nodes come to the same state."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.people.badges.events import BadgeTested
from app.capabilities.people.delegations.events import AuthorityDelegated, DelegationEnded
from app.capabilities.people.identities.events import How, IdentityVerified, IdentityWithdrawn
from app.capabilities.people.policies.events import PolicyAcknowledged, PolicyPublished
from app.capabilities.people.qualifications.events import (
    QualificationDefined,
    QualificationGranted,
    QualificationWithdrawn,
)
from app.capabilities.people.reviews.events import (
    AccountJudged,
    Finding,
    ReviewClosed,
    ReviewStarted,
)
from app.journal.digest import digest
from app.journal.journal import Arrival
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import PEOPLE
from tests.journal.node import a_node

ONE, OTHER = Bilingual("甲", "A"), Bilingual("乙", "B")


def granted(until_ms):
    return QualificationGranted(
        person="P-1",
        qualification="LEAK",
        level=1,
        until_ms=until_ms,
        evidence="x",
        before_ms=0,
        before_level=0,
    )


def delegated(to):
    return AuthorityDelegated(
        delegation="d", grantor="P-1", to=to, meanings=("released",), from_ms=1, until_ms=9, why="x"
    )


def judged(finding):
    return AccountJudged(review="r", person="P-1", finding=finding, before="", why="x")


HAPPENED = st.sampled_from(
    [
        IdentityVerified(person="P-1", how=How.ID_CARD, evidence="x"),
        IdentityWithdrawn(person="P-1", how=How.ID_CARD, why="x"),
        BadgeTested(person="P-1", badge="B-1", passed=True, days=365),
        BadgeTested(person="P-1", badge="B-1", passed=False, days=30),
        PolicyPublished(version=1, text=ONE, before=0, why="x"),
        PolicyPublished(version=1, text=OTHER, before=0, why="x"),
        PolicyAcknowledged(person="P-1", version=1, text="a"),
        QualificationDefined(qualification="LEAK", name=ONE, months=12),
        granted(9),
        granted(10),
        QualificationWithdrawn(person="P-1", qualification="LEAK", before_ms=9, why="x"),
        delegated("P-2"),
        delegated("P-3"),
        DelegationEnded(delegation="d", given="a" * 64, why="x"),
        ReviewStarted(review="r", listed="a" * 64, people=1),
        judged(Finding.KEEP),
        judged(Finding.CHANGE),
        ReviewClosed(review="r", listed="a" * 64, kept=1, to_change=0, next_ms=9),
    ]
)


def written_by(station, happened):
    node = a_node(station, capabilities=PEOPLE)
    for what in happened:
        with node.engine.begin() as connection:
            node.journal.record(connection, [what], "P-0124")
    return [Arrival(sealed) for sealed in node.events()]


@settings(max_examples=25, deadline=None)
@given(first=st.lists(HAPPENED, max_size=6), second=st.lists(HAPPENED, max_size=6), data=st.data())
def test_two_nodes_agree_in_whatever_order_the_news_arrives(first, second, data):
    arrivals = written_by("S1", first) + written_by("S2", second)
    here, there = a_node("S8", capabilities=PEOPLE), a_node("S9", capabilities=PEOPLE)
    here.take(arrivals)
    for arrival in data.draw(st.permutations(arrivals)):
        there.take([arrival])
    vocabulary = here.journal.vocabulary
    assert here.ask(digest, vocabulary, "plant") == there.ask(digest, vocabulary, "plant")
