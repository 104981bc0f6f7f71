"""The settings of a field as a panel, and lists in them: choices, columns, characteristics.

A panel is made of what `settings_of` reads off a Struct; a row of a list is a panel again.
"""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.design import settings as sorts
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.controls import CONTROLS, UNSAID, SaidSetting, SettingControl
from app.ui.screens.forms.design.desk import Desk
from app.ui.screens.forms.design.says import is_crossed, marks
from app.ui.screens.forms.design.settings import LONG, Setting, new_row, settings_of

_NARROW = frozenset({sorts.TEXT, sorts.WHOLE, sorts.DECIMAL})
_AT_ONCE = 3
"""Rows built in one go; the others follow one after another, so that nobody waits."""
NO_MARKS = kit.GaugeMarks()


class SettingsPanel(HuggingWidget):
    """`changed` carries all settings as they then are, as plain JSON."""

    changed = Signal(object)

    def __init__(self, desk: Desk, settings: tuple[Setting, ...], name: str) -> None:
        super().__init__()
        self._desk, self._name = desk, name
        self._values: Plain = {}
        self._inner: SettingsPanel | None = None
        self._inner_kind = ""
        self.controls: dict[str, SettingControl] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.look.space(2))
        self._gauge: kit.LimitGauge | None = None
        self._has_inner = any(one.sort == sorts.SETTINGS for one in settings)
        self._lay(tuple(one for one in settings if one.sort != sorts.SETTINGS))

    def show_values(self, values: Plain) -> None:
        """Show what is said now."""
        self._values = values
        for name, control in self.controls.items():
            control.put(values.get(name, UNSAID))
        self._show_more()

    def focus(self, name: str = "") -> None:
        """Put the focus into a setting, or into the first."""
        control = self.controls.get(name) or next(iter(self.controls.values()), None)
        if control is not None:
            control.setFocus()

    def _lay(self, settings: tuple[Setting, ...]) -> None:
        look = self._desk.look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(2))
        row = column = 0
        for one in settings:
            control = self._control(one)
            is_wide = one.sort not in _NARROW or one.name in LONG
            if is_wide and column:
                row, column = row + 1, 0
            grid.addWidget(control, row, column, 1, 2 if is_wide else 1)
            column = 0 if is_wide or column else 1
            row += column == 0
            if one.name == "usl":
                row, column = row + (column > 0), 0
                self._gauge = kit.LimitGauge(look, name=f"{self._name}-band")
                grid.addWidget(self._gauge, row, 0, 1, 2)
                row += 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)

    def _control(self, one: Setting) -> SettingControl:
        make = RowsSetting if one.sort == sorts.ROWS else CONTROLS[one.sort]
        control = make(self._desk, one, f"{self._name}-{one.name}")
        control.changed.connect(lambda value: self._take(one.name, value))
        self.controls[one.name] = control
        return control

    def _take(self, name: str, value: object) -> None:
        values = {**self._values}
        if value is UNSAID:
            values.pop(name, None)
        else:
            values[name] = value
        if name == sorts.KIND and self._has_inner:
            values.pop("settings", None)  # another kind of cell is told other things
        self._tell(values)

    def _tell(self, values: Plain) -> None:
        self._values = values
        self._show_more()
        self.changed.emit(values)

    def _show_more(self) -> None:
        """Show what follows from the values: the band of the limits, the settings of a cell."""
        if self._gauge is not None:
            found = marks(self._values)
            found = None if found is not None and is_crossed(found) else found
            self._gauge.setVisible(found is not None)
            self._gauge.show_limits(found or NO_MARKS)
        if self._has_inner:
            self._show_inner(str(self._values.get(sorts.KIND, "")))

    def _show_inner(self, code: str) -> None:
        kind = self._desk.kinds.get(code)
        if code != self._inner_kind:
            if self._inner is not None:
                self._inner.hide()
                self._inner.deleteLater()
            self._inner, self._inner_kind = None, code
            if kind is not None:
                self._inner = SettingsPanel(
                    self._desk, settings_of(kind.settings), f"{self._name}-cell"
                )
                self._inner.changed.connect(lambda value: self._take("settings", value))
                self._column.addWidget(self._inner)
        if self._inner is not None:
            self._inner.show_values(self._values.get("settings", {}))


