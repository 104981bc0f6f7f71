"""What became of an amount: good, to rework, scrap by reason; the parts must make the whole."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.kernel.quantity import plain
from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.decimalfield import DecimalField
from app.ui.kit.note import Note
from app.ui.kit.progress import ProgressBar
from app.ui.kit.segmented import Option
from app.ui.kit.text import Text
from app.ui.kit.typed import Limits
from app.ui.theme.look import Look

GOOD, REWORK = "good", "rework"


@dataclass(frozen=True, slots=True)
class Split:
    """Decimal texts: good, rework, and scrap as (reason, amount) where there is any."""

    good: str = ""
    rework: str = ""
    scrap: tuple[tuple[str, str], ...] = ()

    def total(self) -> Decimal:
        """Return the sum of all parts."""
        parts = (self.good, self.rework, *(amount for _, amount in self.scrap))
        return sum((Decimal(part) for part in parts if part), Decimal(0))


NO_SPLIT = Split()


class QuantitySplit(Control[Split]):
    """`changed` carries a `Split` whenever its parts make the whole; else what is missing is said.

    `parts` are good, rework where it may be, and a reason of scrap for each other key.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        parts: tuple[Option, ...],
        *,
        name: str,
        unit: str = "",
        places: int = 0,
    ) -> None:
        super().__init__(look, name, label, NO_SPLIT)
        self._unit, self._whole = unit, Decimal(0)
        self._fields: dict[str, DecimalField] = {}
        self._state = Note(look)
        self._bar = ProgressBar(look, f"{name}-progress", role="ok", accessible=label)
        self._rest = Button(look, "", name=f"{name}-rest", size="small")
        self._rest.clicked.connect(self._fill)
        grid = QGridLayout()
        grid.setSpacing(look.space(1))
        limits = Limits(low=Decimal(0), places=places)
        for place, part in enumerate(parts):
            field = DecimalField(
                look, part.text, name=f"{name}-{part.key}", unit=unit, limits=limits
            )
            field.hint("")
            field.changed.connect(self._join)
            self._fields[part.key] = field
            row, column = divmod(place, 2)
            grid.addWidget(Text(look, part.text, "label", part.role, wrap=True), 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addWidget(self._state, 1)
        foot.addWidget(self._rest)
        self.body.addLayout(grid)
        self.body.addWidget(self._bar)
        self.body.addLayout(foot)
        self._good = next(iter(self._fields), GOOD)
        self.setFocusProxy(self._fields[self._good])
        self.show_whole("0")

    def show_whole(self, whole: str) -> None:
        """Show how much there is to split."""
        self._whole = Decimal(whole)
        self._tell()

    def missing(self) -> Decimal:
        """Return what the parts lack to make the whole; negative where they are too many."""
        return self._whole - self.typed().total()

    def typed(self) -> Split:
        """Return the parts as they stand, also while they do not make the whole."""
        held = {key: field.value() for key, field in self._fields.items()}
        good, rework = held.pop(GOOD, ""), held.pop(REWORK, "")
        scrap = tuple((key, text) for key, text in held.items() if text and Decimal(text))
        return Split(good, rework, scrap)

    def refusal(self) -> str:
        troubles = (field.refusal() for field in self._fields.values())
        return super().refusal() or next(filter(None, troubles), "")

    def take(self) -> None:
        for field in self._fields.values():
            field.take()

    def show_value(self, value: Split) -> None:
        held = {GOOD: value.good, REWORK: value.rework, **dict(value.scrap)}
        for key, field in self._fields.items():
            if field.value() != held.get(key, ""):
                field.put(held.get(key, ""))
        self._tell()

    def show_mark(self, state: str) -> None:
        for field in self._fields.values():
            field.mark(state)

    def _join(self, _: object = None) -> None:
        self._tell()
        if self.missing() == 0:
            self.commit(self.typed())
        else:
            self.refuse(self._said())

    def _fill(self) -> None:
        """Put what is missing into the first part."""
        field = self._fields[self._good]
        field.enter(format(Decimal(field.value() or "0") + self.missing(), "f"))

    def _said(self) -> str:
        missing = self.missing()
        amount = f"{plain(abs(missing))} {self._unit}".strip()
        words = self.look.words
        return words("kit.split.missing" if missing > 0 else "kit.split.too_many", amount=amount)

    def _tell(self) -> None:
        words, missing, typed = self.look.words, self.missing(), self.typed()
        whole = f"{plain(self._whole)} {self._unit}".strip()
        scrap = sum((Decimal(amount) for _, amount in typed.scrap), Decimal(0))
        self._bar.show_parts(typed.total() - scrap, scrap, self._whole)
        if missing:
            said = words("kit.split.of", whole=whole)
            self._state.show_line(said, "ink2")
        else:
            self._state.show_line(words("kit.split.whole", whole=whole), "ok", "circle-check")
        amount = f"{plain(missing)} {self._unit}".strip()
        self._rest.say(words("kit.split.rest", amount=amount))
        self._rest.setVisible(missing > 0)
