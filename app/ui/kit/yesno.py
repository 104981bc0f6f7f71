"""Yes or no, neither of them beforehand."""

from app.ui.kit.control import Control
from app.ui.kit.segmented import Option, Segmented
from app.ui.theme.look import Look

YES, NO = "yes", "no"


class YesNo(Control[bool | None]):
    """`changed` carries True or False; None is no answer yet. `says` puts other words on them."""

    def __init__(
        self, look: Look, label: str, *, name: str, says: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(look, name, label, None)
        words = look.words
        options = (
            Option(YES, says[0] or words("kit.yes"), "accent", "check"),
            Option(NO, says[1] or words("kit.no"), "accent", "x"),
        )
        self._choice = Segmented(look, options, name=name, kind="big")
        self._choice.setAccessibleName(label)
        self._choice.chosen.connect(lambda key: self.commit(key == YES))
        self.body.addWidget(self._choice)
        self.setFocusProxy(self._choice)

    def show_value(self, value: bool | None) -> None:
        self._choice.choose("" if value is None else YES if value else NO)
