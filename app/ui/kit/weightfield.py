"""A weight of a form: what the scale shows now, a button to take it, and what was taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.decimalfield import plain_text
from app.ui.kit.livevalue import SMALL_PX, LiveValue
from app.ui.kit.note import Note
from app.ui.theme.look import Look


class WeightField(Control[str]):
    """`taken` and `by_hand` are pressed; the owner reads the device and `accept`s decimal text.

    Until `show_live` has said that the figure may be used, the button says why it waits.
    """

    taken = Signal()
    by_hand = Signal()

    def __init__(self, look: Look, label: str, *, name: str, unit: str = "") -> None:
        super().__init__(look, name, label, "")
        words = look.words
        self._unit = unit
        self._live = LiveValue(look, label, name=f"{name}-live", figure_px=SMALL_PX)
        self._take = Button(
            look, words("kit.weight.take"), name=f"{name}-take", kind="primary", icon="check",
            size="normal",
        )  # fmt: skip
        self._take.clicked.connect(self.taken)
        self._hand = Button(look, words("kit.scan.by_hand"), name=f"{name}-hand", icon="keyboard")
        self._hand.clicked.connect(self.by_hand)
        self._kept = Note(look)
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self._hand)
        row.addWidget(self._take, 1)
        self.body.addWidget(self._live)
        self.body.addLayout(row)
        self.body.addWidget(self._kept)
        self.setFocusProxy(self._take)
        self.show_live("", "todo", words("kit.weight.waits"), waits=words("kit.weight.waits"))

    def show_live(
        self, figure: str, state: str, said: str, sub: str = "", *, waits: str = ""
    ) -> None:
        """Show what the device says now, how far it may be trusted; `waits`: why not to take it."""
        self._live.show_value(figure, self._unit)
        self._live.show_state(state, said, sub)
        self._take.block(waits)

    def accept(self, value: str) -> None:
        """Take a weight as decimal text, as the owner read it."""
        self.commit(value)

    def offer_by_hand(self, yes: bool) -> None:
        """Tell whether a weight may be typed."""
        self._hand.setVisible(yes)

    def show_value(self, value: str) -> None:
        shown = f"{plain_text(value)} {self._unit}".strip() if value else ""
        said = self.look.words("kit.weight.taken", amount=shown) if shown else ""
        self._kept.show_line(said, "ok", "circle-check" if said else "")
