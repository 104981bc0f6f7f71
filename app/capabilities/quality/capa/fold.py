"""From what happened to a CAPA to how it stands. Total: every order of events folds.

It is closed only on a check that found it effective, with evidence, in the round that runs.
"""

from msgspec.structs import replace

from app.capabilities.quality.capa import events
from app.capabilities.quality.capa.events import Bone, Step
from app.capabilities.quality.capa.tables import (
    CLOSED,
    OPEN,
    CapaActionRow,
    CapaCheckRow,
    CapaClashRow,
    CapaProposalRow,
    CapaRow,
    CapaStepRow,
)
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.days import a_day

CLOSED_APART, CLOSED_UNPROVEN, JUDGED_APART = "closed_apart", "closed_unproven", "judged_apart"
TAKEN, DECLINED = "taken", "declined"


def fold(rows: Rows, event: Event) -> None:
    """Fold one event; one of a CAPA nobody opened, which is forged, is nothing."""
    what = event.happened
    if isinstance(
        what, events.CapaProposed | events.CapaProposalTaken | events.CapaProposalDeclined
    ):
        _proposal(rows, event)
        return
    row = rows.get(CapaRow)
    if isinstance(what, events.CapaOpened):
        if row is None:
            rows.put(_opened(event, what))
    elif row is not None:
        _go_on(rows, row, event)


def _go_on(rows: Rows, row: CapaRow, event: Event) -> None:
    match event.happened:
        case events.CapaTeamNamed() as team:
            rows.put(replace(row, lead=team.lead, members=team.members))
            rows.put(_step(event, Step.TEAM, 1))
        case events.CapaStepSaid() as said if _runs(row, said.round):
            step = _step(event, said.step, said.round, said.text)
            rows.put(replace(step, is_needless=said.is_needless, pictures=said.pictures))
        case events.CapaCauseFound() as found if _runs(row, found.round):
            step = _step(event, Step.CAUSE, found.round, found.cause)
            rows.put(replace(step, whys=found.whys, bones=found.bones, pictures=found.pictures))
        case events.CapaActionChosen() as chosen if _runs(row, chosen.round):
            step = _step(event, Step.CHOICE, chosen.round, chosen.text)
            rows.put(replace(step, no_harm=chosen.no_harm))
        case events.CapaClosed() as closed:
            _close(rows, row, event, closed)
        case _:
            _act(rows, row, event)


def _act(rows: Rows, row: CapaRow, event: Event) -> None:
    match event.happened:
        case events.CapaActionPlanned() as planned if _runs(row, planned.round):
            if rows.get(CapaActionRow, planned.action) is None:
                rows.put(_planned(event, planned))
        case events.CapaActionCarriedOut() as done:
            action = rows.get(CapaActionRow, done.action)
            if action is not None and not action.is_done:
                rows.put(
                    replace(
                        action,
                        evidence=done.evidence,
                        record=done.record,
                        pictures=done.pictures,
                        done_by=event.actor,
                        done_ms=max(event.wall, 1),
                    )
                )
        case events.CapaCheckPlanned() as check if _runs(row, check.round):
            before = rows.get(CapaCheckRow, _place(check.round))
            if before is None or not before.done:
                rows.put(_check(event, check))
        case events.CapaJudged() as judged:
            _judge(rows, row, event, judged)


def _judge(rows: Rows, row: CapaRow, event: Event, judged: events.CapaJudged) -> None:
    """The more careful of two that did not know of each other stands: it did not work."""
    check = rows.get(CapaCheckRow, _place(judged.round))
    if check is None or judged.round != row.round:
        return
    if check.done:
        rows.put(_clash(event, JUDGED_APART, check.done))
        if judged.is_effective:
            return
    rows.put(
        replace(
            check,
            result=judged.result,
            is_effective=judged.is_effective,
            evidence=judged.evidence,
            pictures=judged.pictures,
            done=event.hash,
            done_by=event.actor,
            done_ms=event.wall,
        )
    )
    if not judged.is_effective:
        again = row.round + 1
        rows.put(replace(row, round=again, state=OPEN, closed="", closed_by="", closed_ms=0))


