"""The words printers say how they are with, and what each means to whoever wants to print."""

from collections.abc import Iterable

from drivers.printers.printer import State

UNKNOWN = "unknown"

_MEANINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.UNKNOWN, (UNKNOWN,)),
    (State.COVER_OPEN, ("cover_open", "head_open", "head_up")),
    (State.PAPER_JAM, ("paper_jam", "ribbon_jam", "cutter_jam", "cutter_error")),
    (State.PAPER_OUT, ("paper_out", "paper_empty", "paper_or_ribbon_out")),
    (State.RIBBON_OUT, ("ribbon_out", "ribbon_empty")),
    (State.HEAD_OVERHEAT, ("head_overheat", "motor_overheat", "head_cold")),
    (State.ERROR, ("unrecoverable_error", "auto_recoverable_error", "mechanical_error")),
    (State.ERROR, ("head_error", "memory_full", "memory_lost", "diagnostic_mode", "error")),
    (State.PAUSED, ("paused", "waiting_for_print_key")),
    (State.OFFLINE, ("offline",)),
    (State.BUFFER_FULL, ("buffer_full",)),
    (State.BUSY, ("label_waiting", "feeding", "backing_label", "cutting", "form_feed")),
    (State.BUSY, ("printing_batch", "printing", "imaging", "partial_format", "busy")),
    (State.PAPER_NEAR_END, ("paper_near_end", "ribbon_near_end")),
    (State.READY, ("online", "normal", "paper_adequate")),
)
"""The worst first: of two words that are both true, the one further up is told."""

_STATES = {word: state for state, words in _MEANINGS for word in words}
_RANKS = {word: rank for rank, word in enumerate(_STATES)}


def state_of(word: str) -> State:
    """Return what a word means; UNKNOWN for one nobody knows."""
    return _STATES.get(word, State.UNKNOWN)


def worst(words: Iterable[str]) -> str:
    """Return the worst of some words; `unknown` where there are none."""
    return min(words, key=lambda word: _RANKS.get(word, -1), default=UNKNOWN)
