"""An approval with the cable out: begun, given on, sent back, signed in order; then the merge."""

from hashlib import sha256

import msgspec
import pytest

from app.capabilities.flows.cases.commands import DelegateStep, FinishStep, ReturnStep, StartCase
from app.capabilities.flows.cases.events import StepFinished, moved_as
from app.capabilities.flows.cases.queries import DECIDED_TWICE, open_cases, standing
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.people.accounts.commands import IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.records.discrepancies.queries import discrepancies
from app.demo import flows
from app.journal.event import PLANT
from app.journal.ledger import ledger_of
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from app.stations.signing import Credentials, Signing
from app.store import content
from tests.capabilities.documents.library import put_in_force, sign
from tests.capabilities.people.plant import a_person
from tests.server.court import ADMIN, AREA, FINE, LEAD, OUT, QA, a_court
from tests.ui.screens.station_at_work import PIN, a_station

HERE, THERE = "ST-1", "ST-2"
STATIONS = (HERE, THERE)
ENGINEER, SECOND = "P-0122", "P-0121"
CHART = flows.chart(flows.APPROVAL)
KEYS = {who: SigningKey(sha256(who.encode()).digest()) for who in (LEAD, QA)}


@pytest.fixture
def court(tmp_path):
    """The approval is in force; two engineers, a line lead and quality work at two stations."""
    made = a_court(tmp_path / "server")
    made.found(*(a_person(who, roles=("engineer",)) for who in (ENGINEER, SECOND)))
    for who, key in KEYS.items():
        public = key.public_key.hex()
        made.found(*(IssueKey(person=who, station=at, public_key=public) for at in STATIONS))
        made.found(VerifyIdentity(person=who, how=How.ID_CARD, evidence="HR file"))
    house = made.house

    def work(connection):
        put_in_force(house._founding, connection, "flow", CHART.code, CHART, title=CHART.name)
        house.intake.settle_own(connection)

    house.write(work).result()
    for node in made.nodes.values():
        with node.engine.begin() as connection:
            content.keep(connection, msgspec.json.encode(CHART), "application/json")
    made.exchange(*STATIONS)
    yield made
    made.close()


def begin(court, case="A1"):
    title = Bilingual("买一台新烘箱", "Buy a new oven")
    court.at(HERE, StartCase(flow=CHART.code, title=title, case=case), ENGINEER)


def finish(court, step, who, outcome="", at=HERE, case="A1"):
    return court.at(at, FinishStep(case=case, step=step, outcome=outcome), who)


def signed(court, step, who, meaning, outcome="", at=HERE, case="A1"):
    node = court.nodes[at]
    court.clock.ms += 1_000
    sign(node, who, node.ask(standing, case).record, meaning, key=KEYS[who])
    return finish(court, step, who, outcome, at, case)


def everywhere(court, query, *args):
    return [ask(query, *args) for ask in (court.ask, *(n.ask for n in court.nodes.values()))]


def test_an_approval_goes_its_way_with_the_cable_out_and_stands_alike_everywhere(court):
    begin(court)
    given = DelegateStep(case="A1", step="prepare", to=SECOND, remarks="knows the oven")
    court.at(HERE, given, ENGINEER)
    finish(court, "prepare", SECOND, "ask")
    back = ReturnStep(case="A1", step="review", target="prepare", remarks="offer is missing")
    court.at(HERE, back, LEAD)
    finish(court, "prepare", SECOND, "ask")
    with pytest.raises(Refused, match=r"flow\.not_open"):
        finish(court, "approve", QA, "approved")
    signed(court, "review", LEAD, "reviewed")
    assert [one.code for one in court.nodes[HERE].ask(standing, "A1").open] == ["approve"]

    court.exchange(HERE, THERE)
    for node in court.nodes.values():
        node.ask(node.journal.hear, PLANT)
    made = signed(court, "approve", QA, "approved", "approved", at=THERE)
    court.exchange(THERE, HERE, THERE)
    found = everywhere(court, standing, "A1")
    assert {now.is_closed for now in found} == {True}
    assert {now.outcome for now in found} == {"approved"}
    (story,) = {tuple((one.step, one.person, one.returned) for one in now.done) for now in found}
    assert story == (
        ("prepare", SECOND, False),
        ("review", LEAD, True),
        ("prepare", SECOND, False),
        ("review", LEAD, False),
        ("approve", QA, False),
    )
    events = [one for node in court.nodes.values() for one in node.events()]
    mine = [one for one in events if one.envelope.kind.startswith("flows.")]
    assert {court.word(one) for one in (*mine, *made)} == {FINE}
    assert everywhere(court, open_cases) == [(), (), ()]
    assert len(court.digests(AREA)) == len(court.digests(PLANT)) == 1


