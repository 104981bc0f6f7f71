"""How holds and the age of their list are said. No Qt."""

from collections.abc import Mapping

from app.capabilities.production.holds.answers import Freshness, Hold, ListAge
from app.kernel.quantity import plain
from app.kernel.words import Bilingual, Words
from app.ui.moments import spell
from app.ui.screens.production.holds.facts import Line
from app.ui.screens.records.telling import Names


def by_said(words: Words, held: Hold, setters: Mapping[str, Bilingual]) -> str:
    """Return who set a hold, or which rule."""
    who = setters.get(held.hold, Bilingual(held.by, held.by)).of(words.language)
    return words("holds.by_rule" if held.title is not None else "holds.by", who=who)


def age_said(words: Words, age: ListAge) -> tuple[str, str]:
    """Return how old the list is and what that means, as a title and a sentence."""
    freshness = age.freshness
    if freshness is Freshness.LIVE:
        return words("holds.list.live"), words("holds.list.live_how")
    limit = limit_said(words, age.limit_hours)
    if age.ms is None:
        return words("holds.list.unknown"), words(f"holds.list.{freshness.value}_how", limit=limit)
    title = words("holds.list.heard", age=spell(words, age.ms))
    return title, words(f"holds.list.{freshness.value}_how", limit=limit)


def limit_said(words: Words, hours: int) -> str:
    """Return the site's limit in words."""
    if not hours:
        return words("holds.limit.none")
    return words("holds.limit", age=hours_said(words, hours))


def hours_said(words: Words, hours: int) -> str:
    """Return a limit as people set it: in days where it is whole ones."""
    days, rest = divmod(hours, 24)
    return words("holds.limit_hours", n=hours) if rest else words("holds.limit_days", n=days)


def amount(words: Words, line: Line) -> str:
    """Return how many pieces stand there, with their unit; a dash for none."""
    if not line.pieces:
        return "—"
    return f"{plain(line.pieces)} {line.unit.of(words.language)}".strip()


def set_by(words: Words, line: Line, names: Names) -> str:
    """Return who set a hold, or which rule."""
    if line.rule is not None:
        return words("holds.by_rule", who=line.rule.of(words.language))
    name = names.people.get(line.by)
    return words("holds.by", who=line.by if name is None else name.of(words.language))


def searched(line: Line) -> str:
    """Return what a search looks in, in small letters, in both languages."""
    texts = (line.title, line.about.zh, line.about.en, line.reason.zh, line.reason.en, line.ncr)
    return " ".join((*texts, *line.where)).casefold()
