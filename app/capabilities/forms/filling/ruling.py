"""What filled forms plug into rules: a form is completed."""

from functools import partial

from app.capabilities.forms.filling.events import FormCompleted
from app.capabilities.forms.filling.queries import failed_around, head
from app.capabilities.forms.filling.tables import FilledRow
from app.journal.capability import Acting, Occasion
from app.journal.event import Event
from app.journal.ruling import Fact, Facts, Matter, Seen
from app.kernel.days import local_day

HOUR_MS = 3_600_000


def _look(acting: Acting, event: Event) -> Seen | None:
    """See a form as it was completed: one that was changed and fails again is the same case."""
    done: FormCompleted = event.happened  # type: ignore[assignment]  # of this kind
    row = head(acting.connection, done.filled)
    if row is None:
        return None
    failing = partial(failed_around, acting.connection, event.wall, HOUR_MS)
    return Seen(
        _matter(row, event),
        subject=event.stream,
        threshold=done.verdict,
        facts=Facts(
            {
                "fails_last_hour": partial(failing, station=row.station),
                "form_fails_last_hour": partial(failing, form=row.form),
            },
            verdict=done.verdict,
            form=row.form,
            station=row.station,
            order=row.order,
            operation=row.operation,
            lot=row.lot,
            product=row.product,
            material=row.material,
            supplier=row.supplier,
            equipment=row.equipment,
            why=row.why,
            failed=" ".join(done.failed),
            hour=hour_of(event.wall),
        ),
    )


OCCASIONS = (
    Occasion(
        FormCompleted,
        (
            Fact("verdict", "choice", ("pass", "fail", "none")),
            Fact("form"),
            Fact("station"),
            Fact("operation"),
            Fact("order"),
            Fact("lot"),
            Fact("product"),
            Fact("material"),
            Fact("supplier"),
            Fact("equipment"),
            Fact("why"),
            Fact("failed"),
            Fact("hour"),
            Fact("fails_last_hour", "number"),
            Fact("form_fails_last_hour", "number"),
        ),
        _look,
    ),
)


def hour_of(at_ms: int) -> str:
    """Return the hour a time lies in, in UTC: every node says the same."""
    return f"{local_day(at_ms, 0)}T{at_ms // HOUR_MS % 24:02d}Z"


def _matter(row: FilledRow, event: Event) -> Matter:
    return Matter(
        stream=event.stream,
        order=row.order,
        operation=row.operation,
        lot=row.lot,
        product=row.product,
        material=row.material,
        supplier=row.supplier,
        equipment=row.equipment,
        station=row.station,
        filled=row.filled,
        form=row.form,
    )
