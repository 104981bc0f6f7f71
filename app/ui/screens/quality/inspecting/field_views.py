"""Fields of an inspection that are no numbers, each by its own control: looks, scans, photos.

On touch one stands in front at a time; at the bench all of them, three in a row.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.quality.inspecting.items import Item
from app.ui.screens.quality.inspecting.tools import Tools

_MOST_PX, _LEAST_PX = 260, 168
_IN_A_ROW = 3


class FieldViews(kit.Card):
    """`made`, `typed`, `asked` are those of fields."""

    made = Signal(object)
    typed = Signal(object)
    asked = Signal(object)

    def __init__(self, tools: Tools, name: str) -> None:
        super().__init__(tools.look, name)
        self._tools = tools
        self._views: dict[str, FieldView] = {}

    def view(self, path: str) -> FieldView | None:
        """Return what shows the field of a place; None for a number, or before it was shown."""
        return self._views.get(path.partition("/")[0])

    def fail(self, path: str, sentence: str) -> None:
        """Say at a field why what was made there was not taken."""
        view = self.view(path)
        if view is not None:
            view.fail(path, sentence)

    def restore(self, paths: tuple[str, ...]) -> None:
        """Show what is held again."""
        for path in paths:
            view = self.view(path)
            if view is not None:
                view.restore()

    def retype(self, texts: dict[str, str]) -> None:
        """Take out of `texts` what stood half put together in fields: they keep it from then on."""
        for path, view in [(one, self.view(one)) for one in texts]:
            if view is not None:
                view.retype(path, texts.pop(path))

    def in_focus(self) -> FieldView | None:
        """Return the field that has the focus."""
        focus = self.window().focusWidget()
        inside = (one for one in self._views.values() if focus and one.isAncestorOf(focus))
        return next(inside, None)

    def hear(self, heard: Heard) -> bool:
        """Let the first field that takes it take what a device sent."""
        return any(view.hear(heard) for view in self._views.values())

    def _show(self, fill: FillFacts, shown: tuple[Item, ...]) -> None:
        """Show these fields and no others; what is shown for the first time is made."""
        keys = [one.field.field.key for one in shown]
        for key, item in zip(keys, shown, strict=True):
            if key not in self._views:
                self._views[key] = self._made(item)
        for key, view in self._views.items():
            view.setVisible(key in keys)
        for key in keys:
            self._views[key].show_facts(fill)

    def _made(self, item: Item) -> FieldView:
        view = FieldView(self._tools.around, item.field)
        view.made.connect(self.made)
        view.typed.connect(self.typed)
        view.asked.connect(self.asked)
        self._place(view, len(self._views))
        return view

    def _place(self, view: FieldView, at: int) -> None:
        """Put a field where it stands; `at` is how many were before it."""
        self.body.addWidget(view)


class OneField(FieldViews):
    """The field in front, in the whole card."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "field-panel")
        self._where = kit.Text(self.look, "", "label", "accent")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        self.body.addWidget(self._where)
        self.body.addWidget(kit.Scroller(self.look, "field-scroll", inside), 1)

    def show_item(self, fill: FillFacts, item: Item, where: str) -> None:
        """Put a field in front; `where` says which of how many it is."""
        self._where.say(where)
        self._show(fill, (item,))

    def _place(self, view: FieldView, at: int) -> None:
        self._column.insertWidget(self._column.count() - 1, view)


class OtherFields(FieldViews):
    """All of them below the grid; hidden where there are none."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, "others-card")
        look = self.look
        self.hug()
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.space(4))
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        scroll = kit.Scroller(look, "others-scroll", inside)
        scroll.setMaximumHeight(_MOST_PX)
        scroll.setMinimumHeight(_LEAST_PX)
        self.body.addWidget(kit.Text(look, look.words("inspect.others"), "title"))
        self.body.addWidget(scroll)

    def show_items(self, fill: FillFacts, others: tuple[Item, ...]) -> None:
        """Show how the fields stand."""
        self.setVisible(bool(others))
        self._show(fill, others)

    def _place(self, view: FieldView, at: int) -> None:
        self._grid.addWidget(view, at // _IN_A_ROW, at % _IN_A_ROW)
