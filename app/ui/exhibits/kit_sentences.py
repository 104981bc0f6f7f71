"""The kit's controls for sentences people build, and for how often something happened by day."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.kit.slotchip import ROLES
from app.ui.theme.look import Look

_COUNTS = (0, 1, 0, 3, 2, 0, 0, 5, 1, 0, 2, 1, 0, 4)
_OTHERS = (0, 1, 1, 3, 4, 0, 0, 4, 1, 0, 2, 0, 0, 4)


def page(look: Look) -> QWidget:
    """Build the page: a sentence and its slots beside bars of a fortnight."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 16, 16, 16)
    row.setSpacing(16)
    row.addWidget(_sentences(look, say), 1)
    row.addWidget(_days(look, say), 1)
    return made


def _sentences(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "sentences")
    pieces = (
        kit.Piece(say("当", "When"), "key"),
        kit.Piece(say("", " ")),
        kit.Piece(say("表单填写完成", "a form is completed"), "accent"),
        kit.Piece(say("时，", ", ")),
        kit.Piece(say("若", "if"), "key"),
        kit.Piece(say("", " ")),
        kit.Piece(say("判定为不合格", "the verdict is fail"), "off"),
        kit.Piece(say("，", ", ")),
        kit.Piece(say("则", "then"), "key"),
        kit.Piece(say("", " ")),
        kit.Piece(say("立即通知质量主管和生产主管", "tell both heads at once"), "ok"),
        kit.Piece(say("。", ".")),
    )
    for size in ("large", "body"):
        sentence = kit.Sentence(look, name=f"sentence-{size}", size=size)
        sentence.show_pieces(pieces)
        card.body.addWidget(sentence)
    card.body.addWidget(kit.Rule(look))
    holder = QWidget()
    flow = kit.Flow(holder, look.space(1))
    for role in ROLES:
        chip = kit.SlotChip(look, name=f"slot-{role}", role=role, icon="zap")
        chip.show_slot(say("不合格", "Fail"), say("判定", "Verdict"), is_wrong=role == "warn")
        flow.addWidget(chip)
    empty = kit.SlotChip(look, name="slot-empty")
    empty.show_slot("", say("判定", "Verdict"), choose=say("请选择", "choose"))
    flow.addWidget(empty)
    card.body.addWidget(holder)
    card.body.addStretch()
    return card


def _days(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "days")
    said = say("两周内 19 次", "19 times in a fortnight")
    spark = kit.DaySpark(look, name="days-spark")
    spark.show_counts(_COUNTS, said)
    card.body.addWidget(spark)
    plain = [kit.Day(f"11-{9 + at:02}", count) for at, count in enumerate(_COUNTS)]
    both = [kit.Day(day.text, day.count, other) for day, other in zip(plain, _OTHERS, strict=True)]
    legend = (say("本草稿", "this draft"), say("生效版本", "in force"))
    for name, days, current in (("plain", plain, 7), ("both", both, -1)):
        bars = kit.DayBars(look, name=f"days-{name}", legend=legend)
        bars.show_days(days, said, current)
        card.body.addWidget(bars)
    card.body.addStretch()
    return card


EXHIBITS = (Exhibit("kit-sentences", ("touch", "bench"), page),)
