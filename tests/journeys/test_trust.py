"""Trust on the floor: people leave, records are reworked and signed apart, and news comes late.

A real server and two stations that exchange by hand, so that who knew what when is in the test.
"""

from decimal import Decimal
from hashlib import sha256

import msgspec
import pytest

from app.capabilities.equipment.machines.commands import AssignWorkCentres
from app.capabilities.flows.moves.events import node_stream
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.people.accounts.commands import DisablePerson, IssueKey
from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.signatures.queries import Validity, signatures, status
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.production.release.queries import blocks_release
from app.capabilities.records.discrepancies.queries import discrepancies
from app.journal.event import PLANT
from app.kernel.sealing import SigningKey
from app.store import content
from tests.capabilities.documents.library import put_in_force, sign
from tests.capabilities.people.plant import a_person
from tests.capabilities.production.factory import PRODUCT, ROUTE, a_planned_order
from tests.server.court import ADMIN, AREA, FLAGGED, LEAD, OPERATOR, SERVER_NODE, a_court

HERE, THERE = "ST-1", "ST-2"
INSPECTOR = "P-0117"
ORDER = "WORK000434"
TURNING = node_stream(ORDER, "B20")
HOUR_MS = 3_600_000
KEYS = {who: SigningKey(sha256(who.encode()).digest()) for who in (LEAD, INSPECTOR)}


@pytest.fixture
def court(tmp_path):
    """Product B released at one of two stations; a line lead and an inspector may sign at both."""
    made = a_court(tmp_path / "server")
    made.found(a_person(INSPECTOR, roles=("ipqc",)))
    for who, key in KEYS.items():
        for station in (HERE, THERE):
            made.found(IssueKey(person=who, station=station, public_key=key.public_key.hex()))
        made.found(VerifyIdentity(person=who, how=How.ID_CARD, evidence="HR file"))
    for station, centres in ((HERE, ("WH", "CNC", "QC")), (THERE, ("CNC", "QC"))):
        made.found(AssignWorkCentres(station=station, work_centres=centres))
    publish(made)
    made.exchange(HERE, THERE)
    made.at(HERE, ImportPlan(orders=(a_planned_order(ORDER, 20),)), LEAD)
    made.at(HERE, ReleaseOrder(order=ORDER), LEAD)
    made.exchange(HERE, THERE)
    yield made
    made.close()


def publish(court):
    """Let the plant be founded with its product and route."""
    house = court.house

    def work(connection):
        for form, body in (("product", PRODUCT), ("route", ROUTE)):
            put_in_force(house._founding, connection, form, body.code, body)
        house.intake.settle_own(connection)

    house.write(work).result()
    bodies(court)


def bodies(court):
    """Bring the bodies to the stations, as the exchange's content does."""
    for node in court.nodes.values():
        with node.engine.begin() as connection:
            for body in (PRODUCT, ROUTE):
                content.keep(connection, msgspec.json.encode(body), "application/json")


def start(court, operation, station=HERE, who=OPERATOR):
    court.at(station, StartOperation(order=ORDER, operation=operation), who)


def report(court, operation, good, station=HERE, target=None):
    moved = ReportOperation(order=ORDER, operation=operation, good=Decimal(good), target=target)
    return court.at(station, moved, OPERATOR)


def review(court, station, who):
    court.clock.ms += 1_000
    return sign(court.nodes[station], who, TURNING, "reviewed", key=KEYS[who]).events[-1]


def found(court, kind):
    """Return, for the server and each station, the keys of what contradicts in that way."""
    nodes = [court.nodes[HERE].ask, court.nodes[THERE].ask, court.ask]
    checks = court.house.vocabulary.checks
    return [{one.key for one in ask(discrepancies, checks) if one.kind == kind} for ask in nodes]


def reworked(court):
    """Turn twenty pieces, inspect them, send two back over the rework edge and turn them again."""
    for operation, good in (("B10", 20), ("B20", 20)):
        start(court, operation)
        report(court, operation, good)
    start(court, "B40")
    report(court, "B40", 18)
    report(court, "B40", 2, target="B20")
    start(court, "B20")
    report(court, "B20", 2)


def test_a_record_reworked_and_signed_in_parallel_keeps_both_signatures_and_one_discrepancy(court):
    reworked(court)
    court.exchange(HERE, THERE)
    one = review(court, HERE, LEAD)
    two = review(court, THERE, INSPECTOR)
    court.exchange(HERE, THERE, HERE)
    for ask in (court.nodes[HERE].ask, court.nodes[THERE].ask, court.ask):
        given = ask(signatures, TURNING)
        assert {s.hash for s in given} == {one.hash, two.hash}
        assert {s.validity for s in given} == {Validity.VALID}
        assert ask(status, TURNING).is_parallel
        assert ask(status, TURNING).signed_off == {"reviewed"}
        assert sum(ask(at_nodes, ORDER).values()) == 0
    here, there, server = found(court, "parallel_signatures")
    assert here == there == server
    assert len(here) == 1
    assert len(court.digests(AREA)) == 1


def test_a_late_entry_after_sign_off_reopens_the_record_on_every_node_until_it_is_signed(court):
    start(court, "B10")
    report(court, "B10", 20)
    start(court, "B20")
    report(court, "B20", 10)
    court.exchange(HERE, THERE)
    report(court, "B20", 3, station=THERE)  # the cable is out here
    review(court, HERE, LEAD)
    assert court.nodes[HERE].ask(status, TURNING).signed_off == {"reviewed"}
    court.exchange(HERE, THERE, HERE)
    for ask in (court.nodes[HERE].ask, court.nodes[THERE].ask, court.ask):
        stands = ask(status, TURNING)
        assert (stands.signed_off, stands.late, stands.unsigned) == (frozenset(), 1, 1)
        (given,) = ask(signatures, TURNING)
        assert given.validity is Validity.SUPERSEDED
    here, there, server = found(court, "late_entry")
    assert here == there == server
    assert len(here) == 1
    review(court, THERE, INSPECTOR)
    court.exchange(THERE, HERE)
    assert court.nodes[HERE].ask(status, TURNING).signed_off == {"reviewed"}


@pytest.mark.requirement("P11-26")
def test_who_was_disabled_while_away_and_signed_is_flagged_everywhere_and_blocks_the_release(court):
    start(court, "B10")
    report(court, "B10", 20)
    start(court, "B20")
    report(court, "B20", 20)
    court.exchange(HERE, THERE)
    court.at(HERE, DisablePerson(person=INSPECTOR, why="left the plant"), ADMIN)
    court.exchange(HERE)
    court.clock.ms += HOUR_MS
    signed = review(court, THERE, INSPECTOR)  # the news has not come here
    court.exchange(THERE, HERE)
    for node in (SERVER_NODE, HERE, THERE):
        assert court.word(signed, node) == FLAGGED
    assert court.ask(blocks_release, ORDER)
    here, there, server = found(court, "acted_without_right")
    assert here == there == server
    assert len(here) == 1
    assert len(court.digests(PLANT)) == len(court.digests(AREA)) == 1
