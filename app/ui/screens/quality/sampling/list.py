"""What is sampled and how hard: search, parts, the one in front.

Controls by name: `sampling-search`, `sampling-part` chips, the table `sampled`.
"""

from app.capabilities.quality.sampling.answers import Severity
from app.ui import kit
from app.ui.screens.parted_list import ALL, Parted, PartedList
from app.ui.screens.quality.sampling.facts import SamplingLine
from app.ui.screens.quality.sampling.words import DUE, STOPPED, is_due, severity_word, state_of
from app.ui.theme.look import Look

_ROLES = {
    ALL: "",
    STOPPED: "fail",
    Severity.TIGHTENED.value: "warn",
    Severity.REDUCED.value: "accent",
    DUE: "hold",
}
_CHIP_PX = 132


class SamplingList(PartedList):
    """`chosen` carries a `SamplingLine`."""

    def __init__(self, look: Look) -> None:
        words = look.words
        parted = Parted(
            name="sampling",
            table="sampled",
            named=words("sampling_state.list"),
            search=words("sampling_state.search"),
            empty=(words("sampling_state.list.empty"), words("sampling_state.list.empty_how")),
            columns=(
                kit.Column("of", words("sampling_state.column.of"), _of),
                kit.Column("state", words("sampling_state.column.state"), self._state, _CHIP_PX),
            ),
            parts=tuple(_ROLES.items()),
            says=lambda part: words(f"sampling_state.part.{part}"),
            name_of=lambda one: one.stream,
            text_of=_text,
            is_in=_is_in,
        )
        super().__init__(look, parted)

    def _state(self, one: SamplingLine) -> kit.Chip:
        stopped = one.is_discontinued
        state, icon = state_of(one.severity, is_discontinued=stopped)
        said = severity_word(self.look.words, one.severity, is_discontinued=stopped)
        return kit.Chip(state, said, icon=icon)


def _text(one: SamplingLine) -> str:
    return " ".join((one.of, one.form, one.title.zh, one.title.en))


def _of(one: SamplingLine) -> kit.Coded:
    material, _, supplier = one.of.partition("@")
    return kit.Coded(material, supplier or one.form)


def _is_in(one: SamplingLine, part: str) -> bool:
    if part == DUE:
        return is_due(one)
    if part == STOPPED:
        return one.is_discontinued
    return one.severity == part and not one.is_discontinued
