"""The kit's grid of measurements with every state a cell may have."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look


def page(look: Look) -> QWidget:
    """Build the page: an inspection in work, and one that is signed and stays as it is."""
    say = Say(look)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(16)
    column.addWidget(_working(look, say), 3)
    column.addWidget(_signed(look, say), 2)
    return made


def _heads(say: Say, samples: int) -> kit.GridHeads:
    return kit.GridHeads(
        say("特性", "Characteristic"),
        say("规格 / 量具", "Limits / gauge"),
        say("最新值", "Latest"),
        tuple(f"#{place + 1}" for place in range(samples)),
        say("均值", "Mean"),
        say("极差", "Range"),
        say("判定", "Verdict"),
    )


def _working(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "measuring")
    card.body.addWidget(kit.Text(look, say("测量表", "Measurements"), "title"))
    grid = kit.MeasureGrid(look, _heads(say, 5), name="grid", accessible=say("测量表", "Grid"))
    grid.show_rows(_lines(say))
    grid.show_source(say("卡尺 G-02", "Caliper"), "cable")
    grid.go(1, 3)
    card.body.addWidget(grid, 1)
    return card


def _signed(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "signed")
    card.body.addWidget(kit.Text(look, say("已签署", "Signed"), "title"))
    grid = kit.MeasureGrid(
        look, _heads(say, 8), name="signed-grid", accessible=say("已签署", "Signed"), gauge=False
    )
    grid.show_rows(
        tuple(
            kit.GridRow(
                number,
                say("内径", "Bore"),
                limits="2.50 ± 0.10 mm",
                samples=tuple(kit.SampleCell(f"2.{50 + place}", "ok") for place in range(8)),
                mean=("2.54", "n = 8"),
                spread=("0.07", "n = 8"),
                state="ok",
                verdict=say("合格", "Pass"),
            )
            for number in ("C1", "C2")
        )
    )
    grid.readonly(True)
    card.body.addWidget(grid, 1)
    return card


def _lines(say: Say) -> tuple[kit.GridRow | kit.GridSection, ...]:
    high, near = say("超上限", "Too high"), say("近上限", "Near limit")
    running, out = say("进行", "Running"), say("超差", "Out")
    todo = kit.SampleCell()
    return (
        kit.GridSection(say("关键尺寸", "Dimensions"), say("每 2 h · 5 件", "Every 2 h · 5 pcs")),
        kit.GridRow(
            "C5", say("穿刺器长度", "Spike length"), say("当前 · 样件 4 / 5", "Now · sample 4 / 5"),
            "28.0 ± 1.0 mm", say("卡尺 G-02", "Caliper G-02"),
            kit.GaugeMarks(27, 28, 29), 28.34,
            (_ok("28.12"), _ok("27.96"), _ok("28.05"), kit.SampleCell("28.34"), todo),
            ("28.04", "n = 3"), ("0.16", "n = 3"), "running", running,
        ),
        kit.GridRow(
            "C6", say("外径 @ 15 mm", "Diameter @ 15 mm"), say("样件 3 / 5", "Sample 3 / 5"),
            "5.60 ± 0.10 mm", say("千分尺 G-03", "Micrometer G-03"),
            kit.GaugeMarks(5.5, 5.6, 5.7), 5.69,
            (_ok("5.61"), kit.SampleCell("5.69", "warn", near), kit.SampleCell("5.63", "busy"),
             todo, todo),
            ("5.64", "n = 3"), ("0.08", "n = 3"), "running", running,
        ),
        kit.GridSection(say("重量", "Weight"), say("秤 SC-04", "Scale SC-04")),
        kit.GridRow(
            "C7", say("穿刺器单重", "Spike weight"), say("样件 3 / 5", "Sample 3 / 5"),
            "1.90 ± 0.05 g", say("校准今日到期", "Calibration due today"),
            kit.GaugeMarks(1.85, 1.9, 1.95), 1.96,
            (kit.SampleCell("1.91", "ok", old="1.97"), _ok("1.93"),
             kit.SampleCell("1.96", "fail", high), todo, kit.SampleCell(is_locked=True)),
            ("1.93", "n = 3"), ("0.05", "n = 3"), "fail", out,
        ),
    )  # fmt: skip


def _ok(text: str) -> kit.SampleCell:
    return kit.SampleCell(text, "ok")


EXHIBITS = (Exhibit("kit-grid", ("touch", "bench"), page),)
