"""Documents: which revision is in force, and that what was in force stays readable."""

import msgspec
import pytest

from app.capabilities.documents.capability import CAPABILITY
from app.capabilities.documents.commands import PublishDocument
from app.capabilities.documents.queries import all_in_force, body, in_force
from app.journal.journal import PLANT, Arrival
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content
from tests.journal.node import a_node


class Recipe(msgspec.Struct, frozen=True):
    minutes: int


def publish(node, revision, minutes, code="TEA", **facts):
    return node.do(
        PublishDocument(
            form="recipe",
            code=code,
            revision=revision,
            title=Bilingual("泡茶", "Tea"),
            body=msgspec.json.encode(Recipe(minutes)),
            **facts,
        )
    )


def a_library(station="S1"):
    return a_node(station, capabilities=(CAPABILITY,))


def test_the_latest_revision_is_in_force():
    node = a_library()
    publish(node, "A", 3)
    publish(node, "B", 4)
    pin = node.ask(in_force, "recipe", "TEA")
    assert (pin.revision, pin.title.en) == ("B", "Tea")
    assert node.ask(body, pin.body, Recipe) == Recipe(4)


def test_an_old_pin_stays_readable():
    node = a_library()
    publish(node, "A", 3)
    old = node.ask(in_force, "recipe", "TEA").body
    publish(node, "B", 4)
    assert node.ask(body, old, Recipe) == Recipe(3)


def test_the_same_body_again_changes_nothing():
    node = a_library()
    publish(node, "A", 3)
    assert publish(node, "A", 3).events == ()
    assert publish(node, "B", 3).events == ()
    assert node.ask(in_force, "recipe", "TEA").revision == "A"


def test_a_revision_is_given_once():
    node = a_library()
    publish(node, "A", 3)
    publish(node, "B", 4)
    for revision in ("A", "B"):
        with pytest.raises(Refused, match=r"document\.revision_taken"):
            publish(node, revision, 5)
    assert node.ask(in_force, "recipe", "TEA").revision == "B"


def test_documents_of_one_kind_are_listed_by_code():
    node = a_library()
    publish(node, "A", 3)
    publish(node, "A", 5, code="COFFEE")
    publish(node, "B", 4)
    assert [(p.code, p.revision) for p in node.ask(all_in_force, "recipe")] == [
        ("COFFEE", "A"),
        ("TEA", "B"),
    ]
    assert node.ask(all_in_force, "poem") == ()
    assert node.ask(in_force, "recipe", "SOUP") is None


def test_body_and_pictures_travel_by_hash():
    node = a_library()
    (sealed,) = publish(node, "A", 3, pictures=(("image/svg+xml", b"<svg/>"),)).events
    assert sealed.envelope.area == PLANT
    assert len(sealed.envelope.blobs) == 2
    assert {node.ask(content.fetch, name) for name in sealed.envelope.blobs} == {
        b'{"minutes":3}',
        b"<svg/>",
    }


def test_a_body_not_here_yet_is_said_and_the_revision_is_known():
    author, other = a_library("A"), a_library("B")
    other.take([Arrival(e) for e in publish(author, "A", 3).events])
    pin = other.ask(in_force, "recipe", "TEA")
    with pytest.raises(Refused, match=r"document\.not_here"):
        other.ask(body, pin.body, Recipe)


def test_one_revision_published_at_two_stations_is_on_both_what_it_was_first():
    one, two = a_library("A"), a_library("B")
    two.clock.ms += 5
    first, second = publish(one, "A", 3).events, publish(two, "A", 4).events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    assert one.ask(in_force, "recipe", "TEA") == two.ask(in_force, "recipe", "TEA")
