"""The right side of the execute screen: good or scrap, the number, the keypad, the next thing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.quantity import plain
from app.ui.kit import Button, Card, Keypad, NumberField, Option, Segmented
from app.ui.moments import Moments
from app.ui.screens.production.amount_sheet import AmountSheet
from app.ui.screens.production.at_work import AtWork
from app.ui.screens.production.entry import GOOD, SCRAP, Entry, Next
from app.ui.theme.look import Look

_ACTS = ("start", "resume", "report")
_ICONS = {"start": "play", "resume": "play", "report": "check"}


class EntryPanel(Card):
    """Emits what the person means; the screen decides what becomes of it."""

    typed = Signal(str)
    kind_chosen = Signal(str)
    when_asked = Signal()
    pressed = Signal(str)
    """`start`, `resume` or `report`."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "entry")
        words = look.words
        self._moments = moments
        self._which = Segmented(
            look,
            (
                Option(GOOD, words("execute.good"), "ok"),
                Option(SCRAP, words("execute.scrap"), "fail"),
            ),
            name="kind",
        )
        self._which.chosen.connect(self.kind_chosen)
        self._number = NumberField(look, words("execute.quantity"), name="amount")
        self._when = Button(look, "", name="when", kind="ghost", icon="history", size="small")
        self._when.clicked.connect(self.when_asked)
        self.keypad = Keypad(look, name="keypad")
        self.keypad.typed.connect(self.typed)
        self.keypad.entered.connect(self._enter)
        self._acts = QStackedWidget()
        self._buttons: dict[str, Button] = {}
        for act in _ACTS:
            button = Button(look, "", name=act, kind="primary", icon=_ICONS[act])
            button.clicked.connect(lambda _=False, act=act: self.pressed.emit(act))
            self._buttons[act] = button
            self._acts.addWidget(button)
        self._nothing = QWidget()
        self._acts.addWidget(self._nothing)
        self._acts.setFixedHeight(max(look.density.primary, 48))
        self._act, self._unit = "report", ""
        for part in (self._which, self._number, self._when):
            self.body.addWidget(part)
        self.body.addWidget(self._entry_of(look), 1)
        self.body.addWidget(self._acts)
        if not look.density.is_touch:
            self.keypad.setMaximumHeight(self.keypad.sizeHint().height() + 60)
            self.body.addStretch()

    def _entry_of(self, look: Look) -> QWidget:
        """Return the keypad, or for gloves the button that opens a larger one."""
        if look.density.name != "glove":
            return self.keypad
        self.keypad.setParent(self)
        self.keypad.hide()
        button = Button(look, look.words("execute.amount_enter"), name="amount-enter", kind="key")
        button.clicked.connect(self._open_large)
        return button

    def _open_large(self) -> None:
        sheet = AmountSheet(self.look, self.window(), self.keypad.text(), self._unit)
        sheet.typed.connect(self.keypad.put)
        sheet.typed.connect(self.typed)
        sheet.open()

    def show_entry(self, at: AtWork, entry: Entry, coming: Next) -> None:
        """Show what was typed, what may be typed, and what comes next."""
        words, unit = self.look.words, str(self.look.words.of(at.task.unit))
        self._which.choose(entry.kind)
        if self.keypad.text() != entry.digits:
            self.keypad.put(entry.digits)
        self._unit = unit
        self._number.show_unit(unit)
        here = plain(at.task.tally.here)
        self._number.show_limits(words("execute.open", n=here))
        self._number.show_value(entry.digits)
        self._number.mark("fail" if coming.blocked == "more_than_open" else "")
        self._show_when(at, entry)
        self._show_act(entry, coming, unit)

    def wait(self) -> None:
        """Offer nothing until it is known what comes next."""
        self._acts.setCurrentWidget(self._nothing)

    def busy(self, yes: bool) -> None:
        """Take no second press while the first is on its way to the disk."""
        for button in self._buttons.values():
            button.busy(yes)

    def _show_when(self, at: AtWork, entry: Entry) -> None:
        """Say when it happened; just now, unless somebody says otherwise."""
        words = self.look.words
        said = words("execute.when.now")
        if entry.occurred_ms:
            said = words("execute.happened", when=self._moments.when(entry.occurred_ms))
        self._when.say(said)
        self._when.setVisible(at.task.state == "running")

    def _show_act(self, entry: Entry, coming: Next, unit: str) -> None:
        words = self.look.words
        self._act = coming.act
        button = self._buttons[coming.act]
        said = words(f"execute.{coming.act}")
        if coming.act == "report" and entry.amount > 0:
            kind = "scrap" if entry.kind == SCRAP else "good"
            said = words(f"execute.report_{kind}", n=plain(entry.amount), unit=unit)
        button.say(said)
        reason = words(f"execute.blocked.{coming.blocked}", n=coming.fact) if coming.blocked else ""
        button.block(reason)
        self._acts.setCurrentWidget(button)

    def _enter(self, _text: str) -> None:
        button = self._buttons[self._act]
        if button.isEnabled():
            self.pressed.emit(self._act)
