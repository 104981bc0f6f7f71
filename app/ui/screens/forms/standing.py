"""How a form stands as a whole, in a banner: its verdict, what fails, what is still to be done."""

from app.capabilities.forms.judging.answers import Judged
from app.kernel.words import Words
from app.ui.screens.forms.facts import COMPLETED, VOIDED, FillFacts

_STATES = {"pass": "ok", "fail": "fail", "none": "todo"}
_NAMED = 3


def standing(facts: FillFacts, judged: Judged, words: Words) -> tuple[str, str, str]:
    """Return state, title and text of the banner; `judged` may hold what is only typed yet."""
    filled = facts.filled
    if filled.state == VOIDED:
        return "offline", words("forms.state.voided"), facts.reason
    verdict = filled.verdict if filled.state == COMPLETED and filled.verdict else judged.verdict
    title = words(f"forms.verdict.{verdict}")
    if filled.state == COMPLETED:
        who = facts.who(filled.completed_by, words.language)
        return _STATES[verdict], title, words("fill.completed_by", who=who)
    if judged.verdict == "none" or (judged.missing and judged.verdict == "pass"):
        state = "running"
        title = words("fill.so_far", n=len(judged.missing)) if judged.missing else title
    else:
        state = _STATES[judged.verdict]
    return state, title, _reasons(facts, judged, words)


def _reasons(facts: FillFacts, judged: Judged, words: Words) -> str:
    tops = facts.filled.layout.tops
    names = [str(words.of(tops[key].field.label)) for key in judged.failed]
    said = []
    if names:
        more = len(names) - _NAMED
        shown = words("fill.list_join").join(names[:_NAMED])
        said.append(words("fill.fails", fields=shown))
        if more > 0:
            said.append(words("fill.and_more", n=more))
    if judged.missing and judged.failed:
        said.append(words("fill.so_far", n=len(judged.missing)))
    if judged.broken:
        label = str(words.of(tops[judged.broken[0]].field.label))
        said.append(words("fill.broken", field=label))
    return " · ".join(said)
