"""A sheet of fields in two columns: what is missing or refused is said above them, in words."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.theme.look import Look

WIDTH = 1060
_LEAST = 120
"""So much of the fields is in sight at least, in px."""

Entry = tuple[str, str, kit.Control[Any], bool]
"""Name, label, control, and whether it must be filled in."""


class _Fields(kit.Scroller):
    """As high as its fields where the sheet has room for them; else they are scrolled."""

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        inside = self.widget()
        return QSize(_LEAST, _LEAST if inside is None else inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(_LEAST, _LEAST)


class FormSheet(kit.Sheet):
    """A kind adds its fields once with `lay_fields`, and is handed in by the button `<name>-do`."""

    def __init__(self, look: Look, host: QWidget, title: str, *, name: str, icon: str) -> None:
        super().__init__(look, host, title, name=f"{name}-sheet", side="centre", width=WIDTH)
        self._name = name
        self._entries: tuple[Entry, ...] = ()
        self._fields: _Fields | None = None
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_now)
        self.frames: dict[str, kit.FieldFrame] = {}
        self.how = kit.Text(look, "", "body", "ink2", wrap=True)
        self.trouble = kit.Banner(look, "fail", "", name=f"{name}-trouble")
        self.do = kit.Button(
            look, title, name=f"{name}-do", kind="primary", icon=icon, size="normal"
        )
        self.body.addWidget(self.how)
        self.body.addWidget(self.trouble)
        self.buttons.addWidget(self.do, 1)

    def lay_fields(self, entries: Sequence[Entry]) -> None:
        """Lay the fields out, two a line."""
        self._entries = tuple(entries)
        look = self.look
        inside = HuggingWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look.space(1), 0)
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(2))
        for place, (key, label, control, required) in enumerate(self._entries):
            frame = kit.FieldFrame(look, label, name=f"{self._name}-{key}", required=required)
            frame.hold(control)
            self.frames[key] = frame
            grid.addWidget(frame, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._fields = _Fields(look, f"{self._name}-scroll", inside)
        self.body.addWidget(self._fields, 1)

    def begin(self, how: str, title: str = "") -> None:
        """Open empty; `how` says what it is about, `title` what it does where that varies."""
        if title:
            self._title.say(title)
            self.do.say(title)
        for _, _, control, _ in self._entries:
            control.clear()
        self.how.say(how)
        self.trouble.hide()
        self.do.busy(False)
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not, above the fields."""
        self.warn(self.look.words.refusal(refused), "fail")

    def warn(self, text: str, state: str = "warn") -> None:
        """Say what is to be done first."""
        self.do.busy(False)
        self.trouble.say(state, text)
        self.trouble.show()
        self.fit()

    def fit(self) -> None:
        """Take the height that what is now said needs, once it is laid out."""
        self._fitting.start()

    def _fit_now(self) -> None:
        if self._fields is not None:
            self._fields.updateGeometry()  # a scroll area does not tell what grew inside it
        self._settle()

    def is_ready(self) -> bool:
        """Take what is being typed; tell whether nothing is missing, else say what is."""
        controls = [control for _, _, control, _ in self._entries]
        for control in controls:
            control.take()
        if any(control.refusal() for control in controls):
            return False
        missing = [
            label for _, label, control, must in self._entries if must and not filled(control)
        ]
        words = self.look.words
        if missing:
            self.warn(words("lots.fill_in", fields=words("orders.comma").join(missing)))
        return not missing


def filled(control: kit.Control[Any]) -> bool:
    """Tell whether something was entered."""
    return not control.is_empty()
