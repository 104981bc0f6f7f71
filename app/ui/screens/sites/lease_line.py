"""How long people may sign here without the server: in words, what is left, and how to renew it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.stations.lease import LeaseStanding, Running
from app.ui.kit import IconBox, ProgressBar, Text
from app.ui.lease_words import STATES, lease_left, lease_line
from app.ui.moments import Moments
from app.ui.theme.look import Look


class LeaseLine(QWidget):
    """Hidden where no lease is needed."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("lease-line")
        self._look, self._moments = look, moments
        self._icon = IconBox(look, "signature", size=36)
        self._said = Text(look, "", "label", "ink", wrap=True)
        self._left = Text(look, "", "hint")
        self._bar = ProgressBar(look, "lease-bar", accessible=look.words("lease.label"))
        self._how = Text(look, look.words("lease.renew"), "hint", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._said, 1)
        head.addWidget(self._left)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addLayout(head)
        lines.addWidget(self._bar)
        lines.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        self.hide()

    def leave_out_how(self, *, yes: bool) -> None:
        """Leave out how it is renewed, where a touch panel has something more pressing to say."""
        self._how.setVisible(not yes)

    def show_standing(self, stands: LeaseStanding) -> None:
        """Say how it stands."""
        words, now_ms = self._look.words, self._moments.now_ms()
        state = STATES[stands.state]
        self._said.say(lease_line(words, self._moments, stands))
        self._said.colour("ink" if state == "ok" else state)
        self._left.say(lease_left(words, stands, now_ms))
        self._bar.show_parts(int(stands.left(now_ms) * 1000), 0, 1000)
        self._bar.colour("accent" if state == "ok" else state)
        self.setVisible(stands.state is not Running.UNNEEDED)
