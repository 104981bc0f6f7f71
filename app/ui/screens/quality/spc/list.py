"""The characteristics that are charted, with how each stands: search, parts, the one in front.

Controls by name: `spc-search`, `spc-part` chips, the table `characteristics`.
"""

from collections.abc import Mapping

from app.capabilities.quality.charts.answers import Characteristic
from app.ui import kit
from app.ui.screens.parted_list import ALL, Parted, PartedList
from app.ui.screens.quality.spc.facts import Standing, stream_of
from app.ui.screens.quality.spc.words import SIGNS, tolerance
from app.ui.theme.look import Look

_STATES = {
    Standing.SIGNAL: "fail",
    Standing.IN_CONTROL: "ok",
    Standing.NO_LIMITS: "warn",
    Standing.SILENT: "todo",
}
_ROLES = {ALL: "", "signal": "fail", "in_control": "ok", "no_limits": "warn"}
_CHIP_PX = 124


class SpcList(PartedList):
    """`chosen` carries a `Characteristic`."""

    def __init__(self, look: Look) -> None:
        words = look.words
        self._standings: dict[str, Standing] = {}
        parted = Parted(
            name="spc",
            table="characteristics",
            named=words("spc.list"),
            search=words("spc.search"),
            empty=(words("spc.list.empty"), words("spc.list.empty_how")),
            columns=(
                kit.Column("what", words("spc.column.what"), self._what),
                kit.Column("state", words("spc.column.state"), self._state, _CHIP_PX),
            ),
            parts=tuple(_ROLES.items()),
            says=lambda part: words(f"spc.part.{part}"),
            name_of=stream_of,
            text_of=_text,
            is_in=lambda one, part: self._standings.get(stream_of(one)) == part,
        )
        super().__init__(look, parted)

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Show how each stands, by the name of its chart; they come after the list itself."""
        self._standings = dict(standings)
        self.show_again()

    def _what(self, one: Characteristic) -> kit.Coded:
        name = one.label.of(self.look.words.language)
        return kit.Coded(SIGNS.get(one.chart, one.chart), f"{name}  {tolerance(one) or one.form}")

    def _state(self, one: Characteristic) -> kit.Chip | str:
        standing = self._standings.get(stream_of(one))
        if standing is None:
            return ""
        return kit.Chip(_STATES[standing], self.look.words(f"spc.standing.{standing.value}"))


def _text(one: Characteristic) -> str:
    names = (one.label, one.form_title)
    return " ".join([one.form, one.field, one.unit, *(f"{n.zh} {n.en}" for n in names)])
