"""What becomes of the pieces: a tile for each disposition, their sum against the whole, a bar."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.capabilities.quality.nonconformance.records.bodies import NEEDS, ONLINE, Disposition, Split
from app.capabilities.quality.nonconformance.review_board.answers import Review, Tile
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.quality.nonconformance import needs
from app.ui.screens.quality.nonconformance.words import DISPOSITIONS, amount
from app.ui.theme.look import Look

_COLUMNS = {True: 3, False: 6}
_BAR_ROLES = {
    Disposition.REWORK: "accent",
    Disposition.REPAIR: "person_teal",
    Disposition.DOWNGRADE: "person_violet",
    Disposition.CONCESSION: "ok",
    Disposition.RETURN: "hold",
    Disposition.SCRAP: "off",
}


def _titled(key: Disposition, words: Words) -> str:
    """Return what stands on a tile, which has room for one word."""
    short = f"ncr_board.tile.{key.value}"
    return words(short if words.knows(short) else f"ncr.disposition.{key.value}")


class SplitTiles(kit.Card):
    """`changed` carries the splits a person made; `asked` the disposition whose needs to fill in.

    Controls: `nc-tile-<disposition>-open|less|number|more`, `nc-split-undo`.
    """

    changed = Signal(object)
    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "nc-split", "clear")
        self.hug()
        words = look.words
        self.body.setContentsMargins(0, 0, 0, 0)
        self._splits: needs.Splits = ()
        self._before: list[needs.Splits] = []
        self._whole, self._unit, self._is_free = Decimal(0), "", False
        self._tiles: dict[Disposition, kit.AmountTile] = {}
        self._barred: set[Disposition] = set()
        self._sum = kit.Text(look, "", "strong")
        self._shape = kit.IconBox(look, "circle-check", ground="", size=look.density.icon)
        self._undo = kit.Button(look, words("ncr_board.undo"), name="nc-split-undo", kind="ghost")
        self._undo.size_name = "small"
        self._undo.show_icon("undo-2")
        self._undo.clicked.connect(self._take_back)
        self._bar = kit.SplitBar(look, name="nc-split-bar")
        self._is_online = True
        self._why = kit.Text(look, words("ncr_board.no_propose"), "hint", elide=True)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(kit.Text(look, words("ncr_board.split"), "label"))
        head.addWidget(self._why, 1)
        head.addStretch()
        head.addWidget(self._undo)
        head.addWidget(self._sum)
        head.addWidget(self._shape)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.space(1) + 2)
        self.body.addLayout(head)
        self.body.addWidget(holder)
        self.body.addWidget(self._bar)

    @property
    def is_free(self) -> bool:
        """Tell whether it may be changed."""
        return self._is_free

    def splits(self) -> needs.Splits:
        """Return what stands now."""
        return needs.used(self._splits)

    def show_review(self, review: Review, draft: needs.Splits, *, free: bool, online: bool) -> None:
        """Show the proposal that stands, or what is being made of it; `free`: may be changed.

        `online` tells whether what takes the server could be approved now.
        """
        self._is_online = online
        self._why.setVisible(not free and review.it.standing is None)
        held = review.it.pieces.held
        self._whole, self._unit = held if free else review.total, review.it.row.unit
        self._is_free = free
        if draft != self.splits() and not self._edited(draft):
            self._before = []
        self._splits = draft
        for tile in review.tiles:
            self._tile(tile).lock(not free)
            self._block(tile, free=free)
        shown = {tile.disposition for tile in review.tiles}
        for key, made in self._tiles.items():
            made.setVisible(key in shown)
        self._tell()

    def fill(self, split: Split) -> None:
        """Take what a disposition needed, as it was filled in."""
        self._become(needs.put(self._splits, split))

    def open_of(self, disposition: Disposition) -> Split:
        """Return the part of a disposition, as it stands."""
        return needs.of(self._splits, disposition)

    def rest(self) -> Decimal:
        """Return how many pieces have no disposition yet; negative where they are too many."""
        return self._whole - needs.total(self._splits)

    def refusal(self) -> str:
        """Return why this may not be proposed yet; empty where it may."""
        words, rest = self.look.words, self.rest()
        if rest:
            code = "ncr_board.too_few" if rest > 0 else "ncr_board.too_many"
            return words(code, n=plain(abs(rest)))
        for split in self.splits():
            if lacks := needs.missing(split):
                what = words(f"ncr.disposition.{split.disposition.value}")
                return words("ncr_board.lacks", what=what, field=self._field(lacks[0]))
        return ""

    # ------------------------------------------------------------------ showing
    def _tile(self, tile: Tile) -> kit.AmountTile:
        key = tile.disposition
        if key not in self._tiles:
            words = self.look.words
            made = kit.AmountTile(
                self.look,
                DISPOSITIONS[key],
                _titled(key, words),
                name=f"nc-tile-{key.value}",
                unit=self._unit,
            )
            made.changed.connect(partial(self._amount, key))
            made.opened.connect(partial(self._open, key))
            place = len(self._tiles)
            columns = _COLUMNS[self.look.density.is_touch]
            self._grid.addWidget(made, *divmod(place, columns))
            self._grid.setColumnStretch(place % columns, 1)
            self._tiles[key] = made
        return self._tiles[key]

    def _block(self, tile: Tile, *, free: bool) -> None:
        """Say on the tile why it cannot be, whatever is filled in."""
        made, words = self._tiles[tile.disposition], self.look.words
        self._barred.discard(tile.disposition)
        if tile.refusal is None or not free:
            made.block("")
            return
        self._barred.add(tile.disposition)
        code = f"ncr_board.blocked.{tile.refusal.code}"
        short = words(code) if words.knows(code) else ""
        made.block(words.refusal(tile.refusal), short)

    def _tell(self) -> None:
        words = self.look.words
        for key, tile in self._tiles.items():
            split = needs.of(self._splits, key)
            tile.put(split.quantity)
            tile.say(*self._said(split))
        self._show_sum()
        parts = (
            kit.BarPart(
                words(f"ncr.disposition.{one.disposition.value}"),
                one.quantity,
                plain(one.quantity),
                _BAR_ROLES[one.disposition],
            )
            for one in self.splits()
        )
        rest = self.rest()
        open_ = words("ncr_board.open_rest", n=plain(rest)) if rest > 0 else ""
        self._bar.show_parts(parts, self._whole, open_)
        self._undo.setVisible(self._is_free and bool(self._before))

    def _show_sum(self) -> None:
        words, rest = self.look.words, self.rest()
        done = needs.total(self._splits)
        whole = amount(self._whole, self._unit, words)
        said = words("ncr_board.sum", n=plain(done), whole=whole)
        state, icon = ("ok", "circle-check") if not rest else ("warn", "triangle-alert")
        if rest > 0:
            said = f"{said} · {words('ncr_board.open_rest', n=plain(rest))}"
        elif rest < 0:
            state, icon = "fail", "octagon-x"
            said = f"{said} · {words('ncr_board.over', n=plain(-rest))}"
        self._sum.say(said)
        self._sum.colour(state)
        self._shape.show_icon(icon, state, "")

    def _said(self, split: Split) -> tuple[str, str]:
        """Return what stands on a tile: what is still needed, or what was filled in."""
        words = self.look.words
        if lacks := needs.missing(split):
            fields = words("ncr_board.and").join(self._field(one) for one in lacks)
            return words("ncr_board.fill_in", fields=fields), "warn"
        told = next((str(getattr(split, n)) for n in needs.SAID if getattr(split, n)), "")
        if split.quantity:
            return told, "ok"
        if not self._is_online and ONLINE & set(NEEDS[split.disposition]):
            return words("ncr_board.offline"), "offline"
        return words(f"ncr_board.means.{split.disposition.value}"), ""

    def _field(self, name: str) -> str:
        return self.look.words(f"ncr_board.field.{name}")

    # ------------------------------------------------------------------ what a person does
    def _amount(self, key: Disposition, much: Decimal) -> None:
        self._become(needs.with_amount(self._splits, key, much))

    def _open(self, key: Disposition) -> None:
        """A press on a tile takes all that is left, and asks for what that needs.

        One that cannot be takes nothing: it only says why.
        """
        is_empty = not needs.of(self._splits, key).quantity
        if self._is_free and key not in self._barred and is_empty and self.rest() > 0:
            self._become(needs.with_amount(self._splits, key, self.rest()))
        self.asked.emit(key)

    def _become(self, splits: needs.Splits) -> None:
        if splits == self._splits:
            return
        self._before.append(self._splits)
        self._splits = splits
        self._tell()
        self.changed.emit(self.splits())

    def _take_back(self) -> None:
        """Undo the last step; nothing of it was signed."""
        if self._before:
            self._splits = self._before.pop()
            self._tell()
            self.changed.emit(self.splits())

    def _edited(self, draft: needs.Splits) -> bool:
        return any(needs.used(one) == draft for one in self._before)
