"""What the page of a CAPA says, and what can be done with it now."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.capabilities.quality.capa.answers import Capa, Proposal, needed
from app.capabilities.quality.capa.commands import CLOSE, WORK
from app.capabilities.quality.capa.events import Step
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.quality.capa.facts import Line
from app.ui.screens.quality.capa.parts import action_row, check_card, fishbone, strip, why_chain
from app.ui.screens.quality.cases.case_card import Act, Head, photos, section, told
from app.ui.screens.quality.cases.case_screen import CaseScreen
from app.ui.screens.quality.cases.names import numbered
from app.ui.theme.look import Look

_ICONS = {
    "d1": "users",
    "d2": "pencil",
    "d3": "shield-alert",
    "d4": "git-fork",
    "d5": "target",
    "d6": "list-checks",
    "d7": "shield-check",
    "action": "list-checks",
    "plan": "calendar-clock",
    "judge": "badge-check",
    "review": "signature",
    "approve": "signature",
}


def head_of(words: Words, line: Line, chips: Mapping[str, tuple[str, str]]) -> Head:
    """Return the head of a CAPA's page, or of a proposal's."""
    state, icon = chips[line.state]
    chip = (state, words(f"capa.part.{line.state}"), icon)
    if line.capa is not None:
        row = line.capa.row
        parts = (line.number, words(f"quality.weight.{row.weight}"), row.order or row.lot)
        again = words("capa.round", n=row.round) if row.round > 1 else ""
        return Head(row.title, " · ".join(part for part in (*parts, again) if part), chip)
    found = line.proposal
    assert found is not None
    title = words("capa.proposed") if found.said is None else found.said.of(words.language)
    return Head(title, " · ".join(part for part in (found.code, found.product) if part), chip)


def proposal_parts(look: Look, found: Proposal) -> tuple[QWidget, ...]:
    """Return what a proposal rests on."""
    words = look.words
    said = words("capa.recurs", n=len(found.records), product=found.product)
    banner = kit.Banner(look, "warn", said, name="capa-proposal")
    rests = told(look, " · ".join(numbered(record) for record in found.records))
    return (banner, section(look, words("capa.rests_on"), rests))


def sections(screen: CaseScreen, one: Capa, done: Callable[[str], None]) -> tuple[QWidget, ...]:
    """Return the page of a CAPA, part by part; `done` is called for an action that is pressed."""
    look, words = screen.look, screen.words
    today = screen.moments.today().isoformat()
    shown: list[QWidget] = [strip(look, one, today)]
    team = words("orders.comma").join(
        screen.name_of(who) for who in (one.row.lead, *one.row.members)
    )
    facts = kit.Pairs(look, name="capa-facts", columns=2)
    pairs = (
        (words("capa.team"), team),
        (words("capa.due"), one.row.due),
        (words("cases.product"), one.row.product),
        (words("cases.sources"), " · ".join(numbered(source) for source in one.row.sources)),
    )
    facts.show_pairs(tuple(pair for pair in pairs if pair[1]))
    shown.append(facts)
    for step in (Step.PROBLEM, Step.CONTAINMENT, Step.CAUSE, Step.CHOICE):
        shown += _said(screen, one, step)
    if one.actions:
        rows = [action_row(look, screen.moments, a, screen.name_of, done) for a in one.actions]
        shown.append(section(look, _title(words, Step.ACTIONS), *rows))
    shown += _said(screen, one, Step.PREVENTION)
    for check in one.checks:
        by = screen.by(check.done_by, check.done_ms)
        shown.append(section(look, words("capa.effectiveness"), check_card(look, check, by)))
    pictures = screen.facts.pictures
    if pictures:
        strip_ = photos(look, "capa-photos", pictures, words("cases.picture"))
        shown.append(section(look, words("cases.pictures"), strip_))
    if one.is_closed:
        by = screen.by(one.row.closed_by, one.row.closed_ms)
        shown.append(kit.Banner(look, "ok", words("capa.is_closed"), by, name="capa-closed"))
    return tuple(shown)


def _said(screen: CaseScreen, one: Capa, step: Step) -> list[QWidget]:
    """Return what was said of a discipline, in this round and those before it."""
    look, words, shown = screen.look, screen.words, []
    every = [said for said in one.steps if said.step == step.value]
    for said in every:
        by = screen.by(said.by, said.at_ms)
        title = _title(words, step)
        if len(every) > 1:
            title = f"{title} · {words('capa.round', n=said.round)}"
        parts: list[QWidget] = []
        if step is Step.CAUSE:
            parts.append(why_chain(look, said))
            parts += [fishbone(look, said)] if said.bones else []
            parts.append(told(look, "", by))
        else:
            needless = f"{words('capa.needless')}: " if said.is_needless else ""
            parts.append(told(look, f"{needless}{said.text}", by))
        if said.no_harm:
            parts.append(told(look, words("capa.no_harm_is", text=said.no_harm)))
        shown.append(section(look, title, *parts))
    return shown


def _title(words: Words, step: Step) -> str:
    return f"{step.value.upper()} {words(f'quality.discipline.{step.value}')}"


def acts_of(screen: CaseScreen, one: Capa) -> tuple[Act, ...]:
    """Return what whoever is in front can do now, what is to be done next first."""
    words = screen.words
    keys = [] if one.is_closed else [*_next(screen, one), *_besides(screen, one)]
    acts = [
        Act(key, words(f"capa.do.{key}"), _ICONS[key], "default" if place else "primary")
        for place, key in enumerate(dict.fromkeys(keys))
    ]
    return (*acts, Act("record", words("cases.record"), "scroll-text"))


def _next(screen: CaseScreen, one: Capa) -> list[str]:
    """Return what is to be done next, where it is this person's to do."""
    step, may = one.next_step, screen.may
    if step is Step.CLOSING:
        if one.is_proven:
            return _to_sign(screen)
        key = "plan" if one.check is None else "judge"
        return [key] if may(WORK) else []
    if not may(WORK):
        return []
    return ["action"] if step is Step.ACTIONS else [step.value]


def _to_sign(screen: CaseScreen) -> list[str]:
    if "reviewed" not in screen.facts.signed_off:
        return ["review"] if screen.may("sign.reviewed") else []
    return ["approve"] if screen.may(CLOSE) and screen.may("sign.approved") else []


def _besides(screen: CaseScreen, one: Capa) -> list[str]:
    """Return what may be said anew, or besides what is next."""
    if not screen.may(WORK) or one.is_proven:
        return []
    told_ = [s.value for s in needed(one.weight) if s not in (Step.ACTIONS, Step.CLOSING)]
    keys = [key for key in told_ if one.is_done(Step(key))]
    if one.is_done(Step.CHOICE):
        keys += ["action", "plan"]
    return keys[-4:]
