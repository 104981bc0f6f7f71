"""The kit's controls for what is wrong: photos, a map of marks, counts, the most frequent first."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.exhibits.kit_more import drawn_part
from app.ui.theme.look import Look


def page(look: Look) -> QWidget:
    """Build the page."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 16, 16, 16)
    row.setSpacing(16)
    row.addWidget(_map(look, say), 1)
    column = QVBoxLayout()
    column.setSpacing(16)
    column.addWidget(_photos(look, say))
    column.addWidget(_counts(look, say), 1)
    row.addLayout(column, 1)
    return made


def _map(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "map-card")
    card.body.addWidget(kit.Text(look, say("缺陷分布 C8", "Where the defects are · C8"), "title"))
    options = (
        kit.Option("flash", say("飞边", "Flash"), "fail"),
        kit.Option("short", say("缺料", "Short shot"), "hold"),
        kit.Option("speck", say("黑点", "Speck"), "warn"),
    )
    made = kit.DefectMap(look, options, name="map")
    made.show_picture(drawn_part(), say("滴斗", "Drip chamber"))
    made.show_marks(
        (
            kit.MapMark(0.42, 0.3, "flash", say("件 47 · 模腔 2", "pc 47 · cavity 2")),
            kit.MapMark(0.52, 0.62, "flash", say("件 112 · 模腔 2", "pc 112 · cavity 2")),
            kit.MapMark(0.5, 0.95, "speck", say("件 158 · 模腔 4", "pc 158 · cavity 4")),
            kit.MapMark(0.6, 0.45),
        )
    )
    made.select(1)
    card.body.addWidget(made, 1)
    return card


def _photos(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "photos-card")
    strip = kit.PhotoStrip(look, name="photos", most=4, add=say("拍照", "Take a photo"))
    strip.show_photos((kit.Photo(drawn_part(), say("飞边", "Flash")), kit.Photo(b"", "?")))
    card.body.addWidget(strip)
    full = kit.PhotoStrip(look, name="signed-photos", readonly=True)
    full.show_photos((kit.Photo(drawn_part(), say("飞边", "Flash")),))
    card.body.addWidget(full)
    return card


def _counts(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "counts-card")
    items = (
        kit.CountItem("flash", say("飞边", "Flash"), 2, "F1"),
        kit.CountItem("short", say("缺料", "Short"), 0, "F2"),
        kit.CountItem("speck", say("黑点", "Speck"), 11, "F3"),
    )
    card.body.addWidget(kit.CountBoxes(look, items, name="tally", columns=2))
    bars = kit.ParetoBars(look, name="pareto", height=180)
    causes = (
        kit.ParetoItem(say("黑点", "Specks"), 11),
        kit.ParetoItem(say("飞边", "Flash"), 24),
        kit.ParetoItem(say("缺料", "Short"), 5),
        kit.ParetoItem(say("其他", "Other"), 7, is_rest=True),
        kit.ParetoItem(say("变形", "Warp"), 3),
    )
    bars.show_items(causes, say("本月缺陷", "Defects this month"))
    card.body.addWidget(bars, 1)
    return card


EXHIBITS = (Exhibit("kit-defects", ("touch", "bench"), page),)
