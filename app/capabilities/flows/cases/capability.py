"""The plug of cases."""

from app.capabilities.flows.cases import commands, events, tables
from app.capabilities.flows.cases.decisions import ACT, needs
from app.capabilities.flows.cases.fold import fold
from app.capabilities.flows.cases.queries import DECIDED_TWICE, decided_twice, waiting
from app.journal.capability import NOTE, Capability, Whose, or_a_rule
from app.journal.discrepancy import Check


def acting_on(
    happened: events.StepFinished | events.StepDelegated, actor: str, whose: Whose
) -> tuple[str, ...]:
    """Return what an act on a step needs: the right it names; nothing where it only follows."""
    del whose
    follows = isinstance(happened, events.StepFinished) and happened.firing and not actor
    return NOTE if follows else needs(happened)


def beginning(happened: events.CaseStarted, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what beginning a case needs: nothing where a rule or a step that calls it does."""
    is_called = happened.firing == f"called:{happened.case}" and not actor
    return NOTE if is_called else _BEGINS(happened, actor, whose)


def ending(happened: events.CaseClosed, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return what closing a case needs: nothing where it was ended apart, and nobody closed it."""
    del whose
    return NOTE if happened.firing.startswith("settled:") and not actor else (ACT,)


_BEGINS = or_a_rule(commands.START, ACT, named="case")

CAPABILITY = Capability(
    name="flows.cases",
    happened=(
        events.CaseStarted,
        events.StepFinished,
        events.StepDelegated,
        events.CaseClosed,
        events.CaseCalledOff,
    ),
    rows=(tables.CaseRow, tables.FinishedRow, tables.DelegatedRow, tables.EndRow),
    fold=fold,
    commands={
        commands.StartCase: commands.start_case,
        commands.FinishStep: commands.finish_step,
        commands.ReturnStep: commands.return_step,
        commands.DelegateStep: commands.delegate_step,
        commands.CallOff: commands.call_off,
        commands.BeginCalled: commands.begin_called,
    },
    reactions=(commands.follow,),
    needs={
        events.CaseStarted: beginning,
        events.StepFinished: acting_on,
        events.StepDelegated: acting_on,
        events.CaseClosed: ending,
        events.CaseCalledOff: (commands.MANAGE,),
    },
    checks=(Check((DECIDED_TWICE,), decided_twice),),
    todos=(waiting,),
)
