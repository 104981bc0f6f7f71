"""Approving a document is for stations in touch with the server: nothing is signed without it."""

import msgspec
import pytest

from app.capabilities.documents.commands import MakeEffective
from app.capabilities.people.signatures.commands import Ask
from app.kernel.refused import Refused
from app.stations.signing import Credentials, Signing
from tests.ui.screens.station_at_work import PROFILE, a_station

APPROVE = MakeEffective(form="instruction", code="WI-B10", revision="B")


@pytest.fixture
def away(tmp_path):
    at = a_station(tmp_path / "s1", profile=msgspec.structs.replace(PROFILE, server="http://away"))
    yield at.station
    at.station.close()


@pytest.mark.requirement("P11-12")
def test_a_document_is_not_approved_while_the_server_is_away(away):
    ask = Ask("revision/instruction/WI-B10/B", "approved", seen=frozenset())
    who = Credentials("P-0123", "258023", "P-0123")
    with pytest.raises(Refused, match=r"station\.needs_server"):
        Signing(away).sign((ask,), who, then=(APPROVE,))
    with pytest.raises(Refused, match=r"station\.needs_server"):
        away.act(APPROVE).result()
