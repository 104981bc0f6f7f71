"""Whose identity nobody has verified has no signing right; each change says who, how and why."""

import pytest

from app.capabilities.people.identities.commands import VerifyIdentity, WithdrawIdentity
from app.capabilities.people.identities.decisions import check_identity
from app.capabilities.people.identities.events import How
from app.capabilities.people.identities.queries import identities, identity, is_identity_verified
from app.kernel.refused import Refused
from tests.capabilities.people.plant import a_person, a_plant

ADMIN = "P-0124"
SEEN = VerifyIdentity(person="P-0101", how=How.ID_CARD, evidence="HR file 0101")


@pytest.fixture
def plant():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    return node


def test_an_identity_is_verified_by_somebody_at_a_time_by_a_document(plant):
    assert not plant.ask(is_identity_verified, "P-0101")
    plant.do(SEEN, ADMIN)
    found = plant.ask(identity, "P-0101")
    assert (found.by, found.at_ms, found.how) == (ADMIN, plant.clock.ms, "id_card")
    assert found.evidence == "HR file 0101"
    assert plant.ask(is_identity_verified, "P-0101")
    assert set(plant.ask(identities)) == {"P-0101"}


def test_a_verification_that_was_wrong_is_withdrawn_with_a_reason(plant):
    plant.do(SEEN, ADMIN)
    plant.do(WithdrawIdentity(person="P-0101", why="the card was a copy"), ADMIN)
    assert not plant.ask(is_identity_verified, "P-0101")
    assert plant.ask(identity, "P-0101").withdrawn_why == "the card was a copy"
    plant.do(SEEN, ADMIN)
    assert plant.ask(is_identity_verified, "P-0101")


def test_whose_identity_is_unverified_signs_nothing():
    check_identity(is_verified=True)
    with pytest.raises(Refused, match=r"signature\.identity_unverified"):
        check_identity(is_verified=False)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (VerifyIdentity(person=ADMIN, how=How.PASSPORT, evidence="x"), "people.own_account"),
        (VerifyIdentity(person="P-0777", how=How.PASSPORT, evidence="x"), "people.unknown"),
        (VerifyIdentity(person="P-0101", how=How.PASSPORT, evidence=" "), "evidence_missing"),
        (WithdrawIdentity(person="P-0101", why="no"), "identity.not_verified"),
    ],
)
def test_an_identity_is_not_changed_by(plant, command, code):
    with pytest.raises(Refused, match=code):
        plant.do(command, ADMIN)


def test_an_identity_is_verified_once(plant):
    plant.do(SEEN, ADMIN)
    with pytest.raises(Refused, match=r"identity\.verified_already"):
        plant.do(SEEN, ADMIN)
