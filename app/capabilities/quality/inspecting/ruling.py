"""What a rule may ask of inspecting: an inspection of the fitting plan, now."""

import msgspec

from app.capabilities.production.orders.queries import released_order
from app.capabilities.quality.due.queries import wanted_by
from app.capabilities.quality.inspections import decisions
from app.capabilities.quality.inspections.events import BY_RULE, InspectionAsked
from app.capabilities.quality.inspections.queries import inspection
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import Trigger
from app.capabilities.quality.plans.queries import plans
from app.capabilities.quality.timeline.queries import house
from app.journal.capability import Acting, Plugs, RuleAction
from app.journal.event import Happened
from app.journal.ruling import Fired
from app.kernel.refused import Refused

ASKED_AT_WORK = (Trigger.PATROL, Trigger.FIRST_ARTICLE)
"""What a rule may ask for: an inspection of work that goes on."""


class RequireInspection(msgspec.Struct, frozen=True, kw_only=True):
    """Which inspection is asked for: by a trigger, or by one plan where it is named."""

    trigger: Trigger = Trigger.PATROL
    plan: str = ""


def _sound(settings: RequireInspection, plugs: Plugs) -> None:
    del plugs
    if settings.trigger not in ASKED_AT_WORK:
        raise Refused("rule.not_asked_at_work", trigger=settings.trigger.value)


def _require(acting: Acting, fired: Fired, settings: RequireInspection) -> list[Happened]:
    """Ask for an inspection of the operation a rule is about; nothing where it was asked for.

    Refusals: `rule.nothing_to_act_on`, `inspection.no_plan`, those of `wanted_by`.
    """
    order, operation = fired.matter.order, fired.matter.operation
    if not order or not operation:
        raise Refused("rule.nothing_to_act_on", action="require_inspection", what="operation")
    here = house(acting.connection, acting.now, acting.station)
    planned = _fitting(acting, settings, order, operation, here.latest_ms)
    wanted = wanted_by(acting.connection, here, planned, order, operation, {fired.key: BY_RULE})
    if inspection(acting.connection, wanted.name) is not None:
        return []
    return [decisions.ask(wanted, fired.title.of("zh_CN"), firing=fired.key)]


ACTIONS = (
    RuleAction(
        "require_inspection",
        "clipboard-check",
        RequireInspection,
        _require,
        sound=_sound,
        needs=("order", "operation"),
        makes=(InspectionAsked.kind,),
    ),
)


def _fitting(
    acting: Acting, settings: RequireInspection, number: str, operation: str, at_ms: int
) -> Planned:
    """Return the plan in force that fits. Refusals: `inspection.no_plan`, those of the order."""
    product = released_order(acting.connection, number).product
    for one in plans(acting.connection, at_ms, settings.trigger):
        is_meant = not settings.plan or one.plan.code == settings.plan
        if is_meant and one.plan.subject == (product, operation):
            return one
    raise Refused("inspection.no_plan", plan=settings.plan or settings.trigger.value)
