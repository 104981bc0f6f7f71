"""Which gauge is used: chosen from those of the kind, scanned, or its number typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.forms.definition.answers import Place
from app.stations.recogniser import gauge_meant
from app.ui import kit
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.named import Named


class GaugeSheet(kit.Sheet):
    """`chosen` carries a gauge's number. Controls: `gauge-number`, `gauge-<number>`, `gauge-do`."""

    chosen = Signal(str)

    def __init__(
        self, around: Around, host: QWidget, place: Place, known: Named, now: str = ""
    ) -> None:
        """`now` is the gauge that is in use; `known` are those there are."""
        look, words = around.look, around.look.words
        super().__init__(
            look, host, words("fill.which_gauge"), name="gauge", side="centre", width=620
        )
        self._known = known
        kind = place.settings.gauge_kind
        code = f"equipment.gauge_kind.{kind}"
        named = words(code) if words.knows(code) else kind
        said = " · ".join(one for one in (around.label(place), named) if one)
        self.body.addWidget(kit.Text(look, said, "body", "ink2", wrap=True))
        offered = around.picks.get("gauge")
        for one in () if offered is None else offered(place):
            row = kit.ListRow(look, "ruler", one.title, one.sub, name=f"gauge-{one.key}")
            row.setEnabled(not one.blocked)
            row.clicked.connect(_Choose(self, one.key))
            self.body.addWidget(row)
        self._number = kit.Field(look, words("fill.gauge_number"), name="gauge-number")
        self._number.put(now)
        self._number.entered.connect(lambda _: self._give())
        self._do = kit.Button(
            look, words("fill.use_gauge"), name="gauge-do", kind="primary", icon="check"
        )
        self._do.clicked.connect(self._give)
        self.body.addWidget(self._number)
        self.buttons.addWidget(self._do, 1)
        self.closed.connect(self.deleteLater)

    def accepts(self, meaning: object) -> bool:
        """Take the label of a gauge."""
        meant = gauge_meant(meaning)  # type: ignore[arg-type]  # the window hands in a Meaning
        if meant is None:
            return False
        self.choose(self._known.gauge_of(meant.code))
        return True

    def choose(self, number: str) -> None:
        """Take a gauge by its number."""
        self.close_sheet()
        self.chosen.emit(number)

    def _give(self) -> None:
        number = self._number.text().strip()
        if number:
            self.choose(self._known.gauge_of(number))
        else:
            self._number.fail(self.look.words("fill.gauge_missing"))


class _Choose:
    def __init__(self, sheet: GaugeSheet, number: str) -> None:
        self._sheet, self._number = sheet, number

    def __call__(self) -> None:
        self._sheet.choose(self._number)
