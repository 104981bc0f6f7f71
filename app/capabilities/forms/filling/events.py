"""What can happen to a filled form. Each is a stream of its own: what people sign."""

from typing import ClassVar, Literal

from app.capabilities.forms.judging.answers import Outcome, Subject
from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual

Source = Literal["manual", "scan", "device", "computed", "import"]
"""Where a value came from."""

Finding = Literal["test_deviated", "confirmed"]
"""What an investigation of a failed result came to: the test went wrong, or the piece is so."""


class _OfFilled(Happened, frozen=True, kw_only=True):
    filled: str

    @property
    def stream(self) -> str:
        return filled_stream(self.filled)


class FormStarted(_OfFilled, frozen=True, kw_only=True):
    """Somebody began to fill a form by one revision of it; `pin` is the sha256 of its body.

    `right` is what whoever fills it needs, as the form says.
    """

    kind: ClassVar[str] = "forms.started"
    form: str
    revision: str
    pin: str
    title: Bilingual
    right: str
    reviewed: bool = False
    subject: Subject = Subject()

    @property
    def blobs(self) -> tuple[str, ...]:
        return (self.pin,)


class FieldEntered(_OfFilled, frozen=True, kw_only=True):
    """A value was entered; every one is kept, also what a later one replaces.

    `path` names the place, `label` what it is called there; `value` is JSON as the field's kind
    has it, `said` the same as people read it, with `before` what stood there. `replaces` is the
    hash of that entry, empty for the first: two that replace the same were entered apart.

    `source` is manual, scan, device, computed or import; `device` the device's asset number and
    `serial` what it says it is; `raw` what it sent; `gauge` what it was measured with; `read_ms`
    when (ms since 1970 UTC). `passes` is the verdict as it was shown, "" where nothing is judged.
    `not_applicable` is why there is no value. A change says its `reason`.
    """

    kind: ClassVar[str] = "forms.entered"
    right: str
    path: str
    label: Bilingual
    value: str
    said: str
    said_before: str = ""
    replaces: str = ""
    reason: str = ""
    passes: Literal["pass", "fail", ""] = ""
    source: Source = "manual"
    device: str = ""
    serial: str = ""
    raw: str = ""
    gauge: str = ""
    read_ms: Whole = 0
    not_applicable: str = ""
    pictures: tuple[str, ...] = ()

    @property
    def blobs(self) -> tuple[str, ...]:
        return self.pictures


class FieldWitnessed(_OfFilled, frozen=True, kw_only=True):
    """A second person saw the value of `path` come about; `entry` is its hash."""

    kind: ClassVar[str] = "forms.witnessed"
    right: str
    path: str
    entry: str


class ResultInvestigated(_OfFilled, frozen=True, kw_only=True):
    """A failed result was investigated before any re-test (CN-18, No.107 Art.103).

    Only a test that deviated may be done again; `entry` is the hash of what failed.
    """

    kind: ClassVar[str] = "forms.investigated"
    right: str
    path: str
    entry: str
    finding: Finding
    cause: str


class FormCompleted(_OfFilled, frozen=True, kw_only=True):
    """Whoever filled it says it is complete.

    `verdict` is what the form's limits came to, `failed` the fields that fail; `inputs` is the
    sha256 of the hashes of all entries it rests on, sorted, and `count` how many those are.
    """

    kind: ClassVar[str] = "forms.completed"
    right: str
    verdict: Outcome
    failed: tuple[str, ...] = ()
    inputs: str = ""
    count: Whole = 0


class FormVoided(_OfFilled, frozen=True, kw_only=True):
    """The form does not count (begun by mistake, for another lot); it stays legible.

    `called_off` is the stream of what it was filled for, where that was called off: who may do so
    needs no right to enter values for it.
    """

    kind: ClassVar[str] = "forms.voided"
    right: str
    reason: str
    called_off: str = ""


def filled_stream(filled: str) -> str:
    """Return the stream of a filled form."""
    return f"filled/{filled}"
