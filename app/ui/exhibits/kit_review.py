"""The kit's controls for deciding together: a board of cards, parts of a whole, whose turn."""

from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.exhibits.exhibit import Exhibit, Say
from app.ui.exhibits.kit_more import drawn_part
from app.ui.theme.look import Look

_WHOLE = Decimal(500)


def page(look: Look) -> QWidget:
    """Build the page: the board at the left, what is decided about one card at the right."""
    say = Say(look)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 16, 16, 16)
    row.setSpacing(16)
    left = QVBoxLayout()
    left.addWidget(_board(look, say), 2)
    left.addWidget(_ranked(look, say), 1)
    row.addLayout(left, 5)
    row.addWidget(_decided(look, say), 6)
    return made


def _board(look: Look, say: Say) -> kit.Board:
    columns = (
        kit.BoardColumn("open", say("登记", "Open"), "circle-dot"),
        kit.BoardColumn("held", say("已隔离", "Held"), "hand", "hold"),
        kit.BoardColumn("review", say("评审", "Review"), "users", "accent"),
    )
    board = kit.Board(look, columns, name="board")
    days = say("天", "d")
    cards = (
        kit.BoardCard(
            "a", "open", "N-0026", say("飞边", "Flash"), "IM-01 · 20", say("12 件", "12 pcs"), "2 h"
        ),
        kit.BoardCard(
            "b", "held", "N-0024", say("超上限", "Too large"), "IM-01 · 20", "1,180", f"3 {days}"
        ),
        kit.BoardCard(
            "c",
            "review",
            "N-0021",
            say("封口空隙", "Gap in the seal"),
            "SL-01 · 110",
            say("500 件", "500 pcs"),
            f"2 {days}",
            "warn",
            say("超期 1 天", "1 day late"),
            "clock",
        ),
        kit.BoardCard(
            "d", "review", "N-0016", say("缺料", "Short shot"), "IM-01 · 20", "35", "9 h"
        ),
    )
    board.show_cards(cards, "c")
    return board


def _ranked(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "ranked")
    bars = kit.RankBars(look, name="rank")
    counted = (("飞边", "Flash", 14), ("封口空隙", "Gap in the seal", 11), ("黑点", "Speck", 3))
    items = [kit.ParetoItem(say(zh, en), count) for zh, en, count in counted]
    items.append(kit.ParetoItem(say("其他", "Others"), 5, is_rest=True))
    bars.show_items(items)
    card.body.addWidget(bars)
    return card


def _decided(look: Look, say: Say) -> QWidget:
    card = kit.Card(look, "decided")
    photos = kit.PhotoRow(look, name="photos", most=3)
    captions = (
        say("封口左侧", "Seal, left side"),
        say("放大", "Enlarged"),
        say("隔离区", "Hold area"),
        "4",
    )
    photos.show_photos(tuple(kit.Photo(drawn_part(), caption) for caption in captions))
    card.body.addWidget(photos)
    card.body.addWidget(_tiles(look, say))
    for name, parts in (("split", (320, 160)), ("whole", (400, 90, 6, 4))):
        bar = kit.SplitBar(look, name=name)
        words = (say("返工", "Rework"), say("报废", "Scrap"), say("降级", "Downgrade"), "D")
        shown = (
            kit.BarPart(text, Decimal(n), str(n)) for text, n in zip(words, parts, strict=False)
        )
        bar.show_parts(shown, _WHOLE, say("还差 20", "20 open"))
        card.body.addWidget(bar)
    turns = kit.TurnStrip(look, name="turns")
    turns.show_turns(
        (
            kit.Turn(say("质检员 02", "Inspector 02"), say("提出", "Proposed"), "done", "02"),
            kit.Turn(say("工艺工程师", "Engineer"), say("退回补充", "Sent back"), "back", "E"),
            kit.Turn(say("班组长", "Line lead"), say("批准 · 轮到您", "Yours"), "yours", "L"),
            kit.Turn(say("质量主管", "Quality head"), say("批准", "Approves"), "todo", "Q"),
        )
    )
    card.body.addWidget(turns)
    card.body.addWidget(
        kit.FactRow(
            look,
            "factory",
            "WO-2611-0187",
            say("同一工单", "the same order"),
            say("500 件", "500 pcs"),
            name="fact",
            chip=("hold", say("已隔离", "Held"), ""),
        )
    )
    card.body.addStretch()
    return card


def _tiles(look: Look, say: Say) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(look.space(1))
    for place, (key, icon, text, amount) in enumerate(
        (
            ("rework", "rotate-ccw", say("返工", "Rework"), 320),
            ("scrap", "trash-2", say("报废", "Scrap"), 160),
            ("accept", "stamp", say("让步接收", "Concession"), 0),
        )
    ):
        tile = kit.AmountTile(look, icon, text, name=f"tile-{key}", unit=say("件", "pcs"))
        tile.put(Decimal(amount))
        tile.say(say("按 RW-110 重封", "Seal again as RW-110"), "ok" if amount else "")
        if key == "accept":
            tile.block(say("未满足法规要求，不可让步", "A legal requirement is missed"))
        grid.addWidget(tile, 0, place)
    return holder


EXHIBITS = (Exhibit("kit-review", ("touch", "bench"), page),)
