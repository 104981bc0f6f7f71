"""The kit's controls for facts of one thing: pairs of word and value, spans of days."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.theme.look import Look

_TODAY = 200


def page(look: Look) -> QWidget:
    """Build the page: spans well begun, near their end and over, beside a few facts."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 16, 16, 16)
    row.setSpacing(16)
    row.addWidget(_spans(look, say), 1)
    row.addWidget(_facts(look, say), 1)
    return made


def _spans(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "spans")
    card.body.addWidget(kit.Text(look, say("有效期", "How long it keeps"), "title"))
    for name, begin, end, role in (
        ("well", 180, 560, "ok"),
        ("soon", 40, 206, "warn"),
        ("over", 10, 197, "fail"),
        ("none", 200, 200, "fail"),
    ):
        bar = kit.SpanBar(look, name=f"span-{name}")
        begins, ends = say("到货", "came"), say("到期", "until then")
        bar.show_span(kit.Span(begin, end, _TODAY, end - 30, role, begins, ends), ends)
        card.body.addWidget(bar)
    card.body.addStretch()
    return card


def _facts(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "facts")
    card.body.addWidget(kit.Text(look, say("批次", "A lot"), "title"))
    pairs = kit.Pairs(look, name="pairs", columns=2)
    pairs.show_pairs(
        (
            (say("供应商", "Supplier"), "KESTREL"),
            (say("数量", "Quantity"), "500 g"),
            (say("没有的不显示", "What is not there is left out"), ""),
            (say("库位", "Place"), say("冷藏区 WH-F1，第二层", "Cold store WH-F1, second shelf")),
        )
    )
    card.body.addWidget(pairs)
    card.body.addStretch()
    return card


EXHIBITS = (Exhibit("kit-spans", ("touch", "bench"), page),)
