"""A first article stops reporting until another person than made or inspected it releases it."""

import pytest

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.quality.inspecting.commands import (
    AskInspection,
    BeginInspection,
    ConcludeInspection,
    ReleaseFirstArticle,
)
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.plans.bodies import Arming
from app.ui.screens.screen import Place
from tests.ui.screens.hands import at_window
from tests.ui.screens.quality.inspecting import (
    FIRST,
    GAUGE,
    INSPECTOR,
    OTHER,
    a_quality_station,
    come,
    the_due,
    the_inspection,
)
from tests.ui.screens.station_at_work import OPERATOR, ORDER, PIN

GOOD = {
    "bore/1": '"2.5"',
    "bore/2": '"2.5"',
    "bore/3": '"2.5"',
    "width": '"2.5"',
    "length": '"2.5"',
}


@pytest.fixture
def hands(qtbot, tmp_path):
    made = at_window(qtbot, a_quality_station(tmp_path / "station", FIRST))
    yield made
    made.close()


def inspect(hands):
    at = hands.at
    at.do(BeginInspection(plan=FIRST.code, order=ORDER, operation="B10"), INSPECTOR)
    one = the_inspection(hands, FIRST)
    entries = [Entry(path=path, value=value, gauge=GAUGE) for path, value in GOOD.items()]
    entries += [Entry(path="burrs", value="0"), Entry(path="look", value='"pass"')]
    at.do(EnterFields(filled=one.row.filled, entries=tuple(entries)), INSPECTOR)
    at.do(CompleteForm(filled=one.row.filled), INSPECTOR)
    at.do(ConcludeInspection(inspection=one.name), INSPECTOR)
    return one.name


def at_articles(hands, person):
    come(hands, person)
    hands.window.go(Place("first-article"))
    hands.is_at("first-article")


def test_another_person_releases_it_by_signature_and_production_goes_on(hands):
    inspect(hands)
    at_articles(hands, OTHER)
    hands.reads("暂停报工")
    hands.press("first-do")
    hands.sees(lambda: hands.find("signature-id") is not None)
    hands.badge(OTHER)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: the_inspection(hands, FIRST).row.state == "released")
    hands.reads("可以生产")
    one = the_inspection(hands, FIRST)
    assert one.row.released_by == OTHER
    (signature,) = hands.at.ask(signatures, one.row.stream)
    assert (signature.signer, signature.meaning) == (OTHER, "reviewed")
    assert FIRST.code not in the_due(hands.at)


def test_who_told_of_the_tool_change_may_release_what_others_made_and_inspected(hands):
    """Another person than made or inspected it: whoever only asked for it did neither."""
    hands.at.do(ReleaseFirstArticle(inspection=inspect(hands)), OTHER)
    hands.at.clock.ms += 60_000
    asked = AskInspection(
        plan=FIRST.code, order=ORDER, operation="B10", cause=Arming.TOOL, detail="T-07"
    )
    hands.at.do(asked, OTHER)
    name = inspect(hands)
    row = hands.at.ask(inspection, name).row
    assert (row.asked_by, "tool" in row.causes) == (OTHER, True)
    at_articles(hands, OTHER)
    hands.press("first-do")
    hands.sees(lambda: hands.find("signature-id") is not None)
    hands.badge(OTHER)
    hands.type_digits(PIN)
    hands.press("signature-sign")
    hands.sees(lambda: hands.at.ask(inspection, name).row.state == "released")


def test_who_inspected_it_is_told_that_somebody_else_releases(hands):
    inspect(hands)
    at_articles(hands, INSPECTOR)
    hands.reads("首件的检验者不得放行")
    assert hands.find("first-do") is None


def test_an_operator_tells_of_a_tool_and_the_next_piece_is_a_first_article(hands):
    at_articles(hands, OPERATOR)
    hands.press("first-change")
    hands.press("change-tool")
    hands.sees(lambda: hands.find("change-detail") is not None)
    hands.find("change-detail").setPlainText("T-07")
    hands.press("change-do")
    hands.reads("已登记")
    assert "tool" in the_due(hands.at)[FIRST.code].wanted.causes
