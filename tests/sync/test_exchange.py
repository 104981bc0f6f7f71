"""The exchange's machine, step by step: what it asks for, and what it makes of each answer."""

import pytest

from app.journal.chain import Seal
from app.sync.exchange import FIRST_RETRY_S, LAST_RETRY_S, REST_S, State, step
from app.sync.protocol import (
    PAGE_EVENTS,
    PUSH_EVENTS,
    Content,
    Cursor,
    End,
    Fetch,
    Give,
    Heard,
    Outcome,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
)
from app.sync.steps import (
    Apply,
    Call,
    Collect,
    Collected,
    Failed,
    Found,
    KeepContent,
    Look,
    Moment,
    Note,
    Opened,
    Remind,
    Replied,
    Rest,
    Rested,
    StartOver,
    Stored,
    Woken,
)

AREAS = ("plant", "line-1")
PUSH = Push(events=(b"{}",), seals=())
PUSHED = Pushed(epoch="e", received_at=1, plant_position=0, outcomes=(Outcome(1),))


class Machine:
    """A machine that is told things, one after another."""

    def __init__(self) -> None:
        self.state = State(AREAS)
        self.now_s = 100.0
        self.chance = 0.5

    def tell(self, told):
        self.state, do = step(self.state, told, Moment(self.now_s, self.chance))
        return do

    def opened(self):
        return self.tell(Opened({area: Cursor("e", 3, "h") for area in AREAS}))

    def pulled(self, page=None):
        """Answer the pull under way; return what follows the apply."""
        self.tell(Replied(page or empty()))
        return self.tell(Stored())

    def at_push(self):
        """Return the machine where it reads the outbox."""
        self.opened()
        self.tell(Stored())
        self.pulled()
        assert self.pulled() == Collect(PUSH_EVENTS)
        return self

    def at_rest(self):
        self.at_push()
        self.tell(Collected(None))
        assert isinstance(self.tell(Found(None, ())), Rest)
        return self


def empty(position=3, head=3):
    return Page(cursor=Cursor("e", position, "h"), head=head)


def test_a_round_pulls_the_plant_first_then_the_area_then_pushes_then_rests():
    machine = Machine()
    assert machine.opened() == Remind()
    assert machine.tell(Stored()) == Call(Pull(area="plant", cursor=Cursor("e", 3, "h")))
    applied = machine.tell(Replied(empty()))
    assert isinstance(applied, Apply)
    assert machine.tell(Stored()) == Call(Pull(area="line-1", cursor=Cursor("e", 3, "h")))
    assert machine.pulled() == Collect(PUSH_EVENTS)
    assert machine.tell(Collected(None)) == Look(())
    assert machine.tell(Found(None, ())) == Rest(machine.now_s + REST_S)


def test_more_in_the_log_means_another_round():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    machine.pulled(empty(position=4, head=9))
    machine.pulled()
    machine.tell(Collected(None))
    again = machine.tell(Found(None, ()))
    assert again == Call(Pull(area="plant", cursor=Cursor("e", 4, "h")))


def test_after_a_push_the_answer_is_kept_before_anything_else():
    machine = Machine().at_push()
    assert machine.tell(Collected(PUSH)) == Call(PUSH)
    assert machine.tell(Replied(PUSHED)) == Note(PUSH, PUSHED)
    machine.tell(Stored())
    assert isinstance(machine.tell(Found(None, ())), Call)


def test_a_new_epoch_in_the_answer_to_a_push_starts_over():
    machine = Machine().at_push()
    machine.tell(Collected(PUSH))
    elsewhere = Pushed(epoch="f", received_at=1, plant_position=0, outcomes=(Outcome(1),))
    assert machine.tell(Replied(elsewhere)) == StartOver("f")
    assert machine.tell(Stored()) == Call(Pull(area="plant", cursor=Cursor("f")))


def test_a_log_that_is_another_one_starts_over():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    assert machine.tell(Replied(Page(cursor=Cursor("f"), head=1, restored=True))) == StartOver("f")


@pytest.mark.parametrize("under_way", ["apply", "note"])
def test_a_server_that_contradicts_itself_starts_over(under_way):
    machine = Machine()
    if under_way == "apply":
        machine.opened()
        machine.tell(Stored())
        machine.tell(Replied(empty()))
    else:
        machine.at_push()
        machine.tell(Collected(PUSH))
        machine.tell(Replied(PUSHED))
    assert machine.tell(Stored(contradicted=True)) == StartOver("e")


def test_failures_are_retried_later_and_later_but_never_later_than_a_minute():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    machine.chance = 1.0
    pauses = []
    for _ in range(8):
        rest = machine.tell(Failed("sync.unreachable"))
        pauses.append(rest.until_s - machine.now_s)
        machine.now_s = rest.until_s
        assert machine.tell(Rested()) == Remind()
        machine.tell(Stored())
    assert pauses == sorted(pauses)
    assert (min(pauses) >= FIRST_RETRY_S, max(pauses)) == (True, LAST_RETRY_S)
    assert machine.state.tries == 8


