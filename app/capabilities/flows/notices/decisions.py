"""What is allowed with notices: pure rules."""

from app.capabilities.flows.notices.events import NoticePatienceSet, NoticeSent
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

PATIENCE_MIN = 15
"""How long an urgent notice may stay unseen, in minutes, where the plant has said nothing else."""

MOST_PATIENCE_MIN = 24 * 60
LONGEST = 500


def notice(  # noqa: PLR0913  # the parts of a notice, spelled once
    key: str,
    text: Bilingual,
    roles: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    urgency: Urgency = Urgency.NORMAL,
    matter: Matter | None = None,
    firing: str = "",
    *,
    escalated: tuple[str, ...] = (),
) -> NoticeSent:
    """Tell people something, once: what has the same `key` is the same notice.

    `key` is the firing of the rule that tells it, with its number where a rule tells more than one
    thing; else a new id. Refuses `notice.text_missing`, `.text_long`, `.to_nobody`.
    """
    said = check_text(text, "notice.text_missing")
    if not roles and not people:
        raise Refused("notice.to_nobody")
    return NoticeSent(
        notice=key,
        text=said,
        roles=each_once(roles),
        people=each_once(people),
        urgency=urgency,
        matter=matter or Matter(),
        firing=firing,
        escalated=each_once(escalated),
    )


def set_patience(minutes: int, held: int) -> NoticePatienceSet | None:
    """Set how long an urgent notice may stay unseen; None where it is so already.

    Refuses `notice.patience`.
    """
    if not 0 < minutes <= MOST_PATIENCE_MIN:
        raise Refused("notice.patience", most=MOST_PATIENCE_MIN)
    return None if minutes == held else NoticePatienceSet(minutes=minutes)


def check_text(text: Bilingual, missing: str) -> Bilingual:
    """Return what is said, without the blanks around it; one language does.

    Refuses `missing` where neither says anything, `notice.text_long`.
    """
    said = Bilingual(text.zh.strip(), text.en.strip())
    if not said.zh and not said.en:
        raise Refused(missing)
    if max(len(said.zh), len(said.en)) > LONGEST:
        raise Refused("notice.text_long", most=LONGEST)
    return said


def each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names in their order, none twice and none empty."""
    return tuple(dict.fromkeys(name for name in names if name))
