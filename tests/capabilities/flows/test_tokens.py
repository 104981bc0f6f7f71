"""A case is never stranded, never doubled, and stands alike whatever arrived first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.capabilities.flows.definition.bodies import StepKind
from app.capabilities.flows.definition.decisions import plan_of, returnable
from app.capabilities.flows.moves.bodies import END
from app.capabilities.flows.tokens.decisions import play
from tests.capabilities.flows.cases import a_chart, a_step
from tests.capabilities.flows.walks import Walk, sound_charts

CHOICES = st.lists(st.integers(0, 20), max_size=30)
MANY = settings(max_examples=60, deadline=None)


def step_on(walk, pick, station="S1"):
    """Let somebody do one of the things that may be done now; False where nothing is open."""
    now = walk.now
    if not now.open:
        return False
    here = now.open[pick % len(now.open)]
    back = returnable(walk.chart, here.code)
    if back and pick % 5 == 4:
        walk.give_back(here.code, back[pick % len(back)], station)
    else:
        outcomes = [one.code for one in here.outcomes] or [""]
        walk.finish(here.code, outcomes[pick % len(outcomes)], station)
    return True


def to_the_end(walk):
    """Let everybody finish what is open, and turn nothing back."""
    for _ in range(200):
        now = walk.now
        if not now.open:
            return
        here = now.open[0]
        walk.finish(here.code, here.outcomes[0].code if here.outcomes else "")


def arms_are_taken_once(walk):
    """No step is open twice, and no two tokens lie in one arm of a fork but in arms inside it."""
    branch = plan_of(walk.chart).branch
    places = [branch[one.code] for one in walk.now.open]
    assert len({one.code for one in walk.now.open}) == len(places)
    for place in places:
        others = list(places)
        others.remove(place)
        assert place not in others, "two stand in one branch"
        assert not any(other == place[: len(other)] for other in others), "outside and inside"


@MANY
@given(chart=sound_charts(), picks=CHOICES, big=st.booleans())
def test_tokens_are_neither_stranded_nor_doubled(chart, picks, big):
    walk = Walk(chart, {"big": big})
    for pick in picks:
        if not step_on(walk, pick):
            break
        arms_are_taken_once(walk)
        assert bool(walk.now.open) != walk.now.is_closed


@MANY
@given(chart=sound_charts(), picks=CHOICES, big=st.booleans())
def test_every_case_can_be_finished_from_wherever_it_stands(chart, picks, big):
    walk = Walk(chart, {"big": big})
    for pick in picks:
        step_on(walk, pick)
    to_the_end(walk)
    assert walk.now.is_closed
    assert walk.now.game.twice == walk.now.game.apart == ()


@MANY
@given(chart=sound_charts(), picks=CHOICES)
def test_the_sums_of_its_moves_say_where_a_case_stands(chart, picks):
    """One engine: an open step holds one, another none, and END one once it is over."""
    walk = Walk(chart)
    for pick in picks:
        step_on(walk, pick)
    taken = {one.code for one in chart.steps if one.kind.is_taken}
    held = {place: amount for place, amount in walk.at.items() if place in taken}
    assert held == {one.code: 1 for one in walk.now.open if one.rested == ()}
    assert walk.at.get(END, 0) == (1 if walk.now.is_closed else 0)


@MANY
@given(chart=sound_charts(), picks=CHOICES, data=st.data())
def test_where_a_case_stands_does_not_care_what_arrived_first(chart, picks, data):
    one = Walk(chart)
    for pick in picks[:4]:
        step_on(one, pick)
    two = one.apart()
    for pick in picks[4:14]:
        step_on(one, pick, "S1")
    for pick in picks[14:]:
        step_on(two, pick, "S2")
    one.meet(two)
    acts = data.draw(st.permutations(one.acts))
    found = play(chart, {}, 0, acts)
    assert found == play(chart, {}, 0, one.acts)
    to_the_end(one)
    assert one.now.is_closed


FORKED = a_chart(
    (
        a_step("a"),
        a_step("fo", StepKind.FORK),
        a_step("b"),
        a_step("c"),
        a_step("jo", StepKind.JOIN),
        a_step("d"),
    ),
    "@ > a > fo > b > jo > d > @; fo > c > jo",
)


def stands(walk):
    return sorted(one.code for one in walk.now.open)


def test_a_join_waits_for_all():
    walk = Walk(FORKED)
    walk.finish("a")
    assert stands(walk) == ["b", "c"]
    walk.finish("b")
    assert stands(walk) == ["c"]
    walk.finish("c")
    assert stands(walk) == ["d"]


def test_two_arms_ended_apart_meet_when_they_are_known_together():
    one = Walk(FORKED)
    one.finish("a")
    two = one.apart()
    one.finish("b", station="S1")
    two.finish("c", station="S2")
    one.meet(two)
    assert stands(one) == ["d"]
    (here,) = one.now.open
    assert [(hop.source, hop.target) for hop in here.rested] == [("jo", "d")]
    one.finish("d")
    assert one.now.is_closed


def test_what_stands_beside_a_step_that_is_sent_back_stays():
    chart = a_chart(
        (*FORKED.steps, a_step("b2")),
        "@ > a > fo > b > b2 > jo > d > @; fo > c > jo",
    )
    walk = Walk(chart)
    walk.finish("a")
    walk.finish("b")
    walk.finish("c")
    walk.give_back("b2", "b")
    assert stands(walk) == ["b"]
    walk.finish("b")
    walk.finish("b2")
    assert stands(walk) == ["d"]


def test_a_step_ended_twice_apart_goes_on_once_and_the_first_counts():
    chart = a_chart(
        (a_step("p", outcomes="yes no"), a_step("y"), a_step("n")),
        "@ > p; p > y : yes; p > n : no; y > @; n > @",
    )
    one = Walk(chart)
    two = one.apart()
    two.finish("p", "no", "S2", at_ms=5)
    one.finish("p", "yes", "S1", at_ms=7)
    two.finish("n", station="S2", at_ms=8)
    one.meet(two)
    assert one.now.is_closed
    assert [act.station for act in one.now.game.twice] == ["S1"]
    two.meet(one)
    assert two.now.done == one.now.done


def test_what_rests_on_a_decision_that_does_not_count_does_not_count_either():
    chart = a_chart(
        (a_step("p", outcomes="yes no"), a_step("y"), a_step("n")),
        "@ > p; p > y : yes; p > n : no; y > @; n > @",
    )
    one = Walk(chart)
    two = one.apart()
    one.finish("p", "yes", "S1", at_ms=5)
    two.finish("p", "no", "S2", at_ms=7)
    two.finish("n", station="S2", at_ms=8)
    one.meet(two)
    assert stands(one) == ["y"]
    assert [act.step for act in one.now.game.twice] == ["p"]
    assert [act.step for act in one.now.game.apart] == ["n"]


def test_a_branch_goes_by_what_was_known_when_it_was_taken():
    chart = a_chart(
        (a_step("p", outcomes="yes no"), a_step("br", StepKind.BRANCH), a_step("y"), a_step("n")),
        '@ > p > br > n > @; br > y ? p == "yes"; y > @',
    )
    walk = Walk(chart)
    walk.finish("p", "no")
    assert stands(walk) == ["n"]
    walk.give_back("n", "p")
    walk.finish("p", "yes")
    assert stands(walk) == ["y"]
