"""What the controls of a form share: how it looks, what time it is, whom and what one may pick."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.capabilities.equipment.machines.answers import Point
from app.capabilities.forms.definition.answers import Layout, Place
from app.kernel.refused import Refused
from app.ui.kit import Pick
from app.ui.moments import Moments
from app.ui.theme.look import Look

Picks = Callable[[Place], tuple[Pick, ...]]
Work = Callable[[Callable[[], Any], Callable[[Any], None], Callable[[Refused], None]], None]
"""Does something slow elsewhere, and hands what came of it, or why not, back."""


def _at_once(
    task: Callable[[], Any], then: Callable[[Any], None], refused: Callable[[Refused], None]
) -> None:
    try:
        made = task()
    except Refused as trouble:
        refused(trouble)
    else:
        then(made)


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """`picks` are what kinds that name something offer, by kind; `pictures` fetches one by its
    sha256 and hands it on; `camera` names the button that takes a photo, empty without one;
    `latest` tells what a machine's parameter was last, of what this station hears itself."""

    look: Look
    moments: Moments
    layout: Layout
    picks: Mapping[str, Picks] = field(default_factory=dict)
    pictures: Callable[[str, Callable[[bytes | None], None]], None] = lambda _name, _then: None
    work: Work = _at_once
    camera: str = ""
    latest: Callable[[str, str], Point | None] = lambda _equipment, _parameter: None

    def said(self, text: object) -> str:
        """Return a bilingual text in the language of the screen."""
        return str(self.look.words.of(text))

    def label(self, place: Place) -> str:
        """Return what a place is called: its field, and in it the part."""
        label = self.said(place.field.label)
        tail = place.path.partition("/")[2].replace("/", " · ")
        return f"{label} {tail}".strip()
