"""What is allowed with CAPAs. Pure. None closes that was not proven to have worked (CN-22)."""

from collections.abc import Collection, Iterable

from app.capabilities.quality.capa import events
from app.capabilities.quality.capa.answers import LEAST_WHYS, WITH_BONES, Capa, Recurrence
from app.capabilities.quality.capa.bodies import ProposeCapa
from app.capabilities.quality.capa.events import ActionSort, Bone, Step
from app.journal.ruling import Fired
from app.kernel.days import is_a_day
from app.kernel.refused import Refused

TIMES, WINDOW_DAYS = 3, 90
"""A code that comes up on a product so often in so many days proposes a CAPA."""
_DAY_MS = 86_400_000
_IN_WORDS = (Step.PROBLEM, Step.CONTAINMENT, Step.PREVENTION)


def open_(said: events.CapaOpened, now: Capa | None, today: str) -> events.CapaOpened:
    """Open one. Refusals: `capa.opened` (of that name), `.title_missing`, `.lead_missing`,
    `.due_missing`, `.in_the_past`.
    """
    if now is not None:
        raise Refused("capa.opened")
    if not said.title.strip():
        raise Refused("capa.title_missing")
    if not said.lead:
        raise Refused("capa.lead_missing")
    _check_ahead(said.due, today)
    return said


def name_team(now: Capa, lead: str, members: Iterable[str]) -> events.CapaTeamNamed:
    """D1. Refusals: `capa.closed`, `.lead_missing`."""
    _check_open(now)
    if not lead:
        raise Refused("capa.lead_missing")
    others = tuple(sorted({one for one in members if one} - {lead}))
    return events.CapaTeamNamed(capa=now.row.capa, lead=lead, members=others)


def say(
    now: Capa, step: Step, text: str, *, is_needless: bool = False, pictures: tuple[str, ...] = ()
) -> events.CapaStepSaid:
    """D2, D3 or D7. Refusals: `capa.closed`, `.not_in_words`, `.text_missing`."""
    _check_open(now)
    if step not in _IN_WORDS:
        raise Refused("capa.not_in_words", step=step.value.upper())
    if not text.strip():
        raise Refused("capa.text_missing")
    return events.CapaStepSaid(
        capa=now.row.capa,
        step=step,
        round=now.row.round,
        text=text.strip(),
        is_needless=is_needless,
        pictures=pictures,
    )


def find_cause(
    now: Capa,
    cause: str,
    whys: Iterable[str],
    bones: Iterable[Bone],
    pictures: tuple[str, ...] = (),
) -> events.CapaCauseFound:
    """D4. Refusals: `capa.closed`, `.problem_first`, `.cause_missing`, `.whys_missing` (`least`),
    `.bones_missing`.
    """
    _check_open(now)
    if not now.is_done(Step.PROBLEM):
        raise Refused("capa.problem_first")
    said = tuple(one.strip() for one in whys if one.strip())
    branches = tuple(_bone(one) for one in bones)
    branches = tuple(one for one in branches if one.causes)
    if not cause.strip():
        raise Refused("capa.cause_missing")
    least = LEAST_WHYS[now.weight]
    if len(said) < least:
        raise Refused("capa.whys_missing", least=least, count=len(said))
    if now.weight in WITH_BONES and not branches:
        raise Refused("capa.bones_missing")
    return events.CapaCauseFound(
        capa=now.row.capa,
        round=now.row.round,
        cause=cause.strip(),
        whys=said,
        bones=branches,
        pictures=pictures,
    )


def choose(now: Capa, text: str, no_harm: str) -> events.CapaActionChosen:
    """D5. Refusals: `capa.closed`, `.cause_first`, `.text_missing`, `.no_harm_missing`."""
    _check_open(now)
    if not now.is_done(Step.CAUSE):
        raise Refused("capa.cause_first")
    if not text.strip():
        raise Refused("capa.text_missing")
    if not no_harm.strip():
        raise Refused("capa.no_harm_missing")
    return events.CapaActionChosen(
        capa=now.row.capa, round=now.row.round, text=text.strip(), no_harm=no_harm.strip()
    )


def plan_action(now: Capa, said: events.CapaActionPlanned, today: str) -> events.CapaActionPlanned:
    """D6: who does what until when. To contain, at any time; else after D5.

    Refusals: `capa.closed`, `.choice_first`, `.text_missing`, `.who_missing`, `.due_missing`,
    `.in_the_past`, `.judged` once it is judged whether the round worked.
    """
    _check_open(now)
    _check_unjudged(now)
    if said.sort is not ActionSort.CONTAINMENT and not now.is_done(Step.CHOICE):
        raise Refused("capa.choice_first")
    if not said.what.strip():
        raise Refused("capa.text_missing")
    if not said.who:
        raise Refused("capa.who_missing")
    _check_ahead(said.due, today)
    return said


def do_action(
    now: Capa, said: events.CapaActionCarriedOut, *, actor: str, may_all: bool
) -> events.CapaActionCarriedOut:
    """Say that an action was done. `may_all`: the actor works on every CAPA.

    Refusals: `capa.closed`, `.action_unknown`, `.action_done`, `.not_yours`, `.evidence_missing`.
    """
    _check_open(now)
    action = next((one for one in now.actions if one.action == said.action), None)
    if action is None:
        raise Refused("capa.action_unknown")
    if action.is_done:
        raise Refused("capa.action_done", person=action.done_by)
    if actor not in (action.who, now.row.lead) and not may_all:
        raise Refused("capa.not_yours", person=action.who)
    if not said.evidence.strip():
        raise Refused("capa.evidence_missing")
    return said


