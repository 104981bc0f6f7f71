"""State of labels."""

from app.journal.rows import Row, state_table
from app.kernel.words import Bilingual


@state_table(
    "label",
    key=("stream",),
    index=(
        ("station", "state"),
        ("block", "number"),
        ("di", "serial"),
        ("first_label",),
        ("copy_number",),
        ("order", "state", "to_prove", "first_label"),
        ("batch",),
        ("station", "queued_ms"),
    ),
)
class LabelRow(Row, frozen=True, kw_only=True):
    """One label. `state` is one of `answers.State`; times are ms since 1970 UTC.

    `queued` is the hash of the event that queued it. `first_label` names itself on a first label.
    `note` is what is to be said of its state: why it is uncertain, failed (on `what`),
    held back or void.
    """

    label: str
    batch: str
    station: str
    printer: str
    state: str
    template: str
    template_revision: str
    template_pin: str
    product: str
    product_zh: str
    product_en: str
    order: str
    di: str
    udi: str
    lot: str
    expiry: str
    made: str
    serial: str
    block: str
    number: int
    copy_number: int
    first_label: str
    reason: str
    queued: str
    requested_by: str
    queued_ms: int
    changed_ms: int
    to_prove: bool = False
    rendered: str = ""
    note: str = ""
    what: str = ""
    settled_by: str = ""

    @property
    def product_name(self) -> Bilingual:
        """Return the product's name in both languages."""
        return Bilingual(self.product_zh, self.product_en)
