"""Whoever signs has acknowledged the policy of signatures in its present version."""

import pytest

from app.capabilities.people.policies.commands import AcknowledgePolicy, PublishPolicy
from app.capabilities.people.policies.decisions import check_acknowledged
from app.capabilities.people.policies.queries import (
    acknowledgements,
    has_acknowledged,
    policies,
    present_policy,
)
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import a_person, a_plant

ADMIN, QUALITY, OPERATOR = "P-0124", "P-0123", "P-0101"
FIRST = Bilingual("电子签名等同手写签名。", "An electronic signature binds like one by hand.")
SECOND = Bilingual("签名即负责。", "Who signs answers for it.")


@pytest.fixture
def plant():
    return a_plant_with_quality("S1")


def a_plant_with_quality(station):
    node = a_plant(station)
    node.do(a_person(OPERATOR), ADMIN)
    node.do(a_person(QUALITY, roles=("qa_release",)), ADMIN)
    return node


@pytest.mark.requirement("P11-11")
def test_a_new_version_is_to_be_acknowledged_before_the_next_signature(plant):
    plant.do(PublishPolicy(text=FIRST, why="start"), QUALITY)
    assert not plant.ask(has_acknowledged, OPERATOR)
    with pytest.raises(Refused, match=r"signature\.policy_unread"):
        check_acknowledged(has_acknowledged=plant.ask(has_acknowledged, OPERATOR))
    plant.do(AcknowledgePolicy(version=1), OPERATOR)
    assert plant.ask(has_acknowledged, OPERATOR)
    assert plant.ask(has_acknowledged, QUALITY), "who publishes it has read it"
    plant.do(PublishPolicy(text=SECOND, why="clearer"), QUALITY)
    assert not plant.ask(has_acknowledged, OPERATOR)
    plant.do(AcknowledgePolicy(version=2), OPERATOR)
    assert plant.ask(has_acknowledged, OPERATOR)
    check_acknowledged(has_acknowledged=True)


def test_the_version_shown_is_the_one_acknowledged(plant):
    plant.do(PublishPolicy(text=FIRST, why="start"), QUALITY)
    plant.do(PublishPolicy(text=SECOND, why="clearer"), QUALITY)
    with pytest.raises(Refused, match=r"policy\.outdated"):
        plant.do(AcknowledgePolicy(version=1), OPERATOR)


def test_acknowledging_twice_leaves_one_line(plant):
    plant.do(PublishPolicy(text=FIRST, why="start"), QUALITY)
    for _ in range(2):
        plant.do(AcknowledgePolicy(version=1), OPERATOR)
    text = plant.ask(present_policy).text
    assert plant.ask(acknowledgements, text) == dict.fromkeys((QUALITY, OPERATOR), plant.clock.ms)


def test_where_no_policy_was_published_there_is_nothing_to_acknowledge(plant):
    assert plant.ask(has_acknowledged, OPERATOR)


def test_two_texts_published_as_the_same_version_are_not_taken_for_each_other(plant):
    """Both stations come to the same words; who acknowledged the others reads again."""
    other = a_plant_with_quality("S2")
    plant.do(PublishPolicy(text=FIRST, why="start"), QUALITY)
    plant.do(AcknowledgePolicy(version=1), OPERATOR)
    other.clock.ms += 1_000
    other.do(PublishPolicy(text=SECOND, why="start"), QUALITY)
    plant.take([Arrival(sealed) for sealed in other.events()])
    assert plant.ask(present_policy).en == SECOND.en
    assert not plant.ask(has_acknowledged, OPERATOR)


@pytest.mark.parametrize(
    ("text", "why", "actor", "code"),
    [
        (Bilingual("", "x"), "y", QUALITY, r"policy\.text_missing"),
        (Bilingual("字" * 12_000, "x"), "y", QUALITY, r"policy\.text_long"),
        (FIRST, " ", QUALITY, r"people\.why_missing"),
        (FIRST, "y", ADMIN, r"right\.missing"),
    ],
)
def test_a_policy_is_not_published(plant, text, why, actor, code):
    with pytest.raises(Refused, match=code):
        plant.do(PublishPolicy(text=text, why=why), actor)


def test_the_same_text_is_not_published_again(plant):
    plant.do(PublishPolicy(text=FIRST, why="start"), QUALITY)
    with pytest.raises(Refused, match=r"policy\.text_same"):
        plant.do(PublishPolicy(text=FIRST, why="again"), QUALITY)
    assert [row.version for row in plant.ask(policies)] == [1]