class RowsSetting(SettingControl):
    """A list: each row bears its name, and opens to show the rest of what it says."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        look = self.look
        self._rows: list[Plain] = []
        self._cards: list[RowCard] = []
        self._waiting: list[int] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._build_more)
        self.column.setSpacing(look.space(1))
        self.column.addWidget(kit.Text(look, self.label, "label"))
        self._list = QVBoxLayout()
        self._list.setSpacing(look.space(1))
        self.column.addLayout(self._list)
        self._add = kit.Button(
            look, look.words("form_design.add_row"), name=f"{name}-add", icon="plus", size="small"
        )
        self._add.clicked.connect(self.add_row)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch()
        self.column.addLayout(foot)
        self.setFocusProxy(self._add)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        before, self._rows = len(self._rows), rows
        if len(rows) != before or len(self._cards) + len(self._waiting) != len(rows):
            self._rebuild()
            return
        for card, row in zip(self._cards, rows, strict=False):
            card.show_row(row)

    def add_row(self) -> None:
        """Add a row, ready to be named."""
        self._rows = [*self._rows, new_row(self.setting.inner, self._rows, self.desk.called)]
        self._build(len(self._rows) - 1)
        self.changed.emit(self._rows)
        self._cards[-1].lead.setFocus()

    def do(self, at: int, what: str) -> None:
        """Move a row up or down, or take it away."""
        rows = [*self._rows]
        if what == "remove":
            del rows[at]
        else:
            other = at + (-1 if what == "up" else 1)
            if not 0 <= other < len(rows):
                return
            rows[at], rows[other] = rows[other], rows[at]
        self._rows = rows
        if what == "remove":
            self._rebuild()
        else:
            for card, row in zip(self._cards, rows, strict=False):
                card.show_row(row)
        self.changed.emit(rows)

    def take(self, at: int, row: Plain) -> None:
        """Take what was made of a row."""
        self._rows = [row if place == at else one for place, one in enumerate(self._rows)]
        self.changed.emit(self._rows)

    def _rebuild(self) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._waiting = list(range(len(self._rows)))
        self._build_more()

    def _build_more(self) -> None:
        for at in self._waiting[:_AT_ONCE]:
            self._build(at)
        del self._waiting[:_AT_ONCE]
        if self._waiting:
            self._later.start()

    def _build(self, at: int) -> None:
        card = RowCard(self, at)
        card.show_row(self._rows[at])
        self._cards.append(card)
        self._list.addWidget(card)
        card.show()


class RowCard(kit.Card):
    """A row: its number, its name, and what opens below."""

    def __init__(self, rows: RowsSetting, at: int) -> None:
        look, name = rows.look, f"{rows.name}-{at + 1}"
        super().__init__(look, f"{name}-row", "sunken")
        self.hug()
        self._rows, self._at, self._name = rows, at, name
        self._row: Plain = {}
        self._panel: SettingsPanel | None = None
        inner = rows.setting.inner
        self._first = next((one for one in inner if one.sort == sorts.SAID), inner[0])
        self.lead = self._lead(self._first)
        self.lead.changed.connect(self._take_lead)
        edge = look.space(1)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(look.space(1))
        self._open = self._button("open", "chevron-down")
        self._open.clicked.connect(self.turn)
        remove = self._button("remove", "trash-2")
        remove.clicked.connect(lambda: rows.do(at, "remove"))
        head = QHBoxLayout()
        head.setSpacing(look.space(0))
        number = kit.Text(look, str(at + 1), "label", "ink3")
        number.setMinimumWidth(18)
        head.addWidget(number)
        head.addWidget(self.lead, 1)
        if len(inner) > 1:
            head.addWidget(self._open)
        head.addWidget(remove)
        self.body.addLayout(head)
        self.more: QWidget | None = None

    def show_row(self, row: Plain) -> None:
        """Show what the row says."""
        self._row = row
        self.lead.put(row.get(self._first.name, UNSAID))
        if self._panel is not None:
            self._panel.show_values(row)

    def turn(self) -> None:
        """Open the row, or close it."""
        if self.more is None:
            self.more = self._build()
            self.body.addWidget(self.more)
        else:
            self.more.setVisible(self.more.isHidden())
        self._open.show_icon("chevron-down" if self.more.isHidden() else "chevron-up")

    def _lead(self, first: Setting) -> SettingControl:
        if first.sort == sorts.SAID:
            return SaidSetting(self._rows.desk, first, f"{self._name}-{first.name}", bare=True)
        return CONTROLS[first.sort](self._rows.desk, first, f"{self._name}-{first.name}")

    def _build(self) -> QWidget:
        made = HuggingWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        rest = tuple(one for one in self._rows.setting.inner if one is not self._first)
        self._panel = SettingsPanel(self._rows.desk, rest, self._name)
        self._panel.show_values(self._row)
        self._panel.changed.connect(self._take)
        column.addWidget(self._panel)
        foot = QHBoxLayout()
        for what, icon in (("up", "arrow-up"), ("down", "arrow-down")):
            button = self._button(what, icon)
            button.clicked.connect(_Do(self._rows, self._at, what))
            foot.addWidget(button)
        foot.addStretch()
        column.addLayout(foot)
        return made

    def _take_lead(self, value: object) -> None:
        row = {**self._row, self._first.name: value}
        if value is UNSAID:
            del row[self._first.name]
        if self._panel is not None:
            self._panel.show_values(row)
        self._take(row)

    def _take(self, row: Plain) -> None:
        self._row = row
        self._rows.take(self._at, row)

    def _button(self, what: str, icon: str) -> kit.Button:
        said = self.look.words(f"form_design.row_{what}", n=self._at + 1)
        made = kit.Button(
            self.look, name=f"{self._name}-{what}", kind="ghost", icon=icon, size="small"
        )
        return made.named(said)


class _Do:
    """Does to a row what its button says."""

    def __init__(self, rows: RowsSetting, at: int, what: str) -> None:
        self._rows, self._at, self._what = rows, at, what

    def __call__(self) -> None:
        self._rows.do(self._at, self._what)
