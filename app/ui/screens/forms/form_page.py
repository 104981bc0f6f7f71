"""A form being filled: its pages, the block of each field, the keypad; one renderer for all.

Touch shows one page at a time beside the steps and the keypad; the bench all sections below each
other, two columns wide. Fields are built a few at a time, so that nobody waits for the last.
"""

import time
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Place
from app.stations.weighing import Live
from app.ui import kit
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.forms.grid_view import GridView
from app.ui.screens.forms.page_keys import Block, PageKeys
from app.ui.screens.forms.pages import Page, Progress, is_grid, pages, runs
from app.ui.screens.forms.section_card import SectionCard

_STEPS_PX, _KEYS_PX = 262, 300
_TURN_S = 0.004
"""How long fields are built before the window gets its turn: with the painting it stays smooth."""
_WIDE = frozenset({"table", "checklist", "rich_note", "multiline", "photo", "defect_map"})
"""Kinds that take a whole line at the bench."""


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
        self._building: deque[Callable[[], None]] = deque()
        self._card: SectionCard | None = None
        self._live: Live | None = None
        self._sought = ""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._build_next)
        self._reveal = QTimer(self, singleShot=True, interval=0)
        self._reveal.timeout.connect(self._show_sought)
        self._steps = kit.StepList(self.look, name="form-steps")
        self._steps.chosen.connect(self.show_page)
        self._scroll = kit.Scroller(self.look, "form-scroll")
        self._keys = PageKeys(around, self, self.blocks)
        self._keys.typed.connect(self.typed)
        self.keys = self._keys.panel
        self.foot = QHBoxLayout()
        self.foot.setSpacing(self.look.space(2))
        self.left = QVBoxLayout()
        self.beside = QVBoxLayout()
        self._lay_out()

    # ------------------------------------------------------------------ showing
    def show_facts(self, facts: FillFacts) -> None:
        """Show how the form stands now; the first time, build it."""
        is_first, self._facts = self._facts is None, facts
        self._keys.show_facts(facts)
        if is_first:
            self._show_steps()
            self._begin()
            self._later.start()  # what stands around it is painted first
            return
        for block in self.blocks():
            block.show_facts(facts)
        self._show_steps()
        self._keys.turn()

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
        return self._facts is not None and not self._building

    @property
    def is_last(self) -> bool:
        """Tell whether no page comes after this one."""
        return self._current + 1 >= len(self.pages)

    def show_page(self, place: int) -> None:
        """Turn to a page."""
        self._current = max(0, min(place, len(self.pages) - 1))
        if self._touch:
            self._begin()
            self._build_next()
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
        self._sought = path
        self._reveal.start()

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Bring back what stood half typed when the form was left."""
        self._keys.drafts = dict(drafts)
        for path, text in drafts.items():
            if not self._touch:
                self.retype(path, text)

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
        self._keys.fail(path, sentence)

    def restore(self, path: str) -> None:
        """Show what is held at a place again: what was typed there was taken back."""
        block = self.block(path)
        if block is not None:
            block.restore()
        self._keys.forget(path)

    def hear(self, heard: Heard, *, only_meant: bool = False) -> bool:
        """Let the field in focus take what a device sent, else the first still empty that does.

        A label of our own goes to the fields it is meant for before any other; with `only_meant`
        to no other, but the one in focus.
        """
        near = self._nearest()
        rest = [block for block in self.blocks() if block not in near and block.waits()]
        meant = [block for block in rest if block.is_meant(heard)]
        others = () if only_meant else rest
        return any(block.hear(heard) for block in dict.fromkeys((*near, *meant, *others)))

    def take(self) -> tuple[str, str] | None:
        """Take everything that stands half typed; return where and why that cannot be."""
        self.keys.take()
        for block in self.blocks():
            why = block.take()
            if why:
                return block.keys[0], why
        return None

    def show_live(self, live: Live) -> None:
        """Let fields that weigh show what the scale says now."""
        self._live = live
        for block in self.blocks():
            if isinstance(block, FieldView):
                block.control.show_live(live)

    # ------------------------------------------------------------------ building
    def _begin(self) -> None:
        """Build the page in front, at the bench all of them, a few fields at a turn."""
        self._blocks = {}
        inside = QWidget()
        inside.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # it grows, nothing in it moves
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(3))
        self._column.addStretch()
        self._scroll.setWidget(inside)
        shown = self.pages[self._current : self._current + 1] if self._touch else self.pages
        self._building = deque(
            partial(self._build, page, run) for page in shown for run in runs(page, self._touch)
        )
        self._card = None

    def _build_next(self) -> None:
        """Build as much as one turn has time for: who types meanwhile is not kept waiting."""
        until = time.perf_counter() + _TURN_S
        while self._building:
            self._building.popleft()()
            if time.perf_counter() > until:
                break
        self._keys.turn()
        if self._building:
            self._later.start()
        elif self._sought:
            self._reveal.start()

    def _new_card(self, page: Page) -> SectionCard:
        title = self.around.said(page.section.title)
        said = f"{title} · {page.part}" if page.part else title
        made = SectionCard(self.look, page, said, f"section-{self.pages.index(page)}")
        self._column.insertWidget(self._column.count() - 1, made)
        made.show()
        return made

    def _build(self, page: Page, run: tuple[Place, ...]) -> None:
        if self._card is None or self._card.page is not page:
            self._card = self._new_card(page)
        block = self._make(run)
        self._card.put(block, is_wide=is_grid(run) or run[0].kind.code in _WIDE)
        self._building.appendleft(partial(self._fill, block))
        if isinstance(block, GridView) and self._facts is not None:
            block.prepare(self._facts)  # a grid takes a turn to be made, and one to be filled

    def _fill(self, block: Block) -> None:
        assert self._facts is not None  # nothing is built before
        block.show_facts(self._facts)
        if self._live is not None and isinstance(block, FieldView):
            block.control.show_live(self._live)
        for path, text in self._keys.drafts.items():
            if text and not self._touch and path.partition("/")[0] in block.keys:
                block.retype(path, text)

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
        block.turned.connect(self._keys.turn_to)
        return block

    def _show_sought(self) -> None:
        """Bring what was gone to in sight, once the page knows how high everything is."""
        block, path = self.block(self._sought), self._sought
        if block is None and self._building:
            return  # it comes once it is built
        self._sought = ""
        if block is not None:
            self._bring(block)
            if path in block.numbers():
                self._keys.turn_to(path)
            block.focus(path)

    def _bring(self, block: Block) -> None:
        """Scroll to a block: the first of its section to the section's head."""
        card = block.parentWidget()
        while card is not None and not isinstance(card, SectionCard):
            card = card.parentWidget()
        if card is not None and card.page.keys[0] in block.keys:
            self._scroll.verticalScrollBar().setValue(card.y())
        else:
            self._scroll.ensureWidgetVisible(block, 0, self.look.space(5))

    def _nearest(self) -> tuple[Block, ...]:
        focus = self.window().focusWidget()
        inside = [one for one in self.blocks() if focus is not None and one.isAncestorOf(focus)]
        current = self.block(self.keys.path) if self._touch and self.keys.path else None
        return tuple(dict.fromkeys(one for one in (*inside, current) if one is not None))

    # ------------------------------------------------------------------ the steps
    def _show_steps(self) -> None:
        facts = self._facts
        if facts is None:
            return
        words = self.look.words
        steps, progress = [], Progress(facts)
        for at, page in enumerate(self.pages):
            state, left = progress.state(page), progress.left(page)
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
