"""The buttons at the foot of a review: what whoever is in front may do now, one of them first."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.theme.look import Look

FIRST = (
    "approve",
    "propose",
    "verify",
    "execute",
    "begin_rework",
    "close",
    "investigate",
    "evaluate",
    "contain",
)
"""What is the one button, the first of these that may be done."""
ICONS = {
    "approve": "pen-line",
    "propose": "send",
    "verify": "scan-eye",
    "execute": "check",
    "begin_rework": "play",
    "close": "archive",
    "investigate": "search",
    "evaluate": "users",
    "contain": "hand",
    "send_back": "undo-2",
    "refuse": "x",
    "call_off": "ban",
    "take_back": "rotate-ccw",
    "void_labels": "tag",
    "capa": "git-branch",
    "extend": "calendar-clock",
    "note_cost": "database",
    "remark": "message-square",
    "record": "scroll-text",
}
_SHOWN = {True: 1, False: 2}
_ALONE = ("approve",)
"""Beside these nothing else is offered: what is less asked for lies behind the last button."""
_MORE = "more"


class ActBar(kit.Card):
    """`asked` carries an act's name. Controls: `nc-do-<act>`, `nc-do-more`."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "nc-bar", "clear")
        words = look.words
        self.body.setContentsMargins(0, 0, 0, 0)
        self._rest: tuple[str, ...] = ()
        self._note = kit.Text(look, "", "hint", elide=True)
        self._first = kit.Button(look, "", name="nc-do-first", kind="primary")
        self._first.clicked.connect(self._press_first)
        self._first_act = ""
        self._buttons: dict[str, kit.Button] = {}
        for act in (*FIRST, "send_back", "refuse"):
            kind = "danger" if act == "refuse" else "default"
            made = kit.Button(
                look, words(f"ncr_board.do.{act}"), name=f"nc-do-{act}", kind=kind, icon=ICONS[act]
            )
            made.clicked.connect(partial(self.asked.emit, act))
            self._buttons[act] = made
        self._more = kit.Button(look, name="nc-do-more", kind="icon", icon="ellipsis")
        self._more.named(words("ncr_board.more"))
        self._more.clicked.connect(partial(self.asked.emit, _MORE))
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        row.addWidget(self._more)
        for act in ("send_back", "refuse"):
            row.addWidget(self._buttons[act])
        row.addWidget(self._note, 1)
        for act in FIRST:
            row.addWidget(self._buttons[act])
        row.addWidget(self._first, 1 if look.density.is_touch else 0)
        self.body.addLayout(row)

    def rest(self) -> tuple[str, ...]:
        """Return the acts that stand behind the last button."""
        return self._rest

    def show_acts(
        self,
        acts: tuple[str, ...],
        *,
        later: frozenset[str] = frozenset(),
        blocked: str = "",
        note: str = "",
    ) -> None:
        """Show what may be done; `blocked` says on the first button why it cannot yet.

        `later` are acts that may be done but are not what comes next.
        """
        words = self.look.words
        possible = [act for act in FIRST if act in acts and act not in later]
        self._first_act = possible[0] if possible else ""
        most = 0 if self._first_act in _ALONE else _SHOWN[self.look.density.is_touch]
        beside = possible[1 : 1 + most]
        for act, button in self._buttons.items():
            button.setVisible(act in beside)
        for act in ("send_back", "refuse"):
            self._buttons[act].setVisible("send_back" in acts)
        self._first.setVisible(bool(self._first_act))
        if self._first_act:
            self._first.say(words(f"ncr_board.do.{self._first_act}"))
            self._first.show_icon(ICONS[self._first_act])
            self._first.block(blocked)
        shown = {self._first_act, *beside, "send_back", "refuse"}
        self._rest = (*(act for act in acts if act not in shown), "record")
        self._note.say(note)

    def _press_first(self, _: object = None) -> None:
        if self._first_act:
            self.asked.emit(self._first_act)


class MoreSheet(kit.Sheet):
    """The acts that come up less often. `asked` carries an act's name. Controls `nc-more-<act>`."""

    asked = Signal(str)

    def __init__(self, look: Look, host: QWidget, acts: tuple[str, ...]) -> None:
        words = look.words
        title = words("ncr_board.more")
        super().__init__(look, host, title, name="nc-more", side="right", width=440)
        for act in acts:
            row = kit.ListRow(look, ICONS[act], words(f"ncr_board.do.{act}"), name=f"nc-more-{act}")
            row.clicked.connect(partial(self._give, act))
            self.body.addWidget(row)
        self.body.addStretch()
        self.closed.connect(lambda _: self.deleteLater())

    def _give(self, act: str) -> None:
        self.close_sheet()
        self.asked.emit(act)
