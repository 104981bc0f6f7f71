"""State of filled forms."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table(
    "form_filled",
    key=("stream",),
    index=(
        ("order", "operation"),
        ("lot",),
        ("form", "started_ms"),
        ("state", "started_ms"),
        ("verdict", "completed_ms"),
    ),
)
class FilledRow(Row, frozen=True, kw_only=True):
    """A filled form's head. `state` is open, completed or voided.

    `verdict` is that of the last completion ("" before one); an entry after it opens the form
    again. `failed` are the fields that failed then, as keys.
    """

    filled: str
    form: str
    revision: str
    pin: str
    title_zh: str
    title_en: str
    right: str
    reviewed: bool
    order: str
    operation: str
    lot: str
    product: str
    material: str
    supplier: str
    equipment: str
    inspection: str
    why: str
    started_by: str
    station: str
    started_ms: int
    state: str = "open"
    verdict: str = ""
    failed: tuple[str, ...] = ()
    inputs: str = ""
    completed_by: str = ""
    completed_ms: int = 0
    reason: str = ""

    @property
    def title(self) -> Bilingual:
        """Return what the form is called."""
        return Bilingual(self.title_zh, self.title_en)


@state_table("form_entry", key=("stream", "path"), index=(("gauge", "at_ms"),))
class EntryRow(Row, frozen=True, kw_only=True):
    """The value that counts at a place, with where it came from."""

    path: str
    hash: str
    value: str
    said: str
    passes: str
    source: str
    device: str
    gauge: str
    raw: str
    reason: str
    not_applicable: str
    by: str
    at_ms: int
    read_ms: int
    witness: str = ""
    finding: str = ""
    cause: str = ""
    retries: int = 0


@state_table("form_reading", key=("hash",), index=(("stream", "path"), ("gauge", "at_ms")))
class ReadingRow(Row, frozen=True, kw_only=True):
    """Every value that ever was entered: a retry never hides the first (11.10(e)).

    `turn` counts those of one place, from 0.
    """

    hash: str
    path: str
    turn: int
    value: str
    said: str
    passes: str
    source: str
    gauge: str
    reason: str
    by: str
    at_ms: int


@state_table("form_clash", key=("stream", "second"))
class ClashRow(Row, frozen=True, kw_only=True):
    """Two entries at one place, each by somebody who had not seen the other (`kind` apart), or one
    made under another right than the form's (`kind` other_right): that one does not count."""

    kind: str
    path: str
    first: str
    second: str
    by: str
    at_ms: int
