"""Questions about cases: where one stands, which are open, what contradicts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Connection, bindparam, func, select

from app.capabilities.documents.answers import Pin
from app.capabilities.documents.queries import body, by_body, for_work
from app.capabilities.flows.cases.answers import OpenStep, Standing
from app.capabilities.flows.cases.decisions import DEEPEST, child_of
from app.capabilities.flows.cases.events import case_stream, step_stream
from app.capabilities.flows.cases.tables import CaseRow, DelegatedRow, EndRow, FinishedRow
from app.capabilities.flows.definition.bodies import FLOW, Chart, StepKind
from app.capabilities.flows.definition.decisions import check_chart
from app.capabilities.flows.tokens.answers import Came, FinishedStep, Game, Token
from app.capabilities.flows.tokens.decisions import is_lawful, play
from app.capabilities.people.signatures.queries import signers_of
from app.journal.capability import Acting
from app.journal.discrepancy import Discrepancy
from app.journal.rows import read
from app.journal.ruling import Matter
from app.journal.todo import Todo
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store.prepared import Prepared

DECIDED_TWICE = "decided_twice"
STEP, SCREEN = "flow_step", "case"
"""What an open step is called in an inbox, and the screen it is shown on."""
_C, _D, _G, _E = CaseRow.table, FinishedRow.table, DelegatedRow.table, EndRow.table
_CASE = Prepared(select(_C).where(_C.c.stream == bindparam("stream")))
_DONE = Prepared(select(_D).where(_D.c.case == bindparam("case")))
_GIVEN = Prepared(select(_G).where(_G.c.case == bindparam("case")).order_by(_G.c.at_ms, _G.c.hash))
_END = Prepared(select(_E).where(_E.c.case == bindparam("case")))
_ENDED = select(_E.c.case).where((_E.c.by != "") | (_E.c.called_off != ""))
_TWICE = (
    select(_D.c.case, _D.c.step, _D.c.came)
    .group_by(_D.c.case, _D.c.step, _D.c.came)
    .having(func.count() > 1)
)


def chart_in_force(connection: Connection, code: str, at_ms: int) -> tuple[Pin, Chart]:
    """Return the flow to begin a case on at a time (ms since 1970 UTC).

    Refusals: `flow.unknown`, also of a flow it calls; `flow.comes_back` where flows that call each
    other come back to one, `flow.too_deep`; `document.withdrawn`.
    """
    pin, chart = _in_force(connection, code, at_ms)
    _check_calls(connection, chart, (code,), at_ms)
    return pin, chart


def standing(connection: Connection, case: str, deep: int = DEEPEST) -> Standing | None:
    """Return where a case stands; None for one that never began, or is not known here yet.

    Of what waits for it at most `deep` cases are looked at. Refusal: `document.not_here` while its
    flow has not arrived.
    """
    rows = read(connection, CaseRow, _CASE, {"stream": case_stream(case)})
    return _standing(connection, rows[0], deep) if rows else None


def open_cases(connection: Connection) -> tuple[Standing, ...]:
    """Return every case that waits for somebody, the oldest first.

    One whose flow has not arrived here is left out until it has. A case that was ended by what does
    not count after all is open, as is one that nobody in particular says is over and is not.
    """
    ended = {row.case for row in connection.execute(_ENDED)}
    doubted = {row.case for row in connection.execute(_TWICE)}
    rows = read(connection, CaseRow, select(_C).order_by(_C.c.started_ms, _C.c.case))
    maybe = [row for row in rows if row.case not in ended or row.case in doubted]
    found = (_standing_or_none(connection, row) for row in maybe)
    return tuple(one for one in found if one is not None and not one.is_closed)


def cases(connection: Connection, limit: int = 200) -> tuple[Standing, ...]:
    """Return the latest cases, open and closed, the newest first."""
    query = select(_C).order_by(_C.c.started_ms.desc(), _C.c.case).limit(limit)
    found = (_standing_or_none(connection, row) for row in read(connection, CaseRow, query))
    return tuple(one for one in found if one is not None)


def cases_about(connection: Connection, stream: str) -> tuple[str, ...]:
    """Return the cases about one record, the oldest first."""
    query = select(_C.c.case).where(_C.c.about == stream).order_by(_C.c.started_ms, _C.c.case)
    return tuple(connection.execute(query).scalars())


def waiting(acting: Acting) -> Iterator[Todo]:
    """Return every open step as a to-do: its roles', or theirs to whom it was given.

    A step that another capability's act ends opens the screen where that is done. One that waits
    for the flow it called is nobody's: the steps of that flow are.
    """
    for now in open_cases(acting.connection):
        for here in now.open:
            if not here.child:
                yield _todo(now, here)


def decided_twice(connection: Connection) -> Iterable[Discrepancy]:
    """Find steps that were ended twice by people who did not know of each other.

    One for each step: a third act is no other contradiction, it makes this one return.
    """
    found: dict[tuple[str, str], list[FinishedRow]] = {}
    for case, step, came in connection.execute(_TWICE):
        same = select(_D).where(_D.c.case == case, _D.c.step == step, _D.c.came == came)
        found.setdefault((case, step), []).extend(read(connection, FinishedRow, same))
    for (case, step), rows in found.items():
        rows.sort(key=lambda row: (row.at_ms, row.hash))
        head = read(connection, CaseRow, _CASE, {"stream": case_stream(case)})
        yield Discrepancy(
            kind=DECIDED_TWICE,
            subjects=(case, step),
            owner=rows[0].person,
            at_ms=max(row.at_ms for row in rows),
            stream=case_stream(case) if head else step_stream(case, step),
            looked_at=tuple(row.hash for row in rows),
            stations=tuple(dict.fromkeys(row.station for row in rows)),
            facts={
                "case": Bilingual(head[0].title_zh, head[0].title_en) if head else case,
                "step": step,
                "people": ", ".join(dict.fromkeys(row.person for row in rows)),
            },
        )


def _todo(now: Standing, here: OpenStep) -> Todo:
    name, visit = here.step.name, sha256("\n".join(here.came).encode()).hexdigest()[:16]
    return Todo(
        key=f"step/{now.case}/{here.code}/{visit}",
        kind=STEP,
        title=Bilingual(f"{name.zh} · {now.title.zh}", f"{name.en} · {now.title.en}"),
        matter=now.matter,
        since_ms=here.since_ms,
        roles=() if here.delegate else here.step.roles,
        people=(here.delegate,) if here.delegate else (),
        due_ms=here.due_ms,
        escalated=here.step.escalate,
        screen=here.step.screen or SCREEN,
        place=(("record", now.matter.stream if here.step.screen else case_stream(now.case)),),
    )


# ------------------------------------------------------------------ where one stands
def _standing_or_none(connection: Connection, row: CaseRow) -> Standing | None:
    try:
        return _standing(connection, row, DEEPEST)
    except Refused:
        return None


def _standing(connection: Connection, row: CaseRow, deep: int) -> Standing:
    chart = _chart(connection, row)
    acts = _lawful(connection, chart, row)
    given = {one.name: one.worth for one in row.facts}
    ends = read(connection, EndRow, _END, {"case": row.case})
    game = play(chart, given, row.started_ms, acts)
    above = standing(connection, row.parent, deep - 1) if row.parent and deep > 1 else None
    title = Bilingual(row.title_zh, row.title_en)
    found = Standing(
        case=row.case,
        pin=Pin(FLOW, row.flow, row.revision, chart.name, row.pin),
        chart=chart,
        title=title,
        matter=row.matter[0] if row.matter else Matter(),
        given=given,
        firing=row.firing,
        started_ms=row.started_ms,
        started_by=row.started_by,
        station=row.station,
        game=game,
        open=(),
        acts=acts,
        parent=above,
        parent_case=row.parent,
        parent_step=row.step,
        called_off=ends[0].called_off if ends else "",
        called_off_by=ends[0].by if ends and ends[0].called_off else "",
        ended_ms=ends[0].at_ms if ends else None,
    )
    return replace(found, open=_open(connection, found, game))


def _open(connection: Connection, found: Standing, game: Game) -> tuple[OpenStep, ...]:
    if found.called_off:
        return ()
    delegated: dict[tuple[str, Came], DelegatedRow] = {}
    for row in read(connection, DelegatedRow, _GIVEN, {"case": found.case}):
        delegated[row.step, row.came] = row  # the last word counts
    return tuple(
        _open_step(connection, found, token, delegated.get((token.step, token.came)))
        for token in game.open
    )


def _open_step(
    connection: Connection, found: Standing, token: Token, row: DelegatedRow | None
) -> OpenStep:
    step = found.chart.step(token.step)
    assert step is not None  # a token stands on nothing but the chart's own steps
    here = OpenStep(
        step=step,
        came=token.came,
        since_ms=token.since_ms,
        rested=token.rested,
        delegate="" if row is None else row.to,
        delegated_by="" if row is None else row.by,
    )
    if step.kind is not StepKind.SUBFLOW:
        return here
    child = child_of(found, here)
    has_begun = bool(_CASE.all(connection, {"stream": case_stream(child)}))
    return replace(here, child=child if has_begun else "")


def _chart(connection: Connection, row: CaseRow) -> Chart:
    """Return the chart a case is played on. Refuses what is none, or one that nobody checked."""
    known = by_body(connection, row.pin)
    if known is None or (known.form, known.code) != (FLOW, row.flow):
        raise Refused("flow.unknown", flow=row.flow)
    return _sound(body(connection, row.pin, Chart))


def _lawful(connection: Connection, chart: Chart, row: CaseRow) -> tuple[FinishedStep, ...]:
    """Return what was done on a case that may be done on its chart at all; forged acts are not."""
    acts = [_act(one) for one in read(connection, FinishedRow, _DONE, {"case": row.case})]
    given = [one.signature for one in acts if one.signature]
    signers = signers_of(connection, row.about or row.stream, given) if given else {}
    return tuple(one for one in acts if is_lawful(chart, one, signers))


@lru_cache(maxsize=256)
def _sound(chart: Chart) -> Chart:
    """Return a chart that a case can be played on. Refuses as `check_chart` what nobody checked."""
    check_chart(chart)
    return chart


def _act(row: FinishedRow) -> FinishedStep:
    return FinishedStep(
        hash=row.hash,
        step=row.step,
        came=row.came,
        target=row.target,
        at_ms=row.at_ms,
        outcome=row.outcome,
        hops=row.hops,
        rested=row.rested,
        returned=row.returned,
        remarks=row.remarks,
        facts={one.name: one.worth for one in row.facts},
        right=row.right,
        signature=row.signature,
        person=row.person,
        station=row.station,
    )


# ------------------------------------------------------------------ flows that call flows
def _in_force(connection: Connection, code: str, at_ms: int) -> tuple[Pin, Chart]:
    pin = for_work(connection, FLOW, code, at_ms)
    if pin is None:
        raise Refused("flow.unknown", flow=code)
    return pin, body(connection, pin.body, Chart)


def _check_calls(
    connection: Connection, chart: Chart, callers: tuple[str, ...], at_ms: int
) -> None:
    for called in dict.fromkeys(one.flow for one in chart.steps if one.flow):
        if called in callers:
            raise Refused("flow.comes_back", flow=called)
        if len(callers) >= DEEPEST:
            raise Refused("flow.too_deep", flow=callers[0], most=DEEPEST)
        _, below = _in_force(connection, called, at_ms)
        _check_calls(connection, below, (*callers, called), at_ms)
