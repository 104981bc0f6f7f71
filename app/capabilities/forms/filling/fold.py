"""From what happened to filled forms to their rows."""

from msgspec.structs import replace

from app.capabilities.forms.filling.events import (
    FieldEntered,
    FieldWitnessed,
    FormCompleted,
    FormStarted,
    FormVoided,
    ResultInvestigated,
)
from app.capabilities.forms.filling.tables import ClashRow, EntryRow, FilledRow, ReadingRow
from app.journal.event import Event
from app.journal.rows import Rows


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of a filled form; one before its start, which is forged, changes nothing."""
    match event.happened:
        case FormStarted() as started:
            _start(rows, event, started)
        case FieldEntered() as entered:
            _enter(rows, event, entered)
        case FieldWitnessed() | ResultInvestigated() as said:
            _say(rows, event, said)
        case FormCompleted() as done:
            _complete(rows, event, done)
        case FormVoided() as voided:
            _void(rows, voided)


def _void(rows: Rows, voided: FormVoided) -> None:
    """Let it not count; by the right of the form, or with just what it was filled for."""
    for head in rows.of(FilledRow):
        if voided.right == head.right and voided.called_off in ("", head.inspection):
            rows.put(replace(head, state="voided", reason=voided.reason))


def _say(rows: Rows, event: Event, said: FieldWitnessed | ResultInvestigated) -> None:
    """Add what was said of the entry that counts; of one replaced meanwhile it says nothing."""
    row = rows.get(EntryRow, said.path)
    if row is None or row.hash != said.entry:
        return
    if isinstance(said, ResultInvestigated):
        rows.put(replace(row, finding=said.finding, cause=said.cause))
    elif row.by != event.actor:
        rows.put(replace(row, witness=event.actor))


def _start(rows: Rows, event: Event, started: FormStarted) -> None:
    if rows.of(FilledRow):
        return
    about = started.subject
    rows.put(
        FilledRow(
            stream=event.stream,
            filled=started.filled,
            form=started.form,
            revision=started.revision,
            pin=started.pin,
            title_zh=started.title.zh,
            title_en=started.title.en,
            right=started.right,
            reviewed=started.reviewed,
            order=about.order,
            operation=about.operation,
            lot=about.lot,
            product=about.product,
            material=about.material,
            supplier=about.supplier,
            equipment=about.equipment,
            inspection=about.inspection,
            why=about.why,
            started_by=event.actor,
            station=event.station,
            started_ms=event.wall,
        )
    )


def _enter(rows: Rows, event: Event, entered: FieldEntered) -> None:
    before = rows.get(EntryRow, entered.path)
    seen = "" if before is None else before.hash
    turn = 0 if before is None else before.retries + 1
    rows.put(_reading(event, entered, turn))
    head = next(iter(rows.of(FilledRow)), None)
    if head is not None and entered.right != head.right:
        rows.put(_clash(event, "other_right", entered.path, seen))
        return
    if before is not None and entered.replaces != seen:
        rows.put(_clash(event, "apart", entered.path, seen))
    rows.put(
        EntryRow(
            stream=event.stream,
            path=entered.path,
            hash=event.hash,
            value=entered.value,
            said=entered.said,
            passes=entered.passes,
            source=entered.source,
            device=entered.device,
            gauge=entered.gauge,
            raw=entered.raw,
            reason=entered.reason,
            not_applicable=entered.not_applicable,
            by=event.actor,
            at_ms=event.wall,
            read_ms=entered.read_ms,
            retries=turn,
        )
    )
    if head is not None and head.state == "completed":
        rows.put(replace(head, state="open"))


def _reading(event: Event, entered: FieldEntered, turn: int) -> ReadingRow:
    return ReadingRow(
        stream=event.stream,
        hash=event.hash,
        path=entered.path,
        turn=turn,
        value=entered.value,
        said=entered.said,
        passes=entered.passes,
        source=entered.source,
        gauge=entered.gauge,
        reason=entered.reason,
        by=event.actor,
        at_ms=event.wall,
    )


def _clash(event: Event, kind: str, path: str, first: str) -> ClashRow:
    return ClashRow(
        stream=event.stream,
        kind=kind,
        path=path,
        first=first,
        second=event.hash,
        by=event.actor,
        at_ms=event.wall,
    )


def _complete(rows: Rows, event: Event, done: FormCompleted) -> None:
    for head in rows.of(FilledRow):
        if head.state == "voided":
            continue
        rows.put(
            replace(
                head,
                state="completed",
                verdict=done.verdict,
                failed=done.failed,
                inputs=done.inputs,
                completed_by=event.actor,
                completed_ms=event.wall,
            )
        )
