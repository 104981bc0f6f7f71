"""What to do without a secret that opens: forgotten, a first code, a key never here, locked."""

from PySide6.QtWidgets import QWidget

from app.ui import kit
from app.ui.theme.look import Look

_CASES = (
    ("first", "key-round"),
    ("forgotten", "life-buoy"),
    ("elsewhere", "radio-tower"),
    ("locked", "lock"),
)


class HelpSheet(kit.Sheet):
    """Says, case by case, who helps and what happens; nothing is done here."""

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("login.help"), name="help", side="centre", width=720)
        for case, icon in _CASES:
            title, text = words(f"login.help.{case}"), words(f"login.help.{case}.how")
            self.body.addWidget(
                kit.Banner(look, "todo", title, text, name=f"help-{case}", icon=icon)
            )
