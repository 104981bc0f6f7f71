"""What one may ask of the switching of inspection."""

from typing import ClassVar

from app.capabilities.quality.sampling.answers import Switching
from app.capabilities.quality.sampling.bodies import Sampled
from app.capabilities.quality.switching import decisions
from app.capabilities.quality.switching.events import InspectionResumed, ReducedAgreed
from app.capabilities.quality.switching.queries import sampled_fields, switching
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.refused import Refused

SWITCH = "quality.switch_inspection"


class AgreeReduced(Command, frozen=True, kw_only=True):
    """Sign that production is steady and reduced inspection agreed, or no longer."""

    right: ClassVar[str] = SWITCH
    form: str
    field: str
    of: str
    is_steady: bool
    is_agreed: bool
    reason: str


class ResumeInspection(Command, frozen=True, kw_only=True):
    """Sign that the corrective action was accepted: inspection goes on, tightened."""

    right: ClassVar[str] = SWITCH
    form: str
    field: str
    of: str
    reason: str


def agree(acting: Acting, command: AgreeReduced) -> list[Happened]:
    """Answer AgreeReduced; every class of defects must have the score."""
    wanted = ReducedAgreed(
        form=command.form,
        field=command.field,
        of=command.of,
        is_steady=command.is_steady,
        is_agreed=command.is_agreed,
        reason=command.reason.strip(),
    )
    for state in _states(acting, command):
        decisions.agree(state, wanted)
    return [wanted]


def resume(acting: Acting, command: ResumeInspection) -> list[Happened]:
    """Answer ResumeInspection; one class of defects that was discontinued is enough."""
    wanted = InspectionResumed(
        form=command.form, field=command.field, of=command.of, reason=command.reason.strip()
    )
    states = _states(acting, command)
    stopped = next((state for state in states if state.is_discontinued), states[0])
    return [decisions.resume(stopped, wanted)]


def _states(acting: Acting, command: AgreeReduced | ResumeInspection) -> list[Switching]:
    settings = _settings(acting, command.form, command.field)
    views = switching(acting.connection, command.form, command.field, settings, command.of)
    return [view.now for view in views]


def _settings(acting: Acting, form: str, field: str) -> Sampled:
    every = sampled_fields(acting.connection, acting.plugs, acting.now_ms)
    for code, key, settings in every:
        if (code, key) == (form, field):
            return settings
    raise Refused("switching.unknown", form=form, field=field)
