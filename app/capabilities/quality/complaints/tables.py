"""State of complaints."""

from app.journal.rows import Row, state_table

OPEN, CLOSED = "open", "closed"


@state_table(
    "quality_complaint",
    key=("stream",),
    index=(("lot",), ("di",), ("serial",), ("state", "received_ms"), ("product",)),
)
class ComplaintRow(Row, frozen=True, kw_only=True):
    """One complaint. Days are ISO; an empty text was not said yet."""

    complaint: str
    received: str
    device: str
    product: str
    udi: str
    di: str
    lot: str
    serial: str
    expiry: str
    made: str
    upc: str
    person: str
    organisation: str
    contact: str
    nature: str
    weight: str
    details: str
    pictures: tuple[str, ...]
    received_by: str
    received_ms: int
    station: str
    state: str = OPEN
    is_assessed: bool = False
    is_reportable: bool = False
    report_why: str = ""
    deadline: str = ""
    reported: str = ""
    report_reference: str = ""
    investigation: str = ""
    is_needless: bool = False
    action: str = ""
    records: tuple[str, ...] = ()
    answer: str = ""
    answered: str = ""
    closed_by: str = ""
    closed_ms: int = 0

    @property
    def is_closed(self) -> bool:
        """Tell whether it is closed."""
        return self.state == CLOSED
