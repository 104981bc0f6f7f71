"""What came of the second scenario is judged: anything that is not as it should be is named."""

from copy import deepcopy
from typing import Any

import pytest

from app.demo.failing import ENGINEER, HEADS, QA
from app.demo.failing_report import REFUSED, wrong
from app.demo.story import LEAD

RIGHT: dict[str, Any] = {
    "rules_fired": {"R-01": 1, "R-04": 1},
    "actions_undone": 0,
    "nonconformances": {"opened": 1, "closed": 1},
    "flow_cases": {"opened": 1, "closed": 1},
    "signed_in_order": [f"{one} reviewed" for one in (ENGINEER, LEAD, QA)],
    "holds": {"set": 1, "lifted": 1},
    "pieces": {
        "found": "40",
        "done": {"rework": "25", "downgrade": "8", "scrap": "7"},
        "adds_up_to": "40",
        "waiting": "0",
    },
    "order": {"finished": "85", "left_it": "15", "elsewhere": "0"},
    "notices": {
        "sent": 1,
        "found_in_inbox": dict.fromkeys(HEADS, 1),
        "seen_by": list(HEADS.values()),
        "sounded": 1,
    },
    "refused": [{"code": code} for code in REFUSED],
    "discrepancies": {
        "found": ["worked_on_hold"],
        "settled": ["worked_on_hold"],
        "open_at_the_end": 0,
    },
}
AMISS = {
    "rules": ("rules_fired", "R-01", 2),
    "nonconformances": ("nonconformances", "closed", 0),
    "flow_cases": ("flow_cases", "closed", 0),
    "holds": ("holds", "lifted", 0),
    "pieces": ("pieces", "adds_up_to", "39"),
    "order": ("order", "finished", "84"),
    "notices": ("notices", "found_in_inbox", {"quality_head": 2}),
    "discrepancies": ("discrepancies", "found", ["worked_on_hold"] * 2),
}


def test_nothing_is_wrong_with_what_is_as_it_should_be():
    assert wrong(RIGHT) == []


@pytest.mark.parametrize("name", AMISS)
def test_what_is_amiss_is_named(name):
    part, key, value = AMISS[name]
    told = deepcopy(RIGHT)
    told[part][key] = value
    assert wrong(told) == [name]


def test_signatures_out_of_order_and_a_refusal_that_was_not_said_are_named():
    told = deepcopy(RIGHT)
    told["signed_in_order"].reverse()
    told["refused"].pop()
    assert wrong(told) == ["signatures", "refusals"]
