"""What the parts of the form designer share, and what it is given by whoever opens it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.journal.capability import FieldKind
from app.kernel.refused import Refused
from app.ui.moments import Moments
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.offer import Names
from app.ui.screens.forms.design.settings import Called
from app.ui.theme.look import Look

Pictures = Callable[[str, Callable[[bytes | None], None]], None]
"""Fetches a picture by its sha256 and hands it on."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What the controls share: the look, every kind of field, what new rows are called.

    `picture` brings a picture in and hands on the name it has in the form; `names` are those that
    expressions may use.
    """

    look: Look
    kinds: Mapping[str, FieldKind]
    called: Called
    picture: Callable[[Callable[[str], None]], None] = lambda _then: None
    names: Names = tuple


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What the designer is given. `head` returns the form's code and name as they now stand, and
    `named` why they cannot be saved so."""

    look: Look
    moments: Moments
    kinds: Mapping[str, FieldKind]
    body: Plain
    head: Callable[[], Plain]
    named: Callable[[], Refused | None] = lambda: None
    rights: Sequence[str] = ()
    pictures: Pictures = lambda _name, then: then(None)
    picture: Callable[[Callable[[str], None]], None] = lambda _then: None
