"""Right on touch: the number in hand, its source, keypad, the one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.ui import kit
from app.ui.screens.forms.fields.said import limits_said, pad_mode
from app.ui.screens.quality.inspecting.items import Item
from app.ui.screens.quality.inspecting.next_act import NextAct
from app.ui.screens.quality.inspecting.tools import Tools

_DIGITS = 12
WIDTH_PX = 308


class ValuePanel(kit.Card):
    """`typed` carries the text as it stands, `entered` nothing, `pressed` the key of the act."""

    typed = Signal(str)
    entered = Signal()
    pressed = Signal(str)
    photo_asked = Signal()
    more_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        look, words = tools.look, tools.look.words
        super().__init__(look, "value-panel")
        self.setFixedWidth(WIDTH_PX)
        self._tools = tools
        self._act = NextAct("", "")
        self._sample = kit.Text(look, "", "strong", "accent", elide=True)
        self._source = kit.StatusChip(look, "running", " ", name="value-source", icon="cable")
        self._number = kit.NumberField(look, "", name="value")
        self._pad = kit.Keypad(look, name="inspect-keypad", mode="signed-decimal", digits=_DIGITS)
        self._pad.typed.connect(self.typed)
        self._pad.entered.connect(lambda _: self.entered.emit())
        self._note = kit.Note(look)
        self._photo = kit.Button(
            look, words("inspect.photo"), name="defect-photo", icon="camera", size="small"
        )
        self._photo.clicked.connect(self.photo_asked)
        self._more = kit.Button(look, name="item-more", icon="ellipsis", size="small")
        self._more.named(words("inspect.more"))
        self._more.clicked.connect(self.more_asked)
        self._do = kit.Button(look, "", name="inspect-do", kind="primary")
        self._do.clicked.connect(lambda: self.pressed.emit(self._act.key))
        self._lay_out()

    def show_item(
        self, item: Item | None, path: str, typed: str, shown: str, *, is_open: bool
    ) -> None:
        """Show what is entered now: `typed`, else `shown`, which is held already.

        In a form that is not `is_open` any more nothing is typed.
        """
        is_number = item is not None and item.is_number
        for widget in (self._sample, self._number, self._pad):
            widget.setVisible(is_number and (is_open or widget is not self._pad))
        self._source.setVisible(False)
        if item is None or not is_number:
            return
        words = self.look.words
        number = path.rpartition("/")[2] if "/" in path else ""
        self._sample.say(words("inspect.sample", n=number) if number else words("inspect.value"))
        self._number.show_unit(getattr(item.place.settings, "unit", ""))
        self._number.show_limits("" if number else limits_said(item.place.settings))
        self._number.show_value(typed or shown)
        self._pad.turn_mode(pad_mode(item.place.settings))
        if self._pad.text() != typed:
            self._pad.put(typed)

    def show_source(self, said: str, icon: str, state: str = "running") -> None:
        """Say what the value comes from; empty for the keypad."""
        self._source.setVisible(bool(said))
        if said:
            self._source.show_state(state, said, icon)

    def mark(self, state: str) -> None:
        """Frame the number in red where it fails."""
        self._number.mark("fail" if state == "fail" else "")

    def show_act(self, act: NextAct) -> None:
        """Show what the button does."""
        self._act = act
        if self._do.kind != act.kind:
            self._do.become(act.kind)
        self._do.show_icon(act.icon)
        self._do.say(act.text)
        self._do.block(act.blocked)

    def busy(self, yes: bool) -> None:
        """Take no second press while the first is on its way to the disk."""
        self._do.busy(yes)

    def fail(self, sentence: str) -> None:
        """Say why a value was not taken; empty takes it back."""
        self._note.fail(sentence)

    def offer_more(self, yes: bool) -> None:
        """Offer what can be done with the item beside measuring it."""
        self._more.setVisible(yes)

    def offer_photo(self, count: int | None) -> None:
        """Offer photos where the form has a place for them; `count` are held."""
        self._photo.setVisible(count is not None)
        words = self.look.words
        self._photo.say(words("inspect.photos", n=count) if count else words("inspect.photo"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(self.look.space(1))
        head.addWidget(self._sample, 1)
        head.addWidget(self._source)
        self.body.addLayout(head)
        self.body.addWidget(self._number)
        self.body.addWidget(self._note)
        self.body.addWidget(self._pad, 1)
        self.body.addStretch()
        beside = QHBoxLayout()
        beside.setSpacing(self.look.space(1))
        beside.addWidget(self._photo, 1)
        beside.addWidget(self._more)
        self.body.addLayout(beside)
        self.body.addWidget(self._do)
