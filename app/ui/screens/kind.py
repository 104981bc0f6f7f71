"""What a kind of screen is: how to make one, who may open it, where it stands in the navigation."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from app.journal.upcast import Vocabulary
from app.kernel.days import Moment
from app.stations.profile import Purpose
from app.stations.session import Session
from app.ui.drafts import Drafts
from app.ui.floor import Floor
from app.ui.news import News
from app.ui.screens.screen import Screen
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window hands to every screen it makes."""

    floor: Floor
    look: Look
    news: News
    drafts: Drafts


@dataclass(frozen=True, slots=True)
class ScreenKind:
    """One kind of screen. `right` empty: whoever is logged in; `group` empty: not in the menu.

    `starts` are the purposes of stations that open with it. `is_aside` ones lie beside the work;
    the bar then says their title instead of the zone. `waiting` counts what waits there for
    somebody, shown in the navigation; it is given the station's vocabulary; `due` counts what time
    makes due, by a moment and the station whose clock it is. `reminds` is the text that tells of
    more than before, with `{n}`. `bench_only` ones are too wide for a touch panel, whose menu
    leaves them out.
    """

    name: str
    make: Callable[[Parts], Screen]
    text: str
    icon: str
    group: str = ""
    right: str = ""
    starts: tuple[Purpose, ...] = ()
    is_aside: bool = True
    bench_only: bool = False
    waiting: Callable[[Connection, Vocabulary], int] | None = None
    due: Callable[[Connection, Moment, str], int] | None = None
    reminds: str = ""

    def is_for(self, session: Session) -> bool:
        """Tell whether somebody may open it."""
        return not self.right or session.may(self.right)


def first(kinds: tuple[ScreenKind, ...], purpose: Purpose, session: Session) -> ScreenKind:
    """Return the screen a person starts with at a station of this purpose."""
    offered = [kind for kind in kinds if kind.is_for(session)]
    return next((kind for kind in offered if purpose in kind.starts), offered[0])
