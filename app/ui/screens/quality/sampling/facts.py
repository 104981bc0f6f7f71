"""What the screen of sampling shows, asked on the reader's thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.people.accounts.queries import people
from app.capabilities.quality.sampling.answers import Switching
from app.capabilities.quality.sampling.bodies import Sampled
from app.capabilities.quality.switching.answers import SwitchingView
from app.capabilities.quality.switching.events import switching_stream
from app.capabilities.quality.switching.queries import (
    hardest,
    lots_of,
    sampled_fields,
    switching,
)
from app.journal.capability import Plugs
from app.kernel.words import Bilingual

SAMPLING = "sampling"


@dataclass(frozen=True, slots=True)
class SamplingLine:
    """One thing whose lots are sampled: a material of a supplier or a product, by one form."""

    form: str
    title: Bilingual
    field: str
    of: str
    settings: Sampled
    views: tuple[SwitchingView, ...]
    last_ms: int

    @property
    def stream(self) -> str:
        """Return the name its switching has."""
        return switching_stream(self.form, self.field, self.of)

    @property
    def states(self) -> tuple[Switching, ...]:
        """Return where each class of defects stands."""
        return tuple(view.now for view in self.views)

    @property
    def is_discontinued(self) -> bool:
        """Tell whether sampling was stopped."""
        return any(now.is_discontinued for now in self.states)

    @property
    def severity(self) -> str:
        """Return how hard the next lot is inspected: one sample answers for all classes."""
        return hardest(self.states)


@dataclass(frozen=True, slots=True)
class SamplingFacts:
    """Everything that is sampled, and people's names by code."""

    lines: tuple[SamplingLine, ...]
    people: Mapping[str, Bilingual]


def sampling_facts(connection: Connection, plugs: Plugs, now_ms: int) -> SamplingFacts:
    """Return how everything is inspected now, and how it came to that."""
    titles = {pin.code: pin.title for pin in all_in_force(connection, FORM, now_ms)}
    found = []
    for form, field, settings in sampled_fields(connection, plugs, now_ms):
        for of, lots in lots_of(connection, form, field).items():
            views = switching(connection, form, field, settings, of)
            last_ms = max(one.at_ms for one in lots)
            found.append(SamplingLine(form, titles[form], field, of, settings, views, last_ms))
    names = {one.person: one.name for one in people(connection)}
    return SamplingFacts(tuple(sorted(found, key=lambda one: (one.of, one.form))), names)
