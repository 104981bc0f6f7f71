"""A short form about one nonconformance: fields, what is wrong with them, one button.

    sheet = ActSheet(parts, screen, Asking("evaluate", "users", title, means, fields))
    sheet.given.connect(...)                      # what was filled in, by field

What is typed is kept as a draft until it is done, so a lock or a fall of the power loses nothing.
Controls: `nc-<act>-<field>`, `nc-<act>-do`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.kind import Parts
from app.ui.screens.quality.nonconformance.photos import PhotosField
from app.ui.theme.look import Look

Make = Callable[[Look, str, str], "kit.Control[Any]"]
"""What makes a field of its look, label and name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: what it is called, how it is made, whether it must be filled in."""

    key: str
    label: str
    make: Make
    must: bool = True
    value: Any = None
    """What stands in it at first."""
    is_half: bool = False
    """Two of these stand side by side."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A form by its act; `kept` names its draft, empty for none."""

    act: str
    icon: str
    title: str
    means: str
    fields: tuple[Asked, ...]
    do: str = ""
    """What the button says; the title where it says nothing else."""
    kind: str = "primary"
    about: str = ""
    kept: str = ""
    width: int = 680


class ActSheet(kit.Sheet):
    """`given` carries what was filled in by field; it stays open until `done` or `refuse`."""

    given = Signal(object)

    def __init__(self, parts: Parts, host: QWidget, asking: Asking) -> None:
        look, name = parts.look, f"nc-{asking.act}"
        super().__init__(look, host, asking.title, name=name, side="centre", width=asking.width)
        self._asking, self._drafts = asking, parts.drafts
        self.extra = QVBoxLayout()
        self._fields: dict[str, kit.Control[Any]] = {}
        self._trouble = kit.Banner(look, "fail", " ", name=f"{name}-trouble")
        self._trouble.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(2))
        for text, role, ink in ((asking.about, "strong", "ink"), (asking.means, "body", "ink2")):
            if text:
                column.addWidget(kit.Text(look, text, role, ink, wrap=True))
        column.addLayout(self._grid(asking.fields))
        column.addLayout(self.extra)
        column.addStretch()
        self._inside = inside
        self._scroll = kit.Scroller(look, f"{name}-scroll", inside)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._trouble)  # beside the button: in sight however long the form is
        self._do = kit.Button(
            look,
            asking.do or asking.title,
            name=f"{name}-do",
            kind=asking.kind,
            icon=asking.icon,
            size="normal",
        )
        self._do.clicked.connect(self._give)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)
        self.closed.connect(lambda _: self.deleteLater())

    def open(self) -> None:
        """Show it with what was typed before, if that was never sent."""
        if self._asking.kept:
            self._drafts.get(self, self._asking.kept, self._restore)
        self._take_room()
        super().open()

    def values(self) -> dict[str, Any]:
        """Return what is filled in, by field."""
        return {key: field.value() for key, field in self._fields.items()}

    def control(self, key: str) -> "kit.Control[Any]":
        """Return the control of a field."""
        return self._fields[key]

    def refuse(self, refused: Refused) -> None:
        """Say why it was not done; what was typed stays."""
        self._do.busy(False)
        self._say_trouble(self.look.words.refusal(refused))

    def wait(self) -> None:
        """Be ready again: somebody is asked to sign what was given."""
        self._do.busy(False)
        self._trouble.hide()

    def done(self) -> None:
        """Close after it was done; its draft is no longer needed."""
        self._do.busy(False)
        if self._asking.kept:
            self._drafts.drop(self._asking.kept)
        self.close_sheet()

    def block(self, reason: str) -> None:
        """Say on the button why it cannot be done at all; an empty reason sets it free."""
        self._do.block(reason)

    def _take_room(self) -> None:
        """Be as high as the form is, where the page has the room: nobody scrolls for nothing."""
        host, layout = self.parentWidget(), self._inside.layout()
        if host is None or layout is None:
            return
        wide = min(self._asking.width, host.width()) - 4 * self.look.space(4)
        needs = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else 0
        needs = max(needs, layout.totalSizeHint().height()) + self.look.space(2)
        around = 3 * self.look.density.button + 4 * self.look.space(4)
        self._scroll.setMinimumHeight(max(0, min(needs, host.height() - around)))

    def _grid(self, fields: tuple[Asked, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.look.space(3))
        grid.setVerticalSpacing(self.look.space(2))
        row = column = 0
        for one in fields:
            span = 1 if one.is_half else 2
            if column + span > 2:
                row, column = row + 1, 0
            frame = self._frame(one, f"nc-{self._asking.act}-{one.key}")
            grid.addWidget(frame, row, column, 1, span)
            column += span
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _frame(self, one: Asked, name: str) -> QWidget:
        look = self.look
        made = one.make(look, one.label, name)
        if one.value not in (None, ""):
            made.put(one.value)
        made.changed.connect(self._typed)
        self._fields[one.key] = made
        frame = kit.FieldFrame(look, one.label, name=name, required=one.must)
        frame.hold(made)
        return frame

    def _say_trouble(self, text: str) -> None:
        self._scroll.setMinimumHeight(0)  # the form gives it room
        self._trouble.say("fail", text)
        self._trouble.show()

    def _typed(self, _: object) -> None:
        self._trouble.hide()
        if self._asking.kept:
            self._drafts.put(self._asking.kept, msgspec.json.encode(self.values()))

    def _restore(self, kept: bytes | None) -> None:
        held: Mapping[str, Any] = {} if kept is None else msgspec.json.decode(kept)
        for key, value in held.items():
            field = self._fields.get(key)
            if field is None or value in (None, "", []):
                continue
            field.put(field.restored(value) if isinstance(field, PhotosField) else value)

    def _lacks(self) -> str:
        for one in self._asking.fields:
            field = self._fields[one.key]
            if one.must and field.is_empty() and not field.refusal():
                return self.look.words("ncr_board.lacks_field", field=one.label)
        return ""

    def _give(self, _: object = None) -> None:
        for field in self._fields.values():
            field.take()
        refusals = [field.refusal() for field in self._fields.values() if field.refusal()]
        if lacks := self._lacks() or next(iter(refusals), ""):
            self._say_trouble(lacks)
            return
        self._do.busy(True)
        self.given.emit(self.values())


def text(look: Look, label: str, name: str) -> "kit.Control[Any]":
    """Make a line of text."""
    return kit.TextField(look, label, name=name)


def lines(look: Look, label: str, name: str) -> "kit.Control[Any]":
    """Make a text of some lines."""
    return kit.LongText(look, label, name=name, lines=2)


def day(today: Callable[[], date]) -> Make:
    """Make a day from today on."""
    limits = kit.DayLimits(low=today())

    def made(look: Look, label: str, name: str) -> "kit.Control[Any]":
        return kit.DateField(look, label, name=name, today=today, limits=limits)

    return made


def number(unit: str, places: int = 0) -> Make:
    """Make a number that is not negative."""
    limits = kit.Limits(low=Decimal(0), places=places)

    def made(look: Look, label: str, name: str) -> "kit.Control[Any]":
        return kit.DecimalField(look, label, name=name, unit=unit, limits=limits)

    return made


def choice(options: tuple[kit.Option, ...], columns: int = 0) -> Make:
    """Make a choice of a few."""

    def made(look: Look, label: str, name: str) -> "kit.Control[Any]":
        return kit.ChoiceField(look, label, options, name=name, columns=columns)

    return made


def picked(picks: Callable[[], tuple[kit.Pick, ...]], icon: str) -> Make:
    """Make a pick from a list."""

    def made(look: Look, label: str, name: str) -> "kit.Control[Any]":
        return kit.PickField(look, label, picks, name=name, icon=icon)

    return made


def yes_no(look: Look, label: str, name: str) -> "kit.Control[Any]":
    """Make a yes or no."""
    return kit.YesNo(look, label, name=name)
