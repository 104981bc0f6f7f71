"""What a rule may ask of the switching of inspection: that it is tightened."""

import msgspec

from app.capabilities.forms.readings.queries import of_what
from app.capabilities.quality.plans.queries import plans
from app.capabilities.quality.switching.events import InspectionTightened
from app.capabilities.quality.switching.queries import sampled_fields
from app.journal.capability import Acting, RuleAction
from app.journal.event import Happened
from app.journal.ruling import Fired, Matter
from app.kernel.refused import Refused


class TightenSampling(msgspec.Struct, frozen=True, kw_only=True):
    """What tightening asks for: nothing; the rule's title is the reason."""


def _tighten(acting: Acting, fired: Fired, settings: TightenSampling) -> list[Happened]:
    """Inspect the next lots of the same, by every plan that samples it, on tightened inspection.

    Refusal: `rule.nothing_to_act_on` where no plan in force samples it.
    """
    del settings
    matter, title = fired.matter, fired.title
    forms = {
        one.plan.form
        for one in plans(acting.connection, acting.now_ms)
        if one.plan.sample.level and one.plan.subject in _subjects(matter)
    }
    reason = title.zh if title.zh == title.en else f"{title.zh} / {title.en}"
    of = of_what(matter.material, matter.supplier, "" if matter.material else matter.product)
    found: list[Happened] = [
        InspectionTightened(form=form, field=field, of=of, reason=reason, firing=fired.key)
        for form, field, _ in sampled_fields(acting.connection, acting.plugs, acting.now_ms)
        if form in forms
    ]
    if not found:
        raise Refused("rule.nothing_to_act_on", action="tighten_sampling", what="material")
    return found


ACTIONS = (
    RuleAction(
        "tighten_sampling",
        "trending-up",
        TightenSampling,
        _tighten,
        needs=("material",),
        makes=(InspectionTightened.kind,),
    ),
)


def _subjects(matter: Matter) -> tuple[tuple[str, str], ...]:
    return ((matter.material, ""), (matter.product, matter.operation))
