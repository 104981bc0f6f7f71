"""The side navigation of the bench: groups of pages with counts, and who is signed in."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.avatar import Avatar, initials
from app.ui.kit.card import TapCard
from app.ui.kit.iconbox import IconBox
from app.ui.kit.painting import LEFT, RIGHT, Brush, Coat, Ink, PaintedButton
from app.ui.kit.scroller import Scroller
from app.ui.kit.text import Text
from app.ui.theme.look import Look

WIDTH = 232


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page: its key, icon and name."""

    key: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Pages under one heading."""

    title: str
    items: tuple[NavItem, ...]


class SideNav(QWidget):
    """`chosen` carries the key of the page; `person_pressed` tells that the foot was pressed."""

    chosen = Signal(str)
    person_pressed = Signal()

    def __init__(self, look: Look, groups: tuple[NavGroup, ...], *, name: str = "sidenav") -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setFixedWidth(WIDTH)
        self._items: dict[str, _Item] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 18, 14, 18)
        column.setSpacing(2)
        column.addLayout(self._brand())
        self._pages = Scroller(look, f"{name}-pages", self._made(groups))
        column.addWidget(self._pages, 1)
        self._avatar = Avatar(look, "", size=36)
        self._person = Text(look, "", "label", "top_ink", elide=True)
        self._sub = Text(look, "", "hint", "top_ink2")
        self._tools = QVBoxLayout()
        column.addLayout(self._tools)
        column.addSpacing(6)
        self._foot = self._make_foot()
        column.addWidget(self._foot)

    def add(self, tool: QWidget) -> None:
        """Put an indicator above the person."""
        self._tools.addWidget(tool)

    def show_current(self, key: str) -> None:
        """Mark the page in front."""
        for other, item in self._items.items():
            item.setChecked(other == key)
            if other == key:
                self._pages.ensureWidgetVisible(item, 0, item.height())

    def show_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page; 0 shows nothing."""
        self._items[key].show_count(count)

    def show_person(self, name: str, sub: str = "", *, hue: str = "person_blue") -> None:
        """Show who is signed in."""
        self._avatar.show_person(initials(name), hue)
        self._person.say(name)
        self._sub.say(sub)
        self._foot.setAccessibleName(", ".join(part for part in (name, sub) if part))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("top"))
        painter.end()

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(IconBox(self.look, "lineside", ground="", size=34, name="logo"))
        brand = Text(self.look, "Lineside", "title", "top_ink")
        row.addWidget(brand, 1)
        return row

    def _made(self, groups: tuple[NavGroup, ...]) -> QWidget:
        """Return the pages under their headings: more than fit are scrolled."""
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for group in groups:
            column.addSpacing(12)
            heading = Text(self.look, group.title, "hint", "top_ink2")
            heading.setContentsMargins(10, 4, 0, 4)
            column.addWidget(heading)
            for item in group.items:
                column.addWidget(self._item(item))
        column.addStretch()
        return pages

    def _item(self, item: NavItem) -> QWidget:
        made = _Item(self.look, item)
        made.clicked.connect(_Choose(self, item.key))
        self._items[item.key] = made
        return made

    def _make_foot(self) -> TapCard:
        foot = TapCard(self.look, "person", "", "dark")
        row = QHBoxLayout()
        row.setSpacing(10)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._person)
        lines.addWidget(self._sub)
        row.addWidget(self._avatar)
        row.addLayout(lines, 1)
        foot.body.setContentsMargins(8, 8, 8, 8)
        foot.body.addLayout(row)
        foot.clicked.connect(self.person_pressed)
        foot.seal()
        return foot


class _Choose:
    def __init__(self, nav: SideNav, key: str) -> None:
        self._nav, self._key = nav, key

    def __call__(self) -> None:
        self._nav.show_current(self._key)
        self._nav.chosen.emit(self._key)


class _Item(PaintedButton):
    def __init__(self, look: Look, item: NavItem) -> None:
        super().__init__(look, f"nav-{item.key}", item.text)
        self.item, self._count = item, 0
        self.setText(item.text)
        self.setCheckable(True)
        self.ring_radius = 9
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.item.text} {count:,}" if count else self.item.text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(WIDTH - 28, max(40, self.look.density.target))

    def draw(self, brush: Brush) -> None:
        ink = "top_ink" if self.isChecked() else "top_ink2"
        if self.isChecked():
            brush.box(self.rect(), Coat("person_blue", radius=9))
        elif self.hovered or self.isDown():
            brush.box(self.rect(), Coat("top_raised", radius=9))
        brush.icon(QPointF(11, self.height() / 2 - 9), self.item.icon, ink, 18)
        room = QRectF(42, 0, self.width() - 42 - 40, self.height())
        font = self.look.sized(14, 600)
        brush.write(room, self.text(), Ink(font, ink, LEFT))
        if self._count:
            room = QRectF(self.width() - 44, 0, 32, self.height())
            brush.write(room, f"{self._count:,}", Ink(self.look.sized(12, 700), "top_ink", RIGHT))
