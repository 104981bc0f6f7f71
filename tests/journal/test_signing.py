"""What is before, after and late for a signature: by what people held, whatever the clocks say."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from app.journal.signing import Entry, Ledger, Standing


@dataclass
class Desk:
    """Somebody at work on one record: what they hold, and everything they know that went before."""

    held: dict[str, Entry] = field(default_factory=dict)

    def act(self, name: str) -> Entry:
        return self._add(Entry(name, self._tips()))

    def sign(self, name: str) -> Entry:
        covers = tuple(sorted(Ledger(self.held.values()).uncovered()))
        return self._add(Entry(name, self._tips(), covers, signs=True, closes=True))

    def learn(self, other: "Desk") -> None:
        self.held |= other.held

    def _tips(self):
        return Ledger(self.held.values()).tips()

    def _add(self, entry):
        self.held[entry.hash] = entry
        return entry


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.integers(0, 2)),
        st.tuples(st.just("sign"), st.integers(0, 2)),
        st.tuples(st.just("learn"), st.integers(0, 2), st.integers(0, 2)),
    ),
    max_size=24,
)


@given(STEPS)
def test_every_pair_is_judged_as_one_who_saw_everything_judges_it(steps):
    """The oracle writes down, at each act, what its author held: nothing else decides."""
    desks = [Desk() for _ in range(3)]
    before: dict[str, frozenset[str]] = {}
    for place, (what, who, *whom) in enumerate(steps):
        desk = desks[who]
        if what == "learn":
            desk.learn(desks[whom[0]])
            continue
        held = frozenset(desk.held)
        if what == "sign" and not held:
            continue
        made = desk.act(f"a{place:02}") if what == "act" else desk.sign(f"s{place:02}")
        before[made.hash] = held
    everything = Ledger({k: e for desk in desks for k, e in desk.held.items()}.values())
    signatures = [one.hash for one in everything.signatures]
    for event, held in before.items():
        for signature in signatures:
            if event == signature:
                continue
            expected = (
                Standing.BEFORE
                if event in before[signature]
                else (Standing.AFTER if signature in held else Standing.LATE)
            )
            assert everything.standing(event, signature) is expected
    apart = {
        (a, b)
        for a in signatures
        for b in signatures
        if a < b and a not in before[b] and b not in before[a]
    }
    assert set(everything.parallel()) == apart


def test_a_signature_covers_what_none_before_it_covers_and_the_one_before():
    desk = Desk()
    desk.act("a1")
    first = desk.sign("s1")
    desk.act("a2")
    second = desk.sign("s2")
    assert first.covers == ("a1",)
    assert second.covers == ("a2", "s1")
    assert Ledger(desk.held.values()).reached("s2") == {"a1", "a2", "s1"}


def test_an_act_nobody_saw_who_signed_is_late_and_reopens_the_record():
    here, away = Desk(), Desk()
    here.act("a1")
    away.learn(here)
    away.act("late")
    here.sign("s1")
    assert _reviewed(here).is_signed_off(("reviewed",))
    here.learn(away)
    ledger = _reviewed(here)
    assert list(ledger.late()) == [("late", "s1")]
    assert not ledger.is_signed_off(("reviewed",))
    assert ledger.is_superseded("s1")


def test_an_act_after_a_signature_is_knowingly_after_and_supersedes_it():
    desk = Desk()
    desk.act("a1")
    desk.sign("s1")
    desk.act("a2")
    ledger = _reviewed(desk)
    assert ledger.standing("a2", "s1") is Standing.AFTER
    assert not list(ledger.late())
    assert ledger.is_superseded("s1")


def test_two_who_sign_apart_are_parallel_until_one_signs_over_both():
    left, right = Desk(), Desk()
    left.act("a1")
    right.learn(left)
    left.sign("s1")
    right.sign("s2")
    left.learn(right)
    assert list(Ledger(left.held.values()).parallel()) == [("s1", "s2")]
    third = left.sign("s3")
    assert third.covers == ("s1", "s2")
    assert _reviewed(left).tips() == ("s3",)


def test_a_withdrawn_signature_covers_nothing_for_the_next_but_what_it_said_stays():
    desk = Desk()
    desk.act("a1")
    desk.sign("s1")
    desk.held["w1"] = Entry("w1", ("s1",), ("s1",), signs=True, withdraws="s1")
    ledger = _reviewed(desk)
    assert not ledger.is_signed_off(("reviewed",))
    assert ledger.uncovered() == {"a1", "s1", "w1"}
    assert ledger.reached("s1") == {"a1"}


def test_a_list_that_has_not_arrived_covers_nothing_yet():
    entries = [Entry("a1"), Entry("s1", (), None, signs=True, closes=True)]
    assert Ledger(entries).standing("a1", "s1") is Standing.LATE


def _reviewed(desk: Desk) -> Ledger:
    entries = (
        Entry(e.hash, e.after, e.covers, e.signs, e.closes, e.withdraws, "reviewed", e.actor)
        for e in desk.held.values()
    )
    return Ledger(entries)
