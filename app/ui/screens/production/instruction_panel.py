"""The middle of the execute screen: the step's picture and points, or a choice to be made first.

Below it the bar that says what may be scanned now.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.production.bodies import Point, Step
from app.ui.kit import (
    Callout,
    Card,
    EmptyState,
    NumberedPoints,
    Picture,
    ReasonTiles,
    ScanBar,
    Scroller,
    Text,
    Tile,
)
from app.ui.moments import Moments
from app.ui.screens.production.weigh_panel import WeighPanel
from app.ui.theme.look import Look

_STEP, _CHOICE, _NONE, _WEIGH = range(4)


class InstructionPanel(Card):
    """`chosen` carries the key of the tile that was pressed, `way_chosen` where good pieces go."""

    chosen = Signal(str)
    way_chosen = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "instruction")
        self._over = Text(look, "", "label", "accent")
        self._title = Text(look, "", "page", elide=True)
        self._title.setFont(look.sized(look.density.page, 700))
        self._picture = Picture(look)
        self._step: tuple[str, Step] | None = None
        self._points = QVBoxLayout()
        self._asked: tuple[tuple[Tile, ...], str] = ((), "")
        self._tiles: ReasonTiles | None = None
        self._ways_of: tuple[Tile, ...] = ()
        self._ways: ReasonTiles | None = None
        self._ways_row = QVBoxLayout()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._step_page())
        self._choice = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._choice)
        self._choice.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(Scroller(look, "choice", holder))
        words = look.words
        self._none = EmptyState(
            look, "file-text", words("execute.no_instruction"), words("execute.no_instruction_how")
        )
        self._pages.addWidget(self._none)
        self.weigh = WeighPanel(look, moments)
        self._pages.addWidget(self.weigh)
        self.scan = ScanBar(
            look, words("execute.scan"), words("execute.scan_how"), name="execute-scan"
        )
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._over)
        head.addWidget(self._title)
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self.body.addLayout(self._ways_row)
        self.body.addWidget(self.scan)

    def show_step(self, over: str, step: Step) -> None:
        """Show a step's title and points; its picture comes by `show_picture`."""
        bare = not step.picture and not step.points
        self._turn_to(_WEIGH if step.weigh else _NONE if bare else _STEP)
        if (over, step) == self._step:
            return
        self._step = (over, step)
        words = self.look.words
        self._over.say(over)
        self._over.colour("fail" if step.critical else "accent")
        self._title.say(str(words.of(step.title)))
        if bare:
            self._none.say(
                "list-checks", words("execute.bare_step"), words("execute.bare_step_how")
            )
        _empty(self._points)
        said = tuple((str(words.of(p.text)), _role(p)) for p in step.points)
        self._points.addWidget(NumberedPoints(self.look, said))
        if step.weigh:
            self.weigh.show_points(said)
        self._picture.setVisible(bool(step.picture))

    def show_picture(self, data: bytes | None, step: Step) -> None:
        """Show a step's picture with its numbers; None while it has not arrived here."""
        callouts = tuple(_callout(place + 1, point) for place, point in enumerate(step.points))
        said = str(self.look.words.of(step.title))
        self._picture.show_picture(data or b"", callouts if data else (), said)

    def show_none(self, title: str) -> None:
        """Say that this operation has no instruction."""
        words = self.look.words
        said = words("execute.no_instruction"), words("execute.no_instruction_how")
        self._tell(title, ("file-text", *said))

    def show_done(self, title: str, outcome: str) -> None:
        """Say that the operation is completed, and with what outcome."""
        self._tell(title, ("circle-check", outcome, self.look.words("execute.completed_how")))

    def _turn_to(self, page: int) -> None:
        """Show a page. A weighing needs the room of the scan bar; a scan is heard all the same."""
        self._pages.setCurrentIndex(page)
        self.scan.setVisible(page != _WEIGH or not self.look.density.is_touch)

    def _tell(self, title: str, said: tuple[str, str, str]) -> None:
        self._step = None
        self._over.say("")
        self._title.say(title)
        self._none.say(*said)
        self._turn_to(_NONE)

    def ask(self, over: str, title: str, tiles: tuple[Tile, ...], value: str) -> None:
        """Ask for one of `tiles` before the work can go on."""
        self._step = None
        self._over.say(over)
        self._over.colour("accent")
        self._title.say(title)
        if (tiles, title) != self._asked or self._tiles is None:
            self._asked = (tiles, title)
            self._rebuild(tiles)
        if self._tiles is not None:
            self._tiles.choose(value)
        self._turn_to(_CHOICE)

    def show_ways(self, tiles: tuple[Tile, ...], value: str) -> None:
        """Offer where good pieces go; no tiles where there is one way only."""
        if tiles != self._ways_of:
            self._ways_of = tiles
            _empty(self._ways_row)
            self._ways = None
            if tiles:
                self._ways = ReasonTiles(self.look, tiles, name="way", columns=len(tiles))
                self._ways.chosen.connect(self.way_chosen)
                self._ways_row.addWidget(self._ways)
        if self._ways is not None:
            self._ways.choose(value)

    def _rebuild(self, tiles: tuple[Tile, ...]) -> None:
        _empty(self._choice)
        self._tiles = ReasonTiles(self.look, tiles, name="choice")
        self._tiles.chosen.connect(self.chosen)
        self._choice.addWidget(self._tiles)
        self._choice.addStretch()

    def _step_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        row = QHBoxLayout()
        row.addWidget(self._picture)
        column.addLayout(row, 1)
        column.addLayout(self._points)
        return page


def _empty(column: QVBoxLayout) -> None:
    while item := column.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _role(point: Point) -> str:
    return "fail" if point.critical else "accent"


def _callout(number: int, point: Point) -> Callout:
    at = (point.label_x / 1000, point.label_y / 1000, point.x / 1000, point.y / 1000)
    return Callout(number, *at, _role(point))
