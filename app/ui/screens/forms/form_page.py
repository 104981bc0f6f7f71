"""A form being filled: its pages, the block of each field, the keypad; one renderer for all.

Touch shows one page at a time beside the steps and the keypad; the bench all sections below each
other, two columns wide, built one after another so that nobody waits for the last.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.capabilities.forms.definition.answers import Place
from app.stations.weighing import Live
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.forms.grid_view import GridView
from app.ui.screens.forms.key_panel import KeyPanel
from app.ui.screens.forms.pages import Page, is_grid, open_count, page_state, pages, runs

_STEPS_PX, _KEYS_PX = 262, 300
_WIDE = frozenset({"table", "checklist", "rich_note", "multiline", "photo", "defect_map"})
"""Kinds that take a whole line at the bench."""

Block = FieldView | GridView


class FormPage(QWidget):
    """`made`, `typed`, `asked` are those of its blocks; `turned` tells that another page is shown.

    `foot` is a row below the fields for whoever owns the page; `beside` a column at the bench's
    right.
    """

    made = Signal(object)
    typed = Signal(object)
    asked = Signal(object)
    turned = Signal(int)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.around, self.look = around, around.look
        self.setObjectName("form-page")
        self.setProperty(kit.SHEET_HOST, True)
        self._touch = self.look.density.is_touch
        self.pages = pages(around.layout, touch=self._touch)
        self._facts: FillFacts | None = None
        self._current = 0
        self._blocks: dict[str, Block] = {}
        self._drafts: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self._building: list[Page] = []
        self._live: Live | None = None
        self._sought: Block | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._build_next)
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._show_sought)
        self._steps = kit.StepList(self.look, name="form-steps")
        self._steps.chosen.connect(self.show_page)
        self._scroll = kit.Scroller(self.look, "form-scroll")
        self.keys = KeyPanel(around)
        self.keys.entered.connect(self._key_entered)
        self.keys.typed.connect(self._key_typed)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(self.look.space(2))
        self.left = QVBoxLayout()
        self.beside = QVBoxLayout()
        self._lay_out()
        self._begin()

    # ------------------------------------------------------------------ showing
    def show_facts(self, facts: FillFacts) -> None:
        """Show how the form stands now."""
        self._facts = facts
        self._sent = {path: text for path, text in self._sent.items() if not self._is_held(path)}
        for block in self.blocks():
            block.show_facts(facts)
        self._show_steps()
        self._turn_keys()

    def blocks(self) -> tuple[Block, ...]:
        """Return what is built so far, in reading order."""
        return tuple(dict.fromkeys(self._blocks.values()))

    def block(self, path: str) -> Block | None:
        """Return what fills a place, if it is on the page."""
        return self._blocks.get(path.partition("/")[0])

    @property
    def current(self) -> int:
        """Return which page is shown."""
        return self._current

    @property
    def is_built(self) -> bool:
        """Tell whether everything is there."""
        return not self._building

    @property
    def is_last(self) -> bool:
        """Tell whether no page comes after this one."""
        return self._current + 1 >= len(self.pages)

    def show_page(self, place: int) -> None:
        """Turn to a page."""
        self._current = max(0, min(place, len(self.pages) - 1))
        if self._touch:
            self._begin()
        elif self.pages:
            self.go_to(self.pages[self._current].keys[0])
        self._show_steps()
        self.turned.emit(self._current)

    def go_to(self, path: str) -> None:
        """Bring a place in sight and put the focus into it."""
        key = path.partition("/")[0]
        at = next((at for at, page in enumerate(self.pages) if key in page.keys), None)
        if at is None:
            return
        if self._touch and at != self._current:
            self.show_page(at)
        block = self.block(path)
        if block is not None:
            self._sought = block
            self._reveal.start()
            if path in block.numbers():
                self._turn_to(path)
            block.focus(path)

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Bring back what stood half typed when the form was left."""
        self._drafts = dict(drafts)
        self._put_drafts()

    def retype(self, path: str, text: str) -> None:
        """Bring back what was typed and not taken."""
        block = self.block(path)
        if block is not None and text:
            block.retype(path, text)

    def fail(self, path: str, sentence: str) -> None:
        """Say at a place why what was made there was not taken."""
        block = self.block(path)
        if block is not None:
            block.fail(path, sentence)
        sent = self._sent.pop(path, None)
        if sent is not None:  # the keypad has gone on: it comes back with what was typed
            self._drafts[path] = sent
            self._turn_to(path)
        if self.keys.path == path:
            self.keys.fail(sentence)

    def restore(self, path: str) -> None:
        """Show what is held at a place again: what was typed there was taken back."""
        self._sent.pop(path, None)
        self._drafts.pop(path, None)
        block = self.block(path)
        if block is not None:
            block.restore()
        self._turn_keys()

    def hear(self, heard: Heard) -> bool:
        """Let the field in focus take what a device sent, else the first that does."""
        return any(block.hear(heard) for block in self._nearest())

    def show_live(self, live: Live) -> None:
        """Let fields that weigh show what the scale says now."""
        self._live = live
        for block in self.blocks():
            if isinstance(block, FieldView):
                block.control.show_live(live)

    # ------------------------------------------------------------------ building
    def _begin(self) -> None:
        """Build the page in front, at the bench all of them one after another."""
        self._blocks = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(3))
        self._column.addStretch()
        self._scroll.setWidget(inside)
        shown = self.pages[self._current : self._current + 1] if self._touch else self.pages
        self._building = list(shown)
        self._build_next()

    def _build_next(self) -> None:
        if not self._building:
            return
        page = self._building.pop(0)
        card = self._card(page)
        self._column.insertWidget(self._column.count() - 1, card)
        card.show()
        if self._facts is not None:
            for block in self._of(page):
                block.show_facts(self._facts)
        if self._live is not None:
            self.show_live(self._live)
        self._put_drafts()
        self._turn_keys()
        if self._building:
            self._later.start()
        elif self._sought is not None:
            self._reveal.start()

    def _card(self, page: Page) -> QWidget:
        look = self.look
        card = kit.Card(look, f"section-{self.pages.index(page)}").hug()
        title = self.around.said(page.section.title)
        said = f"{title} · {page.part}" if page.part else title
        card.body.addWidget(kit.Text(look, said, "title", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(4))
        across = 1 if self._touch else 2
        row = column = 0
        for run in runs(page, touch=self._touch):
            block = self._make(run)
            is_wide = across == 1 or is_grid(run) or run[0].kind.code in _WIDE
            if is_wide and column:
                row, column = row + 1, 0
            top = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignTop
            grid.addWidget(block, row, column, 1, across if is_wide else 1, top)
            column = 0 if is_wide or column + 1 == across else column + 1
            row += column == 0
        for column in range(across):
            grid.setColumnStretch(column, 1)
        card.body.addLayout(grid)
        return card

    def _make(self, run: tuple[Place, ...]) -> Block:
        block: Block
        if not self._touch and is_grid(run):
            block = GridView(self.around, run)
        else:
            block = FieldView(self.around, run[0])
        for key in block.keys:
            self._blocks[key] = block
        block.made.connect(self.made)
        block.typed.connect(self.typed)
        block.asked.connect(self.asked)
        block.turned.connect(self._turn_to)
        return block

    def _of(self, page: Page) -> Iterator[Block]:
        yield from dict.fromkeys(self._blocks[key] for key in page.keys if key in self._blocks)

    def _show_sought(self) -> None:
        """Bring what was gone to in sight, once the page knows how high everything is."""
        if self._sought is not None and isValid(self._sought):
            self._scroll.ensureWidgetVisible(self._sought, 0, self.look.space(5))
        self._sought = None

    # ------------------------------------------------------------------ the keypad
    def _numbers(self) -> tuple[str, ...]:
        return tuple(path for block in self.blocks() for path in block.numbers())

    def _turn_keys(self) -> None:
        """Give the keypad the next number that is missing on this page; away where none is."""
        if not self._touch or self._facts is None:
            return
        paths = self._numbers()
        self.keys.setVisible(bool(paths))
        if not paths:
            return
        if self.keys.path in paths and self._wants(self.keys.path):
            return
        missing = next((path for path in paths if self._wants(path)), "")
        if missing or self.keys.path not in paths:
            self._turn_to(missing or paths[0])

    def _turn_to(self, path: str) -> None:
        if self._facts is None:
            return
        place = self._facts.filled.place(path)
        if place is None or not self._touch:
            return
        self.keys.turn_to(place, self._facts, self._drafts.get(path, ""))
        for block in self.blocks():
            block.turn_to(path)

    def _wants(self, path: str) -> bool:
        return path not in self._sent and not self._is_held(path)

    def _is_held(self, path: str) -> bool:
        held = None if self._facts is None else self._facts.filled.held.get(path)
        return held is not None and not held.awaits_retest

    def _key_typed(self, number: object) -> None:
        path, text = number.path, number.text  # type: ignore[attr-defined]  # a Number
        self._drafts[path] = text
        self._tell_typed(path, text)

    def _key_entered(self, number: object) -> None:
        path, text = number.path, number.text  # type: ignore[attr-defined]  # a Number
        block = self.block(path)
        self._drafts.pop(path, None)
        if isinstance(block, FieldView):
            place = block.around.layout.place(path)
            is_whole = place is not None and place.kind.code == "integer"
            self._sent[path] = text
            block.control.hand_in(int(text) if is_whole else text, path)
            self._turn_keys()

    def _tell_typed(self, path: str, text: str) -> None:
        from app.ui.screens.forms.fields.control import Typed

        self.typed.emit(Typed(path, text))

    def _put_drafts(self) -> None:
        for path, text in self._drafts.items():
            block = self.block(path)
            if block is not None and text and not self._touch:
                block.retype(path, text)

    def _nearest(self) -> tuple[Block, ...]:
        focus = self.window().focusWidget()
        inside = [one for one in self.blocks() if focus is not None and one.isAncestorOf(focus)]
        current = self.block(self.keys.path) if self._touch and self.keys.path else None
        first = [one for one in (*inside, current) if one is not None]
        return tuple(dict.fromkeys((*first, *self.blocks())))

    # ------------------------------------------------------------------ the steps
    def _show_steps(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words = self.look.words
        steps = []
        for at, page in enumerate(self.pages):
            state = page_state(page, facts)
            left = open_count(page, facts)
            title = self.around.said(page.section.title)
            shown = f"{title} {page.part}" if page.part else title
            sub = words("fill.left", n=left) if left else words(f"fill.page.{state}")
            is_here = self._touch and at == self._current
            steps.append(kit.Step(shown, sub, "current" if is_here else state))
        self._steps.show_steps(tuple(steps))

    def _lay_out(self) -> None:
        look = self.look
        steps = kit.Card(look, "form-steps-card")
        steps.body.addLayout(self.left)
        steps.body.addWidget(self._steps, 1)
        steps.setFixedWidth(_STEPS_PX)
        middle = QVBoxLayout()
        middle.setSpacing(look.space(2))
        middle.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2) if self._touch else look.space(3))
        row.addWidget(steps)
        row.addLayout(middle, 1)
        if self._touch:
            self.keys.setFixedWidth(_KEYS_PX)
            row.addWidget(self.keys)
            middle.addLayout(self.foot)
        else:
            self.keys.hide()
            self.keys.setParent(self)
            row.addLayout(self.beside)
