"""What gauges plug into rules: their calibration nears its end; a rule may take one out of use."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from app.capabilities.equipment.gauges import decisions
from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.equipment.gauges.events import GaugeTakenOut
from app.capabilities.equipment.gauges.queries import gauge, gauges
from app.journal.capability import Acting, RuleAction, Watch
from app.journal.event import Happened
from app.journal.ruling import Fact, Fired, Matter, Seen
from app.kernel.refused import Refused


class TakeGaugeOutOfUse(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a gauge out of use asks for: nothing; the rule's title is the reason."""


def _watched(acting: Acting) -> Iterator[Seen]:
    """See every gauge in use: the same until it is calibrated and due on another day."""
    for one in gauges(acting.connection):
        if not one.outs:
            yield _seen(one, acting)


def _take_out(acting: Acting, fired: Fired, settings: TakeGaugeOutOfUse) -> list[Happened]:
    """Take the gauge a rule is about out of use, until somebody puts it back."""
    del settings
    held = gauge(acting.connection, fired.matter.gauge) if fired.matter.gauge else None
    if held is None:
        raise Refused("rule.nothing_to_act_on", action="take_gauge_out", what="gauge")
    title = fired.title
    reason = title.zh if title.zh == title.en else f"{title.zh} / {title.en}"
    return [decisions.take_out(held, reason, firing=fired.key)]


WATCHES = (
    Watch(
        "equipment.gauges",
        (
            Fact("gauge"),
            Fact("gauge_kind"),
            Fact("work_centre"),
            Fact("days_to_due", "number"),
            Fact("is_overdue", "yes_no"),
        ),
        _watched,
    ),
)
ACTIONS = (
    RuleAction(
        "take_gauge_out",
        "circle-slash",
        TakeGaugeOutOfUse,
        _take_out,
        needs=("gauge",),
        makes=(GaugeTakenOut.kind,),
    ),
)


def _seen(one: Gauge, acting: Acting) -> Seen:
    left = one.days_left(acting.now)
    return Seen(
        Matter(stream=f"gauge/{one.gauge}", gauge=one.gauge),
        subject=f"gauge/{one.gauge}",
        threshold=one.due,
        facts={
            "gauge": one.gauge,
            "gauge_kind": one.sort,
            "work_centre": one.work_centre,
            "days_to_due": None if left is None else Decimal(left),
            "is_overdue": one.is_overdue(acting.now),
        },
    )
