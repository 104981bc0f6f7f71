"""What the screens say: how late, why not, what a typed number comes to. Pure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.forms.numbers.bodies import Samples
from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.inspecting.commands import RELEASE
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.decisions import Wanted
from app.capabilities.quality.inspections.events import About, Plan
from app.capabilities.quality.plans.bodies import INSPECT, Trigger
from app.kernel.words import Bilingual, Words
from app.stations.recogniser import EquipmentLabel, GaugeLabel, Unknown
from app.ui.moments import Moments
from app.ui.screens.quality.due.facts import Line, part_of
from app.ui.screens.quality.due.words import cause_said, late_said
from app.ui.screens.quality.first_article.facts import Article, first_facts
from app.ui.screens.quality.first_article.words import Who, act_of, stop_said
from app.ui.screens.quality.inspecting.gauge_use import scanned
from app.ui.screens.quality.inspecting.judging import beyond_said, limit_marks, trial
from tests.capabilities.quality.inspected import (
    BAD,
    FIRST,
    a_floor,
    in_hand,
    inspect,
    moment,
    report,
    start,
)
from tests.journal.node import HandClock

WORDS, CLOCK = Words("en"), HandClock()
MOMENTS = Moments(WORDS, CLOCK)
MINUTE_MS = 60_000
BORE = Samples(
    lsl=Decimal("2.40"), usl=Decimal("2.60"), nominal=Decimal("2.50"), unit="mm", decimals=3
)
PLAN = Plan(
    code="IP",
    revision="A",
    pin="",
    title=Bilingual("首件", "First article"),
    form="F",
    trigger=Trigger.FIRST_ARTICLE,
)


CALIPER = Gauge(
    gauge="G-02",
    name=Bilingual("卡尺", "Caliper"),
    sort="caliper",
    serial="CA-1",
    unit="mm",
    low=Decimal(0),
    high=Decimal(150),
    resolution=None,
    months=6,
    work_centre="",
)


def a_wanted(size):
    about = About(order="WORK000434", operation="B20", size=size)
    return Wanted(PLAN, about, ("order",), ("order",))


def a_due(late_min=None, state=State.DUE, step=Standing.TO_BEGIN, **facts):
    about = About(order="WORK000434", operation="B20")
    late_ms = None if late_min is None else late_min * MINUTE_MS
    due_ms = None if late_ms is None else CLOCK.now_ms() - late_ms
    return Due(
        wanted=Wanted(PLAN, about, ("order",), ("order",)),
        state=state,
        step=step,
        late_ms=late_ms,
        due_ms=due_ms,
        **facts,
    )


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (a_due(5), "due for 5 min"),
        (a_due(-20, State.UPCOMING), "in 20 min"),
        (a_due(None, State.UPCOMING, pieces_left=Decimal(40)), "after 40 more pieces"),
        (
            a_due(-20, State.UPCOMING, pieces_left=Decimal(40)),
            "in 20 min or after 40 more pieces",
        ),
        (
            a_due(25, State.OVERDUE, overdue_ms=CLOCK.now_ms() - 12 * MINUTE_MS),
            "overdue by 12 min",
        ),
    ],
)
def test_it_is_said_how_late_something_is(one, said):
    assert late_said(one, WORDS, MOMENTS) == said


def test_what_comes_within_the_hour_comes_soon():
    assert part_of(a_due(-59, State.UPCOMING)) == "soon"
    assert part_of(a_due(-61, State.UPCOMING)) == "later"
    assert Line(a_due(5, step=Standing.TO_RELEASE)).part == "waiting"


def test_a_cause_this_program_does_not_know_says_nothing():
    assert cause_said("tool", WORDS) == "Tool changed"
    assert cause_said("from the future", WORDS) == ""


@pytest.mark.parametrize(
    ("typed", "state", "beyond"),
    [
        ("2.50", "ok", "0"),
        ("2.59", "warn", "0"),
        ("2.60", "warn", "0"),
        ("2.64", "fail", "0.04"),
        ("2.3", "fail", "-0.10"),
    ],
)
def test_a_typed_number_is_judged_as_it_stands(typed, state, beyond):
    made = trial(BORE, typed)
    assert (made.state, made.beyond) == (state, Decimal(beyond))


def test_what_cannot_be_read_says_why_and_a_failure_by_how_much():
    assert trial(BORE, "2.51234").why is not None
    said = beyond_said(trial(BORE, "2.64"), "mm", WORDS)
    assert said == "Above the upper limit by 0.04 mm"
    marks = limit_marks(BORE)
    assert marks is not None
    assert marks.high_said == "USL 2.60"


@pytest.mark.parametrize(
    ("meaning", "code"),
    [
        (GaugeLabel("G-02"), "G-02"),
        (GaugeLabel("CA-1"), "G-02"),
        (GaugeLabel("G-99"), "G-99"),
        (Unknown("CA-1", "foreign"), "G-02"),
        (Unknown("4006381333931", "foreign"), ""),
        (Unknown("G-02", "damaged"), ""),
        (EquipmentLabel("G-02"), "G-02"),
        (EquipmentLabel("CNC-01"), ""),
    ],
)
def test_a_gauge_is_scanned_by_its_label_or_its_makers_number(meaning, code):
    assert scanned({"G-02": CALIPER}, meaning) == code


def test_whoever_made_the_first_article_neither_inspects_nor_releases_it():
    article = Article(a_due(5, makers=("P-0102",)), None, is_gated=True)
    maker = Who("P-0102", frozenset({INSPECT, RELEASE}))
    other = Who("P-0117", frozenset({INSPECT}))
    assert act_of(article, maker, WORDS).blocked
    assert not act_of(article, other, WORDS).blocked
    waiting = Article(a_due(5, step=Standing.TO_RELEASE, makers=("P-0102",)), None)
    assert act_of(waiting, maker, WORDS).why == WORDS("refused.first_article.own_work")
    assert act_of(waiting, other, WORDS).why == WORDS("first_article.no_right")


def test_it_is_said_what_a_first_article_stops():
    gated = Article(a_due(5), None, is_gated=True)
    assert (stop_said(gated, WORDS).state, gated.is_open) == ("fail", True)
    assert stop_said(Article(a_due(5), None), WORDS).state == "warn"


def test_a_failed_first_article_says_how_many_pieces_nobody_released():
    due = replace(a_due(5, last_failed=True), wanted=a_wanted(Decimal(16)))
    stop = stop_said(Article(due, None, is_gated=True, passed=Decimal(4)), WORDS)
    assert stop.state == "fail"
    assert "16 pieces stand here unreleased" in stop.text
    assert "4 pieces went on since" in stop.text
    none = stop_said(Article(a_due(5, last_failed=True), None, is_gated=True), WORDS)
    assert none.text == WORDS("first_article.failed_means")


def test_the_pieces_at_a_failed_set_up_and_those_that_went_on_are_counted():
    node = a_floor(FIRST)
    in_hand(node, 20)
    start(node)
    report(node, 1)
    node.clock.ms += MINUTE_MS
    inspect(node, FIRST, BAD)
    node.clock.ms += MINUTE_MS
    report(node, 4)
    waiting, failed = node.ask(first_facts, moment(node), node.journal.author.station).articles
    assert (waiting.about.size, waiting.passed) == (15, 4)
    assert stop_said(failed, WORDS).state == "fail"
    assert stop_said(failed, WORDS).title == WORDS("first_article.not_accepted")
