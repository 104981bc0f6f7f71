"""The plug of CAPAs."""

from app.capabilities.quality.capa import commands, events
from app.capabilities.quality.capa.bodies import ProposeCapa
from app.capabilities.quality.capa.commands import CLOSE, DO, WORK
from app.capabilities.quality.capa.fold import fold
from app.capabilities.quality.capa.queries import CHECKS, propose, todos
from app.capabilities.quality.capa.tables import (
    CapaActionRow,
    CapaCheckRow,
    CapaClashRow,
    CapaProposalRow,
    CapaRow,
    CapaStepRow,
)
from app.journal.capability import Capability, RuleAction, or_a_rule

CAPABILITY = Capability(
    name="quality.capa",
    happened=(
        events.CapaOpened,
        events.CapaTeamNamed,
        events.CapaStepSaid,
        events.CapaCauseFound,
        events.CapaActionChosen,
        events.CapaActionPlanned,
        events.CapaActionCarriedOut,
        events.CapaCheckPlanned,
        events.CapaJudged,
        events.CapaClosed,
        events.CapaProposed,
        events.CapaProposalTaken,
        events.CapaProposalDeclined,
    ),
    rows=(CapaRow, CapaStepRow, CapaActionRow, CapaCheckRow, CapaClashRow, CapaProposalRow),
    fold=fold,
    commands={
        commands.OpenCapa: commands.open_,
        commands.DeclineProposal: commands.decline,
        commands.NameTeam: commands.name_team,
        commands.SayStep: commands.say,
        commands.FindCause: commands.find_cause,
        commands.ChooseAction: commands.choose,
        commands.PlanAction: commands.plan_action,
        commands.DoAction: commands.do_action,
        commands.PlanCheck: commands.plan_check,
        commands.JudgeCapa: commands.judge,
        commands.CheckClosing: commands.check_closing,
        commands.CloseCapa: commands.close,
    },
    checks=CHECKS,
    todos=(todos,),
    rule_actions=(RuleAction("propose_capa", "git-pull-request", ProposeCapa, propose),),
    no_work=(events.CapaOpened, events.CapaTeamNamed),
    needs={
        events.CapaOpened: (WORK,),
        events.CapaTeamNamed: (WORK,),
        events.CapaStepSaid: (WORK,),
        events.CapaCauseFound: (WORK,),
        events.CapaActionChosen: (WORK,),
        events.CapaActionPlanned: (WORK,),
        events.CapaActionCarriedOut: (DO,),
        events.CapaCheckPlanned: (WORK,),
        events.CapaJudged: (WORK,),
        events.CapaClosed: (CLOSE,),
        events.CapaProposed: or_a_rule(WORK),
        events.CapaProposalTaken: (WORK,),
        events.CapaProposalDeclined: (WORK,),
    },
)