def plan_check(
    now: Capa, due: str, metric: str, target: str, today: str
) -> events.CapaCheckPlanned:
    """Say how one will see whether it worked. Refusals: `capa.closed`, `.choice_first`,
    `.judged`, `.metric_missing`, `.due_missing`, `.in_the_past`.
    """
    _check_open(now)
    if not now.is_done(Step.CHOICE):
        raise Refused("capa.choice_first")
    _check_unjudged(now)
    if not metric.strip() or not target.strip():
        raise Refused("capa.metric_missing")
    _check_ahead(due, today)
    return events.CapaCheckPlanned(
        capa=now.row.capa,
        round=now.row.round,
        due=due,
        metric=metric.strip(),
        target=target.strip(),
    )


def judge(now: Capa, said: events.CapaJudged, today: str) -> events.CapaJudged:
    """Say whether it worked; what did not goes back to D4, in a new round.

    Refusals: `capa.closed`, `.check_unplanned`, `.judged`, `.steps_open`, `.too_early` (`due`),
    `.result_missing`, `.evidence_missing`.
    """
    _check_open(now)
    check = now.check
    if check is None:
        raise Refused("capa.check_unplanned")
    _check_unjudged(now)
    _check_done(now)
    if today < check.due:
        raise Refused("capa.too_early", due=check.due)
    if not said.result.strip():
        raise Refused("capa.result_missing")
    if not said.evidence.strip():
        raise Refused("capa.evidence_missing")
    return said


def check_closable(now: Capa) -> None:
    """Refuse what `close` refuses before it is signed: `capa.closed`, `.steps_open`,
    `.check_unplanned`, `.unproven`.
    """
    _check_open(now)
    _check_done(now)
    if now.check is None:
        raise Refused("capa.check_unplanned")
    if not now.is_proven:
        raise Refused("capa.unproven", due=now.check.due)


def close(now: Capa, reviewers: Collection[str], approvers: Collection[str]) -> events.CapaClosed:
    """D8. `reviewers` and `approvers` are whose signatures stand on all of it.

    Refusals: those of `check_closable`, `capa.unreviewed`, `.unapproved`, `.signed_alone` where one
    person did both.
    """
    check_closable(now)
    if not reviewers:
        raise Refused("capa.unreviewed")
    if not approvers:
        raise Refused("capa.unapproved")
    if len({*reviewers, *approvers}) == 1:
        raise Refused("capa.signed_alone")
    check = now.check
    return events.CapaClosed(
        capa=now.row.capa, round=now.row.round, check="" if check is None else check.done
    )


def propose(fired: Fired, settings: ProposeCapa) -> events.CapaProposed:
    """Return what a rule proposes, named by its firing."""
    title = settings.title if settings.title.of("en") else fired.title
    return events.CapaProposed(
        proposal=fired.key,
        title_zh=title.zh,
        title_en=title.en,
        weight=settings.weight,
        matter=fired.matter,
        firing=fired.key,
    )


def decline(key: str, looked_at: Iterable[str], reason: str) -> events.CapaProposalDeclined:
    """Open none. Refuses `capa.why`."""
    if not reason.strip():
        raise Refused("capa.why")
    seen = tuple(sorted(looked_at))
    return events.CapaProposalDeclined(proposal=key, reason=reason.strip(), looked_at=seen)


def recurring(
    told: Iterable[tuple[str, str, str, int]], now_ms: int, *, times: int = TIMES
) -> tuple[Recurrence, ...]:
    """Return which codes recur on a product: `times` or more in `WINDOW_DAYS` up to now.

    `told` are (code, product, stream, ms); what names no code or no product recurs on nothing.
    """
    since_ms = now_ms - WINDOW_DAYS * _DAY_MS
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for code, product, stream, at_ms in told:
        if code and product and at_ms >= since_ms:
            found.setdefault((code, product), []).append((at_ms, stream))
    return tuple(
        Recurrence(
            code, product, tuple(stream for _, stream in sorted(each)), min(each)[0], max(each)[0]
        )
        for (code, product), each in sorted(found.items())
        if len(each) >= times
    )


def number(name: str) -> str:
    """Return a CAPA's name as people read it."""
    return f"CAPA-{name[-6:].upper()}"


def _bone(bone: Bone) -> Bone:
    return Bone(branch=bone.branch, causes=tuple(c.strip() for c in bone.causes if c.strip()))


def _check_open(now: Capa) -> None:
    if now.is_closed:
        raise Refused("capa.closed")


def _check_unjudged(now: Capa) -> None:
    if now.check is not None and now.check.done:
        raise Refused("capa.judged")


def _check_done(now: Capa) -> None:
    if now.open_steps:
        said = ", ".join(one.value.upper() for one in now.open_steps)
        raise Refused("capa.steps_open", steps=said)


def _check_ahead(due: str, today: str) -> None:
    if not is_a_day(due):
        raise Refused("capa.due_missing")
    if due < today:
        raise Refused("capa.in_the_past", due=due)
