"""What one may ask of CAPAs.

Reviewing and approving are signatures over its stream; CloseCapa follows from the last of them in
that signature's transaction (`app/stations/signing.py`). Approval needs the server, nothing else.
"""

from typing import ClassVar

from msgspec.structs import replace

from app.capabilities.people.accounts.queries import may
from app.capabilities.people.signatures.queries import signed_off_by
from app.capabilities.production.orders.queries import order as order_head
from app.capabilities.quality.capa import decisions, events
from app.capabilities.quality.capa.answers import Capa
from app.capabilities.quality.capa.events import ActionSort, Bone, Step, capa_stream
from app.capabilities.quality.capa.queries import capa, proposal
from app.capabilities.quality.deviations.events import Weight
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.store import content

WORK = "quality.work_capa"
"""Opens CAPAs, answers proposals, and works on every step of any."""
DO = "quality.do_capa"
"""Says of their own actions that they are done."""
CLOSE = "quality.close_capa"
Pictures = tuple[tuple[str, bytes], ...]


class OpenCapa(Command, frozen=True, kw_only=True):
    """Open one; `capa` is its name, given by the house where empty, `proposal` the key it takes."""

    right: ClassVar[str] = WORK
    title: str
    weight: Weight
    due: str
    lead: str
    matter: Matter = Matter()
    code: str = ""
    sources: tuple[str, ...] = ()
    proposal: str = ""
    capa: str = ""


class DeclineProposal(Command, frozen=True, kw_only=True):
    """Open none on a proposal."""

    right: ClassVar[str] = WORK
    proposal: str
    reason: str


class NameTeam(Command, frozen=True, kw_only=True):
    """D1."""

    right: ClassVar[str] = WORK
    capa: str
    lead: str
    members: tuple[str, ...] = ()


class SayStep(Command, frozen=True, kw_only=True):
    """D2, D3 or D7; `pictures` are (MIME type, bytes)."""

    right: ClassVar[str] = WORK
    capa: str
    step: Step
    text: str
    is_needless: bool = False
    pictures: Pictures = ()


class FindCause(Command, frozen=True, kw_only=True):
    """D4."""

    right: ClassVar[str] = WORK
    capa: str
    cause: str
    whys: tuple[str, ...] = ()
    bones: tuple[Bone, ...] = ()
    pictures: Pictures = ()


class ChooseAction(Command, frozen=True, kw_only=True):
    """D5."""

    right: ClassVar[str] = WORK
    capa: str
    text: str
    no_harm: str


class PlanAction(Command, frozen=True, kw_only=True):
    """D6: one more action."""

    right: ClassVar[str] = WORK
    capa: str
    what: str
    who: str
    due: str
    sort: ActionSort = ActionSort.CORRECTIVE


class DoAction(Command, frozen=True, kw_only=True):
    """Say that an action was done, and what shows it."""

    right: ClassVar[str] = DO
    capa: str
    action: str
    evidence: str
    record: str = ""
    pictures: Pictures = ()


class PlanCheck(Command, frozen=True, kw_only=True):
    """Say how one will see whether it worked."""

    right: ClassVar[str] = WORK
    capa: str
    due: str
    metric: str
    target: str


class JudgeCapa(Command, frozen=True, kw_only=True):
    """Say whether it worked."""

    right: ClassVar[str] = WORK
    capa: str
    result: str
    is_effective: bool
    evidence: str
    pictures: Pictures = ()


class CheckClosing(Command, frozen=True, kw_only=True):
    """Be about to sign the closing of one."""

    right: ClassVar[str] = "sign.reviewed"
    capa: str


class CloseCapa(Command, frozen=True, kw_only=True):
    """Close what is reviewed, and what one has just signed as approved."""

    right: ClassVar[str] = CLOSE
    capa: str


def open_(acting: Acting, command: OpenCapa) -> list[Happened]:
    """Answer OpenCapa; a proposal it takes is answered by it. Refuses `capa.proposal_gone`."""
    name = command.capa or acting.new_id()
    opened = events.CapaOpened(
        capa=name,
        title=command.title.strip(),
        weight=command.weight,
        due=command.due,
        lead=command.lead,
        matter=_whole(acting, command.matter, name),
        code=command.code.strip(),
        sources=tuple(dict.fromkeys(command.sources)),
        proposal=command.proposal,
    )
    held = capa(acting.connection, name)
    happened: list[Happened] = [decisions.open_(opened, held, acting.now.day)]
    if command.proposal:
        records = _proposed(acting, command.proposal)
        happened.append(
            events.CapaProposalTaken(proposal=command.proposal, opened=name, looked_at=records)
        )
    return happened


