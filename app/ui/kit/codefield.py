"""A code of a form: scanned first, typed where the label cannot be read."""

from dataclasses import dataclass

from app.ui.kit.control import Control
from app.ui.kit.keyboard import TypeSheet
from app.ui.kit.note import Note
from app.ui.kit.scanbar import ScanBar
from app.ui.theme.look import Look


@dataclass(frozen=True, slots=True)
class Code:
    """What was read: the text, the symbology where a scanner told it, whether it was typed."""

    text: str = ""
    symbology: str = ""
    by_hand: bool = False


NO_CODE = Code()


class CodeField(Control[Code]):
    """`changed` carries a `Code`. The owner hands scans to `scanned`, and may `reject` one."""

    def __init__(self, look: Look, label: str, *, name: str, waits_for: str = "") -> None:
        """`waits_for`: what to scan, in words."""
        super().__init__(look, name, label, NO_CODE)
        self._label, self._name = label, name
        self._bar = ScanBar(look, waits_for or look.words("kit.code.scan"), name=name)
        self._bar.by_hand.connect(self.ask)
        self._kept = Note(look)
        self.body.addWidget(self._bar)
        self.setFocusProxy(self._bar)
        self.body.addWidget(self._kept)

    def scanned(self, text: str, symbology: str = "") -> bool:
        """Take what a scanner read; tell whether it was: a locked one takes nothing."""
        if not self.is_free():
            return False
        self._bar.accept(self.look.words("kit.code.taken"), text)
        self.commit(Code(text, symbology))
        return True

    def reject(self, title: str, why: str) -> None:
        """Say why what was scanned is not taken, expected against scanned; the value stays."""
        self._bar.reject(title, why)
        self.refused.emit(why)

    def ask(self) -> None:
        """Ask for the code by hand."""
        words = self.look.words
        sheet = TypeSheet(
            self.look, self.page(), self._label, name=f"{self._name}-sheet",
            label=words("kit.code.typed"), action=words("kit.done"),
        )  # fmt: skip
        sheet.entered.connect(self._typed)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def show_value(self, value: Code) -> None:
        words = self.look.words
        how = words("kit.code.by_hand") if value.by_hand else value.symbology
        said = f"{value.text} · {how}" if how else value.text
        self._kept.show_line(said, "ink", "circle-check" if value.text else "")

    def _typed(self, text: str) -> None:
        self._bar.wait()
        self.commit(Code(text, by_hand=True))
