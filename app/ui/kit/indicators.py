"""The signs in the top bar: how the exchange with the server stands, how each device stands."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.kit.painting import LEFT, Brush, Coat, Ink, PaintedButton, height_of, width_of
from app.ui.theme.look import Look

_SYNC = {
    "synced": ("cloud-check", "top_ok_soft", "top_ok"),
    "syncing": ("refresh-cw", "top_pill", "top_ink"),
    "offline": ("cloud-off", "top_pill", "top_ink"),
    "attention": ("triangle-alert", "warn_solid", "on_warn"),
    "blocked": ("octagon-x", "top_fail", "on_warn"),
}
SYNC_STATES = tuple(_SYNC)
DEVICE_STATES = ("ready", "absent", "failed")


class SyncIndicator(PaintedButton):
    """One of five states with its words; a press asks for the diagnostics. Offline is neutral."""

    def __init__(self, look: Look, *, name: str = "sync") -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.state, self._full, self._short = "offline", "", ""
        self.show_state("offline", look.words("kit.sync.offline"))

    def show_state(
        self, state: str, text: str, *, icon: str = "", sub: str = "", short: str = ""
    ) -> None:
        """Show synced, syncing, offline, attention or blocked, in the words given.

        `sub` is a second line, for a narrow place; `short` stands where there is no room for more.
        """
        self.state, self._sub = state, sub
        self._full, self._short = text, short or text
        self._icon = icon or _SYNC[state][0]
        self._fit()
        self.setAccessibleName(" · ".join(part for part in (text, sub) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self._room_for(self._full)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self._room_for(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say all of it where there is room, else the short form."""
        has_room = self.width() >= self._room_for(self._full).width()
        self.setText(self._full if has_room else self._short)

    def _room_for(self, text: str) -> QSize:
        lines = ((self.look.font("label"), text), (self.look.font("hint"), self._sub))
        wide = max(width_of(font, line) for font, line in lines)
        return QSize(wide + 54, 52 if self.look.density.is_touch else 44)

    def draw(self, brush: Brush) -> None:
        _, ground, ink = _SYNC[self.state]
        room = QRectF(0, (self.height() - 44) / 2, self.width(), 44)
        brush.box(room, Coat(ground, radius=11))
        brush.icon(QPointF(12, self.height() / 2 - 10), self._icon, ink, 20)
        upper = height_of(self.look.font("label"))
        lower = height_of(self.look.font("hint")) if self._sub else 0
        text = QRectF(40, (self.height() - upper - lower) / 2, self.width() - 52, upper)
        brush.write(text, self.text(), Ink(self.look.font("label"), ink, LEFT))
        if lower:
            text.moveTop(text.bottom())
            text.setHeight(lower)
            brush.write(text, self._sub, Ink(self.look.font("hint"), ink, LEFT))


_INBOX = {
    "calm": ("top_raised", "top_ink2"),
    "waiting": ("top_pill", "top_ink"),
    "late": ("warn_solid", "on_warn"),
    "now": ("top_fail", "on_warn"),
}


class InboxIndicator(PaintedButton):
    """A bell with how many things wait; what is late or urgent has its own colour and shape."""

    def __init__(self, look: Look, *, name: str = "inbox-bell") -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.state, self._icon = "calm", "bell"
        self.show_count("calm", 0, "")

    def show_count(self, state: str, count: int, said: str) -> None:
        """Show calm, waiting, late or now, with a count; `said` is all of it in words."""
        self.state = state
        self._icon = "siren" if state == "now" else "hourglass" if state == "late" else "bell"
        self.setText(f"{count:,}" if count else "")
        self.setAccessibleName(said or self.look.words("kit.inbox"))
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = width_of(self.look.font("label"), self.text())
        least = 52 if self.look.density.is_touch else 44
        return QSize(max(least, wide + 52) if self.text() else least, least)

    def draw(self, brush: Brush) -> None:
        ground, ink = _INBOX[self.state]
        room = QRectF(0, (self.height() - 44) / 2, self.width(), 44)
        brush.box(room, Coat(ground, radius=11))
        if not self.text():
            brush.icon_in(room, self._icon, ink, 22)
            return
        brush.icon(QPointF(12, self.height() / 2 - 10), self._icon, ink, 20)
        text = QRectF(38, room.top(), self.width() - 48, room.height())
        brush.write(text, self.text(), Ink(self.look.font("label"), ink, LEFT))


class DeviceIndicator(PaintedButton):
    """An icon with a green dot (ready), a red cross (failed) or dimmed (absent)."""

    def __init__(self, look: Look, icon: str, accessible: str, *, name: str) -> None:
        super().__init__(look, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon, self._device = icon, accessible
        self.show_state("absent")

    def show_state(self, state: str) -> None:
        """Show ready, absent or failed."""
        self.state = state
        said = f"{self._device}: {self.look.words(f'kit.device.{state}')}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(52, 52) if self.look.density.is_touch else QSize(44, 44)

    def draw(self, brush: Brush) -> None:
        box = QRectF((self.width() - 44) / 2, (self.height() - 44) / 2, 44, 44)
        brush.box(box, Coat("top_raised", radius=11))
        dimmed = self.state != "ready"
        brush.icon_in(box, self._icon, "top_ink2" if dimmed else "top_ink", 22)
        corner = QPointF(box.right() - 8, box.top() + 8)
        if self.state == "ready":
            brush.disc(corner, 6, Coat("top"))
            brush.disc(corner, 4.5, Coat("top_ok"))
        elif self.state == "failed":
            brush.disc(corner, 7, Coat("top"))
            arm = 3.5
            for tilt in (-arm, arm):
                start = QPointF(corner.x() - arm, corner.y() - tilt)
                brush.line(start, QPointF(corner.x() + arm, corner.y() + tilt), "top_fail", 2.2)
