"""How the exchange stands, in words: what is safe, last contact, the next try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.production.holds.answers import ListAge
from app.stations.lease import LeaseStanding
from app.ui.kit import Button, Card, IconBox, StatTile, Text
from app.ui.moments import Moments
from app.ui.news import SUSPECT, News
from app.ui.screens.sites.holds_line import HoldsLine
from app.ui.screens.sites.lease_line import LeaseLine
from app.ui.theme.look import Look

_SIGNS = {
    "synced": ("cloud-check", "ok", "ok_soft"),
    "syncing": ("refresh-cw", "accent", "accent_soft"),
    "offline": ("cloud-off", "off", "off_soft"),
    "attention": ("triangle-alert", "warn", "warn_soft"),
    "blocked": ("octagon-x", "fail", "fail_soft"),
}


class SyncCard(Card):
    """`retried` when somebody does not want to wait for the next try."""

    retried = Signal()

    def __init__(self, look: Look, moments: Moments, news: News) -> None:
        super().__init__(look, "sync-card")
        words = look.words
        self._moments, self._news = moments, news
        self._icon = IconBox(look, "cloud-off", size=52)
        self._title = Text(look, "", "title", wrap=True)
        self._sub = Text(look, "", "hint", wrap=True)
        self._contact = StatTile(look, words("sync_devices.contact"), name="contact", small=True)
        self._next = StatTile(look, words("sync_devices.next_try"), name="next-try", small=True)
        self._waits = StatTile(look, words("sync_devices.waits"), name="waits", small=True)
        self._retry = Button(
            look,
            words("sync_devices.retry"),
            name="retry",
            kind="primary",
            icon="refresh-cw",
            size="normal",
        )
        self._retry.clicked.connect(self.retried)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(lines, 1)
        self.body.addLayout(head)
        facts = QHBoxLayout()
        facts.setSpacing(look.space(2))
        for tile in (self._contact, self._next, self._waits):
            facts.addWidget(tile, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(facts)
        self._lease = LeaseLine(look, moments)
        self._holds = HoldsLine(look)
        self.body.addWidget(self._lease)
        self.body.addWidget(self._holds)
        self.body.addWidget(self._retry)
        for part in (self._contact, self._next, self._waits, self._retry):
            part.setVisible(not news.is_alone)

    def show_lease(self, stands: LeaseStanding) -> None:
        """Show how long people may sign here without the server."""
        self._lease.show_standing(stands)

    def show_list(self, age: ListAge) -> None:
        """Show how old what is known here of holds is."""
        self._holds.show_age(age)
        is_narrow = self.look.density.is_touch
        self._lease.leave_out_how(yes=is_narrow and not self._holds.isHidden())

    def refresh(self) -> None:
        """Say how it stands now."""
        words, moments, status = self.look.words, self._moments, self._news.sync
        state = str(status.state)
        icon, ink, ground = _SIGNS[state]
        self._icon.show_icon(icon, ink, ground)
        is_clock = status.code == SUSPECT
        if self._news.is_alone and not is_clock:
            self._title.say(words("window.sync.alone"))
            self._sub.say(words("sync_devices.alone"))
            return
        self._title.say(words(f"sync_devices.title.{'clock' if is_clock else state}"))
        said = words(f"refused.{status.code}") if status.code else ""
        self._sub.say(said or words(f"sync_devices.about.{state}"))
        never = words("sync_devices.never")
        contact = status.last_contact_ms
        ago = words("sync_devices.ago", age=moments.age(contact)) if contact else ""
        self._contact.show_value(moments.time(contact) if contact else never, ago)
        left_s = max(0, (status.next_try_ms - moments.now_ms()) // 1000)
        when = words("moments.seconds", n=left_s) if status.next_try_ms and left_s else "–"
        self._next.show_value(when, words("sync_devices.tries", n=f"{status.tries:,}"))
        waits = status.waiting + status.quarantined
        self._waits.show_value(f"{waits:,}", words("sync_devices.waits_how"))
        self._waits.colour("warn" if waits else "ink")
        self._retry.block(words("sync_devices.up_to_date") if state == "synced" else "")
