"""What rules do by flows: begin a case, tell people, ask for something to be done."""

from collections.abc import Iterable

import msgspec

from app.capabilities.flows.cases import decisions as cases
from app.capabilities.flows.cases.events import CaseStarted
from app.capabilities.flows.cases.queries import chart_in_force, standing
from app.capabilities.flows.notices import decisions as notices
from app.capabilities.flows.notices.events import NoticeSent
from app.capabilities.flows.tasks import decisions as tasks
from app.capabilities.flows.tasks.events import TaskAsked
from app.capabilities.rules.firings.decisions import read_again
from app.journal.capability import Acting, Plugs, RuleAction
from app.journal.event import Happened
from app.journal.ruling import Fired
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

NOTHING_SAID = Bilingual("", "")


class Notify(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to tell what; without a text it is the rule's title.

    Gaps like `{lot}`, `{days_left}` in a text are filled with what the rule is about and the facts
    it rests on. `escalated` roles are told where nobody has looked for long.
    """

    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    text: Bilingual = NOTHING_SAID
    escalated: tuple[str, ...] = ()


class CreateTask(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask for what, and within how many minutes (0: never late); as in `Notify`."""

    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    title: Bilingual = NOTHING_SAID
    due_min: int = 0
    urgency: Urgency = Urgency.NORMAL
    escalated: tuple[str, ...] = ()


class StartFlow(msgspec.Struct, frozen=True, kw_only=True):
    """Which flow a case is begun by: the code of the document in force then."""

    flow: str


def _check_flow(settings: StartFlow, plugs: Plugs) -> None:
    """Refusal: `rule.no_flow`."""
    del plugs
    if not settings.flow.strip():
        raise Refused("rule.no_flow")


def _start_flow(acting: Acting, fired: Fired, settings: StartFlow) -> Iterable[Happened]:
    """Begin a case about what the rule is about; nothing where the firing began it already.

    Refusals: those of `chart_in_force`.
    """
    if standing(acting.connection, fired.key) is not None:
        return ()
    pin, chart = chart_in_force(acting.connection, settings.flow, fired.at_ms)
    known = [fact for one in acting.plugs.occasions.values() for fact in one.facts]
    known += [fact for one in acting.plugs.watches.values() for fact in one.facts]
    facts = read_again(fired.facts, known)
    return cases.start(pin, chart, fired.key, fired.title, fired.matter, facts, fired.key)


def _check_whom(settings: Notify | CreateTask, plugs: Plugs) -> None:
    """Refusals: `rule.to_nobody`, `task.due`."""
    del plugs
    if not settings.roles and not settings.people:
        raise Refused("rule.to_nobody")
    if isinstance(settings, CreateTask) and settings.due_min < 0:
        raise Refused("task.due")


def _notify(acting: Acting, fired: Fired, settings: Notify) -> Iterable[Happened]:
    del acting
    yield notices.notice(
        fired.key,
        _said(settings.text, fired),
        settings.roles,
        settings.people,
        settings.urgency,
        fired.matter,
        fired.key,
        escalated=settings.escalated,
    )


def _create_task(acting: Acting, fired: Fired, settings: CreateTask) -> Iterable[Happened]:
    del acting
    yield tasks.ask(
        fired.key,
        _said(settings.title, fired),
        settings.roles,
        settings.people,
        settings.due_min,
        fired.matter,
        fired.key,
        escalated=settings.escalated,
        urgency=settings.urgency,
    )


ACTIONS = (
    RuleAction(
        "start_flow",
        "workflow",
        StartFlow,
        _start_flow,
        sound=_check_flow,
        makes=(CaseStarted.kind,),
    ),
    RuleAction("notify", "bell", Notify, _notify, sound=_check_whom, makes=(NoticeSent.kind,)),
    RuleAction(
        "create_task",
        "list-checks",
        CreateTask,
        _create_task,
        sound=_check_whom,
        makes=(TaskAsked.kind,),
    ),
)


def _said(text: Bilingual, fired: Fired) -> Bilingual:
    """Return a text with its gaps filled; the rule's title where nothing else is to be said."""
    said = fired.title if text == NOTHING_SAID else text
    about = msgspec.structs.asdict(fired.matter)
    known = {name: value or "—" for name, value in about.items()}
    known |= {one.name: one.value for one in fired.facts}
    return Bilingual(_filled(said.zh, known), _filled(said.en, known))


def _filled(text: str, known: dict[str, str]) -> str:
    """Fill the gaps that are known; what a text of a person says otherwise stays as it is."""
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text
