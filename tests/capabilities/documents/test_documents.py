"""Documents: drafted, reviewed, approved, in force from a day on, and what was stays readable."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.capabilities.documents.answers import State
from app.capabilities.documents.bodies import RECORD_TEMPLATE, RecordTemplate
from app.capabilities.documents.capability import CAPABILITY
from app.capabilities.documents.commands import (
    AskReview,
    MakeEffective,
    ReadDocument,
    ReviewDocument,
    SaveDraft,
    SendBack,
    WithdrawDocument,
)
from app.capabilities.documents.events import DocumentPublished, revision_stream
from app.capabilities.documents.queries import (
    all_in_force,
    body,
    clashes,
    for_work,
    in_force,
    life,
    revisions,
)
from app.capabilities.people.accounts.commands import AddPerson, DefineRole
from app.journal.capability import Capability, DocumentKind
from app.journal.event import PLANT
from app.journal.journal import Arrival
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from app.kernel.words import Bilingual
from app.store import content
from tests.capabilities.documents.library import sign
from tests.capabilities.people.plant import PEOPLE, let_sign
from tests.journal.node import a_node

AUTHOR, REVIEWER, SECOND, APPROVER, READER = "P-01", "P-02", "P-03", "P-04", "P-05"
KEYS = {
    one: SigningKey(new_private_bytes()) for one in (AUTHOR, REVIEWER, SECOND, APPROVER, READER)
}
DAY_MS = 86_400_000
TEA: dict[str, Any] = {"form": "recipe", "code": "TEA"}


class Recipe(msgspec.Struct, frozen=True):
    minutes: int


def check_recipe(recipe: Recipe, attached: frozenset[str], plugs) -> None:
    if recipe.minutes > 60:
        raise Refused("recipe.too_long")


RECIPES = Capability(
    name="recipes",
    documents=(
        DocumentKind(
            form="recipe",
            body=Recipe,
            icon="droplet",
            check=check_recipe,
            outline=lambda recipe: (),
        ),
    ),
)


LIBRARY = (*PEOPLE, CAPABILITY, RECIPES)


def a_library(station="S1"):
    node = a_node(station, capabilities=LIBRARY)
    rights = ("sign.reviewed", "sign.approved", "sign.read")
    node.do(DefineRole(role="clerk", name=Bilingual("文员", "Clerk"), rights=rights))
    for one, key in KEYS.items():
        name, badge = Bilingual(one, one), f"B-{one}"
        node.do(AddPerson(person=one, name=name, badge=badge, why="starts", roles=("clerk",)))
        for command in let_sign(one, key, station):
            node.do(command)
    return node


def draft(node, minutes, revision="A", by=AUTHOR, **facts):
    facts = {**TEA, "title": Bilingual("泡茶", "Tea"), "note": "first", **facts}
    data = facts.pop("body", msgspec.json.encode(Recipe(minutes)))
    return node.do(SaveDraft(**facts, revision=revision, body=data), by)


def ask(node, revision="A", reviewers=(REVIEWER,), approver=APPROVER, by=AUTHOR, **document):
    named = {**TEA, **document, "revision": revision}
    return node.do(AskReview(**named, reviewers=reviewers, approver=approver), by)


def review(node, revision="A", by=REVIEWER, **document):
    named = {**TEA, **document, "revision": revision}
    node.do(ReviewDocument(**named), by)
    return sign(node, by, revision_stream(**named), "reviewed", key=KEYS[by])


def approve(node, revision="A", by=APPROVER, from_ms=None, **document):
    named = {**TEA, **document, "revision": revision}
    try:
        sign(node, by, revision_stream(**named), "approved", key=KEYS[by])
    except Refused as refused:
        if refused.code != "signature.signed_already":
            raise
    return node.do(MakeEffective(**named, from_ms=from_ms), by)


def make(node, minutes, revision="A", from_ms=None, **facts):
    """Take a revision the whole way; a moment passes, as it does."""
    node.clock.ms += 1_000
    draft(node, minutes, revision, **facts)
    code = {"code": facts.get("code", "TEA")}
    ask(node, revision, **code)
    review(node, revision, **code)
    return approve(node, revision, from_ms=from_ms, **code)


def tea(node, at_ms=None):
    return node.ask(in_force, "recipe", "TEA", node.clock.ms if at_ms is None else at_ms)


def standing(node, revision="A", at_ms=None):
    every = node.ask(revisions, "recipe", "TEA", node.clock.ms if at_ms is None else at_ms)
    return next((one for one in every if one.revision == revision), None)


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code


# ------------------------------------------------------------------ the way into force
@pytest.mark.requirement("P11-12")
def test_a_revision_is_in_force_once_it_is_drafted_reviewed_and_approved():
    node = a_library()
    draft(node, 3)
    assert tea(node) is None
    ask(node)
    review(node)
    assert tea(node) is None
    approve(node)
    assert (tea(node).revision, tea(node).title.en) == ("A", "Tea")
    assert node.ask(body, tea(node).body, Recipe) == Recipe(3)


@pytest.mark.requirement("P11-12")
def test_a_revision_approved_for_a_later_day_waits_for_it():
    node = a_library()
    make(node, 3)
    day = node.clock.ms + 7 * DAY_MS
    make(node, 4, "B", from_ms=day)
    assert tea(node).revision == "A"
    assert (tea(node, day - 1).revision, tea(node, day).revision) == ("A", "B")
    assert [one.revision for one in node.ask(revisions, "recipe", "TEA", node.clock.ms)] == [
        "A",
        "B",
    ]


def test_an_effective_date_in_the_past_is_refused():
    node = a_library()
    draft(node, 3)
    ask(node)
    review(node)
    refuses("document.in_the_past", approve, node, from_ms=node.clock.ms)


def test_an_old_pin_stays_readable():
    node = a_library()
    make(node, 3)
    old = tea(node).body
    make(node, 4, "B")
    assert node.ask(body, old, Recipe) == Recipe(3)
    assert node.ask(body, tea(node).body, Recipe) == Recipe(4)


def test_which_revision_was_in_force_is_known_for_any_time():
    node = a_library()
    make(node, 3)
    before = node.clock.ms
    node.clock.ms += DAY_MS
    make(node, 4, "B")
    assert (tea(node, before - 1), tea(node, before).revision) == (None, "A")
    assert tea(node).revision == "B"


def test_a_draft_saved_twice_alike_changes_nothing():
    node = a_library()
    draft(node, 3)
    assert draft(node, 3).events == ()
    assert len(draft(node, 4).events) == 1


def test_an_approved_revision_is_never_changed_or_given_again():
    node = a_library()
    make(node, 3)
    refuses("document.revision_taken", draft, node, 5)


@pytest.mark.requirement("P11-16")
def test_an_edit_in_review_sends_it_back_to_draft_and_nobody_has_agreed_any_more():
    node = a_library()
    draft(node, 3)
    ask(node, reviewers=(REVIEWER, SECOND))
    review(node)
    draft(node, 5)
    assert standing(node).state is State.DRAFT
    refuses("document.not_in_review", review, node, by=SECOND)
    ask(node)
    assert standing(node).agreed == ()
    assert standing(node).next_to_sign == REVIEWER


def test_reviewers_agree_in_the_order_they_were_named():
    node = a_library()
    draft(node, 3)
    ask(node, reviewers=(REVIEWER, SECOND))
    refuses("document.not_your_turn", review, node, by=SECOND)
    review(node)
    refuses("document.author_signs", review, node)
    refuses("document.not_your_turn", review, node, by=APPROVER)
    review(node, by=SECOND)
    assert standing(node).agreed == (REVIEWER, SECOND)
    approve(node)


def test_an_approval_before_the_reviews_puts_nothing_in_force():
    node = a_library()
    draft(node, 3)
    ask(node)
    refuses("document.reviews_missing", approve, node)


@pytest.mark.requirement("P11-12")
def test_author_reviewer_and_approver_are_three_people():
    node = a_library()
    draft(node, 3)
    refuses("document.not_apart", ask, node, reviewers=(AUTHOR,))
    refuses("document.not_apart", ask, node, approver=AUTHOR)
    refuses("document.not_apart", ask, node, reviewers=(APPROVER,))
    ask(node)
    refuses("document.author_signs", review, node, by=AUTHOR)
    refuses("document.not_named", review, node, by=SECOND)
    review(node)
    refuses("document.not_named", approve, node, by=REVIEWER)
    refuses("signature.own_work", approve, node, by=AUTHOR)
    refuses("document.not_named", approve, node, by=SECOND)
    named = {**TEA, "revision": "A"}
    refuses("document.not_signed", node.do, MakeEffective(**named), APPROVER)


def test_whoever_changed_a_draft_is_an_author_too():
    node = a_library()
    draft(node, 3)
    draft(node, 4, by=REVIEWER)
    refuses("document.not_apart", ask, node)


def test_only_an_author_sends_a_draft_to_review_and_to_people_who_may_sign():
    node = a_library()
    draft(node, 3)
    refuses("document.not_author", ask, node, by=SECOND)
    refuses("document.no_reviewer", ask, node, reviewers=())
    refuses("document.may_not_sign", ask, node, approver="P-99")


def test_a_next_revision_says_what_changed():
    node = a_library()
    make(node, 3)
    draft(node, 4, "B", note=" ")
    refuses("document.note_missing", ask, node, "B")


def test_a_reviewer_sends_it_back_with_remarks():
    node = a_library()
    draft(node, 3)
    ask(node)
    back = {**TEA, "revision": "A"}
    refuses("document.remarks_missing", node.do, SendBack(**back, remarks=" "), REVIEWER)
    refuses("document.not_named", node.do, SendBack(**back, remarks="no"), SECOND)
    node.do(SendBack(**back, remarks="Too short"), REVIEWER)
    held = standing(node)
    assert held.state is State.DRAFT
    assert (held.sent_back.person, held.sent_back.remarks) == (REVIEWER, "Too short")
    refuses("document.not_in_review", approve, node)


def test_what_was_sent_back_is_corrected_asked_again_and_signed_by_the_same_reviewer():
    node = a_library()
    draft(node, 3)
    ask(node)
    node.do(SendBack(**TEA, revision="A", remarks="Too short"), REVIEWER)
    draft(node, 5)
    ask(node)
    review(node)
    approve(node)
    assert node.ask(body, tea(node).body, Recipe) == Recipe(5)


def test_a_body_is_checked_by_the_rules_of_its_kind_when_it_goes_to_review():
    node = a_library()
    draft(node, 90)
    refuses("recipe.too_long", ask, node)


def test_what_is_no_body_of_its_kind_is_refused():
    node = a_library()
    refuses("document.unreadable", draft, node, 3, body=b'{"minutes":"many"}')
    refuses("document.unknown_kind", draft, node, 3, form="poem")
    refuses("document.bad_code", draft, node, 3, code="TE/A")
    refuses("document.title_missing", draft, node, 3, title=Bilingual("茶", " "))


@pytest.mark.requirement("P11-15")
def test_a_record_template_without_a_place_for_signatures_never_goes_to_review():
    node = a_library()
    template = RecordTemplate(
        code="BATCH", name=Bilingual("批记录", "Batch record"), sections=("head", "entries")
    )
    named = {"form": RECORD_TEMPLATE, "code": "BATCH"}
    draft(node, 0, **named, body=msgspec.json.encode(template))
    refuses("document.no_signatures", ask, node, **named)
    signed = replace(template, sections=("head", "entries", "signatures", "late_entries"))
    draft(node, 0, **named, body=msgspec.json.encode(signed))
    assert ask(node, **named).events


# ------------------------------------------------------------------ withdrawal
@pytest.mark.requirement("P11-12")
def test_a_withdrawn_revision_is_refused_and_the_one_before_does_not_come_back():
    node = a_library()
    make(node, 3)
    make(node, 4, "B")
    node.clock.ms += 1
    withdraw = WithdrawDocument(**TEA, revision="B", why="wrong leaves")
    node.do(withdraw, APPROVER)
    assert tea(node) is None
    refuses("document.withdrawn", node.ask, for_work, "recipe", "TEA", node.clock.ms)
    assert tea(node, node.clock.ms - 1).revision == "B"
    refuses("document.withdrawn_already", node.do, withdraw, APPROVER)


def test_a_revision_withdrawn_before_its_day_never_came_into_force():
    node = a_library()
    make(node, 3)
    make(node, 4, "B", from_ms=node.clock.ms + DAY_MS)
    node.do(WithdrawDocument(**TEA, revision="B", why="too early"), APPROVER)
    assert tea(node, node.clock.ms + 2 * DAY_MS).revision == "A"


# ------------------------------------------------------------------ lists, content, arrivals
def test_documents_of_one_kind_are_listed_by_code():
    node = a_library()
    make(node, 3)
    make(node, 5, code="COFFEE")
    make(node, 4, "B")
    listed = node.ask(all_in_force, "recipe", node.clock.ms)
    assert [(p.code, p.revision) for p in listed] == [("COFFEE", "A"), ("TEA", "B")]
    assert node.ask(all_in_force, "poem", node.clock.ms) == ()


def test_body_and_pictures_travel_by_hash():
    node = a_library()
    (sealed,) = draft(node, 3, pictures=(("image/svg+xml", b"<svg/>"),)).events
    assert sealed.envelope.area == PLANT
    assert {node.ask(content.fetch, name) for name in sealed.envelope.blobs} == {
        b'{"minutes":3}',
        b"<svg/>",
    }


def test_a_body_not_here_yet_is_said_and_the_revision_is_known():
    author, other = a_library("A"), a_library("B")
    make(author, 3)
    other.take([Arrival(e) for e in author.events()])
    refuses("document.not_here", other.ask, body, tea(other, author.clock.ms).body, Recipe)


def test_the_life_of_a_revision_is_told_in_its_order():
    node = a_library()
    make(node, 3)
    make(node, 4, "B")
    told = node.ask(life, "recipe", "TEA", "A")
    assert [(one.kind.split(".")[1], one.person) for one in told] == [
        ("draft_saved", AUTHOR),
        ("review_asked", AUTHOR),
        ("signed", REVIEWER),
        ("signed", APPROVER),
        ("made_effective", APPROVER),
    ]


@given(data=st.data())
@settings(max_examples=20)
def test_a_revision_stands_alike_whatever_order_its_events_come_in(data):
    author = a_library("A")
    make(author, 3)
    author.do(WithdrawDocument(**TEA, revision="A", why="wrong"), APPROVER)
    other = a_node("B", capabilities=LIBRARY)
    for event in data.draw(st.permutations(of_documents(author))):
        other.take([Arrival(event)])
    assert standing(other, at_ms=author.clock.ms) == standing(author)


def of_documents(node):
    areas = ("revision/", "document/")
    return [e for e in node.events() if e.envelope.stream.startswith(areas)]


def apart():
    """Return two stations that have the same revision in force and then lose the line."""
    one, two = a_library("A"), a_library("B")
    make(one, 3)
    two.take([Arrival(e) for e in of_documents(one)])
    two.clock.ms = one.clock.ms + 5
    for data in (b'{"minutes":3}',):
        with two.engine.begin() as connection:
            content.keep(connection, data, "application/json")
    return one, two


def meet(one, two):
    ones, twos = ([Arrival(e) for e in of_documents(node)] for node in (one, two))
    one.take(twos)
    two.take(ones)


@pytest.mark.requirement("P11-12")
def test_two_revisions_made_effective_apart_are_one_discrepancy_with_an_owner():
    one, two = apart()
    make(one, 4, "B")
    make(two, 5, "C")
    assert one.ask(clashes) == ()
    meet(one, two)
    later = max(one.clock.ms, two.clock.ms)
    assert tea(one, later) == tea(two, later)
    (clash,) = one.ask(clashes)
    assert one.ask(clashes) == two.ask(clashes)
    assert (clash.kind, clash.owner) == ("effective_apart", APPROVER)
    assert clash.facts == {"document": "TEA", "revisions": "B, C"}


def test_a_clash_of_revisions_is_settled_by_withdrawing_one():
    one, two = apart()
    make(one, 4, "B")
    make(two, 5, "C")
    meet(one, two)
    one.do(WithdrawDocument(**TEA, revision="B", why="C is right"), APPROVER)
    assert one.ask(clashes) == ()


def test_one_revision_made_effective_with_two_bodies_is_what_it_was_first():
    one, two = apart()
    make(one, 4, "B")
    make(two, 5, "B")
    meet(one, two)
    later = max(one.clock.ms, two.clock.ms)
    assert tea(one, later) == tea(two, later)
    assert standing(one, "B", later).body == standing(two, "B", later).body
    (clash,) = one.ask(clashes)
    assert (clash.kind, clash.facts["revisions"]) == ("made_twice", "B")


# ------------------------------------------------------------------ reading
def test_who_has_read_a_revision_has_read_it_once():
    node = a_library()
    make(node, 3)
    read = ReadDocument(**TEA, revision="A")
    assert len(node.do(read, READER).events) == 1
    assert node.do(read, READER).events == ()


def test_a_draft_is_nothing_to_sign_for_having_read():
    node = a_library()
    draft(node, 3)
    refuses("document.not_approved", node.do, ReadDocument(**TEA, revision="A"), READER)


# ------------------------------------------------------------------ what release 0.1 published
def published(node, revision, minutes):
    data = msgspec.json.encode(Recipe(minutes))
    with node.engine.begin() as connection:
        name = content.keep(connection, data, "application/json")
        happened = DocumentPublished(
            **TEA, revision=revision, title=Bilingual("泡茶", "Tea"), body=name
        )
        return node.journal.record(connection, (happened,), AUTHOR)


def test_what_was_published_counts_as_in_force_and_the_next_revision_follows_it():
    node = a_library()
    published(node, "A", 3)
    published(node, "B", 4)
    assert tea(node).revision == "B"
    make(node, 5, "C")
    assert tea(node).revision == "C"
    assert [one.revision for one in node.ask(revisions, "recipe", "TEA", node.clock.ms)] == [
        "A",
        "B",
        "C",
    ]
    assert node.ask(clashes) == ()


def test_one_revision_published_at_two_stations_is_on_both_what_it_was_first():
    one, two = a_library("A"), a_library("B")
    two.clock.ms += 5
    first, second = published(one, "A", 3).events, published(two, "A", 4).events
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    assert tea(one, two.clock.ms) == tea(two, two.clock.ms)
