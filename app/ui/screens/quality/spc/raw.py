"""The raw readings behind a point: every value that was entered, also those that were replaced."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from app.capabilities.forms.filling.answers import Tried
from app.capabilities.forms.filling.queries import tried
from app.capabilities.quality.charts.answers import Characteristic, Subgroup
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.spc.words import who
from app.ui.theme.look import Look


def raw_of(connection: Connection, what: Characteristic, filled: str) -> tuple[Tried, ...]:
    """Return what was entered at a characteristic of one filled form, place by place."""
    is_class = not what.chart.is_of_measurements and "/" in what.field
    field = what.field.rpartition("/")[0] if is_class else what.field
    every = tried(connection, filled)
    found = [one for one in every if one.path == field or one.path.startswith(f"{field}/")]
    return tuple(sorted(found, key=lambda one: (len(one.path), one.path, one.at_ms)))


class RawSheet(kit.Sheet):
    """A table of values: place, value, gauge, who, when; the last at each place counts."""

    def __init__(self, look: Look, host: QWidget, moments: Moments) -> None:
        words = look.words
        super().__init__(
            look, host, words("spc.raw.title"), name="raw-sheet", side="right", width=980
        )
        self._moments = moments
        self._latest: set[str] = set()
        self._people: Mapping[str, Bilingual] = {}
        self._about = kit.Text(look, "", "hint", "ink2", wrap=True)
        self.table: kit.DataTable[Tried] = kit.DataTable(
            look,
            (
                kit.Column("place", words("spc.raw.place"), _place, 76),
                kit.Column("value", words("spc.raw.value"), self._value, 130, right=True),
                kit.Column("gauge", words("spc.raw.gauge"), lambda one: one.gauge or "–", 90),
                kit.Column("by", words("spc.raw.by"), self._by, 190),
                kit.Column("at", words("spc.raw.at"), lambda one: moments.when(one.at_ms), 150),
                kit.Column("why", words("spc.raw.why"), self._why),
            ),
            name="raw-readings",
            accessible=words("spc.raw"),
        )
        self.table.empty_says(words("spc.raw.none"))
        self.body.addWidget(self._about)
        self.body.addWidget(self.table, 1)

    def ask(self, number: int, one: Subgroup, people: Mapping[str, Bilingual]) -> None:
        """Open about a point; its values follow in `show_values`."""
        words = self.look.words
        self._people = people
        self._about.say(words("spc.raw.about", n=number, form=one.filled, lot=one.lot or "–"))
        self.table.show_loading()
        self.open()

    def show_values(self, values: Sequence[Tried]) -> None:
        """Show what was entered."""
        self._latest = set({one.path: one.hash for one in values}.values())
        self.table.show_rows(values, [one.said for one in values])

    def _value(self, one: Tried) -> kit.Plain:
        counts = one.hash in self._latest
        colour = "ink3" if not counts else "fail" if one.passes == "fail" else "ink"
        return kit.Plain(one.said, colour, strong=counts)

    def _by(self, one: Tried) -> str:
        return who(self.look.words, self._people, one.by)

    def _why(self, one: Tried) -> kit.Plain:
        words = self.look.words
        if one.hash in self._latest:
            said = " · ".join(part for part in (words("spc.raw.counts"), one.reason) if part)
            return kit.Plain(said, "ok")
        return kit.Plain(words("spc.raw.replaced_bare"), "ink3")


def _place(one: Tried) -> str:
    return one.path.partition("/")[2] or one.path
