"""A rule is a document: what it says is checked, and told in plain words."""

import pytest

from app.capabilities.documents.answers import Word
from app.capabilities.roster import ROSTER
from app.capabilities.rules.definition.bodies import Doing
from app.capabilities.rules.definition.decisions import check_rule, in_words, outline_rule
from app.demo import rules as demo
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Bilingual, Words
from tests.capabilities.rules.factory import HOLD, a_rule

PLUGS = Vocabulary(ROSTER).plugs
TELL = Doing(action="notify", settings={"roles": ["ipqc"]})


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (a_rule(name=Bilingual("", "x")), "rule.text_missing"),
        (a_rule(when="forms.dreamt"), "rule.unknown_when"),
        (a_rule(given="verdict == "), "expression.unreadable"),
        (a_rule(given="weather == 'fine'"), "expression.unknown_name"),
        (a_rule(per="weather"), "expression.unknown_name"),
        (a_rule(given="verdict == 'failed'"), "rule.no_such_choice"),
        (a_rule("R-1", HOLD, HOLD), "rule.action_twice"),
        (a_rule("R-1", Doing(action="dance")), "rule.unknown_action"),
        (a_rule("R-1", Doing(action="notify", settings={"roles": 3})), "rule.settings_unreadable"),
        (a_rule("R-1", Doing(action="notify")), "rule.to_nobody"),
        (a_rule(when="equipment.gauges", given="is_overdue"), "rule.nothing_to_act_on"),
    ],
)
def test_a_rule_that_could_not_work_is_refused(rule, why):
    with pytest.raises(Refused) as refused:
        check_rule(rule, PLUGS)
    assert refused.value.code == why


def test_a_rule_without_an_action_is_refused():
    with pytest.raises(Refused, match="no_action"):
        check_rule(
            a_rule().__class__(code="R", name=Bilingual("x", "x"), when="forms.completed"), PLUGS
        )


def test_a_condition_is_told_in_the_words_of_its_facts():
    rule = a_rule(given="verdict == 'fail' and (fails_last_hour >= 3 or form in ('A', 'B'))")
    first, second = in_words(rule, PLUGS).given
    assert first == (
        Word("rules.fact.verdict"),
        Word("rules.sign.equal"),
        Word("rules.choice.verdict.fail"),
    )
    assert second == (
        Word("rules.fact.fails_last_hour"),
        Word("rules.sign.at_least"),
        "3",
        Word("rules.sign.or"),
        Word("rules.fact.form"),
        Word("rules.sign.among"),
        "A",
        ",",
        "B",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", demo.rules(), ids=lambda one: one.code)
def test_a_rule_of_the_plant_is_sound_and_has_words_for_everything(rule, language):
    check_rule(rule, PLUGS)
    words, told = Words(language), in_words(rule, PLUGS)
    said = [one for part in (told.when, *told.given, told.per, *told.then) for one in part]
    said += [one for line in outline_rule(rule) for one in line.text]
    assert not [one.code for one in said if isinstance(one, Word) and not words.knows(one.code)]


def test_the_plant_ships_the_eight_rules_its_first_among_them():
    codes = [one.code for one in demo.rules()]
    assert codes == [f"R-0{number}" for number in range(1, 9)]
    assert demo.rules()[0].given == "verdict == 'fail'"
