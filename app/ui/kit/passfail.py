"""Pass, fail or not applicable: each by colour, shape and word, and none chosen beforehand."""

from app.ui.kit.control import Control
from app.ui.kit.segmented import Option, Segmented
from app.ui.theme.look import Look

PASS, FAIL, NA = "pass", "fail", "not_applicable"


class PassFail(Control[str]):
    """`changed` carries pass, fail or not_applicable; empty is none yet.

    `says` puts other words on them.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        na: bool = True,
        says: tuple[str, str, str] = ("", "", ""),
    ) -> None:
        """`na` False offers pass and fail only."""
        super().__init__(look, name, label, "")
        words = look.words
        options = (
            Option(PASS, says[0] or words("kit.verdict.pass"), "ok", "circle-check"),
            Option(FAIL, says[1] or words("kit.verdict.fail"), "fail", "octagon-x"),
            Option(NA, says[2] or words("kit.verdict.na"), "off", "circle-slash"),
        )
        self._choice = Segmented(look, options if na else options[:2], name=name, kind="big")
        self._choice.setAccessibleName(label)
        self._choice.chosen.connect(self.commit)
        self.body.addWidget(self._choice)
        self.setFocusProxy(self._choice)

    def show_value(self, value: str) -> None:
        self._choice.choose(value)