def test_the_pause_is_drawn_by_chance_so_that_stations_do_not_come_together():
    rests = []
    for chance in (0.0, 0.4, 0.9):
        machine = Machine()
        machine.opened()
        machine.tell(Stored())
        machine.chance = chance
        rests.append(machine.tell(Failed("sync.unreachable")).until_s)
    assert rests == sorted(set(rests))


def test_the_server_may_ask_for_a_longer_pause():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    rest = machine.tell(Failed("sync.busy", retry_after_s=20.0))
    assert rest.until_s >= machine.now_s + 20


def test_while_the_server_is_away_only_a_person_breaks_off_the_pause():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    machine.tell(Failed("sync.unreachable"))
    assert machine.tell(Woken()) is None
    assert machine.tell(Woken(urgent=True)) == Remind()


def test_work_saved_during_a_round_gets_a_round_of_its_own():
    machine = Machine().at_push()
    assert machine.tell(Woken()) is None
    machine.tell(Collected(None))
    assert isinstance(machine.tell(Found(None, ())), Call)
    assert Machine().at_rest().tell(Woken()) == Call(Pull(area="plant", cursor=Cursor("e", 3, "h")))


def test_a_push_that_fails_is_halved_and_grows_again():
    machine = Machine().at_push()
    machine.tell(Collected(Push(events=(b"{}",) * 10)))
    machine.tell(Failed("sync.unreachable"))
    machine.tell(Rested())
    machine.tell(Stored())
    machine.pulled()
    assert machine.pulled() == Collect(5)
    machine.tell(Collected(PUSH))
    machine.tell(Replied(PUSHED))
    assert machine.state.push_limit == 10


def test_a_batch_the_server_stumbles_over_is_offered_in_halves_soon():
    machine = Machine().at_push()
    machine.chance = 1.0
    machine.tell(Collected(Push(events=(b"{}",) * 10)))
    rest = machine.tell(Failed("sync.server_trouble"))
    assert rest.until_s == machine.now_s + FIRST_RETRY_S


def test_a_page_that_fails_is_halved():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    machine.tell(Failed("sync.unreachable"))
    assert machine.state.page_limit == PAGE_EVENTS // 2


def test_an_area_taken_away_does_not_keep_work_from_leaving():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    machine.pulled()
    assert machine.tell(Failed("sync.area_foreign", refused=True)) == Collect(PUSH_EVENTS)
    assert machine.state.denied == "sync.area_foreign"


def test_content_the_server_wants_is_given_and_content_missing_here_is_fetched():
    machine = Machine().at_push()
    machine.tell(Collected(None))
    give = Give(media="image/png", data=b"x")
    assert machine.tell(Found(give, ("a" * 64,))) == Call(give)
    refused = machine.tell(Failed("sync.not_wanted", refused=True))
    assert refused == Call(Fetch(name="a" * 64))
    found = Content(media="image/png", data=b"y")
    assert machine.tell(Replied(found)) == KeepContent("a" * 64, found)
    assert isinstance(machine.tell(Stored()), Call)


def test_an_answer_to_nothing_is_a_bug_and_says_so():
    machine = Machine().at_push()
    with pytest.raises(ValueError, match="no answer"):
        machine.tell(Stored())


def test_a_seal_vouches_for_its_own_words_only():
    one = Seal(station="S", chain="c", seq=1, hash="h", signature="")
    assert b"\nc\n1\nh" in one.text


def put_back(machine):
    """Let the first page of a round tell that the server holds what this disk lacks."""
    held = End("S1-1", 7, "h7")
    page = Page(cursor=Cursor("e", 4, "h"), head=4, held=held)
    apply = machine.tell(Replied(page))
    told = machine.tell(Stored(put_back=End("S1-1", 5, "h5")))
    return apply, told, PutBack(end=End("S1-1", 5, "h5"), held=held)


def test_an_older_disk_is_admitted_before_anything_of_the_page_is_kept():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    apply, told, admission = put_back(machine)
    assert told == Call(admission)
    again = machine.tell(Replied(Heard()))
    assert again == Apply(apply.area, apply.since, apply.page, admitted=True)
    assert isinstance(machine.tell(Stored()), Call)


def test_an_admission_that_did_not_get_through_is_made_again():
    machine = Machine()
    machine.opened()
    machine.tell(Stored())
    put_back(machine)
    assert isinstance(machine.tell(Failed("sync.unreachable")), Rest)
    machine.tell(Rested())
    machine.tell(Stored())
    _, told, admission = put_back(machine)
    assert told == Call(admission)


def test_where_the_own_chain_ends_is_said_with_the_first_pull_of_a_round_only():
    machine = Machine()
    end = End("S1-1", 5, "h5")
    machine.tell(Opened({area: Cursor("e", 3, "h") for area in AREAS}, end))
    assert machine.tell(Stored()).ask.end == end
    machine.tell(Replied(empty()))
    assert machine.tell(Stored()).ask.end is None


def test_a_server_that_says_too_many_is_left_alone_as_long_as_it_says():
    machine = Machine().at_push()
    machine.tell(Collected(PUSH))
    rest = machine.tell(Failed("sync.too_many", retry_after_s=40.0))
    assert rest.until_s >= machine.now_s + 40
