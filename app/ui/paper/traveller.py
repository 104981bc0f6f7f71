"""The traveller: the sheet that hangs on the cart and says which order this is and where it goes.

Every operation carries its own symbol, so that one scan opens the task. The blank columns are for
the hour in which a station cannot be used; what is written there is entered afterwards.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QRect, Qt

from app.kernel.quantity import Quantity, plain
from app.kernel.symbols import own
from app.kernel.words import Bilingual, Words
from app.ui.paper.pen import BLACK, FAINT, GREY, WHITE, Pen, Type
from app.ui.paper.sheets import HEIGHT, WIDTH

LEFT, RIGHT = 1_200, WIDTH - 1_200
TOP, BOTTOM = 1_100, HEIGHT - 1_900
HEAD_FIRST, HEAD_NEXT = 6_700, 2_500
FACTS, TABLE_HEAD, ROW = 1_950, 750, 1_750
NOTES_GAP, NOTES_LEAST, NOTES_MOST = 350, 1_800, 5_000
BIG_SYMBOL, SMALL_SYMBOL = 4_200, 1_650

_COLUMNS = (
    ("scan", 1_750),
    ("code", 1_450),
    ("name", 5_000),
    ("where", 2_850),
    ("planned", 1_350),
    ("good", 1_550),
    ("scrap", 1_350),
    ("by", 3_300),
)
"""Columns and their widths, together RIGHT - LEFT."""

_LABEL = Type(7.5, colour=GREY)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LOW = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


@dataclass(frozen=True, slots=True)
class TravellerOperation:
    """One row of the route; `station` and `equipment` are empty where it is not dispatched."""

    code: str
    name: Bilingual
    station: str = ""
    equipment: str = ""
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Traveller:
    """What the sheet says of an order, its operations in the order they are done.

    `urgent` prints the priority white on black, so that it is seen across the aisle.
    """

    order: str
    product_code: str
    product_name: Bilingual
    lot: str
    quantity: Quantity
    operations: tuple[TravellerOperation, ...]
    due: date | None = None
    start: date | None = None
    revision: str = ""
    priority: str = ""
    urgent: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """When (in the plant's local time), by whom and where the sheet was printed."""

    at: datetime
    by: str
    station: str


class TravellerSheets:
    """A traveller laid out on as many pages as its route needs."""

    def __init__(
        self, traveller: Traveller, printed: Printed, words: Words, families: tuple[str, ...]
    ) -> None:
        self.families = families
        self.title = f"{words('paper.traveller.title')} {traveller.order}"
        self._traveller = traveller
        self._printed = printed
        self._words = words
        self._pages = paged(traveller.operations, has_remark=bool(traveller.remark))

    @property
    def count(self) -> int:
        return len(self._pages)

    def draw(self, pen: Pen, number: int) -> None:
        y = self._head_first(pen) if number == 1 else self._head_next(pen)
        self._table_head(pen, y)
        y += TABLE_HEAD
        for operation in self._pages[number - 1]:
            self._row(pen, operation, y)
            y += ROW
        if number == self.count:
            self._notes(pen, y)
        self._foot(pen, number)

    def _head_first(self, pen: Pen) -> int:
        """Draw order, product and facts beside the big symbol; returns where the table begins."""
        job, words = self._traveller, self._words
        width = RIGHT - LEFT - BIG_SYMBOL - 300
        pen.text(_box(LEFT, TOP, width, 500), words("paper.traveller.title"), Type(13, bold=True))
        pen.text(
            _box(LEFT, TOP + 500, width, 1_500),
            job.order,
            Type(36, bold=True, least=9, align=_MIDDLE),
        )
        name, other = self._names(job.product_name)
        product = f"{job.product_code}  {name}".strip()
        pen.text(_box(LEFT, TOP + 2_050, width, 950), product, Type(14, bold=True, align=_MIDDLE))
        pen.text(_box(LEFT, TOP + 3_000, width, 450), other, Type(9, colour=GREY))
        self._big_symbol(pen)
        self._facts(pen, TOP + 4_450)
        return TOP + HEAD_FIRST

    def _big_symbol(self, pen: Pen) -> None:
        left = RIGHT - BIG_SYMBOL + 250  # its quiet zone may reach into the margin
        pen.qr(_box(left, TOP - 250, BIG_SYMBOL, BIG_SYMBOL), self._code(), "Q")
        pen.text(
            _box(left, TOP + BIG_SYMBOL - 550, BIG_SYMBOL, 400),
            self._words("paper.traveller.whole_order"),
            Type(7.5, align=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop),
        )

    def _facts(self, pen: Pen, y: int) -> None:
        """Draw the facts people look for from an arm's length, in one framed line."""
        job = self._traveller
        facts = (
            ("lot", job.lot, 4_700),
            ("quantity", str(job.quantity), 4_200),
            ("start", _day(job.start), 2_900),
            ("due", _day(job.due), 2_900),
            ("revision", job.revision, 1_700),
            ("priority", job.priority, 2_200),
        )
        pen.frame(_box(LEFT, y, RIGHT - LEFT, FACTS), 30)
        x = LEFT
        for code, value, width in facts:
            self._fact(pen, QRect(x, y, width, FACTS), code, value)
            if x > LEFT:
                pen.line(x, y, x, y + FACTS)
            x += width

    def _fact(self, pen: Pen, box: QRect, code: str, value: str) -> None:
        urgent = code == "priority" and self._traveller.urgent
        if urgent:
            pen.fill(box, BLACK)
        ink = WHITE if urgent else BLACK
        label = self._words(f"paper.traveller.{code}")
        inner = box.adjusted(150, 130, -100, -100)
        pen.text(inner, label, Type(7.5, colour=WHITE if urgent else GREY))
        big = 15 if code in ("lot", "quantity") else 11.5
        pen.text(
            inner.adjusted(0, 480, 0, 0),
            value or "—",
            Type(big, bold=True, colour=ink, align=_MIDDLE),
        )

    def _head_next(self, pen: Pen) -> int:
        job = self._traveller
        width = RIGHT - LEFT
        pen.text(
            _box(LEFT, TOP, width * 2 // 3, 1_000),
            job.order,
            Type(22, bold=True, least=9, align=_MIDDLE),
        )
        name, _ = self._names(job.product_name)
        line = " · ".join(filter(None, (job.product_code, name, job.lot, str(job.quantity))))
        pen.text(_box(LEFT, TOP + 1_100, width, 600), line, Type(10, align=_MIDDLE))
        pen.text(
            _box(LEFT + width * 2 // 3, TOP, width // 3, 1_000),
            self._words("paper.traveller.continued"),
            Type(10, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
        )
        return TOP + HEAD_NEXT

    def _table_head(self, pen: Pen, y: int) -> None:
        pen.fill(_box(LEFT, y, RIGHT - LEFT, TABLE_HEAD), FAINT)
        x = LEFT
        for code, width in _COLUMNS:
            label = self._words(f"paper.traveller.column_{code}")
            pen.text(
                _box(x + 90, y, width - 120, TABLE_HEAD), label, Type(8, bold=True, align=_MIDDLE)
            )
            x += width
        pen.line(LEFT, y, RIGHT, y, 30)
        pen.line(LEFT, y + TABLE_HEAD, RIGHT, y + TABLE_HEAD, 30)

    def _row(self, pen: Pen, operation: TravellerOperation, y: int) -> None:
        box = {code: _box(x, y, width, ROW) for code, x, width in _placed()}
        small = box["scan"].adjusted(50, 50, 0, 0)
        small.setSize(QRect(0, 0, SMALL_SYMBOL, SMALL_SYMBOL).size())
        pen.qr(small, self._code(operation.code), "M")
        pen.text(_inner(box["code"]), operation.code, Type(15, bold=True, align=_MIDDLE))
        self._name(pen, _inner(box["name"]), operation.name)
        where = "\n".join(dict.fromkeys(filter(None, (operation.station, operation.equipment))))
        pen.text(_inner(box["where"]), where or "—", Type(10, align=_MIDDLE))
        minutes = "—" if operation.minutes is None else plain(operation.minutes)
        pen.text(_inner(box["planned"]), minutes, Type(11, align=_CENTRE))
        for code in ("good", "scrap", "by"):
            pen.line(box[code].x(), y, box[code].x(), y + ROW)
        pen.line(LEFT, y + ROW, RIGHT, y + ROW)

    def _name(self, pen: Pen, box: QRect, name: Bilingual) -> None:
        first, second = self._names(name)
        if not second:
            pen.text(box, first, Type(11, bold=True, align=_MIDDLE))
            return
        upper = box.height() * 11 // 20
        pen.text(
            QRect(box.x(), box.y(), box.width(), upper), first, Type(11, bold=True, align=_LOW)
        )
        lower = QRect(box.x(), box.y() + upper, box.width(), box.height() - upper)
        pen.text(lower, second, Type(8, colour=GREY))

    def _notes(self, pen: Pen, y: int) -> None:
        """Draw the room for notes that is left under the route, the order's own remark first."""
        top = y + NOTES_GAP
        height = min(NOTES_MOST, BOTTOM - top)
        if height < NOTES_LEAST:
            return
        box = _box(LEFT, top, RIGHT - LEFT, height)
        pen.frame(box)
        inner = box.adjusted(150, 120, -150, -120)
        pen.text(inner, self._words("paper.traveller.notes"), _LABEL)
        pen.text(inner.adjusted(0, 480, 0, 0), self._traveller.remark, Type(10.5))

    def _foot(self, pen: Pen, number: int) -> None:
        words, printed = self._words, self._printed
        y = BOTTOM + 350
        pen.line(LEFT, y - 80, RIGHT, y - 80, 10)
        said = words(
            "paper.printed",
            at=f"{printed.at:%Y-%m-%d %H:%M}",
            by=printed.by,
            station=printed.station,
        )
        pen.text(_box(LEFT, y, 15_000, 380), said, Type(8))
        pen.text(
            _box(LEFT, y + 380, RIGHT - LEFT, 380),
            words("paper.traveller.record_counts"),
            Type(7.5, colour=GREY),
        )
        pen.text(
            _box(RIGHT - 3_400, y, 3_400, 380),
            words("paper.page", page=number, pages=self.count),
            Type(8, bold=True, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop),
        )

    def _names(self, name: Bilingual) -> tuple[str, str]:
        """Return a name in the sheet's language and in the other one, where it has another."""
        first = name.of(self._words.language)
        other = name.zh if first == name.en else name.en
        return first, "" if other == first else other

    def _code(self, operation: str = "") -> str:
        order = self._traveller.order
        return own.operation_code(order, operation) if operation else own.order_code(order)


def paged(
    operations: tuple[TravellerOperation, ...], *, has_remark: bool = False
) -> tuple[tuple[TravellerOperation, ...], ...]:
    """Return the operations page by page; one page more where a remark would find no room."""
    first = _room(HEAD_FIRST) // ROW
    following = _room(HEAD_NEXT) // ROW
    rest = operations[first:]
    more = [rest[at : at + following] for at in range(0, len(rest), following)]
    pages = [operations[:first], *more]
    left = _room(HEAD_NEXT if more else HEAD_FIRST) - len(pages[-1]) * ROW
    if has_remark and left < NOTES_LEAST + NOTES_GAP:
        pages.append(())
    return tuple(pages)


def _room(head: int) -> int:
    """Return the height for rows on a page."""
    return BOTTOM - TOP - head - TABLE_HEAD


def _placed() -> tuple[tuple[str, int, int], ...]:
    """Return each column's code, left edge and width."""
    edges = [LEFT]
    for _, width in _COLUMNS:
        edges.append(edges[-1] + width)
    return tuple((code, edges[nth], width) for nth, (code, width) in enumerate(_COLUMNS))


def _box(x: int, y: int, width: int, height: int) -> QRect:
    return QRect(x, y, width, height)


def _inner(box: QRect) -> QRect:
    return box.adjusted(90, 60, -60, -60)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
