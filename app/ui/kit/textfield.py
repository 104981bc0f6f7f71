"""A line of text in a form: trimmed, of a length and pattern; typed, or keyed in a sheet."""

import re

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.keyboard import TypeSheet
from app.ui.kit.typedcontrol import TypedControl
from app.ui.theme.look import Look


class TextField(TypedControl):
    """`changed` carries the text without spaces around it; empty for none."""

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        longest: int = 0,
        pattern: str = "",
        says: str = "",
    ) -> None:
        """`longest` in signs (0: any); `pattern` a regular expression that `says` in words."""
        super().__init__(look, label, name=name, icon="keyboard")
        self._longest, self._pattern, self._says = longest, pattern, says
        self._none = Button(look, name=f"{name}-none", kind="icon", icon="x", size="small")
        self._none.clicked.connect(lambda: self.enter(""))
        if look.density.is_touch:  # its sheet takes no empty text
            self.beside(self._none.named(look.words("kit.text.none")))
        self._none.hide()
        self.hint(says)

    def read(self, typed: str) -> str:
        text = typed.strip()
        if self._longest and len(text) > self._longest:
            raise Refused("kit.text.long", n=len(text), longest=self._longest)
        if text and self._pattern and not re.fullmatch(self._pattern, text):
            raise Refused("kit.text.pattern", typed=text, says=self._says)
        return text

    def ask(self) -> None:
        words = self.look.words
        sheet = TypeSheet(
            self.look,
            self.page(),
            self.label,
            name=f"{self.name}-sheet",
            label=self._says or self.label,
            action=words("kit.done"),
        )
        sheet.entered.connect(self.enter)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
        sheet.field.put(self.edit_text())

    def show_value(self, value: str) -> None:
        super().show_value(value)
        self._none.setVisible(bool(value) and self.look.density.is_touch)
