"""What kinds that name something offer: people who may be named, records that may be linked."""

from app.capabilities.forms.definition.answers import Place
from app.capabilities.people.accounts.queries import Person
from app.kernel.words import Words
from app.ui.kit import Pick
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Picks


class FieldPicks:
    """Holds what was asked with the form, so that a list opens at once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._facts: FillFacts | None = None

    def know(self, facts: FillFacts) -> None:
        """Offer what these facts hold."""
        self._facts = facts

    def by_kind(self) -> dict[str, Picks]:
        """Return what is offered, by kind of field."""
        return {"person": self._people, "linked_record": self._records}

    def _people(self, place: Place) -> tuple[Pick, ...]:
        people = () if self._facts is None else self._facts.people
        return tuple(self._person(one, place) for one in people if one.is_active)

    def _person(self, one: Person, place: Place) -> Pick:
        roles = place.settings.roles
        fits = not roles or bool(set(roles) & set(one.roles))
        blocked = "" if fits else self._words("fill.other_role")
        return Pick(one.person, one.name.of(self._words.language), one.person, blocked=blocked)

    def _records(self, place: Place) -> tuple[Pick, ...]:
        records = () if self._facts is None else self._facts.records
        return tuple(
            Pick(one.stream, one.title.of(self._words.language), f"{one.form} · {one.filled}")
            for one in records
            if one.stream.startswith(place.settings.of)
        )
