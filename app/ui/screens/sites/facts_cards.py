"""Four figures of a station's own health: clock, disk, chain of records, place of its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.journal.verify import Verified
from app.kernel.words import Words
from app.stations.key_places import KeyPlace
from app.stations.self_check import Held
from app.stations.timekeeper import Reading
from app.ui.kit import StatTile, TapCard
from app.ui.screens.sites.clock_sheet import offset_text
from app.ui.signs import time_state
from app.ui.theme.look import Look


class FactsCards(QWidget):
    """`clock_asked`: say in full how the clock stands; `check_asked`: walk the chain now.

    `key_asked`: say in full where the key lies.
    """

    clock_asked = Signal()
    check_asked = Signal()
    key_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("facts")
        self._look, words = look, look.words
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._clock = self._tile("clock-offset", "clock", words("sync_devices.clock"), "s")
        self._disk = self._tile("disk", "hard-drive", words("sync_devices.disk"), "GB")
        self._chain = self._tile("chain", "link", words("sync_devices.chain"), "")
        self._key = self._tile("key", "key-round", words("sync_devices.key"), "")
        self._cards["clock-offset"].clicked.connect(self.clock_asked)
        self._cards["chain"].clicked.connect(self.check_asked)
        self._cards["key"].clicked.connect(self.key_asked)

    _cards: dict[str, TapCard]

    def show_clock(self, reading: Reading) -> None:
        """Show how far the clock is from the server's, and how good it is."""
        said = self._look.words(f"time.quality.{reading.quality}")
        value = "–" if reading.offset_ms is None else offset_text(reading)
        self._clock.show_value(value, said, state=time_state(reading.quality))

    def show_held(self, held: Held) -> None:
        """Show the room left and the length of the chain."""
        words = self._look.words
        tenths = held.free_bytes * 10 // 1024**3
        said = words("sync_devices.disk_tight" if held.is_tight else "sync_devices.disk_fine")
        self._disk.show_value(
            f"{tenths // 10:,}.{tenths % 10}", said, state="warn" if held.is_tight else "ok"
        )
        self._own = f"{held.own:,}"
        said, state = self._walked or (words("sync_devices.chain_how"), "")
        self._chain.show_value(self._own, said, state=state)

    _own = "–"
    _walked: tuple[str, str] | None = None
    """What was last said of the chain, and its state: it stays when more is recorded."""

    def show_checking(self) -> None:
        """Say that the chain is being walked."""
        self._say_chain(self._look.words("sync_devices.checking"), "")

    def show_checked(self, found: Verified, when: str) -> None:
        """Say what the walk found."""
        words = self._look.words
        if found.problems:
            said = words("sync_devices.chain_broken", n=len(found.problems))
            self._say_chain(said, "fail")
        else:
            self._say_chain(words("sync_devices.chain_whole", when=when), "ok")

    def _say_chain(self, said: str, state: str) -> None:
        self._walked = (said, state)
        self._chain.show_value(self._own, said, state=state)

    def show_key(self, place: KeyPlace) -> None:
        """Say aloud where the station's key lies."""
        words = self._look.words
        guarded = place.is_guarded
        said = key_place_words(words, place)
        self._key.show_value(
            words(f"sync_devices.key.{place.kind}"), said, state="ok" if guarded else "warn"
        )
        self._cards["key"].setToolTip(said)
        self._cards["key"].setAccessibleName(said)

    def _tile(self, name: str, icon: str, label: str, unit: str) -> StatTile:
        tile = StatTile(self._look, label, name=name, unit=unit, icon=icon, small=True)
        card = TapCard(self._look, f"{name}-card", label)
        card.body.addWidget(tile)
        card.seal()
        if not hasattr(self, "_cards"):
            self._cards = {}
        self._cards[name] = card
        place = len(self._cards) - 1
        self._grid.addWidget(card, place // 2, place % 2)
        return tile


def key_place_words(words: Words, place: KeyPlace) -> str:
    """Return where the key lies, as a sentence."""
    return words(f"sites.key_place.{place.kind}", **place.facts)
