"""How the switching of inspection is said: states, what would switch next. No Qt."""

from app.capabilities.quality.sampling.answers import Severity, Switching
from app.capabilities.quality.sampling.decisions import SCORE_FOR_REDUCED
from app.kernel.words import Words
from app.ui.screens.quality.sampling.facts import SamplingLine

_WINDOW = 5
"""Lots looked at together on normal inspection, and lots that end tightened (ISO 2859-1 §9.3)."""
_STATES = {Severity.NORMAL: "ok", Severity.TIGHTENED: "warn", Severity.REDUCED: "running"}
_ICONS = {Severity.REDUCED: "arrow-down"}

STOPPED = "stopped"
DUE = "due"


def state_of(severity: str, *, is_discontinued: bool = False) -> tuple[str, str]:
    """Return a severity's state and icon, empty for the state's own."""
    if is_discontinued:
        return "fail", ""
    known = Severity(severity)
    return _STATES[known], _ICONS.get(known, "")


def severity_word(words: Words, severity: str, *, is_discontinued: bool = False) -> str:
    """Return how hard is inspected, in a word."""
    if is_discontinued:
        return words("sampling_state.stopped")
    return words(f"sampling_state.severity.{severity}")


def is_due(line: SamplingLine) -> bool:
    """Tell whether somebody may sign for reduced inspection now: every class has its score."""
    return all(
        now.severity is Severity.REDUCED
        or (now.severity is Severity.NORMAL and now.score >= SCORE_FOR_REDUCED)
        for now in line.states
    ) and any(now.severity is Severity.NORMAL for now in line.states)


def next_switches(words: Words, now: Switching) -> tuple[str, ...]:
    """Return what would switch inspection next, one sentence each."""
    if now.is_discontinued:
        return (words("sampling_state.next.resume"),)
    match now.severity:
        case Severity.NORMAL:
            return _to_tightened(words, now), _to_reduced(words, now)
        case Severity.TIGHTENED:
            back, stop = _WINDOW - now.in_row, _WINDOW - now.not_accepted
            return (
                words("sampling_state.next.back", n=back),
                words("sampling_state.next.stop", n=stop),
            )
        case Severity.REDUCED:
            return (words("sampling_state.next.normal"),)


def _to_tightened(words: Words, now: Switching) -> str:
    """A lot that was not accepted counts until four more have come."""
    recent = now.recent[-(_WINDOW - 1) :]
    if False not in recent:
        return words("sampling_state.next.tighten", n=_WINDOW)
    age = list(reversed(recent)).index(False)
    return words("sampling_state.next.tighten_soon", n=_WINDOW - 1 - age)


def _to_reduced(words: Words, now: Switching) -> str:
    score, needed = now.score, SCORE_FOR_REDUCED
    if score < needed:
        return words("sampling_state.next.score", score=score, needed=needed)
    return words("sampling_state.next.sign", score=score)
