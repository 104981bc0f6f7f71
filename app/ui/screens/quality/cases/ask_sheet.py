"""A sheet of fields that is told what it asks for, and hands in what was entered by key.

Controls by name: `<name>-<key>-control` for every field, `<name>-do`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.form_sheet import Entry, FormSheet
from app.ui.theme.look import Look

PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_MOST_BYTES = 8 * 1024 * 1024
_LINES = {"touch": 2, "glove": 2, "bench": 3}
Picks = Callable[[], tuple[kit.Pick, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: `sort` is text, long, day, choice, several, yes_no, pick or picture.

    `options` are what a choice offers, `picks` what a pick does.
    """

    key: str
    label: str
    sort: str = "text"
    must: bool = False
    options: tuple[kit.Option, ...] = ()
    picks: Picks | None = None
    icon: str = "list"


@dataclass(frozen=True, slots=True)
class Sheeted:
    """What a sheet is: `name` of its controls, its title and icon, and what it says above."""

    name: str
    title: str
    icon: str
    how: str = ""


class AskSheet(FormSheet):
    """`given` carries what was entered by key; it stays open until `close_sheet`."""

    given = Signal(object)

    def __init__(
        self, look: Look, host: QWidget, of: Sheeted, asked: tuple[Asked, ...], moments: Moments
    ) -> None:
        super().__init__(look, host, of.title, name=of.name, icon=of.icon)
        self._of, self._moments = of, moments
        self.controls: dict[str, kit.Control[Any]] = {
            one.key: self._control(one, f"{of.name}-{one.key}") for one in asked
        }
        entries: tuple[Entry, ...] = tuple(
            (one.key, one.label, self.controls[one.key], one.must) for one in asked
        )
        self.lay_fields(entries)
        self.do.clicked.connect(self._give)
        self.closed.connect(lambda _: self.deleteLater())

    def ask(self, known: Mapping[str, Any] | None = None) -> None:
        """Open with what is known already; it is thrown away once it is closed."""
        self.begin(self._of.how)
        self.how.setVisible(bool(self._of.how))
        for key, value in (known or {}).items():
            if value:
                self.controls[key].put(value)

    def enter(self, known: Mapping[str, Any]) -> None:
        """Fill in what a scan says, as if it had been entered."""
        for key, value in known.items():
            if key in self.controls:
                self.controls[key].commit(value)

    def _give(self) -> None:
        if self.is_ready():
            self.do.busy(True)
            self.given.emit({key: control.value() for key, control in self.controls.items()})

    def _control(self, one: Asked, name: str) -> kit.Control[Any]:
        look, label = self.look, one.label
        match one.sort:
            case "long":
                return kit.LongText(look, label, name=name, lines=_LINES[look.density.name])
            case "day":
                return kit.DateField(look, label, name=name, today=self._moments.today)
            case "choice":
                return kit.ChoiceField(look, label, one.options, name=name)
            case "several":
                return kit.MultiChoice(look, label, one.options, name=name, columns=2)
            case "yes_no":
                return kit.YesNo(look, label, name=name)
            case "pick":
                picks = one.picks or tuple
                return kit.PickField(look, label, picks, name=name, icon=one.icon)
            case "picture":
                limits = kit.FileLimits(_MOST_BYTES, tuple(PICTURES))
                return kit.FileField(look, label, name=name, limits=limits)
        return kit.TextField(look, label, name=name, longest=200)


def picture(path: str) -> tuple[tuple[str, bytes], ...]:
    """Read a chosen picture as (MIME type, bytes); nothing where none was. Call it on a worker."""
    if not path:
        return ()
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise Refused("field.picture_gone", picture=Path(path).name) from error
    return ((PICTURES.get(Path(path).suffix.lstrip(".").lower(), "image/jpeg"), data),)