def _close(rows: Rows, row: CapaRow, event: Event, closed: events.CapaClosed) -> None:
    check = rows.get(CapaCheckRow, _place(row.round))
    is_proven = (
        check is not None
        and check.is_effective
        and bool(check.evidence.strip())
        and (closed.round, closed.check) == (row.round, check.done)
    )
    if not is_proven:
        rows.put(_clash(event, CLOSED_UNPROVEN, row.opened))
    elif row.closed:
        rows.put(_clash(event, CLOSED_APART, row.closed))
    else:
        rows.put(
            replace(
                row,
                state=CLOSED,
                closed=event.hash,
                closed_by=event.actor,
                closed_ms=event.wall,
            )
        )


def _proposal(rows: Rows, event: Event) -> None:
    what = event.happened
    proposal = event.stream.partition("/")[2]
    row = rows.get(CapaProposalRow) or CapaProposalRow(stream=event.stream, proposal=proposal)
    match what:
        case events.CapaProposed() as said if not row.proposed_ms:
            about = said.matter
            row = replace(
                row,
                title_zh=said.title_zh,
                title_en=said.title_en,
                weight=said.weight.value,
                order=about.order,
                operation=about.operation,
                lot=about.lot,
                product=about.product,
                material=about.material,
                equipment=about.equipment,
                record=about.stream,
                proposed_ms=event.wall,
            )
        case events.CapaProposalTaken() as taken:
            looked_at = tuple(sorted({*row.looked_at, *taken.looked_at}))
            row = replace(row, state=TAKEN, opened=taken.opened, looked_at=looked_at)
            row = replace(row, by=event.actor, at_ms=event.wall)
        case events.CapaProposalDeclined() as declined:
            looked_at = tuple(sorted({*row.looked_at, *declined.looked_at}))
            state = row.state if row.state == TAKEN else DECLINED
            row = replace(row, state=state, reason=declined.reason, looked_at=looked_at)
            row = replace(row, by=event.actor, at_ms=event.wall)
    rows.put(row)


def _runs(row: CapaRow, said: int) -> bool:
    """Tell whether a round has begun; a later one, which is forged, has not."""
    return 1 <= said <= row.round


def _place(of: int) -> str:
    return f"{of:03}"


def _step(event: Event, step: Step, of: int, text: str = "") -> CapaStepRow:
    bones: tuple[Bone, ...] = ()
    return CapaStepRow(
        stream=event.stream,
        place=f"{_place(of)}/{step.value}",
        round=of,
        step=step.value,
        text=text,
        is_needless=False,
        no_harm="",
        whys=(),
        bones=bones,
        pictures=(),
        by=event.actor,
        at_ms=event.wall,
    )


def _planned(event: Event, said: events.CapaActionPlanned) -> CapaActionRow:
    return CapaActionRow(
        stream=event.stream,
        action=said.action,
        round=said.round,
        sort=said.sort.value,
        what=said.what,
        who=said.who,
        due=a_day(said.due),
        planned_by=event.actor,
        planned_ms=event.wall,
    )


def _check(event: Event, said: events.CapaCheckPlanned) -> CapaCheckRow:
    return CapaCheckRow(
        stream=event.stream,
        place=_place(said.round),
        round=said.round,
        due=a_day(said.due),
        metric=said.metric,
        target=said.target,
        planned_by=event.actor,
        planned_ms=event.wall,
    )


def _clash(event: Event, matter: str, first: str) -> CapaClashRow:
    return CapaClashRow(
        stream=event.stream,
        matter=matter,
        first=first,
        second=event.hash,
        by=event.actor,
        station=event.station,
        at_ms=event.wall,
    )


def _opened(event: Event, said: events.CapaOpened) -> CapaRow:
    about = said.matter
    return CapaRow(
        stream=event.stream,
        capa=said.capa,
        title=said.title,
        weight=said.weight.value,
        due=a_day(said.due),
        lead=said.lead,
        members=(),
        code=said.code,
        order=about.order,
        operation=about.operation,
        lot=about.lot,
        product=about.product,
        material=about.material,
        equipment=about.equipment,
        sources=said.sources,
        proposal=said.proposal,
        opened=event.hash,
        opened_by=event.actor,
        opened_ms=event.wall,
        station=event.station,
    )
