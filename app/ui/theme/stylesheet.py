"""The palette and the one style sheet of the application, made from tokens.

Only stock widgets are styled here; the kit's own controls paint themselves. No widget ever gets a
style sheet of its own: that doubles the time a screen takes to build (UI.md §1.5).
"""

from string import Template

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.tokens import Colours, Density

_QSS = Template(
    """
QToolTip { background: $ink; color: $surface; border: 0; padding: 6px 8px; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $surface; color: $ink; border: 1px solid $line_strong;
  border-radius: ${radius_field}px; padding: 0 ${pad}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: ${pad}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 0 ${pad_focus}px; }
QLineEdit[state="fail"], QComboBox[state="fail"] { border: 2px solid $fail; }
QLineEdit[state="warn"] { border: 2px solid $warn; }
QComboBox[state="warn"] { background: $warn_soft; border: 1px solid $warn; }
QLineEdit:disabled, QComboBox:disabled { background: $sunken; color: $ink3; }
QLineEdit[compact="true"], QLineEdit[compact="true"]:focus { padding: 0 2px; }
QLineEdit[quiet="true"] { border: 0; background: transparent; padding: 0; }
QComboBox::drop-down { border: 0; width: 30px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView, QListView[offer="true"], QMenu {
  background: $surface; color: $ink; border: 1px solid $line; outline: 0;
  selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item, QListView[offer="true"]::item {
  min-height: ${target}px; padding: 0 ${pad}px; }
QMenu::item { padding: 8px 24px; }
QTableView { color: $ink; border: 0; outline: 0; }
QTableView, QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; border: 0; }
QScrollArea, QAbstractScrollArea[clear="true"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $line_strong; border-radius: ${bar_radius}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(colours: Colours, density: Density) -> str:
    """Return the application's style sheet."""
    sizes = {
        "radius_field": density.radius_field,
        "pad": density.space[2],
        "pad_focus": density.space[2] - 1,
        "target": density.target,
        "bar": 12 if density.is_touch else 10,
        "bar_radius": 4 if density.is_touch else 3,
    }
    return _QSS.substitute({role: colours.of(role) for role in colours.roles()}, **sizes)


def palette(colours: Colours) -> QPalette:
    """Return the palette stock widgets draw with."""
    made = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "canvas"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "canvas"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.PlaceholderText, "ink3"),
        (QPalette.ColorRole.Highlight, "accent"),
        (QPalette.ColorRole.HighlightedText, "on_accent"),
        (QPalette.ColorRole.Link, "accent"),
        (QPalette.ColorRole.ToolTipBase, "ink"),
        (QPalette.ColorRole.ToolTipText, "surface"),
    ):
        made.setColor(role, QColor(colours.of(name)))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, QColor(colours.of("ink3")))
    return made