def test_what_two_stations_decided_apart_goes_on_once_and_is_on_every_desk_once(court):
    begin(court)
    court.exchange(HERE, THERE)
    finish(court, "prepare", ENGINEER, "ask", at=HERE)
    finish(court, "prepare", SECOND, "given_up", at=THERE)
    assert court.nodes[THERE].ask(standing, "A1").is_closed
    court.exchange(HERE, THERE, HERE)
    checks = court.house.vocabulary.checks
    for found in everywhere(court, discrepancies, checks):
        (one,) = [one for one in found if one.kind == DECIDED_TWICE]
        assert one.subjects == ("A1", "prepare")
    for now in everywhere(court, standing, "A1"):
        assert [one.code for one in now.open] == ["review"]
    for at in everywhere(court, at_nodes, moved_as("A1")):
        assert at["prepare"] == -1
    signed(court, "review", LEAD, "reviewed")
    court.exchange(HERE, THERE)
    assert [one.code for one in court.ask(standing, "A1").open] == ["approve"]


def test_who_has_no_part_in_flows_ends_no_step_whatever_their_station_lets_them(court):
    begin(court)
    court.exchange(HERE, THERE)
    forged = StepFinished(case="A1", step="prepare", target="approve", outcome="ask")
    (said,) = court.say(THERE, forged, actor=ADMIN)
    court.exchange(THERE, HERE)
    assert court.word(said) == OUT
    assert [one.code for one in court.nodes[HERE].ask(standing, "A1").open] == ["prepare"]


@pytest.fixture
def alone(tmp_path):
    """A station by itself; its line lead may sign there."""
    at = a_station(tmp_path / "s1")
    at.define("line_lead", "flows.act", "sign.reviewed")
    at.admit(LEAD, "line_lead", Bilingual("班长", "Lead"))
    at.publish("flow", CHART.code, CHART)
    at.do(StartCase(flow=CHART.code, title=Bilingual("烘箱", "Oven"), case="A1"), ENGINEER)
    yield at
    at.station.close()


def test_a_station_signs_and_goes_on_in_one_act_and_does_neither_without_the_other(alone):
    at, desk = alone, Signing(alone.station)
    at.define("engineer", "flows.act")
    at.add(ENGINEER, "engineer", Bilingual("工艺", "Engineer"))
    at.do(FinishStep(case="A1", step="prepare", outcome="ask"), ENGINEER)
    record = at.ask(standing, "A1").record
    seen = frozenset(at.ask(ledger_of, record).entries)
    who, ask = Credentials(LEAD, PIN, "B-00110"), Ask(record, "reviewed", seen=seen)
    too_early = FinishStep(case="A1", step="approve", outcome="approved")
    with pytest.raises(Refused, match=r"flow\.not_open"):
        desk.sign((ask,), who, then=(too_early,))
    assert seen == at.ask(ledger_of, record).entries.keys()
    desk.sign((ask,), who, then=(FinishStep(case="A1", step="review"),))
    assert [one.code for one in at.ask(standing, "A1").open] == ["approve"]
