"""How a device that talks is, judged from what was heard and when. Pure: the clock is an argument.

Silence is never taken for well-being, nor is noise, nor another device on the same cable.
"""

from drivers.health import Condition, Health, Trouble

MANY_BAD = 3
"""So many frames in a row that say nothing are no accident: wrong speed, protocol or cable."""


class Vitality:
    """One device's signs of life since its link was opened. Seconds are a steady clock's.

    `asset` is the serial number that must answer, empty where none is asked for; `quiet_s` as in
    `Manner`.
    """

    def __init__(self, *, quiet_s: float, asset: str = "") -> None:
        self._quiet_s = quiet_s
        self._asset = asset
        self.opened(0.0)

    def opened(self, now_s: float) -> None:
        """Begin anew: the link has just opened."""
        self._since_s = now_s
        self._bad = 0
        self._noisy = False
        self._is_proven = not (self._quiet_s or self._asset)
        self._heard = False
        self._other = ""

    @property
    def may_tell(self) -> bool:
        """Whether what the device says may be handed on as a reading."""
        return self._is_proven and not self._other

    @property
    def wants_proof(self) -> bool:
        """Whether the device has still to say which one it is."""
        return bool(self._asset) and not self.may_tell

    def understood(self, now_s: float) -> None:
        """A whole frame came."""
        self._bad, self._noisy, self._heard = 0, False, True
        if not self._asset or self._is_proven:
            self._since_s = now_s
            self._is_proven = True

    def damaged(self) -> None:
        """A frame came that says nothing."""
        self._bad += 1

    def noise(self) -> None:
        """Bytes came; whether they make a frame is not known yet."""
        self._noisy = True

    def identified(self, serial_number: str, now_s: float) -> None:
        """The device said its serial number."""
        if not self._asset:
            return
        self._other = "" if serial_number == self._asset else serial_number
        if not self._other:
            self._is_proven = True
            self._since_s = now_s

    def health(self, now_s: float) -> Health:
        """Return how the device is now."""
        if self._other:
            detail = f"expected {self._asset}, answered {self._other}"
            return Health(Condition.FAULTED, Trouble.WRONG_DEVICE, detail)
        if trouble := self._trouble(now_s):
            return Health(Condition.DEGRADED if self._is_proven else Condition.FAULTED, trouble)
        return Health(Condition.READY if self._is_proven else Condition.PROBING)

    def _trouble(self, now_s: float) -> Trouble:
        if self._bad >= MANY_BAD:
            return Trouble.GARBLED
        if not self._quiet_s or now_s - self._since_s <= self._quiet_s:
            return Trouble.NONE
        if self._heard and not self._is_proven:
            return Trouble.WRONG_DEVICE  # it talks, but will not say which one it is
        return Trouble.GARBLED if self._noisy else Trouble.SILENT
