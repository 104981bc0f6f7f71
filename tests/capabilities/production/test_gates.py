"""Gates that others plug in: work passes them or is refused; scrap may always be told."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.roster import ROSTER
from app.journal.capability import Capability
from app.kernel.refused import Refused
from tests.capabilities.production.factory import ROUTE, a_plant, a_released_order, an_operation

ORDER = "WORK000434"


def _shut(acting, ask):
    if ask.moment == "report":
        raise Refused("operation.not_running", operation=ask.operation)


def test_a_plugged_gate_stops_good_pieces_and_lets_scrap_be_told():
    route = replace(
        ROUTE,
        operations=(
            an_operation("B10", "WH", gates=("parameters",)),
            *ROUTE.operations[1:],
        ),
    )
    gate = Capability(name="toy", gates={"parameters": _shut})
    node = a_plant(route=route, capabilities=(*ROSTER, gate))
    a_released_order(node)
    node.do(StartOperation(order=ORDER, operation="B10"))
    with pytest.raises(Refused, match="not_running"):
        node.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)))
    node.do(ReportOperation(order=ORDER, operation="B10", scrap=(Scrap("burr", Decimal(1)),)))