def decline(acting: Acting, command: DeclineProposal) -> list[Happened]:
    """Answer DeclineProposal. Refuses `capa.proposal_gone` and as `decisions.decline`."""
    records = _proposed(acting, command.proposal)
    return [decisions.decline(command.proposal, records, command.reason)]


def name_team(acting: Acting, command: NameTeam) -> list[Happened]:
    """Answer NameTeam."""
    return [decisions.name_team(_held(acting, command.capa), command.lead, command.members)]


def say(acting: Acting, command: SayStep) -> list[Happened]:
    """Answer SayStep."""
    return [
        decisions.say(
            _held(acting, command.capa),
            command.step,
            command.text,
            is_needless=command.is_needless,
            pictures=_kept(acting, command.pictures),
        )
    ]


def find_cause(acting: Acting, command: FindCause) -> list[Happened]:
    """Answer FindCause."""
    now, pictures = _held(acting, command.capa), _kept(acting, command.pictures)
    return [decisions.find_cause(now, command.cause, command.whys, command.bones, pictures)]


def choose(acting: Acting, command: ChooseAction) -> list[Happened]:
    """Answer ChooseAction."""
    return [decisions.choose(_held(acting, command.capa), command.text, command.no_harm)]


def plan_action(acting: Acting, command: PlanAction) -> list[Happened]:
    """Answer PlanAction."""
    now = _held(acting, command.capa)
    said = events.CapaActionPlanned(
        capa=command.capa,
        round=now.row.round,
        action=acting.new_id(),
        sort=command.sort,
        what=command.what.strip(),
        who=command.who,
        due=command.due,
    )
    return [decisions.plan_action(now, said, acting.now.day)]


def do_action(acting: Acting, command: DoAction) -> list[Happened]:
    """Answer DoAction."""
    said = events.CapaActionCarriedOut(
        capa=command.capa,
        action=command.action,
        evidence=command.evidence.strip(),
        record=command.record,
        pictures=_kept(acting, command.pictures),
    )
    may_all = may(acting.connection, acting.actor, WORK, acting.place)
    now = _held(acting, command.capa)
    return [decisions.do_action(now, said, actor=acting.actor, may_all=may_all)]


def plan_check(acting: Acting, command: PlanCheck) -> list[Happened]:
    """Answer PlanCheck."""
    now, today = _held(acting, command.capa), acting.now.day
    return [decisions.plan_check(now, command.due, command.metric, command.target, today)]


def judge(acting: Acting, command: JudgeCapa) -> list[Happened]:
    """Answer JudgeCapa."""
    now = _held(acting, command.capa)
    said = events.CapaJudged(
        capa=command.capa,
        round=now.row.round,
        result=command.result.strip(),
        is_effective=command.is_effective,
        evidence=command.evidence.strip(),
        pictures=_kept(acting, command.pictures),
    )
    return [decisions.judge(now, said, acting.now.day)]


def check_closing(acting: Acting, command: CheckClosing) -> list[Happened]:
    """Answer CheckClosing: refuse, or let the signature say the rest."""
    decisions.check_closable(_held(acting, command.capa))
    return []


def close(acting: Acting, command: CloseCapa) -> list[Happened]:
    """Answer CloseCapa, by the rules of `decisions.close`."""
    now, stream = _held(acting, command.capa), capa_stream(command.capa)
    reviewers, approvers = (
        signed_off_by(acting.connection, stream, one) for one in ("reviewed", "approved")
    )
    return [decisions.close(now, reviewers, approvers)]


def _held(acting: Acting, name: str) -> Capa:
    found = capa(acting.connection, name)
    if found is None:
        raise Refused("capa.unknown")
    return found


def _proposed(acting: Acting, key: str) -> tuple[str, ...]:
    found = proposal(acting.connection, key, acting.now_ms)
    if found is None:
        raise Refused("capa.proposal_gone")
    return found.records


def _kept(acting: Acting, pictures: Pictures) -> tuple[str, ...]:
    kept = (content.keep(acting.connection, data, media) for media, data in pictures)
    return tuple(dict.fromkeys(kept))


def _whole(acting: Acting, matter: Matter, name: str) -> Matter:
    """Return what it is about, with lot and product of its order, and its own stream."""
    lot, product = matter.lot, matter.product
    head = order_head(acting.connection, matter.order) if matter.order else None
    if head is not None:
        lot, product = lot or head.lot, product or head.product
    return replace(matter, stream=capa_stream(name), lot=lot, product=product)
