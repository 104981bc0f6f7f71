"""What a station says as nobody: a rule's own restricts, asks, tells. It decides nothing."""

from decimal import Decimal

import pytest

from app.capabilities.flows.cases.events import (
    CaseCalledOff,
    CaseClosed,
    CaseStarted,
    StepDelegated,
    StepFinished,
)
from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.flows.tasks.events import TaskFinished
from app.capabilities.materials.lots.events import HoldLifted, LotTakenOut
from app.capabilities.production.holds.events import WorkFreed, WorkHeld
from app.capabilities.quality.capa.events import CapaProposalDeclined
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.capabilities.quality.nonconformance.records.events import (
    DispositionApproved,
    DispositionExecuted,
    NonconformanceCalledOff,
    NonconformanceClosed,
    NonconformanceContained,
    NonconformanceOpened,
)
from app.journal.ruling import Matter
from app.kernel.words import Bilingual
from tests.server.court import FINE, OUT, a_court

FIRING = "ab" * 32
PERSONS = "01936f3c-4d00-7abc-8def-0123456789ab"
"""How a person's new thing is named."""
X = Bilingual("x", "x")
ONE = Decimal(1)


def opened(name, firing):
    return NonconformanceOpened(
        name=name,
        number="NCR",
        code="c",
        title=X,
        matter=Matter(),
        quantity=ONE,
        unit="pcs",
        firing=firing,
    )


def begun(case, firing):
    return CaseStarted(
        case=case, flow="F", revision="A", pin="", title=X, matter=Matter(), firing=firing
    )


DECIDES = (
    opened(PERSONS, FIRING),
    opened(PERSONS, PERSONS),
    begun(PERSONS, FIRING),
    begun(PERSONS, PERSONS),
    WorkHeld(hold=f"{PERSONS}-ncr", reason="x", station="S", firing=FIRING),
    WorkHeld(hold=f"{PERSONS}-ncr", reason="x", station="S", firing=f"{PERSONS}-ncr"),
    NonconformanceContained(name=PERSONS, place="x", firing=FIRING),
    NonconformanceClosed(name=PERSONS),
    NonconformanceCalledOff(name=PERSONS, reason="x", second="P-1"),
    DispositionApproved(name=PERSONS, proposal=FIRING, part=Part.QUALITY),
    DispositionExecuted(
        name=PERSONS, proposal=FIRING, disposition=Disposition.SCRAP, quantity=ONE, second="P-1"
    ),
    WorkFreed(hold=f"{FIRING}.hold_order", reason="x"),
    HoldLifted(lot="L", holds=(FIRING,), reason="x"),
    LotTakenOut(lot="L", quantity=ONE, reason="x"),
    StepDelegated(case=PERSONS, step="s", to="P-1"),
    CaseCalledOff(case=PERSONS, flow="F", matter=Matter(), reason="x"),
    CaseClosed(case=PERSONS, flow="F", matter=Matter(), firing=FIRING),
    StepFinished(case=PERSONS, step="s", target="t"),
    TaskFinished(task=FIRING),
    CapaProposalDeclined(proposal=FIRING, reason="x"),
    Moved(case="ncr/x", source="held", target="END", quantity=ONE, unit="pcs", cause=Cause.GOOD),
)
RESTRICTS = (
    opened(FIRING, FIRING),
    begun(FIRING, FIRING),
    WorkHeld(hold=f"{FIRING}.hold_order", reason="x", station="S", firing=FIRING),
)


@pytest.mark.requirement("CN-15")
def test_nobody_decides_and_a_rules_own_counts(tmp_path):
    court = a_court(tmp_path / "server")
    court.exchange("ST-1")
    forged = [court.say("ST-1", one, actor="")[0] for one in DECIDES]
    own = [court.say("ST-1", one, actor="")[0] for one in RESTRICTS]
    court.exchange("ST-1")
    said = [(one.envelope.kind, court.word(one)) for one in forged]
    assert said == [(one.envelope.kind, OUT) for one in forged]
    assert [court.word(one) for one in own] == [FINE] * len(own)
    court.close()
