"""What can happen to one label.

A job is one label on paper. A number is taken by the same event that queues its job, so that no
label leaves without one and none is ever given twice; what became of the label is said after it.
"""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class _OfLabel(Happened, frozen=True, kw_only=True):
    label: str

    @property
    def stream(self) -> str:
        return f"label/{self.label}"


class LabelQueued(_OfLabel, frozen=True, kw_only=True):
    """A label is to be printed, by exactly this revision of its template and with this on it.

    `batch` is shared by what was asked for at once, `udi` the element string that is scanned back.
    `serial` is number `number` of `block`; a reprint has the serial, and no number, of the first
    label of it, which `first_label` names, and `copy_number` counts up. Dates are ISO. `to_prove`:
    it counts only once it was scanned.
    """

    kind: ClassVar[str] = "labels.queued"
    batch: str
    template: str
    template_revision: str
    template_pin: str
    printer: str
    product: str
    product_name: Bilingual
    di: str
    udi: str
    serial: str
    order: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""
    block: str = ""
    number: Whole = 0
    copy_number: Whole = 1
    first_label: str = ""
    reason: str = ""
    to_prove: bool = False

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.template_pin,)


class LabelClaimed(_OfLabel, frozen=True, kw_only=True):
    """The station took it up to print it; nothing has left for the printer."""

    kind: ClassVar[str] = "labels.claimed"


class LabelSending(_OfLabel, frozen=True, kw_only=True):
    """From here on bytes may have left: `rendered` is their sha256, `size` how many they are."""

    kind: ClassVar[str] = "labels.sending"
    rendered: str
    size: Whole


class LabelHeldBack(_OfLabel, frozen=True, kw_only=True):
    """The printer was not ready after all; not one byte of the label left."""

    kind: ClassVar[str] = "labels.held_back"
    state: str


class LabelSent(_OfLabel, frozen=True, kw_only=True):
    """All of it went out, and the printer said afterwards that it was empty and well."""

    kind: ClassVar[str] = "labels.sent"


class LabelUncertain(_OfLabel, frozen=True, kw_only=True):
    """Nobody can say whether the label is on paper. It is never sent again by itself.

    `cause` is `printer` (it did not say what came of it) or `restart` (we were cut off).
    """

    kind: ClassVar[str] = "labels.uncertain"
    cause: str


class LabelFailed(_OfLabel, frozen=True, kw_only=True):
    """No label can be made of it; nothing left for the printer. `flaw` on `what`."""

    kind: ClassVar[str] = "labels.failed"
    flaw: str
    what: str = ""


class LabelVerified(_OfLabel, frozen=True, kw_only=True):
    """The label is in hand: it was scanned, and reads what it should, byte for byte.

    `aim` is the scanner's identifier of the symbology, empty where it sends none.
    """

    kind: ClassVar[str] = "labels.verified"
    scanned: str
    aim: str = ""


class LabelVoided(_OfLabel, frozen=True, kw_only=True):
    """The label counts no more; its serial number is never given again."""

    kind: ClassVar[str] = "labels.voided"
    reason: str
