"""Notices: one of a name is one, each person sees for themselves, urgent ones go further."""

import pytest

from app.capabilities.flows.notices import decisions
from app.capabilities.flows.notices.commands import SeeNotices, SetNoticePatience
from app.capabilities.flows.notices.queries import notice, patience_min, seen_by
from app.journal.journal import Arrival
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.flows.waiting import LEAD, OPERATOR, inbox, said, tell, working

STOPPED = Bilingual("停机", "Stopped")


def test_a_notice_waits_for_its_role_and_its_people_until_each_has_seen_it():
    node = working("S1")
    tell(node, "n1", roles=("operator",), people=(LEAD,))
    assert said(node, OPERATOR) == said(node, LEAD) == ["notice/n1"]
    node.do(SeeNotices(notices=("n1",)), OPERATOR)
    assert said(node, OPERATOR) == []
    assert said(node, LEAD) == ["notice/n1"]


def test_whoever_sent_it_is_not_told_their_own_words():
    node = working("S1")
    tell(node, "n1", roles=("operator", "line_lead"), actor=LEAD)
    assert said(node, LEAD) == []
    assert said(node, OPERATOR) == ["notice/n1"]


def test_a_notice_seen_at_one_station_is_seen_at_every_other():
    one, two = working("S1"), working("S2")
    two.take([Arrival(e) for e in tell(one, "n1", roles=("operator",))])
    assert said(two, OPERATOR) == ["notice/n1"]
    seen = one.do(SeeNotices(notices=("n1",)), OPERATOR).events
    two.take([Arrival(e) for e in seen])
    assert said(two, OPERATOR) == []


def test_two_of_one_name_are_one_and_the_first_stands():
    one, two = working("S1"), working("S2")
    first = tell(one, "fired", roles=("operator",))
    second = tell(two, "fired", roles=("operator",))
    one.take([Arrival(e) for e in second])
    two.take([Arrival(e) for e in first])
    assert said(one, OPERATOR) == said(two, OPERATOR) == ["notice/fired"]
    assert one.ask(notice, "fired") == two.ask(notice, "fired")


def test_seeing_twice_is_noted_once_and_an_unknown_notice_is_refused():
    node = working("S1")
    tell(node, "n1", roles=("operator",))
    node.do(SeeNotices(notices=("n1", "n1")), OPERATOR)
    assert node.do(SeeNotices(notices=("n1",)), OPERATOR).events == ()
    assert list(node.ask(seen_by, ["n1"])["n1"]) == [OPERATOR]
    with pytest.raises(Refused, match=r"notice\.unknown"):
        node.do(SeeNotices(notices=("n2",)), OPERATOR)
    with pytest.raises(Refused, match=r"notice\.nobody"):
        node.do(SeeNotices(notices=("n1",)), "")


def test_an_urgent_notice_nobody_has_seen_goes_further():
    node = working("S1")
    tell(node, "n1", roles=("operator",), urgency=Urgency.NOW, escalated=("line_lead",))
    node.clock.ms += 15 * 60_000
    assert said(node, LEAD) == []
    node.clock.ms += 1
    (line,) = inbox(node, LEAD).lines
    assert (line.key, line.why, line.is_late) == ("notice/n1", "escalated", True)
    node.do(SeeNotices(notices=("n1",)), OPERATOR)
    assert said(node, LEAD) == []


def test_the_plant_says_how_long_an_urgent_notice_may_stay_unseen():
    node = working("S1")
    assert node.ask(patience_min) == 15
    node.do(SetNoticePatience(minutes=5))
    assert node.do(SetNoticePatience(minutes=5)).events == ()
    assert node.ask(patience_min) == 5
    tell(node, "n1", roles=("operator",), urgency=Urgency.NOW, escalated=("line_lead",))
    node.clock.ms += 5 * 60_000 + 1
    assert said(node, LEAD) == ["notice/n1"]
    with pytest.raises(Refused, match=r"notice\.patience"):
        decisions.set_patience(0, 15)


def test_a_notice_that_is_not_urgent_never_goes_further():
    node = working("S1")
    tell(node, "n1", roles=("operator",), urgency=Urgency.SOON, escalated=("line_lead",))
    node.clock.ms += 24 * 3_600_000
    assert said(node, LEAD) == []


def test_old_news_is_told_nobody():
    node = working("S1")
    tell(node, "n1", roles=("operator",))
    node.clock.ms += 31 * 86_400_000
    assert said(node, OPERATOR) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"text": Bilingual(" ", ""), "roles": ("operator",)}, "notice.text_missing"),
        ({"text": STOPPED}, "notice.to_nobody"),
        ({"text": Bilingual("长" * 501, ""), "roles": ("operator",)}, "notice.text_long"),
    ],
)
def test_a_notice_says_something_to_somebody(facts, code):
    with pytest.raises(Refused) as refused:
        decisions.notice("n1", **facts)
    assert refused.value.code == code


def test_a_rule_tells_without_a_person_and_a_person_needs_the_right():
    node = working("S1")
    needed = node.journal.vocabulary.needed
    firing = "ab" * 32
    told = decisions.notice(f"{firing}-2", STOPPED, ("operator",), firing=firing)
    assert needed(told, "", lambda _: "") == ()
    for name, made_up in (("n1", firing), ("n1", "n1"), ("", "")):
        forged = decisions.notice(name, STOPPED, ("operator",), firing=made_up)
        assert needed(forged, "", lambda _: "") == ("flows.ask",)
    assert needed(told, OPERATOR, lambda _: "") == ("flows.ask",)
    assert needed(decisions.notice("n1", STOPPED, ("operator",)), "", lambda _: "")
