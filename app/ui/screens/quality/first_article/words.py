"""A first article in words: what it stops, who may do what next, and why not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.capabilities.quality.inspecting.commands import ASK, RELEASE
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.tables import REJECTED
from app.capabilities.quality.plans.bodies import INSPECT
from app.kernel.quantity import plain
from app.kernel.words import Bilingual, Words
from app.ui.screens.quality.first_article.facts import Article

STATES = {
    Standing.TO_BEGIN: ("warn", "flag"),
    Standing.BEGUN: ("running", "play"),
    Standing.TO_REVIEW: ("hold", "user-check"),
    Standing.TO_CONCLUDE: ("hold", "clipboard-check"),
    Standing.TO_RELEASE: ("hold", "hand"),
    Standing.DONE: ("ok", "circle-check"),
    Standing.CANCELLED: ("todo", "ban"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """What is stopped, as a banner says it."""

    state: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FirstAct:
    """What the one button does, and why it may not be pressed."""

    key: str
    text: str
    icon: str
    blocked: str = ""
    why: str = ""
    """The same in a whole sentence, for the line above the button."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is in front: the person, and whether they have a right."""

    person: str
    rights: frozenset[str]

    def may(self, right: str) -> bool:
        """Tell whether they may."""
        return right in self.rights


def state_said(article: Article, words: Words) -> tuple[str, str, str]:
    """Return state, icon and text of its chip."""
    one = article.inspection
    if article.step is Standing.DONE and one is not None:
        failed = one.row.state == "rejected"
        said = words(f"quality.state.{one.row.state}")
        return ("fail", "octagon-x", said) if failed else ("ok", "circle-check", said)
    state, icon = STATES[article.step]
    return state, icon, words(f"quality.step.{article.step.value}")


def stop_said(article: Article, words: Words) -> Stop:
    """Return what is stopped until it is released."""
    about = article.about
    where = {"order": about.order, "operation": about.operation}
    one = article.inspection
    if not article.is_open and one is not None and one.row.state == REJECTED:
        text = words("first_article.not_accepted_means")
        return Stop("fail", words("first_article.not_accepted"), text)
    if not article.is_open:
        return Stop("ok", words("first_article.runs", **where), words("first_article.runs_means"))
    if article.due is not None and article.due.last_failed:
        text = " ".join((words("first_article.failed_means"), *_unreleased(article, words)))
        return Stop("fail", words("first_article.stopped", **where), text)
    if article.is_gated:
        text = words("first_article.stopped_means")
        return Stop("fail", words("first_article.stopped", **where), text)
    return Stop("warn", words("first_article.open", **where), words("first_article.open_means"))


def _unreleased(article: Article, words: Words) -> tuple[str, ...]:
    """Say how many pieces nobody released stand here, and how many went on: people set them apart.

    A failed set-up holds what is reported, not what was made: that is for people to decide.
    """
    counts = {"failed_here": article.about.size, "failed_gone": article.passed}
    return tuple(words(f"first_article.{key}", n=plain(n)) for key, n in counts.items() if n)


def act_of(article: Article, who: Who, words: Words) -> FirstAct:
    """Return what the button does for whoever is in front."""
    step = article.step
    if step is Standing.TO_RELEASE:
        why = why_not_release(article, who, words)
        blocked = words("first_article.other_person") if why else ""
        return FirstAct("release", words("first_article.do.release"), "badge-check", blocked, why)
    if step is Standing.TO_BEGIN:
        why = why_not_inspect(article, who, words)
        blocked = words("first_article.other_person" if who.may(INSPECT) else "due.only_quality")
        text = words("first_article.do.begin")
        return FirstAct("begin", text, "play", blocked if why else "", why)
    if step in (Standing.BEGUN, Standing.TO_REVIEW, Standing.TO_CONCLUDE):
        return FirstAct("open", words("first_article.do.open"), "microscope")
    return FirstAct("open", words("first_article.do.show"), "eye")


def why_not_release(article: Article, who: Who, words: Words) -> str:
    """Return why whoever is in front may not release it; empty where they may."""
    if not who.may(RELEASE):
        return words("first_article.no_right")
    if who.person in article.inspectors:
        return words("refused.first_article.own_inspection")
    if who.person in article.makers:
        return words("refused.first_article.own_work")
    return ""


def why_not_inspect(article: Article, who: Who, words: Words) -> str:
    """Return why whoever is in front may not inspect it; empty where they may."""
    if not who.may(INSPECT):
        return words("first_article.no_inspect")
    return words("refused.inspection.own_work") if who.person in article.makers else ""


def may_ask(who: Who) -> bool:
    """Tell whether somebody may say that something was changed."""
    return who.may(ASK)


def people_said(
    people: tuple[str, ...], names: Mapping[str, Bilingual], words: Words, none: str
) -> str:
    """Return who, by name."""
    said = (names[one].of(words.language) if one in names else one for one in people)
    return words("due.and").join(said) or none
