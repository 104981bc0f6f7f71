"""How capable a process is: histogram against its limits, indices with how sure they are, in words.

No index stands bare where there are fewer than 25 readings: then only its interval is shown.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.capabilities.quality.charts.answers import ChartView
from app.capabilities.quality.process_capability.answers import CapabilityStudy, Index
from app.ui import kit
from app.ui.screens.quality.spc.words import figure, places, tolerance
from app.ui.theme.look import Look

_INDICES = ("cp", "cpk", "pp", "ppk")
_NAMES = {"cp": "Cp", "cpk": "Cpk", "pp": "Pp", "ppk": "Ppk"}


class SpcCapability(kit.Card):
    """Shows a chart once it is `studied`."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "spc-capability")
        words = look.words
        self._title = kit.Text(look, words("spc.capability"), "title")
        self._sub = kit.Text(look, "", "hint", "ink2", wrap=True)
        height = 200 if look.density.is_touch else 210
        self._histogram = kit.Histogram(look, name="spc-histogram", height=height)
        self._none = kit.Text(look, "", "body", "ink2", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(1))
        self._grid.setColumnStretch(2, 1)
        self._indices = {name: self._row(place, name) for place, name in enumerate(_INDICES)}
        self._stable = kit.Banner(look, "ok", "", name="spc-stable")
        self._normal = kit.Banner(look, "ok", "", name="spc-normal")
        for part in (self._title, self._sub, self._histogram, self._none):
            self.body.addWidget(part)
        self.body.addLayout(self._grid)
        for banner in (self._stable, self._normal):
            self.body.addWidget(banner)
        self.show_nothing(words("kit.table.loading"))

    def show_nothing(self, said: str) -> None:
        """Say why there is nothing to see."""
        self._none.say(said)
        self._none.setVisible(bool(said))
        self._sub.hide()
        self._histogram.hide()
        self._show_study(None)

    def show_view(self, view: ChartView) -> None:
        """Show a studied chart."""
        words = self.look.words
        if view.bars is None:
            counted = bool(view.charts) and not view.characteristic.chart.is_of_measurements
            code = "spc.capability.counted" if counted else "spc.signals.no_chart"
            self.show_nothing(words(code))
            return
        decimals = places(view)
        self._show_bars(view, decimals)
        study = view.study
        self._none.say(words("spc.capability.none"))
        self._none.setVisible(study is None)
        self._sub.setVisible(study is not None)
        if study is not None:
            self._sub.say(self._summary(view, study, decimals))
        self._show_study(study)

    def _show_bars(self, view: ChartView, decimals: int) -> None:
        what, bars, study = view.characteristic, view.bars, view.study
        if bars is None:
            return
        edges = bars.edges
        shown = tuple(
            kit.Bar(edges[at], edges[at + 1], count) for at, count in enumerate(bars.counts)
        )
        lines = [
            kit.HistogramLine(float(limit), f"{name} {limit:f}", "spec")
            for name, limit in (("LSL", what.lsl), ("USL", what.usl))
            if limit is not None
        ]
        mean = deviation = None
        if study is not None:
            mean, deviation = study.mean, study.sigma_overall
            lines.append(kit.HistogramLine(mean, f"x̅ {figure(mean, decimals + 1)}", "mean"))
        data = kit.HistogramData(shown, tuple(lines), mean, deviation)
        self._histogram.show_bars(data, f"{self._title.full()} {tolerance(what)}")
        self._histogram.show()

    def _summary(self, view: ChartView, study: CapabilityStudy, decimals: int) -> str:
        words, unit = self.look.words, view.characteristic.unit
        return words(
            "spc.capability.of",
            n=study.n,
            mean=f"{figure(study.mean, decimals + 1)} {unit}".strip(),
            within=figure(study.sigma_within, decimals + 2),
            overall=figure(study.sigma_overall, decimals + 2),
        )

    def _show_study(self, study: CapabilityStudy | None) -> None:
        for name, texts in self._indices.items():
            found: Index | None = None if study is None else getattr(study, name)
            for text in texts:
                text.setVisible(found is not None)
            if study is not None and found is not None:
                self._say_index(texts, found, is_small=study.is_small)
        for banner in (self._stable, self._normal):
            banner.setVisible(study is not None)
        if study is not None:
            self._stable.say(*self._stability(study))
            self._normal.say(*self._normality(study))

    def _say_index(
        self, texts: tuple[kit.Text, kit.Text, kit.Text], found: Index, *, is_small: bool
    ) -> None:
        _, value, interval = texts
        value.say("" if is_small else figure(found.value, 2))
        bounds = f"{figure(found.low, 2)} – {figure(found.high, 2)}"
        interval.say(self.look.words("spc.interval", bounds=bounds))

    def _stability(self, study: CapabilityStudy) -> tuple[str, str, str]:
        words = self.look.words
        if study.is_small:
            how = words("spc.small_how", n=study.n)
            return "warn", words("spc.small", n=study.n), how
        if study.is_stable:
            bound = figure(study.cpk_at_least, 2)
            return "ok", words("spc.stable"), words("spc.stable_how", bound=bound)
        n = study.out_of_control
        return "fail", words("spc.unstable", n=n), words("spc.unstable_how")

    def _normality(self, study: CapabilityStudy) -> tuple[str, str, str]:
        words, found = self.look.words, study.normality
        if found is None:
            return "todo", words("spc.normal.few"), ""
        p = "< 0.001" if found.p < 0.001 else f"= {found.p:.3f}"
        test = words("spc.normal.test", p=p)
        if found.is_doubtful:
            return "warn", words("spc.normal.doubtful"), test
        return "ok", words("spc.normal.fine"), test

    def _row(self, place: int, name: str) -> tuple[kit.Text, kit.Text, kit.Text]:
        look = self.look
        title = kit.Text(look, _NAMES[name], "strong")
        value = kit.Text(look, "", "figures")
        interval = kit.Text(look, "", "label", "ink2")
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, text in enumerate((title, value, interval)):
            self._grid.addWidget(text, place, column, middle)
        return title, value, interval
