"""The keypad beside a page on touch: it types one number after another, the next that is missing.

At the bench it is away; what stands half typed is kept here for both.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Typed
from app.ui.screens.forms.grid_view import GridView
from app.ui.screens.forms.key_panel import KeyPanel

Block = FieldView | GridView
"""What fills one field of a page, or a grid of several."""


class PageKeys(QObject):
    """`typed` carries a `Typed`; `blocks` tells what stands on the page now.

    `drafts` is what stands half typed, by place.
    """

    typed = Signal(object)

    def __init__(
        self, around: Around, page: QWidget, blocks: Callable[[], tuple[Block, ...]]
    ) -> None:
        super().__init__(page)
        self._touch = around.look.density.is_touch
        self._blocks = blocks
        self._facts: FillFacts | None = None
        self.drafts: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self.panel = KeyPanel(around)
        self.panel.entered.connect(self._entered)
        self.panel.typed.connect(self._typed)

    @property
    def path(self) -> str:
        """Return the place that is typed."""
        return self.panel.path

    def show_facts(self, facts: FillFacts) -> None:
        """Know how the form stands now; what was sent and is on disk is waited for no more."""
        self._facts = facts
        self._sent = {path: text for path, text in self._sent.items() if not self._is_held(path)}

    def turn(self) -> None:
        """Go to the next number that is missing on this page; away where none is."""
        if not self._touch or self._facts is None:
            return
        paths = tuple(path for block in self._blocks() for path in block.numbers())
        self.panel.setVisible(bool(paths))
        if not paths:
            return
        if self.path in paths and self._wants(self.path):
            return
        missing = next((path for path in paths if self._wants(path)), "")
        if missing or self.path not in paths:
            self.turn_to(missing or paths[0])

    def turn_to(self, path: str) -> None:
        """Go to a number."""
        if self._facts is None:
            return
        place = self._facts.filled.place(path)
        if place is None or not self._touch:
            return
        self.panel.turn_to(place, self._facts, self.drafts.get(path, ""))
        for block in self._blocks():
            block.turn_to(path)

    def fail(self, path: str, sentence: str) -> None:
        """Say why a number was not taken; it comes back with what was typed."""
        sent = self._sent.pop(path, None)
        if sent is not None:  # the keypad has gone on
            self.drafts[path] = sent
            self.turn_to(path)
        if self.path == path:
            self.panel.fail(sentence)

    def forget(self, path: str) -> None:
        """Forget what was typed at a place: it was taken back."""
        self._sent.pop(path, None)
        self.drafts.pop(path, None)
        self.turn()

    def _wants(self, path: str) -> bool:
        return path not in self._sent and not self._is_held(path)

    def _is_held(self, path: str) -> bool:
        held = None if self._facts is None else self._facts.filled.held.get(path)
        return held is not None and not held.awaits_retest

    def _typed(self, number: object) -> None:
        path, text = number.path, number.text  # type: ignore[attr-defined]  # a Number
        self.drafts[path] = text
        self.typed.emit(Typed(path, text))

    def _entered(self, number: object) -> None:
        path, text = number.path, number.text  # type: ignore[attr-defined]  # a Number
        key = path.partition("/")[0]
        block = next((one for one in self._blocks() if key in one.keys), None)
        self.drafts.pop(path, None)
        if isinstance(block, FieldView):
            place = block.around.layout.place(path)
            is_whole = place is not None and place.kind.code == "integer"
            self._sent[path] = text
            block.control.hand_in(int(text) if is_whole else text, path)
            self.turn()
