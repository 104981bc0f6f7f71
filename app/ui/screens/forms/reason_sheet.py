"""Why: a sentence that is asked for before something is changed, left out or voided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.why_area import WhyArea
from app.ui.theme.look import Look


class ReasonSheet(kit.Sheet):
    """`given` carries the reason. `usual` are reasons to tap; any other is typed.

    Controls: `<name>-usual-<place>`, `<name>-why`, `<name>-do`.
    """

    given = Signal(str)

    def __init__(
        self,
        look: Look,
        host: QWidget,
        title: str,
        *,
        name: str,
        about: str = "",
        usual: tuple[str, ...] = (),
    ) -> None:
        super().__init__(look, host, title, name=name, side="centre", width=640)
        words = look.words
        self._about = kit.Text(look, about, "body", "ink2", wrap=True)
        self._about.setVisible(bool(about))
        self.body.addWidget(self._about)
        if usual:
            self.body.addWidget(self._usual(usual, name))
        self._why = WhyArea(look, words("fill.why"), name=f"{name}-why")
        self._why.changed.connect(self._show)
        self._do = kit.Button(look, title, name=f"{name}-do", kind="primary", icon="check")
        self._do.clicked.connect(self._give)
        self.body.addWidget(self._why)
        self.buttons.addWidget(self._do, 1)
        self.closed.connect(self.deleteLater)
        self._show()

    def _usual(self, usual: tuple[str, ...], name: str) -> QWidget:
        made = HuggingWidget()
        flow = kit.Flow(made, self.look.space(1))
        for place, text in enumerate(usual):
            button = kit.Button(self.look, text, name=f"{name}-usual-{place}", size="small")
            button.clicked.connect(_Put(self, text))
            flow.addWidget(button)
        return made

    def put(self, text: str) -> None:
        """Put one of the usual reasons; it can still be changed."""
        self._why.put(text)

    def _show(self, _: str = "") -> None:
        missing = "" if self._why.text().strip() else self.look.words("fill.why_missing")
        self._do.block(missing)

    def _give(self) -> None:
        reason = self._why.text().strip()
        self.close_sheet()
        self.given.emit(reason)


class _Put:
    def __init__(self, sheet: ReasonSheet, text: str) -> None:
        self._sheet, self._text = sheet, text

    def __call__(self) -> None:
        self._sheet.put(self._text)
