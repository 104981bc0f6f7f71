"""One field of a draft to change: labels, kind, unit, limits, samples, section, choices.

Controls by name: `review-zh`, `review-en`, `review-kind`, `review-lsl`, `review-nominal`,
`review-usl`, `review-unit`, `review-samples`, `review-section`, `review-choices`, `review-keep`,
`review-confirm`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.capabilities.forms.sheets.drafts import DraftField, DraftKind
from app.capabilities.forms.sheets.forming import Reviewed
from app.ui import kit
from app.ui.screens.forms.review.facts import LIMITS, Sureness, sureness_of
from app.ui.theme.look import Look

_STATES = {
    Sureness.SURE: "ok",
    Sureness.LOOK: "warn",
    Sureness.OPEN: "fail",
    Sureness.SKIPPED: "todo",
}
_GRID = (
    ("zh", 0, 0, 3),
    ("en", 0, 3, 3),
    ("lsl", 1, 0, 1),
    ("nominal", 1, 1, 1),
    ("usl", 1, 2, 1),
    ("unit", 1, 3, 1),
    ("samples", 1, 4, 1),
    ("kind", 1, 5, 1),
    ("section", 2, 0, 3),
    ("choices", 2, 3, 3),
)
"""Where each control stands: row, column, columns it spans."""
_MEASURED = frozenset({DraftKind.MEASUREMENT, DraftKind.FORMULA})
_NUMBERS = _MEASURED | {DraftKind.INTEGER, DraftKind.DECIMAL}
_CHOOSING = frozenset({DraftKind.SINGLE_CHOICE, DraftKind.CHECKLIST})


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing of the field in front, as it was typed."""

    what: str
    text: str


class FieldCard(kit.Card):
    """`typed` carries a `Typed`; `kept` whether the field goes into the form; `confirmed` None."""

    typed = Signal(object)
    kept = Signal(bool)
    confirmed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "review-card")
        words = look.words
        self._is_showing = False
        self._title = kit.Text(look, "", "title", elide=True)
        self._cell = kit.CountBadge(look, "", name="review-cell")
        self._chip = kit.StatusChip(look, "ok", name="review-state")
        self._why = kit.Text(look, "", "hint", wrap=True)
        self._keep = kit.Switch(look, words("sheet_review.keep"), name="review-keep", on=True)
        self._keep.switched.connect(self._tell_kept)
        self._confirm = kit.Button(
            look, words("sheet_review.confirm"), name="review-confirm", icon="check", size="small"
        )
        self._confirm.clicked.connect(lambda: self.confirmed.emit(None))
        self._fields = {name: self._field(name) for name, *_ in _GRID if name != "kind"}
        kinds = tuple((kind.value, words(f"sheet.kind.{kind}")) for kind in DraftKind)
        self._kind = kit.SelectField(
            look, words("sheet_review.column.kind"), kinds, name="review-kind"
        )
        self._kind.combo.setFixedHeight(self._fields["zh"].edit.height())
        self._kind.chosen.connect(lambda kind: self.typed.emit(Typed("kind", kind)))
        self._lay_out()

    def show_field(self, field: Reviewed) -> None:
        """Show a field; what is being typed in it stays as it stands."""
        self._is_showing = True
        words, state = self.look.words, sureness_of(field)
        self._title.say(field.label.of(words.language))
        self._cell.say(field.read.cell or "—")
        self._chip.show_state(_STATES[state], words(f"sheet_review.state.{state}"))
        self._why.say(" ".join(words(f"sheet.doubt.{one}") for one in field.read.doubts))
        self._why.setVisible(state in (Sureness.LOOK, Sureness.OPEN))
        self._confirm.setVisible(state in (Sureness.LOOK, Sureness.OPEN))
        self._keep.setChecked(field.is_kept)
        self._kind.choose(field.read.kind)
        for name, control in self._fields.items():
            if not control.edit.hasFocus():
                control.put(_text(field, name))
                control.fail("")
            control.setVisible(_has(field.read, name))
        self._is_showing = False

    def refuse(self, what: str) -> None:
        """Say below a control that what is typed there cannot be."""
        said = "limit" if what in LIMITS else what
        self._fields[what].fail(self.look.words(f"sheet_review.wrong.{said}"))

    def accept(self, what: str) -> None:
        """Take back what was said below a control."""
        if what in self._fields:
            self._fields[what].fail("")

    def go(self, what: str) -> None:
        """Put the caret into a control."""
        self._fields[what].edit.setFocus()
        self._fields[what].edit.selectAll()

    def _field(self, name: str) -> kit.Field:
        label = self.look.words(f"sheet_review.column.{name}")
        field = kit.Field(self.look, label, name=f"review-{name}")
        field.changed.connect(lambda text: self._tell(name, text))
        return field

    def _tell(self, what: str, text: str) -> None:
        if not self._is_showing:
            self.typed.emit(Typed(what, text))

    def _tell_kept(self, on: bool) -> None:
        if not self._is_showing:
            self.kept.emit(on)

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._title, 1)
        for part in (self._cell, self._chip, self._confirm, self._keep):
            head.addWidget(part)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(1))
        for name, row, column, span in _GRID:
            control = self._kind if name == "kind" else self._fields[name]
            grid.addWidget(control, row, column, 1, span)
        for column in range(6):
            grid.setColumnStretch(column, 2 if column == 5 else 1)
        self.body.addLayout(head)
        self.body.addWidget(self._why)
        self.body.addWidget(inside)


def _has(read: DraftField, name: str) -> bool:
    """Tell whether a kind of field has what a control asks for."""
    if name in LIMITS:
        return read.kind in _MEASURED
    if name == "unit":
        return read.kind in _NUMBERS
    if name == "samples":
        return read.kind in (DraftKind.MEASUREMENT, DraftKind.PASS_FAIL)
    return name != "choices" or read.kind in _CHOOSING


def _text(field: Reviewed, name: str) -> str:
    """Return what stands in a control for a field."""
    if name in ("zh", "en"):
        return str(getattr(field.label, name))
    value = getattr(field.read, name)
    if name == "choices":
        return "; ".join(value or ())
    if value is None:
        return ""
    return f"{value:f}" if name in LIMITS else str(value)
