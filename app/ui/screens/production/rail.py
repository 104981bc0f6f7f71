"""The rail at the right of home: today's output, the devices, what does not add up, help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.answers import Due
from app.capabilities.production.progress.answers import ShiftOutput
from app.capabilities.records.discrepancies.answers import Case
from app.kernel.quantity import plain
from app.stations.bench import DeviceState
from app.ui.kit import Banner, Button, Card, IconBox, ProgressBar, StatTile, StatusChip, Text
from app.ui.moments import Moments
from app.ui.screens.records.desk_facts import sentence
from app.ui.screens.records.telling import Names, Teller
from app.ui.signs import device_icon, device_state
from app.ui.theme.look import Look

_CHIPS = {"ready": "ok", "failed": "fail", "absent": "todo"}


class Rail(QWidget):
    """What a station tells about itself, beside its tasks.

    `call` is the button for help, `read` the one to what must be read.
    """

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._look, self._moments = look, moments
        self.setFixedWidth(320)
        self._devices_of: tuple[DeviceState, ...] = ()
        self.call = Button(
            look, look.words("home.call"), name="call", kind="danger-soft", icon="siren"
        )
        self.call.setMinimumHeight(84 if look.density.is_touch else 48)
        self._devices = Card(look, "devices-card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.space(1))
        self._count = Text(look, "", "hint")
        head = QHBoxLayout()
        head.addWidget(Text(look, look.words("home.devices"), "label"), 1)
        head.addWidget(self._count)
        self._devices.body.addLayout(head)
        self._devices.body.addLayout(self._rows)
        self._devices.hide()
        self._wrong = Banner(look, "warn", "", name="discrepancies", icon="git-compare")
        self._wrong.hide()
        self._unread = Banner(look, "warn", "", name="unread", icon="book-open")
        self.read = Button(look, look.words("home.unread_open"), name="unread-open")
        self._unread.add(self.read)
        self._unread.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._unread)
        column.addWidget(self._output_card())
        column.addWidget(self._devices)
        column.addWidget(self._wrong)
        column.addStretch()
        column.addWidget(self.call)

    def show_output(self, output: ShiftOutput) -> None:
        """Show what was reported here since midnight."""
        self._good.show_value(plain(output.good))
        percent = output.yield_percent
        self._yield.show_value("–" if percent is None else f"{percent}")
        self._yield.colour("ok" if percent is not None else "ink3")
        self._bar.show_parts(output.good, output.scrap, output.good + output.scrap)
        said = self._look.words("home.reports", n=output.reports, scrap=plain(output.scrap))
        self._reports.say(said)

    def show_discrepancies(self, found: tuple[Case, ...], named: Names) -> None:
        """Say what does not add up; the oldest in words, the others counted."""
        self._wrong.setVisible(bool(found))
        if not found:
            return
        words, one = self._look.words, found[0]
        teller = Teller(words, named)
        text = sentence(teller, one, "said")
        if one.owner:
            text = f"{text} {words('home.owner', owner=teller.who(one.owner))}"
        self._wrong.say("warn", words("home.discrepancies", n=len(found)), text, icon="git-compare")

    def show_unread(self, found: tuple[Due, ...]) -> None:
        """Say which document must be read first, and how many there are."""
        self._unread.setVisible(bool(found))
        if not found:
            return
        words, pin = self._look.words, found[0].pin
        title = words("home.unread", n=len(found))
        text = f"{pin.code} {pin.revision} · {words.of(pin.title)}"
        self._unread.say("warn", title, text, icon="book-open")

    def show_devices(self, devices: tuple[DeviceState, ...]) -> None:
        """Show the devices of this station as they are."""
        if devices == self._devices_of:
            return
        self._devices_of = devices
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._count.say(self._look.words("home.device_count", n=len(devices)))
        for state in devices:
            self._rows.addWidget(self._device(state))
        self._devices.setVisible(bool(devices))

    def _device(self, state: DeviceState) -> QWidget:
        look, words = self._look, self._look.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(look, state.name(words), "label", "ink", elide=True))
        heard = words("home.heard", when=self._moments.when(state.heard_at_ms))
        sub = heard if state.heard_at_ms else state.address
        lines.addWidget(Text(look, sub, "hint", elide=True))
        row.addWidget(IconBox(look, device_icon(state.kind), size=46))
        row.addLayout(lines, 1)
        row.setAlignment(lines, Qt.AlignmentFlag.AlignVCenter)
        holder.setFixedHeight(56 if look.density.is_touch else 48)
        said = words(f"devices.condition.{state.condition}")
        chip = _CHIPS[device_state(state)]
        row.addWidget(StatusChip(look, chip, said, name=f"device-chip-{state.role}"))
        return holder

    def _output_card(self) -> Card:
        look, words = self._look, self._look.words
        card = Card(look, "output-card")
        self._good = StatTile(look, words("home.output"), name="output-good")
        self._yield = StatTile(look, words("home.yield"), name="output-yield", unit="%")
        self._bar = ProgressBar(look, "output-bar", role="ok", accessible=words("home.output"))
        self._reports = Text(look, "", "hint")
        card.body.addWidget(Text(look, words("home.today"), "label"))
        row = QHBoxLayout()
        row.addWidget(self._good, 1)
        row.addWidget(self._yield)
        card.body.addLayout(row)
        card.body.addWidget(self._bar)
        card.body.addWidget(self._reports)
        return card
