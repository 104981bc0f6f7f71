"""What the controls of a form share: how it looks, what time it is, whom and what one may pick."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.capabilities.forms.definition.answers import Layout, Place
from app.ui.kit import Pick
from app.ui.moments import Moments
from app.ui.theme.look import Look

Picks = Callable[[], tuple[Pick, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """`picks` are what kinds that name something offer, by kind; `pictures` fetches one by its
    sha256 and hands it on; `camera` names the button that takes a photo, empty without one."""

    look: Look
    moments: Moments
    layout: Layout
    picks: Mapping[str, Callable[[Place], tuple[Pick, ...]]] = field(default_factory=dict)
    pictures: Callable[[str, Callable[[bytes | None], None]], None] = lambda _name, _then: None
    camera: str = ""

    def said(self, text: object) -> str:
        """Return a bilingual text in the language of the screen."""
        return str(self.look.words.of(text))

    def label(self, place: Place) -> str:
        """Return what a place is called: its field, and in it the part."""
        label = self.said(place.field.label)
        tail = place.path.partition("/")[2].replace("/", " · ")
        return f"{label} {tail}".strip()
