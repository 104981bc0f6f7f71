"""What somebody has learnt, until when, by whose word; nobody vouches for themselves."""

import pytest

from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
    WithdrawQualification,
)
from app.capabilities.people.qualifications.decisions import (
    DAY_MS,
    Validity,
    counted_at,
    lacking,
    validity,
)
from app.capabilities.people.qualifications.queries import grant_held, grants, grants_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.people.plant import a_person, a_plant

ADMIN, LEAD, OPERATOR = "P-0124", "P-0110", "P-0101"
LEAK = "LEAK-TEST"


@pytest.fixture
def plant():
    node = a_plant()
    node.do(a_person(OPERATOR), ADMIN)
    node.do(a_person(LEAD, roles=("line_lead",)), ADMIN)
    name = Bilingual("气密测试", "Leak testing")
    node.do(DefineQualification(qualification=LEAK, name=name, months=12), LEAD)
    return node


def vouch(node, **changes):
    fields = {"person": OPERATOR, "qualification": LEAK, "evidence": "TR-1", **changes}
    return node.do(GrantQualification(**fields), LEAD)


def test_a_grant_says_who_vouched_until_when_and_by_what(plant):
    vouch(plant)
    found = plant.ask(grant_held, OPERATOR, LEAK)
    assert (found.by, found.evidence, found.from_ms) == (LEAD, "TR-1", plant.clock.ms)
    assert found.until_ms == plant.clock.ms + 365 * DAY_MS
    assert validity(found, plant.clock.ms) is Validity.VALID
    assert validity(found, plant.clock.ms + 340 * DAY_MS) is Validity.SOON
    assert validity(found, plant.clock.ms + 365 * DAY_MS) is Validity.EXPIRED


def test_a_change_carries_what_was_before(plant):
    vouch(plant)
    first = plant.ask(grant_held, OPERATOR, LEAK)
    changes = vouch(plant, until_ms=first.until_ms + DAY_MS, level=2)
    text = bytes(changes.events[0].envelope.payload).decode()
    assert f'"before_ms":{first.until_ms},"before_level":1' in text
    assert len(plant.ask(grants_of, OPERATOR)) == 2
    assert plant.ask(grant_held, OPERATOR, LEAK).level == 2


def test_what_was_withdrawn_counted_until_then_and_not_after(plant):
    vouch(plant)
    granted_ms = plant.clock.ms
    plant.clock.ms += DAY_MS
    gone = WithdrawQualification(person=OPERATOR, qualification=LEAK, why="failed the audit")
    plant.do(gone, LEAD)
    (row,) = plant.ask(grants, [OPERATOR])[OPERATOR]
    assert (row.ended_by, row.ended_why) == (LEAD, "failed the audit")
    assert counted_at(row, granted_ms)
    assert not counted_at(row, granted_ms - 1)
    assert not counted_at(row, plant.clock.ms)
    assert lacking((LEAK, "WELDING"), (row,), granted_ms) == ("WELDING",)
    assert validity(row, granted_ms) is Validity.WITHDRAWN


def test_nobody_vouches_for_themselves_and_only_who_may(plant):
    own = GrantQualification(person=LEAD, qualification=LEAK, evidence="me")
    with pytest.raises(Refused, match=r"qualification\.own"):
        plant.do(own, LEAD)
    with pytest.raises(Refused, match=r"right\.missing"):
        plant.do(GrantQualification(person=LEAD, qualification=LEAK, evidence="x"), OPERATOR)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"qualification": "FLYING"}, "qualification.unknown"),
        ({"evidence": " "}, "qualification.evidence_missing"),
        ({"level": 0}, "qualification.level"),
        ({"until_ms": 1}, "qualification.past"),
        ({"until_ms": 2**45}, "qualification.long"),
        ({"person": "P-0999"}, "people.unknown"),
    ],
)
def test_nobody_is_vouched_for_with(plant, changes, code):
    with pytest.raises(Refused, match=code):
        vouch(plant, **changes)


@pytest.mark.parametrize(
    ("code", "name", "months", "refusal"),
    [
        ("leak", Bilingual("a", "b"), 12, "qualification.bad_code"),
        ("LEAK", Bilingual("a", ""), 12, "people.name_missing"),
        ("LEAK", Bilingual("a", "b"), 0, "qualification.months"),
        (LEAK, Bilingual("气密测试", "Leak testing"), 12, "qualification.same"),
    ],
)
def test_a_qualification_is_not_defined_with(plant, code, name, months, refusal):
    with pytest.raises(Refused, match=refusal):
        plant.do(DefineQualification(qualification=code, name=name, months=months), LEAD)


def test_what_nobody_holds_is_not_withdrawn(plant):
    with pytest.raises(Refused, match=r"qualification\.not_held"):
        plant.do(WithdrawQualification(person=OPERATOR, qualification=LEAK, why="x"), LEAD)
