"""Step 2 of the import: which column of the file is which field; a person may say otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.production.plan.headers import FIELDS, NEEDED
from app.capabilities.production.plan.layout import Column, PlanLayout
from app.ui import kit
from app.ui.theme.look import Look

_MARKS = {
    "sure": ("circle-check", "ok"),
    "person": ("circle-check", "ok"),
    "guess": ("triangle-alert", "warn"),
    "none": ("minus", "ink3"),
}
"""Icon and colour of how sure a column's field is."""


class ColumnList(QWidget):
    """`mapped` carries the (letter, field) pairs a person chose, complete in themselves."""

    mapped = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("plan-columns")
        self._lines: dict[str, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(1))

    def show_layout(self, layout: PlanLayout) -> None:
        """Show the columns of a file; those a person is changing stay in place."""
        letters = tuple(column.letter for column in layout.columns)
        if letters != tuple(self._lines):
            self._rebuild(layout.columns)
        for column in layout.columns:
            self._lines[column.letter].show_column(column)

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return the fields now chosen, by column letter."""
        chosen = ((letter, line.field()) for letter, line in self._lines.items())
        return tuple((letter, field) for letter, field in chosen if field)

    def _rebuild(self, columns: tuple[Column, ...]) -> None:
        for line in self._lines.values():
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self._lines = {column.letter: _Line(self.look, column) for column in columns}
        for line in self._lines.values():
            line.changed.connect(self._changed)
            self._column.addWidget(line)

    def _changed(self, letter: str) -> None:
        """Take the field away from the column that had it: a field stands in one column."""
        field = self._lines[letter].field()
        for other, line in self._lines.items():
            if field and other != letter and line.field() == field:
                line.clear()
        self.mapped.emit(self.fields())


class _Line(QWidget):
    """One column: its header, the field it is taken for, what stands in it, how sure that is."""

    changed = Signal(str)

    def __init__(self, look: Look, column: Column) -> None:
        super().__init__()
        self.look = look
        self._letter = column.letter
        self.setObjectName(f"plan-line-{column.letter}")
        words = look.words
        header = kit.Card(look, f"plan-header-{column.letter}", "well")
        header.body.setContentsMargins(look.space(2), 0, look.space(2), 0)
        header.setFixedSize(132, look.density.target)
        label = column.header or words("orders.import.column", letter=column.letter)
        header.body.addWidget(kit.Text(look, label, "label", "ink", elide=True))
        options = (("", words("plan.field.none")), *((f, _field(look, f)) for f in FIELDS))
        self._field = kit.SelectField(
            look,
            "",
            options,
            name=f"plan-column-{column.letter}",
            accessible=words("orders.import.field_of", header=label),
        )
        self._field.setFixedWidth(150)
        self._field.chosen.connect(self._tell)
        self._sample = kit.Text(look, "", "hint", elide=True)
        self._mark = kit.IconBox(look, "minus", ground="", size=look.density.icon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addWidget(header)
        row.addWidget(kit.IconBox(look, "arrow-right", ink="ink3", ground="", size=16))
        row.addWidget(self._field)
        row.addWidget(self._sample, 1)
        row.addWidget(self._mark)

    def field(self) -> str:
        return self._field.value()

    def clear(self) -> None:
        self._field.choose("")

    def show_column(self, column: Column) -> None:
        self._field.choose(column.field or "")
        self._field.mark("warn" if column.confidence == "guess" else "")
        said = self.look.words(f"plan.confidence.{column.confidence}")
        is_guess = column.confidence == "guess"
        sample = " ".join(column.sample.split())
        self._sample.say(f"{said}: {sample}" if is_guess else sample)
        self._sample.colour("warn" if is_guess else "ink3")
        icon, role = _MARKS[column.confidence]
        self._mark.show_icon(icon, role, "")
        self._mark.setAccessibleName(said)
        self._mark.setToolTip(said)

    def _tell(self, _field: str) -> None:
        self.changed.emit(self._letter)


def _field(look: Look, field: str) -> str:
    name = look.words(f"plan.field.{field}")
    return f"{name} *" if field in NEEDED else name
