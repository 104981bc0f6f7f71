"""How the screens of documents say lines, states and people."""

from app.capabilities.documents.answers import Line, Revision, Said, State, Word
from app.kernel.words import Bilingual, Words
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.library_facts import SIGNS


def line_text(words: Words, line: Line) -> str:
    """Return one line as people read it: what is said, after the name of the field where it has
    one."""
    said = words("library.comma").join(_said(words, one) for one in line.text)
    if not line.field:
        return said
    return words("library.fact", field=words(f"documents.field.{line.field}"), value=said)


def state_chip(words: Words, state: State) -> kit.Chip:
    """Return how a revision stands."""
    sign, icon = SIGNS[state]
    return kit.Chip(sign, words(f"documents.state.{state.value}"), icon=icon)


def next_step(words: Words, names: dict[str, Bilingual], held: Revision | None) -> str:
    """Return who has to do what next; empty where nothing waits for anybody."""
    if held is None or not held.is_open:
        return ""
    name = str(words.of(names.get(held.next_to_act, Bilingual("?", "?"))))
    if held.state is State.DRAFT:
        return words(
            "library.next.sent_back" if held.sent_back else "library.next.draft", name=name
        )
    is_last = held.next_to_sign == held.approver
    return words("library.next.approve" if is_last else "library.next.review", name=name)


def effect(words: Words, moments: Moments, held: Revision) -> str:
    """Return since when, from when or until when a revision is in force."""
    if held.withdrawn_ms is not None:
        return words("library.withdrawn_at", when=moments.when(held.withdrawn_ms))
    if held.from_ms is not None:
        return words("library.from", when=moments.when(held.from_ms))
    return words("library.saved_at", when=moments.when(held.saved_ms))


def _said(words: Words, one: Said) -> str:
    if isinstance(one, Word):
        return words(one.code)
    return str(words.of(one))
