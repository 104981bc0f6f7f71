"""The kit's controls for measuring: gauge, samples, control chart, histogram."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look

_MEANS = (
    27.94, 28.04, 28.08, 27.98, 27.93, 28.02, 28.05, 28.09, 27.94, 27.93, 28.06, 28.02,
    28.11, 28.07, 28.13, 28.16, 28.18, 27.98, 27.95, 28.24, 28.05,
)  # fmt: skip
_RANGES = (
    0.22, 0.33, 0.33, 0.31, 0.32, 0.34, 0.37, 0.41, 0.36, 0.17, 0.39, 0.19,
    0.31, 0.21, 0.30, 0.37, 0.33, 0.66, 0.31, 0.18, 0.24,
)  # fmt: skip
_COUNTS = (1, 3, 8, 17, 31, 40, 36, 24, 12, 5, 2, 1)


def page(look: Look) -> QWidget:
    """Build the page: what an inspection shows of one characteristic, and its charts."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 16, 16, 16)
    row.setSpacing(16)
    row.addWidget(_characteristic(look, say), 1)
    row.addWidget(_charts(look, say), 1)
    return made


def _characteristic(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "characteristic")
    card.body.addWidget(kit.Text(look, say("内孔直径", "Bore diameter"), "title"))
    strip = kit.SampleStrip(look, name="samples", columns=4)
    values = ("2.51", "2.49", "2.53", "2.50", "2.47", "2.52")
    samples = [kit.Sample(f"#{place + 1}", value) for place, value in enumerate(values)]
    samples += [
        kit.Sample("#7", "2.58", "warn", old="2.61"),
        kit.Sample("#8", "2.64", "fail"),
        kit.Sample("#9"),
        kit.Sample("#10"),
    ]
    strip.show_samples(tuple(samples), current=7)
    card.body.addWidget(strip)
    marks = kit.GaugeMarks(2.40, 2.50, 2.60, "LSL 2.40", "2.50", "USL 2.60")
    for name, value, shown in (
        ("out", 2.64, "2.64 mm"),
        ("near", 2.59, "2.59 mm"),
        ("in", 2.5, ""),
    ):
        gauge = kit.LimitGauge(look, name=f"gauge-{name}", accessible=say("内孔直径", "Bore"))
        gauge.show_limits(marks)
        gauge.show_value(value, shown)
        card.body.addWidget(gauge)
    for name, one in (
        ("pull", kit.GaugeMarks(low=15, low_said="≥ 15 N")),
        ("free", kit.GaugeMarks()),
        ("equal", kit.GaugeMarks(3, 3, 3, "3", "", "")),
    ):
        gauge = kit.LimitGauge(look, name=f"gauge-{name}", accessible=say("接头拉力", "Pull"))
        gauge.show_limits(one)
        gauge.show_value(17.4, "17.4 N")
        card.body.addWidget(gauge)
    card.body.addStretch()
    return card


def _charts(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "charts")
    title = say("均值-极差图 · C5 穿刺器长度", "Mean and range · C5 spike length")
    chart = kit.ControlChart(look, name="chart", title=say("均值-极差图", "Mean and range"))
    chart.add(kit.StatusChip(look, "fail", say("失控", "Out of control")))
    chart.show_chart(_mean_and_range(say), title)
    chart.show_current(16)
    card.body.addWidget(chart, 3)
    histogram = kit.Histogram(look, name="histogram", height=150)
    histogram.show_bars(_frequencies(say), say("180 个长度", "180 lengths"))
    card.body.addWidget(histogram, 1)
    return card


def _mean_and_range(say: Say) -> kit.ChartData:
    trend = say("连续 6 点上升", "6 points rising")
    beyond = say("超出 3σ", "Beyond 3σ")

    def facts(place: int) -> tuple[str, ...]:
        value = say(f"均值 {_MEANS[place]:.2f} mm", f"Mean {_MEANS[place]:.2f} mm")
        spread = say(f"极差 {_RANGES[place]:.2f} mm", f"Range {_RANGES[place]:.2f} mm")
        return (say(f"子组 {place + 1}", f"Subgroup {place + 1}"), value, spread)

    return kit.ChartData(
        (
            kit.ChartPanel(
                _MEANS,
                say("均值", "Mean"),
                kit.ChartLine(28.21, "UCL 28.21"),
                kit.ChartLine(28.02, "CL 28.02"),
                kit.ChartLine(27.83, "LCL 27.83"),
                spec=(kit.ChartLine(28.30, "USL 28.30"),),
                marks=(kit.RuleMark(16, "3", trend), kit.RuleMark(19, "1·5", beyond)),
                zones=True,
            ),
            kit.ChartPanel(
                _RANGES,
                say("极差", "Range"),
                kit.ChartLine([0.70] * 10 + [0.62] * 11, "UCL 0.62"),
                kit.ChartLine(0.33, "CL 0.33"),
                kit.ChartLine(0.0, "0"),
                marks=(kit.RuleMark(17, "1", beyond),),
            ),
        ),
        label=lambda place: f"11-{place % 30 + 1:02d} {place % 24:02d}:00",
        facts=facts,
        divider=8,
        pending=20,
        phases=(say("第一阶段", "Phase I"), say("第二阶段", "Phase II")),
    )


def _frequencies(say: Say) -> kit.HistogramData:
    bars = tuple(
        kit.Bar(27.7 + place * 0.05, 27.75 + place * 0.05, count)
        for place, count in enumerate(_COUNTS)
    )
    lines = (
        kit.HistogramLine(27.75, "LSL"),
        kit.HistogramLine(28.25, "USL"),
        kit.HistogramLine(27.98, say("均值 27.98", "Mean 27.98"), "mean"),
    )
    return kit.HistogramData(bars, lines, 27.98, 0.1)


EXHIBITS = (Exhibit("kit-measure", ("touch", "bench"), page),)
