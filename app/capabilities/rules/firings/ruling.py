"""What rules do by flows: tell people, ask for something to be done."""

from collections.abc import Iterable

import msgspec

from app.capabilities.flows.notices import decisions as notices
from app.capabilities.flows.notices.events import NoticeSent
from app.capabilities.flows.tasks import decisions as tasks
from app.capabilities.flows.tasks.events import TaskAsked
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
