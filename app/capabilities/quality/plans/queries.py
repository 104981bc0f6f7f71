"""Questions about inspection plans."""

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import all_in_force, body, withdrawn
from app.capabilities.quality.plans.answers import Planned
from app.capabilities.quality.plans.bodies import INSPECTION_PLAN, InspectionPlan, Trigger
from app.kernel.refused import Refused


def plans(
    connection: Connection, at_ms: int, trigger: Trigger | None = None
) -> tuple[Planned, ...]:
    """Return the plans in force, of one trigger or all, by code; those whose body has come."""
    found = (_planned(connection, pin) for pin in all_in_force(connection, INSPECTION_PLAN, at_ms))
    return tuple(one for one in found if one is not None and trigger in (None, one.plan.trigger))


def holding(
    connection: Connection, trigger: Trigger, subject: tuple[str, str], at_ms: int
) -> tuple[Planned, ...]:
    """Return the plans in force that hold a subject (`InspectionPlan.subject`), for a gate.

    Refusals: `document.not_here`: what a plan says that has not come here is not guessed;
    `inspection.plan_withdrawn` where the only ones were withdrawn: work waits for what follows.
    """
    pins = all_in_force(connection, INSPECTION_PLAN, at_ms)
    found = (Planned(pin, body(connection, pin.body, InspectionPlan)) for pin in pins)
    held = tuple(one for one in found if (one.plan.trigger, one.plan.subject) == (trigger, subject))
    if held:
        return held
    for pin in withdrawn(connection, INSPECTION_PLAN, at_ms):
        gone = _planned(connection, pin)
        if gone and (gone.plan.trigger, gone.plan.subject) == (trigger, subject):
            raise Refused("inspection.plan_withdrawn", plan=pin.code)
    return ()


def plan_in_force(connection: Connection, code: str, at_ms: int) -> Planned:
    """Return one plan in force. Refusals: `inspection.no_plan`, `document.not_here`."""
    pins = all_in_force(connection, INSPECTION_PLAN, at_ms)
    pin = next((one for one in pins if one.code == code), None)
    if pin is None:
        raise Refused("inspection.no_plan", plan=code)
    return Planned(pin, body(connection, pin.body, InspectionPlan))


def by_pin(connection: Connection, pin: str) -> InspectionPlan:
    """Return the plan an inspection was asked by. Refusal: `document.not_here`."""
    return body(connection, pin, InspectionPlan)


def _planned(connection: Connection, pin: Pin) -> Planned | None:
    """Return a plan; None where its body has not come yet."""
    try:
        return Planned(pin, body(connection, pin.body, InspectionPlan))
    except Refused:
        return None
