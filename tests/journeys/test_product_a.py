"""Product A's seventeen operations, release to receipt, through the gates that exist so far."""

from decimal import Decimal

import pytest

from app.capabilities.people.qualifications.commands import (
    DefineQualification,
    GrantQualification,
)
from app.capabilities.people.starting.commands import starting_qualifications
from app.capabilities.production.operations.commands import (
    DispatchOperation,
    ReportOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import unenforced_gates
from app.capabilities.production.orders.commands import ImportPlan
from app.capabilities.production.orders.events import OrderPlanned
from app.capabilities.production.orders.queries import receipts
from app.capabilities.production.progress.answers import Phase
from app.capabilities.production.progress.queries import order_lines
from app.capabilities.production.release.commands import ReleaseOrder
from app.capabilities.roster import ROSTER
from app.demo import plant
from app.demo.weighed import weighed
from app.journal.upcast import Vocabulary
from app.kernel.paths import resources
from app.kernel.refused import Refused
from tests.capabilities.documents.library import publish
from tests.capabilities.people.plant import a_person
from tests.journal.node import a_node

ORDER = "WORK000473"
SETS = Decimal(20_000)
STATIONS = tuple(place.code for place in plant.demo_stations())


def everything_for(person: str):
    """Yield the commands by which somebody is qualified for all the plant does."""
    for command in starting_qualifications(resources() / "plant" / "qualifications.toml"):
        if isinstance(command, DefineQualification):
            yield command
            yield GrantQualification(
                person=person, qualification=command.qualification, evidence="test"
            )


def route_of(product: str):
    route_code = {"IS-20F": "R-IS", "LA-316": "R-LA"}[product]
    return next(route for route in plant.routes() if route.code == route_code)


def a_line_of_stations():
    """Return the plant with one released order of product A, acted on as its own stations would."""
    node = a_node(STATIONS[0], capabilities=ROSTER)
    for command in (*plant.commands(), a_person("OP-01", roles=()), *everything_for("OP-01")):
        node.do(command, "P-0110")
    for one in plant.drafts():
        publish(node, one.form, one.code, one.body)
    node.do(
        ImportPlan(
            orders=(
                OrderPlanned(
                    order=ORDER,
                    product="IS-20F",
                    product_name="一次性使用输液器（20滴/mL）",
                    quantity=SETS,
                    unit="套",
                    due="2026-12-01",
                ),
            )
        )
    )
    node.do(ReleaseOrder(order=ORDER))
    return node


def at_its_station(node, operation):
    """Send an operation to the station of this node: who runs it is the dispatcher's choice."""
    node.do(DispatchOperation(order=ORDER, operation=operation, station=STATIONS[0]))


def test_product_a_runs_all_seventeen_operations_to_its_receipt():
    node = a_line_of_stations()
    route = route_of("IS-20F")
    assert len(route.operations) == 17
    good = SETS
    for operation in route.operations:
        at_its_station(node, operation.code)
        machine = operation.equipment[0] if operation.equipment else ""
        node.do(StartOperation(order=ORDER, operation=operation.code, equipment=machine))
        report = ReportOperation(order=ORDER, operation=operation.code, good=good)
        for portion in weighed(ORDER, operation, SETS):
            node.do(portion)
        if operation.min_dwell_min:
            with pytest.raises(Refused, match=r"operation\.dwell"):
                node.do(report)
            node.clock.ms += operation.min_dwell_min * 60_000
        node.do(report)
    (line,) = node.ask(order_lines, "2026-11-25")
    assert (line.phase, line.done) == (Phase.FINISHED, SETS)
    assert [row.quantity for row in node.ask(receipts, ORDER)] == [SETS]


def test_some_operations_of_product_a_must_rest():
    resting = {one.code for one in route_of("IS-20F").operations if one.min_dwell_min}
    assert "OP150" in resting


@pytest.mark.parametrize("product", ["IS-20F", "LA-316"])
def test_gates_not_held_yet_are_named_and_no_held_one_is_among_them(product):
    named = unenforced_gates(route_of(product), Vocabulary(ROSTER).plugs.gates)
    assert named
    assert not [gate for gate in named if gate.endswith((": dwell", ": sequence", ": weighing"))]
