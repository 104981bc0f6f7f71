"""The form designer: kinds at the left, the form in the middle, what is picked at the right.

Tabs: the drawing, the rules of the whole form, trying it, the document's own facts. Controls by
name: `kind-<code>`, `design-canvas`, `design-<property>`, `set-<kind>-<setting>`,
`design-tab-<tab>`, `design-undo`, `design-redo`. Keys: Ctrl+Z, Ctrl+Y, Ctrl+D, Alt+Up, Alt+Down,
F6 (palette, canvas, properties); on the canvas arrows, Delete, Enter.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Flaw
from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.definition.decisions import flaws
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.forms.design.body import Plain, Spot, field_at, fields_of, find
from app.ui.screens.forms.design.canvas import DesignCanvas, Moved
from app.ui.screens.forms.design.desk import Desk, Drawn
from app.ui.screens.forms.design.drawing import (
    DOUBLE,
    DOWN,
    REDO,
    SECTION,
    UNDO,
    UP,
    Drawing,
    row_name,
)
from app.ui.screens.forms.design.flaws import FlawList
from app.ui.screens.forms.design.history import History
from app.ui.screens.forms.design.palette import KindPalette
from app.ui.screens.forms.design.plan import HEADING
from app.ui.screens.forms.design.properties import Properties
from app.ui.screens.forms.design.rules import DesignRules
from app.ui.screens.forms.design.tabs import go_on
from app.ui.screens.forms.design.trial import DesignTrial

DRAW, RULES, TRY, DOCUMENT = "draw", "rules", "try", "document"
TABS = (DRAW, RULES, TRY, DOCUMENT)
_CHECK_MS = 120
"""After an edit the form is checked once nobody has typed for so long."""
_LEFT, _RIGHT = (204, 256), (324, 404)
_WIDE = 1400
_AWAY = QPoint(-1, -1)
KEYS = {
    "Ctrl+Z": UNDO,
    "Ctrl+Y": REDO,
    "Ctrl+Shift+Z": REDO,
    "Ctrl+D": DOUBLE,
    "Alt+Up": UP,
    "Alt+Down": DOWN,
    "F6": "on",
}


class FormDesigner(QWidget):
    """`changed` carries the body after each edit; `told` a sentence for the foot of the window."""

    changed = Signal(object)
    told = Signal(str)

    def __init__(self, drawn: Drawn) -> None:
        super().__init__()
        self.setObjectName("form-designer")
        self.setProperty(kit.SHEET_HOST, True)
        self.drawn, self.look = drawn, drawn.look
        self.drawing = Drawing(drawn.kinds, History(drawn.body))
        self.flaws: tuple[Flaw, ...] = ()
        self._shown = drawn.body
        desk = Desk(drawn.look, drawn.kinds, row_name, drawn.picture, self._names)
        self._palette = KindPalette(drawn.look, drawn.kinds)
        self.canvas = DesignCanvas(drawn.look, drawn.kinds)
        self.properties = Properties(desk, lambda key: find(self.drawing.body, key) is not None)
        self._flaw_list = FlawList(drawn.look)
        self._state = kit.StatusChip(drawn.look, "ok", name="design-state")
        self._rules: DesignRules | None = None
        self.trial: DesignTrial | None = None
        self._check = QTimer(self, singleShot=True, interval=_CHECK_MS)
        self._check.timeout.connect(self.check)
        self._lay_out()
        self._connect()
        self.canvas.show_body(self.drawing.body)
        self._show_chosen()
        self._show_turns()
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self._settle)
        self._first.start()

    def _settle(self) -> None:
        """Do what the form is not waited for with: look whether it is sound."""
        self.check()
        row_name(1)  # the other language's texts are read now, not at the first field somebody adds

    def whole(self) -> Plain:
        """Return the form with its code and name, as it is saved."""
        return {**self.drawing.body, **self.drawn.head()}

    # ------------------------------------------------------------------ tabs
    def show_tab(self, tab: str) -> None:
        """Turn to a tab."""
        self._tabs.choose(tab)
        self._turn(tab)

    def take_facts(self, facts: QWidget) -> None:
        """Show what the document itself says in a tab of its own."""
        self._facts.addWidget(facts)
        self._facts.addStretch()

    def _turn(self, tab: str) -> None:
        if tab == RULES and self._rules is None:
            self._rules = DesignRules(self.look, self.drawn.rights)
            self._rules.told.connect(lambda told: self._edit(self.drawing.tell_form, told))
            self._rules.chosen.connect(self._lead)
            self._pages[RULES].addWidget(self._rules)
        if tab == TRY and self.trial is None:
            drawn = self.drawn
            self.trial = DesignTrial(self.look, drawn.moments, drawn.kinds, drawn.pictures)
            self.trial.told.connect(self.told)
            self._pages[TRY].addWidget(self.trial)
        self._stack.setCurrentIndex(TABS.index(tab))
        self._show_tab()

    def _show_tab(self) -> None:
        """Show the form in the tab in front; the others are shown when one turns to them."""
        tab = TABS[self._stack.currentIndex()]
        if tab == RULES and self._rules is not None:
            self._rules.show_body(self.drawing.body, self.flaws)
        elif tab == TRY and self.trial is not None:
            self.trial.show_body(self.drawing.body, self.whole())

    # ------------------------------------------------------------------ edits
    def add(self, code: str, at: Spot | None = None) -> None:
        """Add a field of a kind: where it was dropped, else behind what is picked."""
        self._edit(self.drawing.add, code, at)
        self.properties.field.focus()

    def do(self, what: str) -> None:
        """Do what a button, a key or the canvas asks for."""
        if what == "open":
            self._focus_chosen("")
            return
        if what == "on":
            self._go_on()
            return
        self._edit(self.drawing.do, what)
        if what == SECTION:
            self.properties.section.focus()

    def pick(self, spot: Spot | None) -> None:
        """Pick a field or a section: its properties are shown."""
        self.drawing.chosen = spot
        self._show_chosen()

    def _edit(self, edit: Callable[..., None], *what: object) -> None:
        edit(*what)
        body = self.drawing.body
        if body is not self._shown:
            self._shown = body
            self.changed.emit(body)
            self.canvas.show_body(body)
            self._check.start()
        self._show_chosen()
        self._show_turns()

    def _show_chosen(self) -> None:
        spot, body = self.drawing.chosen, self.drawing.body
        self.canvas.choose(spot)
        if spot is None:
            self.properties.show_none()
        elif spot.at == HEADING:
            own = tuple(one for one in self.flaws if one.part == "title" and one.at == spot.section)
            self.properties.show_section(body["sections"][spot.section], own)
        else:
            self.properties.show_field(field_at(body, spot), self.flaws)

    def _show_turns(self) -> None:
        self._undo.setEnabled(self.drawing.history.may_undo)
        self._redo.setEnabled(self.drawing.history.may_redo)

    # ------------------------------------------------------------------ soundness
    def check_soon(self) -> None:
        """Check the form once nobody has typed for a moment."""
        self._check.start()

    def check(self) -> None:
        """Tell everything that is wrong with the form as it stands."""
        try:
            self.flaws = flaws(msgspec.convert(self.whole(), Form), self.drawn.kinds)
        except msgspec.ValidationError as error:
            self.flaws = (Flaw(Refused("document.unreadable", why=str(error))),)
        if unnamed := self.drawn.named():
            self.flaws = (Flaw(unnamed, part="name"), *self.flaws)
        sections = self.drawing.body["sections"]
        fields = sum(len(section["fields"]) for section in sections)
        self._flaw_list.show_flaws(self.flaws, fields, len(sections))
        self._show_state(len(self.flaws))
        self.canvas.show_flaws(self.flaws)
        self.properties.show_flaws(self.flaws)
        self._show_tab()

    def _show_state(self, wrong: int) -> None:
        """Say in every tab whether the form is sound."""
        words = self.look.words
        if wrong:
            self._state.show_state("warn", words("form_design.flaws", n=wrong))
        else:
            self._state.show_state("ok", words("form_design.sound"))

    def _lead_to(self, flaw: Flaw) -> None:
        """Lead to where a flaw can be mended."""
        if flaw.part == "verdict":
            self.show_tab(RULES)
        elif flaw.part == "name":
            self.show_tab(DOCUMENT)
        elif flaw.field:
            self._lead(find(self.drawing.body, flaw.field), flaw.part)
        elif flaw.part == "title":
            self._lead(Spot(flaw.at, HEADING))

    def _lead(self, spot: Spot | None, part: str = "") -> None:
        if spot is not None and self.drawing.is_there(spot):
            self.show_tab(DRAW)
            self.pick(spot)
            self._focus_chosen(part)

    def _focus_chosen(self, part: str) -> None:
        spot = self.drawing.chosen
        if spot is not None and spot.at == HEADING:
            self.properties.section.focus()
        elif spot is not None:
            self.properties.field.focus(part)

    def _go_on(self) -> None:
        """Put the focus from the palette to the canvas, to the properties, and round again."""
        focus = self.window().focusWidget()
        if focus is self.canvas:
            self._focus_chosen("")
        elif focus is not None and self._palette.isAncestorOf(focus):
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._palette.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _names(self) -> tuple[str, ...]:
        """Return what an expression may name: every field by its key."""
        return tuple(field["key"] for _, field in fields_of(self.drawing.body))

    # ------------------------------------------------------------------ dragging
    def _dragged(self, _code: str, at: QPoint) -> None:
        self.canvas.drag_over(self._on_canvas(at))

    def _dropped(self, code: str, at: QPoint) -> None:
        spot = self.canvas.drop(self._on_canvas(at))
        if spot is not None:
            self.add(code, spot)

    def _on_canvas(self, at: QPoint) -> QPoint:
        """Return a point of the screen on the canvas; beside what is in sight of it, off it."""
        is_over = self._scroll.rect().contains(self._scroll.mapFromGlobal(at))
        return self.canvas.mapFromGlobal(at) if is_over else _AWAY

    def _moved(self, moved: Moved) -> None:
        self._edit(self.drawing.move, moved.spot, moved.to)

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        self._undo, self._redo = self._tool(UNDO, "undo-2"), self._tool(REDO, "redo-2")
        options = tuple(kit.Option(tab, words(f"form_design.tab.{tab}")) for tab in TABS)
        self._tabs = kit.Segmented(look, options, name="design-tab")
        self._tabs.chosen.connect(self._turn)
        bar = QHBoxLayout()
        bar.setSpacing(look.space(1))
        for widget in (self._undo, self._redo, self._tabs):
            bar.addWidget(widget)
        bar.addSpacing(look.space(3))
        bar.addWidget(kit.Text(look, words("form_design.keys"), "hint", elide=True), 1)
        bar.addWidget(self._state)
        self._stack = QStackedWidget()
        self._pages = {tab: self._page() for tab in TABS}
        self._facts = self._pages[DOCUMENT]
        self._lay_out_drawing(self._pages[DRAW])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _page(self) -> QHBoxLayout:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.look.space(3))
        self._stack.addWidget(page)
        return row

    def _lay_out_drawing(self, row: QHBoxLayout) -> None:
        look = self.look
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(look.space(2))
        left.addWidget(self._palette, 1)
        left.addWidget(self._flaw_list)
        frame = kit.Card(look, "design-frame", "ground")
        frame.body.setContentsMargins(2, 2, 2, 2)
        self._scroll = kit.Scroller(look, "design-scroll", self.canvas)
        frame.body.addWidget(self._scroll)
        row.addWidget(self._left)
        row.addWidget(frame, 1)
        row.addWidget(self.properties)
        self._show_widths()

    def _connect(self) -> None:
        drawing, properties = self.drawing, self.properties
        self._palette.chosen.connect(self.add)
        self._palette.dragged.connect(self._dragged)
        self._palette.dropped.connect(self._dropped)
        self.canvas.picked.connect(self.pick)
        self.canvas.moved.connect(self._moved)
        self.canvas.asked.connect(self.do)
        self.canvas.seen.connect(self._see)
        properties.field_told.connect(lambda told: self._edit(drawing.tell_field, told))
        properties.section_told.connect(lambda told: self._edit(drawing.tell_section, told))
        properties.asked.connect(self.do)
        self._flaw_list.chosen.connect(self._lead_to)
        for keys, what in KEYS.items():
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(_Do(self, what))

    def _see(self, room: QRect) -> None:
        """Scroll what is picked or dragged over into sight."""
        centre = room.center()
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, room.height() // 2 + 8)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802  # Qt's names
        return go_on(self, forward=next) or super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._show_widths()

    def _show_widths(self) -> None:
        """Leave the middle as much room as can be on a narrow screen."""
        wide = self.width() >= _WIDE
        self._left.setFixedWidth(_LEFT[wide])
        self.properties.setFixedWidth(_RIGHT[wide])

    def _tool(self, what: str, icon: str) -> kit.Button:
        made = kit.Button(self.look, name=f"design-{what}", kind="icon", icon=icon, size="small")
        made.clicked.connect(_Do(self, what))
        return made.named(self.look.words(f"form_design.do.{what}"))


class _Do:
    """Does what a key or a button asks for."""

    def __init__(self, designer: FormDesigner, what: str) -> None:
        self._designer, self._what = designer, what

    def __call__(self) -> None:
        self._designer.do(self._what)
