"""Lines, lists and switches of the properties: shown without a signal, narrow as a column."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from app.ui import kit
from app.ui.theme.look import Look

_SHORT = 8
"""Signs of a list's choice for which there is always room."""


def switch_row(look: Look, column: QVBoxLayout, label: str, name: str, sub: str = "") -> kit.Switch:
    """Put a switch into a column, its words at the left; return it."""
    switch = kit.Switch(look, "", name=name)
    switch.setAccessibleName(label)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(kit.Text(look, label, "label", wrap=True))
    if sub:
        lines.addWidget(kit.Text(look, sub, "hint", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(look.space(1))
    row.addLayout(lines, 1)
    row.addWidget(switch)
    column.addLayout(row)
    return switch


def slim(field: kit.SelectField) -> kit.SelectField:
    """Let a list be narrower than its longest choice, and return it."""
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    field.combo.setSizeAdjustPolicy(policy)
    field.combo.setMinimumContentsLength(_SHORT)
    return field


def choose(field: kit.SelectField, options: tuple[tuple[str, str], ...], value: str) -> None:
    """Show a choice; one that is none of the list stands in it too: it is what the form says."""
    known = any(key == value for key, _ in options)
    field.show_options(options if known else (*options, (value, value)), value)


def put_quietly(field: kit.Field, text: str) -> None:
    """Show a text in a line where it is another, without a signal: the cursor stays."""
    if field.text() != text:
        with QSignalBlocker(field.edit), QSignalBlocker(field):
            field.put(text)
        if not field.edit.hasFocus():
            field.edit.home(False)
