"""A value on its way to the disk: what is typed or heard meanwhile is the next place's. No Qt."""

from dataclasses import dataclass, field

from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.control import Heard


@dataclass(slots=True)
class OnTheWay:
    """`path` is where the value goes, empty for none; `ahead` what is typed, `heard` what came."""

    path: str = ""
    ahead: str = ""
    heard: list[Heard] = field(default_factory=list)
    _before: str = ""

    def send(self, fill: FillFacts, path: str) -> None:
        """Note that a value is sent to a place."""
        self.path, self._before = path, _hash_of(fill, path)

    def stands(self, fill: FillFacts) -> bool:
        """Tell whether what was sent stands on disk by now."""
        return bool(self.path) and _hash_of(fill, self.path) != self._before

    def stop(self) -> None:
        """Wait for nothing any more."""
        self.path, self.ahead, self._before, self.heard = "", "", "", []


def _hash_of(fill: FillFacts, path: str) -> str:
    held = fill.filled.held.get(path)
    return "" if held is None else held.hash
