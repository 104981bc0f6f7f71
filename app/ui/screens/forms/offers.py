"""What can be done with a field beside filling it, in its small menu."""

from dataclasses import dataclass

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.judging.answers import Held
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around

NOT_APPLICABLE, HISTORY, WITNESS, INVESTIGATE = "na", "history", "witness", "investigate"
GAUGE, APPLIES = "gauge", "applies"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants done with a place: one of the words above, or what a control asks for."""

    path: str
    what: str


def offers(around: Around, place: Place, facts: FillFacts) -> tuple[tuple[str, str], ...]:
    """Return what a field's menu offers now, as (key, text)."""
    words, field = around.look.words, place.field
    held = _of_field(place, facts)
    found = []
    if facts.takes_entries and any(_fails(place, facts, path) for path in held):
        found.append(INVESTIGATE)
    if (
        facts.takes_entries
        and field.second_person
        and any(not one.witness for one in held.values())
    ):
        found.append(WITNESS)
    if facts.takes_entries and field.not_applicable:
        is_left = any(one.not_applicable for one in held.values())
        found.append(APPLIES if is_left else NOT_APPLICABLE)
    if facts.takes_entries and hasattr(place.settings, "needs_gauge"):
        found.append(GAUGE)
    if held:
        found.append(HISTORY)
    return tuple((one, words(f"fill.offer.{one}")) for one in found)


def to_investigate(place: Place, facts: FillFacts) -> tuple[str, ...]:
    """Return the places of a field whose failed result was not investigated yet."""
    return tuple(path for path in _of_field(place, facts) if _fails(place, facts, path))


def to_witness(place: Place, facts: FillFacts) -> tuple[str, ...]:
    """Return the places of a field nobody has witnessed yet."""
    return tuple(path for path, one in _of_field(place, facts).items() if not one.witness)


def _of_field(place: Place, facts: FillFacts) -> dict[str, Held]:
    ahead = f"{place.field.key}/"
    return {
        path: one
        for path, one in facts.filled.held.items()
        if path == place.field.key or path.startswith(ahead)
    }


def _fails(place: Place, facts: FillFacts, path: str) -> bool:
    inner = facts.filled.place(path)
    one = facts.filled.held[path]
    is_test = inner is not None and inner.kind.is_test
    return is_test and one.passes is False and not one.finding
