"""What the sheets of a CAPA ask for, and the commands that come of it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.capabilities.quality.capa.answers import LEAST_WHYS, Capa
from app.capabilities.quality.capa.commands import (
    ChooseAction,
    FindCause,
    JudgeCapa,
    NameTeam,
    PlanAction,
    PlanCheck,
    SayStep,
)
from app.capabilities.quality.capa.events import ActionSort, Bone, Branch, Step
from app.journal.capability import Command
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.quality.cases.ask_sheet import Asked, Picks
from app.ui.screens.quality.cases.case_screen import Given

WHYS = 5
Pictures = tuple[tuple[str, bytes], ...]
Make = Callable[[Given, Pictures], Command]
IN_WORDS = (Step.PROBLEM, Step.CONTAINMENT, Step.PREVENTION)


@dataclass(frozen=True, slots=True)
class Asking:
    """One sheet: what it asks for, what is known, and the command that comes of it."""

    icon: str
    asked: tuple[Asked, ...]
    make: Make
    known: Given


def asking(act: str, one: Capa, words: Words, people: Picks) -> Asking:
    """Return what an act asks for: `d1` … `d5`, `d7`, `action`, `plan`, `judge`."""
    made = {
        "d1": _team,
        "d4": _cause,
        "d5": _choice,
        "action": _action,
        "plan": _plan,
        "judge": _judge,
    }
    if act in made:
        return made[act](one, words, people)
    return _in_words(one, words, Step(act))


def _team(one: Capa, words: Words, people: Picks) -> Asking:
    options = tuple(kit.Option(pick.key, pick.title) for pick in people())
    asked = (
        Asked("lead", words("capa.lead"), "pick", must=True, picks=people, icon="user-round"),
        Asked("members", words("capa.members"), "several", options=options),
    )

    def make(given: Given, _: Pictures) -> Command:
        return NameTeam(capa=one.row.capa, lead=given["lead"], members=given["members"])

    return Asking("users", asked, make, {"lead": one.row.lead, "members": one.row.members})


def _in_words(one: Capa, words: Words, step: Step) -> Asking:
    said = one.step(step)
    asked = [
        Asked("text", words(f"capa.ask.{step.value}"), "long", must=True),
        Asked("picture", words("cases.picture"), "picture"),
    ]
    if step is not Step.PROBLEM:
        asked.append(Asked("is_needless", words("capa.needless"), "yes_no"))

    def make(given: Given, pictures: Pictures) -> Command:
        return SayStep(
            capa=one.row.capa,
            step=step,
            text=given["text"],
            is_needless=bool(given.get("is_needless")),
            pictures=pictures,
        )

    known = {} if said is None else {"text": said.text, "is_needless": said.is_needless}
    return Asking("pencil", tuple(asked), make, known)


def _cause(one: Capa, words: Words, people: Picks) -> Asking:
    del people
    least = LEAST_WHYS[one.weight]
    whys = tuple(
        Asked(f"why{n}", words("capa.why_n", n=n), "text", must=n <= least)
        for n in range(1, WHYS + 1)
    )
    bones = tuple(Asked(b.value, words(f"quality.branch.{b.value}")) for b in Branch)
    asked = (
        *whys,
        Asked("cause", words("capa.cause"), "text", must=True),
        *bones,
        Asked("picture", words("cases.picture"), "picture"),
    )

    def make(given: Given, pictures: Pictures) -> Command:
        return FindCause(
            capa=one.row.capa,
            cause=given["cause"],
            whys=tuple(given[f"why{n}"] for n in range(1, WHYS + 1) if given[f"why{n}"]),
            bones=tuple(
                Bone(branch=b, causes=tuple(_split(given[b.value]))) for b in Branch if given[b]
            ),
            pictures=pictures,
        )

    said, known = one.step(Step.CAUSE), {}
    if said is not None:
        known = {"cause": said.text}
        known |= {f"why{n}": why for n, why in enumerate(said.whys[:WHYS], 1)}
        known |= {bone.branch.value: "; ".join(bone.causes) for bone in said.bones}
    return Asking("git-fork", asked, make, known)


def _split(text: str) -> list[str]:
    """Return the causes of a branch, parted as people part them."""
    return [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]


def _choice(one: Capa, words: Words, people: Picks) -> Asking:
    del people
    asked = (
        Asked("text", words("capa.ask.d5"), "long", must=True),
        Asked("no_harm", words("capa.no_harm"), "long", must=True),
    )

    def make(given: Given, _: Pictures) -> Command:
        return ChooseAction(capa=one.row.capa, text=given["text"], no_harm=given["no_harm"])

    said = one.step(Step.CHOICE)
    known = {} if said is None else {"text": said.text, "no_harm": said.no_harm}
    return Asking("target", asked, make, known)


def _action(one: Capa, words: Words, people: Picks) -> Asking:
    sorts = tuple(kit.Option(s.value, words(f"quality.action.{s.value}")) for s in ActionSort)
    asked = (
        Asked("what", words("capa.what"), "long", must=True),
        Asked("sort", words("cases.sort"), "choice", True, sorts),
        Asked("who", words("capa.who"), "pick", must=True, picks=people, icon="user-round"),
        Asked("due", words("capa.due"), "day", must=True),
    )

    def make(given: Given, _: Pictures) -> Command:
        facts = {key: given[key] for key in ("what", "who", "due")}
        return PlanAction(capa=one.row.capa, sort=ActionSort(given["sort"]), **facts)

    return Asking("list-checks", asked, make, {"sort": ActionSort.CORRECTIVE.value})


def _plan(one: Capa, words: Words, people: Picks) -> Asking:
    del people
    asked = (
        Asked("metric", words("capa.metric"), "long", must=True),
        Asked("target", words("capa.target"), "text", must=True),
        Asked("due", words("capa.check_due"), "day", must=True),
    )

    def make(given: Given, _: Pictures) -> Command:
        return PlanCheck(capa=one.row.capa, **given)

    check = one.check
    names = ("metric", "target", "due")
    known = {} if check is None else {name: getattr(check, name) for name in names}
    return Asking("calendar-clock", asked, make, known)


def _judge(one: Capa, words: Words, people: Picks) -> Asking:
    del people
    asked = (
        Asked("result", words("capa.result"), "long", must=True),
        Asked("evidence", words("cases.evidence"), "long", must=True),
        Asked("is_effective", words("capa.worked"), "yes_no", must=True),
        Asked("picture", words("cases.picture"), "picture"),
    )

    def make(given: Given, pictures: Pictures) -> Command:
        return JudgeCapa(
            capa=one.row.capa,
            result=given["result"],
            evidence=given["evidence"],
            is_effective=bool(given["is_effective"]),
            pictures=pictures,
        )

    return Asking("badge-check", asked, make, {})
