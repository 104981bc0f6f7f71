"""The exchange as a pure state machine: one thing at a time, everything it touches outside.

`step(state, told, moment)` answers what to do next. Its driver (the client's thread, or the
simulation) does that one thing - asks the server, reads or writes the store, rests - and tells the
result in the next step. A *round* pulls one page of each area, the plant's first, pushes one batch
and moves missing content; rounds follow each other until one finds nothing to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from app.sync.protocol import (
    PAGE_EVENTS,
    PUSH_EVENTS,
    Content,
    Cursor,
    End,
    Fetch,
    Give,
    Given,
    Heard,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
)
from app.sync.steps import (
    Apply,
    Call,
    Collect,
    Collected,
    Do,
    Failed,
    Found,
    KeepContent,
    Look,
    Moment,
    Note,
    Opened,
    Remind,
    Replied,
    Rest,
    Rested,
    StartOver,
    Stored,
    Told,
    Woken,
)

REST_S = 25.0
"""Between two rounds when nobody wakes the exchange."""
FIRST_RETRY_S = 1.0
LAST_RETRY_S = 60.0
STUMBLES = frozenset({"sync.server_trouble", "sync.too_large"})
"""The server is there, but a batch was too much for it."""


# -- state -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """Where the exchange stands.

    `code` is empty while the server answers; `denied` says why it answers no to something.
    """

    areas: tuple[str, ...]
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    end: End | None = None
    doing: Do | None = None
    aside: Apply | None = None
    """A page that waits until the server has been told that this disk is an older copy."""
    to_pull: tuple[str, ...] = ()
    again: bool = False
    woken: bool = False
    push_limit: int = PUSH_EVENTS
    page_limit: int = PAGE_EVENTS
    wants: tuple[str, ...] = ()
    to_fetch: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    tries: int = 0
    pause_s: float = 0.0
    code: str = ""
    denied: str = ""
    started_over: int = 0
    rounds: int = 0
    """How often everything was exchanged to the end."""

    @property
    def is_resting(self) -> bool:
        """Tell whether nothing is under way."""
        return isinstance(self.doing, Rest)


Step = tuple[State, Do | None]
"""The new state, and what to do; None while something else is under way."""


def step(state: State, told: Told, moment: Moment) -> Step:
    """Answer what to do next. Pure."""
    match told:
        case Opened(cursors, end):
            return _remind(replace(state, cursors=dict(cursors), end=end, doing=None))
        case Woken():
            return _woken(state, told)
        case Failed():
            return _denied(state, told, moment) if told.refused else _failed(state, told, moment)
        case Rested():
            return _remind(state)
        case _:
            return _next(state, told, moment)


def _next(state: State, told: Told, moment: Moment) -> Step:
    """Go on with the round after what was under way has been done."""
    match state.doing, told:
        case Remind(), Stored():
            return _round(state)
        case Call(ask=Pull() as ask), Replied(reply=Page() as page):
            return _paged(state, ask, page)
        case Call(ask=PutBack()), Replied(reply=Heard()) if state.aside is not None:
            return _do(replace(_answered(state), aside=None), replace(state.aside, admitted=True))
        case Call(ask=Push() as push), Replied(reply=Pushed() as pushed):
            return _pushed(state, push, pushed)
        case Call(ask=Give()), Replied(reply=Given(name=name)):
            given = replace(_answered(state), given=state.given | {name}, again=True)
            return _content(given, moment)
        case Call(ask=Fetch(name=name)), Replied(reply=Content() as content):
            state = replace(_answered(state), again=state.again or content.data is not None)
            return _do(state, KeepContent(name, content))
        case _:
            return _stored(state, told, moment)


def _stored(state: State, told: Told, moment: Moment) -> Step:
    match state.doing, told:
        case StartOver(epoch), Stored():
            return _round(_from_the_start(state, epoch))
        case Apply() as apply, Stored() as stored:
            return _applied(state, apply, stored)
        case Collect(), Collected(push, end):
            state = replace(state, end=end)
            return _look(state) if push is None else _do(state, Call(push))
        case Note(pushed=pushed), Stored() as stored:
            return _noted(state, pushed, stored)
        case Look(), Found() as found:
            return _found(state, found, moment)
        case KeepContent(name), Stored():
            return _content(_without(state, name), moment)
        case doing, _:
            raise ValueError(f"{told} is no answer to {doing}")


# -- beginnings and ends -----------------------------------------------------------------------


def _do(state: State, do: Do) -> Step:
    return replace(state, doing=do), do


def _remind(state: State) -> Step:
    """Offer also what was set aside: the server may be another, or have judged it meanwhile.

    What it quarantined after somebody else had brought it comes with no page: who carries it asks.
    """
    return _do(state, Remind())


def _round(state: State) -> Step:
    return _pull(replace(state, to_pull=state.areas, again=False, woken=False, denied=""))


def _from_the_start(state: State, epoch: str) -> State:
    return replace(
        state,
        cursors={area: Cursor(epoch) for area in state.areas},
        given=frozenset(),
        started_over=state.started_over + 1,
    )


def _woken(state: State, told: Woken) -> Step:
    """Begin a round now; while the server does not answer, only if a person asks for it."""
    if not state.is_resting:
        return replace(state, woken=True), None
    if state.code == "":
        return _round(state)
    if told.urgent:
        return _remind(replace(state, pause_s=0.0))
    return replace(state, woken=True), None


def _end(state: State, moment: Moment) -> Step:
    if state.again or state.woken:
        return _round(state)
    rested = replace(state, rounds=state.rounds + 1)
    return _do(rested, Rest(moment.now_s + REST_S))


def _failed(state: State, told: Failed, moment: Moment) -> Step:
    """Rest, longer each time and never in step with other stations; what was too much is halved.

    Decorrelated jitter: between FIRST_RETRY_S and three times the last pause. A server that is
    there but stumbles over a batch is offered half of it soon.
    """
    pause_s = _next_pause_s(state, moment)
    if told.code in STUMBLES and _can_be_halved(state.doing):
        pause_s = FIRST_RETRY_S
    pause_s = max(pause_s, told.retry_after_s)
    failed = replace(_smaller(state), tries=state.tries + 1, pause_s=pause_s, code=told.code)
    return _do(failed, Rest(moment.now_s + pause_s))


def _next_pause_s(state: State, moment: Moment) -> float:
    longest = min(LAST_RETRY_S, max(FIRST_RETRY_S, state.pause_s) * 3)
    return FIRST_RETRY_S + moment.chance * (longest - FIRST_RETRY_S)


def _can_be_halved(doing: Do | None) -> bool:
    match doing:
        case Call(ask=Push(events=events)):
            return len(events) > 1
        case _:
            return False


def _smaller(state: State) -> State:
    """Halve what was too much: a bad line, or one event that the server cannot digest."""
    match state.doing:
        case Call(ask=Push(events=events)):
            most = min(len(events), state.push_limit)  # what follows from an act may go beyond it
            return replace(state, push_limit=max(1, most // 2))
        case Call(ask=Pull(limit=limit)):
            return replace(state, page_limit=max(1, limit // 2))
        case _:
            return state


def _denied(state: State, told: Failed, moment: Moment) -> Step:
    """Go on without what the server refuses: an area taken away must not keep work from leaving."""
    state = replace(state, denied=told.code)
    match state.doing:
        case Call(ask=Pull()):
            return _pull(replace(state, to_pull=state.to_pull[1:]))
        case Call(ask=Fetch(name=name)):
            return _content(_without(state, name), moment)
        case Call(ask=Give(data=data)):
            given = state.given | {sha256(data).hexdigest()}
            return _content(replace(state, given=given), moment)
        case _:
            return _failed(state, told, moment)


def _answered(state: State) -> State:
    return replace(state, tries=0, pause_s=0.0, code="")


# -- one page of each area, the plant's first --------------------------------------------------


def _pull(state: State) -> Step:
    if not state.to_pull:
        return _do(state, Collect(state.push_limit))
    area = state.to_pull[0]
    end = state.end if area == state.areas[0] else None
    cursor = state.cursors[area]
    return _do(state, Call(Pull(area=area, cursor=cursor, limit=state.page_limit, end=end)))


def _paged(state: State, ask: Pull, page: Page) -> Step:
    limit = min(PAGE_EVENTS, state.page_limit * 2)
    state = replace(_answered(state), wants=page.wants, page_limit=limit)
    if page.restored:
        return _do(state, StartOver(page.cursor.epoch))
    return _do(state, Apply(ask.area, ask.cursor, page))


def _put_back(state: State, apply: Apply, end: End) -> Step:
    """Tell the server first: once the page is in, nothing here would show it any more."""
    held = apply.page.held or End(end.chain)
    return _do(replace(state, aside=apply), Call(PutBack(end=end, held=held)))


def _applied(state: State, apply: Apply, stored: Stored) -> Step:
    area, since, page = apply.area, apply.since, apply.page
    if stored.put_back is not None:
        return _put_back(state, apply, stored.put_back)
    if stored.contradicted:
        return _do(state, StartOver(page.cursor.epoch))
    cursors = {**state.cursors, area: page.cursor}
    more = page.head > page.cursor.position > since.position
    state = replace(state, cursors=cursors, to_pull=state.to_pull[1:])
    return _pull(replace(state, again=state.again or more))


# -- one batch out -----------------------------------------------------------------------------


def _pushed(state: State, push: Push, pushed: Pushed) -> Step:
    limit = min(PUSH_EVENTS, state.push_limit * 2)
    state = replace(_answered(state), wants=pushed.wants, push_limit=limit)
    epochs = {cursor.epoch for cursor in state.cursors.values()}
    if pushed.epoch not in epochs:
        return _do(state, StartOver(pushed.epoch))
    return _do(state, Note(push, pushed))


def _noted(state: State, pushed: Pushed, stored: Stored) -> Step:
    if stored.contradicted:
        return _do(state, StartOver(pushed.epoch))
    return _look(replace(state, again=True))


# -- content the other side lacks --------------------------------------------------------------


def _look(state: State) -> Step:
    wants = tuple(name for name in state.wants if name not in state.given)
    return _do(state, Look(wants))


def _found(state: State, found: Found, moment: Moment) -> Step:
    state = replace(state, to_fetch=found.missing)
    return _content(state, moment) if found.give is None else _do(state, Call(found.give))


def _without(state: State, name: str) -> State:
    return replace(state, to_fetch=tuple(one for one in state.to_fetch if one != name))


def _content(state: State, moment: Moment) -> Step:
    if state.to_fetch:
        return _do(state, Call(Fetch(name=state.to_fetch[0])))
    return _end(state, moment)
